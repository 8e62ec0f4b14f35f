// The exercise mark on everything that leaves the page.

export const MARK = "[EXERCISE]";

export function marked(text: string): string {
  return text.startsWith(MARK) ? text : `${MARK} ${text}`;
}

/** Words copied out of a simulated platform carry the mark with them. */
export function copyMarked(event: ClipboardEvent): void {
  const text = window.getSelection()?.toString() ?? "";
  if (!text || !event.clipboardData || event.target instanceof HTMLTextAreaElement) return;
  event.preventDefault();
  event.clipboardData.setData("text/plain", marked(text));
}
