import { fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { beforeEach, expect, test, vi } from "vitest";
import { characters } from "$lib/rich";
import Composer from "$parts/Composer.svelte";
import lengths from "../../tests/wire/lengths.json";

beforeEach(() => window.localStorage.clear());

const box = (): HTMLTextAreaElement => screen.getByRole("textbox") as HTMLTextAreaElement;
const send = (): HTMLButtonElement => screen.getByRole("button", { name: "Post" }) as HTMLButtonElement;
const write = (text: string): Promise<boolean> => fireEvent.input(box(), { target: { value: text } });

test("words outlive the page", async () => {
  const first = render(Composer, { key: "s1", limit: 280, onsend: () => true });
  await write("We hear you.");
  first.unmount();
  render(Composer, { key: "s1", limit: 280, onsend: () => true });
  expect(box().value).toBe("We hear you.");
});

test("each thread has its own words", async () => {
  const shown = render(Composer, { key: "s1", limit: 280, onsend: () => true });
  await write("To Kev");
  await shown.rerender({ key: "s2" });
  expect(box().value).toBe("");
  await shown.rerender({ key: "s1" });
  expect(box().value).toBe("To Kev");
});

test("what was sent is gone, here and on this device", async () => {
  const onsend = vi.fn(() => true);
  render(Composer, { key: "s1", limit: 280, onsend, personas: [{ handle: "kev", name: "Kev", followers: 3, avatar: "kev" }] });
  await write("  Who measured me?  ");
  await fireEvent.keyDown(box(), { key: "Enter", ctrlKey: true });
  await waitFor(() => expect(box().value).toBe(""));
  expect(onsend).toHaveBeenCalledWith({ text: "Who measured me?", persona: "kev", posture: undefined });
  expect(window.localStorage.getItem("squall.draft.s1")).toBeNull();
});

test.each([
  ["is turned down", () => false],
  ["fails", () => Promise.reject(new Error("line lost"))],
])("words stay when the post %s", async (_, onsend) => {
  render(Composer, { key: "s1", limit: 280, onsend });
  await write("Keep this");
  await fireEvent.click(send());
  await waitFor(() => expect(send().disabled).toBe(false));
  expect(box().value).toBe("Keep this");
  expect(window.localStorage.getItem("squall.draft.s1")).toBe("Keep this");
});

test("a hold keeps the words and sends nothing", async () => {
  const onsend = vi.fn(() => true);
  render(Composer, { key: "s1", limit: 280, held: true, onsend });
  await write("While held");
  await fireEvent.keyDown(box(), { key: "Enter", metaKey: true });
  expect(send().disabled).toBe(true);
  expect(onsend).not.toHaveBeenCalled();
  expect(box().value).toBe("While held");
});

test.each(lengths)("$text is as long as the server says", ({ text, length }) => expect(characters(text)).toBe(length));

test("a post is counted in code points, as the server counts it", async () => {
  render(Composer, { key: "s1", limit: 3, onsend: () => true });
  await write("👍🏽é");
  expect(send().disabled).toBe(false);
  await write("four");
  expect(send().disabled).toBe(true);
});

test("where posture counts, a post needs one", async () => {
  const onsend = vi.fn(() => true);
  render(Composer, { key: "s1", limit: 280, postured: true, onsend });
  await write("Our answer");
  expect(send().disabled).toBe(true);
  await fireEvent.click(screen.getByRole("radio", { name: "Answers" }));
  await fireEvent.click(send());
  expect(onsend).toHaveBeenCalledWith({ text: "Our answer", persona: undefined, posture: "answers" });
});
