// Work that can wait until the page has nothing better to do.

/** However busy the page is. */
const LATEST_MS = 2_000;

/** Run when the browser is idle; where it does not say, as in Safari, a little later. */
export function whenIdle(run: () => void): void {
  const next = window.requestIdleCallback as typeof window.requestIdleCallback | undefined;
  if (next) next(run, { timeout: LATEST_MS });
  else setTimeout(run, 200);
}
