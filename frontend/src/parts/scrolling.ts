// A region that scrolls must be reached by keys: one that holds nothing to focus takes the focus itself.

const FOCUSABLE = "a[href], button:not(:disabled), input, select, textarea, [tabindex]";

export function reachable(region: HTMLElement): () => void {
  const look = (): void => {
    const scrolls = region.scrollHeight > region.clientHeight + 1 || region.scrollWidth > region.clientWidth + 1;
    if (scrolls && region.querySelector(FOCUSABLE) === null) region.tabIndex = 0;
    else region.removeAttribute("tabindex");
  };
  const resized = new ResizeObserver(look);
  const changed = new MutationObserver(look);
  resized.observe(region);
  changed.observe(region, { childList: true, subtree: true });
  look();
  return () => {
    resized.disconnect();
    changed.disconnect();
  };
}
