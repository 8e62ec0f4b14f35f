// The browser's own back and forward lead through what was looked at in a review.
import { hashOf, spotIn, type Spot } from "./address";

/** Browsers count writes to the address; a moment of rest is enough for a link. */
const REST_MS = 300;
/** Steps that follow each other so soon are one on the way back. */
const SOON_MS = 1_000;

/** Whether `next` is another place: drifting in time, or letting a moment go, does not make one. */
export function isStep(last: Spot, next: Spot): boolean {
  const turned = next.page !== last.page || next.lens !== last.lens;
  return turned || (next.at !== undefined && next.at !== last.at);
}

/**
 * Writes `now` to the address while it changes, and gives back what back and forward lead to.
 *
 * Called while a component is made; ends with it.
 */
export function keepTrail(now: () => Spot, found: (spot: Spot) => void): void {
  let last: Spot | undefined;
  let stepped = -Infinity;

  $effect(() => {
    const spot = now();
    const step = last !== undefined && isStep(last, spot);
    last = spot;
    if (step) return push(spot);
    const rest = setTimeout(() => history.replaceState(history.state, "", hashOf(spot)), REST_MS);
    return () => clearTimeout(rest);
  });

  function push(spot: Spot): void {
    const soon = performance.now() - stepped < SOON_MS;
    stepped = performance.now();
    history[soon ? "replaceState" : "pushState"](history.state, "", hashOf(spot));
  }

  $effect(() => {
    const back = (): void => {
      last = spotIn(window.location.hash);
      found(last);
    };
    window.addEventListener("popstate", back);
    return () => window.removeEventListener("popstate", back);
  });
}
