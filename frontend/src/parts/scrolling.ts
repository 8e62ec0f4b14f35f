// A region that scrolls must be reached by keys: one that holds nothing to focus takes the focus itself.

const FOCUSABLE = "a[href], button:not(:disabled), input, select, textarea, [tabindex]";

/** Looking makes the browser lay the page out at once, so what changes many times a second is looked at once. */
const REST_MS = 120;

export function reachable(region: HTMLElement): () => void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const look = (): void => {
    const scrolls = region.scrollHeight > region.clientHeight + 1 || region.scrollWidth > region.clientWidth + 1;
    if (scrolls && region.querySelector(FOCUSABLE) === null) region.tabIndex = 0;
    else region.removeAttribute("tabindex");
  };
  const resized = new ResizeObserver(look);
  const changed = new MutationObserver(() => {
    waiting ??= setTimeout(() => {
      waiting = undefined;
      look();
    }, REST_MS);
  });
  resized.observe(region);
  changed.observe(region, { childList: true, subtree: true });
  look();
  return () => {
    clearTimeout(waiting);
    resized.disconnect();
    changed.disconnect();
  };
}
