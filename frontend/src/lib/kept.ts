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

/** What is kept under keys that begin with `start`, by the rest of the key. */
export function keptUnder(start: string): Map<string, string> {
  const found = new Map<string, string>();
  try {
    for (let at = 0; at < window.localStorage.length; at += 1) {
      const key = window.localStorage.key(at) ?? "";
      if (key.startsWith(PREFIX + start)) found.set(key.slice((PREFIX + start).length), window.localStorage.getItem(key) ?? "");
    }
  } catch {
    // storage may be switched off
  }
  return found;
}
