import { cleanup, fireEvent, render, screen } from "@testing-library/svelte";
import { tick } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import NoteWriter from "../../src/screens/staff/NoteWriter.svelte";
import { aRoom, FarEnd, settled, welcome } from "../live/recorded";

let leave = (): void => undefined;

beforeEach(() => {
  vi.useFakeTimers({ now: 100_000 });
  window.localStorage.clear();
});
afterEach(() => {
  leave();
  cleanup();
  vi.useRealTimers();
});

async function writer(post?: string): Promise<HTMLTextAreaElement> {
  const opened = await aRoom();
  leave = opened.leave;
  FarEnd.last.hear(welcome({ now: 100_000 }));
  render(NoteWriter, { room: opened.room, post });
  await tick();
  return screen.getByRole("textbox");
}

const type = (box: HTMLTextAreaElement, text: string): Promise<boolean> => fireEvent.input(box, { target: { value: text } });

test("a note is sent with the time of its first key and the post it is pinned to", async () => {
  const box = await writer("p2");
  await type(box, "P");
  vi.setSystemTime(130_000);
  await type(box, "Policy text went out");
  await fireEvent.click(screen.getByRole("button", { name: "Mistake" }));
  await fireEvent.keyDown(box, { key: "Enter" });
  expect(FarEnd.last.of("ask")[0]?.command).toEqual({
    kind: "note.write", text: "Policy text went out", tag: "mistake", post: "p2", item: null, noticed: 100,
  });
});

test("the words stay until the server has the note, and are gone once it has", async () => {
  const box = await writer();
  await type(box, "Nobody answers");
  await fireEvent.keyDown(box, { key: "Enter" });
  const { ask } = FarEnd.last.of("ask")[0] ?? { ask: "" };
  expect(box.value).toBe("Nobody answers");
  FarEnd.last.hear({ type: "done", ask, n: {}, made: ["n1"] });
  await settled();
  await tick();
  expect(box.value).toBe("");
});

test("a note turned down keeps its words", async () => {
  const box = await writer();
  await type(box, "Nobody answers");
  await fireEvent.keyDown(box, { key: "Enter" });
  const { ask } = FarEnd.last.of("ask")[0] ?? { ask: "" };
  FarEnd.last.hear({ type: "refused", ask, code: "forbidden", detail: "not yours", retry: "never", after_ms: 0 });
  await settled();
  await tick();
  expect(box.value).toBe("Nobody answers");
});

test("Shift and Enter is a new line, not a note", async () => {
  const box = await writer();
  await type(box, "One");
  await fireEvent.keyDown(box, { key: "Enter", shiftKey: true });
  expect(FarEnd.last.of("ask")).toEqual([]);
});

test("a reload keeps the words and the time of their first key", async () => {
  await type(await writer(), "Half a thought");
  leave();
  cleanup();
  vi.setSystemTime(500_000);
  const box = await writer();
  expect(box.value).toBe("Half a thought");
  await fireEvent.keyDown(box, { key: "Enter" });
  expect(FarEnd.last.of("ask")[0]?.command).toMatchObject({ text: "Half a thought", noticed: 100 });
});
