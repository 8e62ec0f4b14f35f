// Short answers to what somebody just did. They go by themselves; nothing that must be read is one.

export interface Toast {
  id: number;
  text: string;
  tone: "plain" | "good" | "bad";
  action?: { label: string; run: () => void };
}

const STAYS_MS = 6_000;
const MOST = 3;

let last = 0;
let shown = $state.raw<readonly Toast[]>([]);

export function toasts(): readonly Toast[] {
  return shown;
}

/** Say something; the oldest goes when there are more than three. Returns its id. */
export function say(text: string, more: Partial<Pick<Toast, "tone" | "action">> = {}): number {
  last += 1;
  const toast: Toast = { id: last, text, tone: "plain", ...more };
  shown = [...shown, toast].slice(-MOST);
  setTimeout(() => unsay(toast.id), STAYS_MS);
  return toast.id;
}

export function unsay(id: number): void {
  shown = shown.filter((toast) => toast.id !== id);
}
