// Words in progress, kept on this device until they are sent: a reload, a lost line or a hold
// never costs a sentence.

const PREFIX = "squall.draft.";

export function keptDraft(key: string): string {
  try {
    return window.localStorage.getItem(PREFIX + key) ?? "";
  } catch {
    return ""; // storage may be switched off
  }
}

export function keepDraft(key: string, text: string): void {
  try {
    if (text) window.localStorage.setItem(PREFIX + key, text);
    else window.localStorage.removeItem(PREFIX + key);
  } catch {
    // Full or switched off: the text still stands in its box.
  }
}
