// Single-key shortcuts: one registry, from which the help sheet is drawn. They are off while
// somebody types, and can be switched off for good (WCAG 2.1.4).

export interface Shortcut {
  /** `j`, `.`, `PageDown`, `Shift+Space`, `Alt+m`, `Mod+Enter` (Cmd on a Mac, Ctrl elsewhere). */
  keys: string;
  /** What it does, in the words of the help sheet. */
  does: string;
  run: (event: KeyboardEvent) => void;
  /** Only when this says so, for instance while a pane has the focus. */
  when?: () => boolean;
}

const KEY = "squall.shortcuts";
const shortcuts = new Set<Shortcut>();

let on = kept();

function kept(): boolean {
  try {
    return window.localStorage.getItem(KEY) !== "off";
  } catch {
    return true; // storage may be switched off
  }
}

export function shortcutsOn(): boolean {
  return on;
}

export function switchShortcuts(next: boolean): void {
  on = next;
  try {
    window.localStorage.setItem(KEY, next ? "on" : "off");
  } catch {
    // Without storage the choice lasts until the tab closes.
  }
}

/** Add shortcuts; the function given back takes them away again. */
export function register(...added: Shortcut[]): () => void {
  for (const shortcut of added) shortcuts.add(shortcut);
  return () => {
    for (const shortcut of added) shortcuts.delete(shortcut);
  };
}

/** All that is registered now, for the help sheet. */
export function registered(): Shortcut[] {
  return [...shortcuts];
}

/** The name of a key press, as `Shortcut.keys` writes it. */
export function nameOf(event: KeyboardEvent): string {
  // With Alt a Mac types another sign; what counts is the letter on the key.
  const letter = event.altKey ? /^Key([A-Z])$/.exec(event.code)?.[1] : undefined;
  const key = letter ?? (event.key === " " ? "Space" : event.key);
  const mod = event.metaKey || event.ctrlKey ? "Mod+" : "";
  const alt = event.altKey ? "Alt+" : "";
  // A shifted sign such as `?` already says so; letters and named keys do not.
  const shift = event.shiftKey && (key.length > 1 || /\p{L}/u.test(key)) ? "Shift+" : "";
  return mod + alt + shift + (key.length === 1 ? key.toLowerCase() : key);
}

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest("input, select, textarea, [role=textbox], [role=slider]") !== null);

/** Run the newest shortcut that fits; a chord with Mod or Alt works even while typing. */
export function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const name = nameOf(event);
  const chord = /^(Mod|Alt)\+/.test(name);
  // Behind an open dialog nothing may move: its Space must not fire a GO.
  if (document.querySelector("dialog[open]") !== null) return;
  if (!chord && (!on || typing(event.target))) return;
  const fitting = registered().reverse().find((each) => each.keys === name && (each.when?.() ?? true));
  if (!fitting) return;
  event.preventDefault();
  fitting.run(event);
}
