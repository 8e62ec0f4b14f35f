// A tap on a post opens its thread; a tap on something in it does what that does.

/** Call `open` with the post tapped, unless it was a control, or words were being marked. */
export function opened(event: MouseEvent, open: (post: string) => void): void {
  const { target } = event;
  if (!(target instanceof Element) || target.closest("button, a, input, select, textarea, .tools")) return;
  if (window.getSelection()?.type === "Range") return;
  const post = target.closest<HTMLElement>("[data-post]")?.dataset.post;
  if (post !== undefined) open(post);
}
