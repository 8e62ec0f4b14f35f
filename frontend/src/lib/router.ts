// A router of a few paths on the history API. Reading `here()` in a component follows the address.
import { createSubscriber } from "svelte/reactivity";

export interface Place {
  /** Which screen: the name of its file in src/screens. */
  screen: "Landing" | "Join" | "SignIn" | "Room" | "Review" | "Trends" | "Open" | "BigScreen" | "Shared" | "Workshop" | "Draft" | "DryRun" | "Parts" | "Lost";
  params: Record<string, string>;
}

const PATHS: readonly [RegExp, Place["screen"]][] = [
  [/^\/$/, "Landing"],
  [/^\/join\/?$/, "Join"],
  [/^\/sign-in\/?$/, "SignIn"],
  [/^\/r\/(?<rehearsal>[^/]+)\/(?<seat>[^/]+)\/?$/, "Room"],
  [/^\/review\/(?<rehearsal>[^/]+)\/?$/, "Review"],
  [/^\/review\/(?<rehearsal>[^/]+)\/screen\/?$/, "BigScreen"],
  [/^\/trends\/?$/, "Trends"],
  [/^\/open\/?$/, "Open"],
  [/^\/shared\/?$/, "Shared"],
  [/^\/workshop\/?$/, "Workshop"],
  [/^\/workshop\/(?<draft>[^/]+)\/?$/, "Draft"],
  [/^\/dry-run\/(?<slug>[^/]+)\/?$/, "DryRun"],
  [/^\/parts\/?$/, "Parts"],
];

/** The screen of a path; a path nobody knows is `Lost`. */
export function match(path: string): Place {
  for (const [pattern, screen] of PATHS) {
    const found = pattern.exec(path);
    if (found) return { screen, params: decoded(found.groups ?? {}) };
  }
  return { screen: "Lost", params: {} };
}

function decoded(groups: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, safely(value)]));
}

/** A broken percent sign in an address is shown as it is, not thrown at the reader. */
function safely(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

const MOVED = "squall:moved";

const follow = createSubscriber((update) => {
  window.addEventListener("popstate", update);
  window.addEventListener(MOVED, update);
  return () => {
    window.removeEventListener("popstate", update);
    window.removeEventListener(MOVED, update);
  };
});

let last: { path: string; place: Place } | undefined;

/** Where we are now. Follows the address when read in a component; on the same path it is the same place. */
export function here(): Place {
  follow();
  const path = window.location.pathname;
  if (last?.path !== path) last = { path, place: match(path) };
  return last.place;
}

/** Go to an address of this page; one of another origin is refused. */
export function navigate(to: string, { replace = false } = {}): void {
  const url = new URL(to, window.location.href);
  if (url.origin !== window.location.origin) throw new Error(`${url.origin} is not this server`);
  window.history[replace ? "replaceState" : "pushState"](null, "", url.pathname + url.search + url.hash);
  window.dispatchEvent(new Event(MOVED));
}

/** Plain clicks on links of our own become moves; everything else is left to the browser. */
export function followLinks(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element | null)?.closest?.("a[href]");
  if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute("download")) return;
  const url = new URL(link.href);
  if (url.origin !== window.location.origin || match(url.pathname).screen === "Lost") return;
  if (url.pathname === window.location.pathname && url.hash) return;
  event.preventDefault();
  navigate(link.href);
}
