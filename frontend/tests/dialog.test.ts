import { cleanup, render } from "@testing-library/svelte";
import { createRawSnippet } from "svelte";
import { afterEach, expect, test } from "vitest";
import Dialog from "$parts/Dialog.svelte";

afterEach(cleanup);

test("an open dialog gives the keyboard to its first field, not to its close button", () => {
  const children = createRawSnippet(() => ({ render: () => `<label>Why <input id="why" /></label>` }));
  render(Dialog, { open: true, title: "Hold the drill?", children });
  expect(document.activeElement?.id).toBe("why");
});
