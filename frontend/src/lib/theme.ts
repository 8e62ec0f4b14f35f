// Light, dark, or as the system says; kept on this device.
import { createSubscriber } from "svelte/reactivity";

export type Theme = "system" | "light" | "dark";

const KEY = "squall.theme";
const ORDER: readonly Theme[] = ["system", "light", "dark"];
const listeners = new Set<() => void>();

const follow = createSubscriber((update) => {
  listeners.add(update);
  return () => listeners.delete(update);
});

let chosen: Theme = kept();

function kept(): Theme {
  try {
    const value = window.localStorage.getItem(KEY);
    return ORDER.find((theme) => theme === value) ?? "system";
  } catch {
    return "system"; // storage may be switched off
  }
}

export function theme(): Theme {
  follow();
  return chosen;
}

export function setTheme(next: Theme): void {
  chosen = next;
  try {
    window.localStorage.setItem(KEY, next);
  } catch {
    // Without storage the choice lasts until the tab closes.
  }
  applyTheme();
  for (const update of listeners) update();
}

/** The next choice of the toggle: system, light, dark, and round again. */
export function nextTheme(now: Theme): Theme {
  return ORDER[(ORDER.indexOf(now) + 1) % ORDER.length] ?? "system";
}

export function applyTheme(): void {
  const root = document.documentElement;
  if (chosen === "system") delete root.dataset.theme;
  else root.dataset.theme = chosen;
}
