// Two who write on one draft, at the composer: nothing of either is lost.
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { tick } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Room } from "../../src/live/room.svelte";
import DraftComposer from "../../src/screens/brand/DraftComposer.svelte";
import { aRoom, event, FarEnd, welcome } from "../live/recorded";

const box = (): HTMLTextAreaElement => screen.getByRole("textbox", { name: "What do we say?" }) as HTMLTextAreaElement;
const write = (value: string): Promise<boolean> => fireEvent.input(box(), { target: { value } });
const base = { draft: "d1", posture: "answers" as const, cites: [], intent: null, author: null, platform: null, content: "routine" as const, picture: null };

let leave = (): void => undefined;
let room: Room;

beforeEach(async () => {
  window.localStorage.clear();
  vi.stubGlobal("fetch", () => new Promise(() => undefined));
  const opened = await aRoom();
  [room, leave] = [opened.room, opened.leave];
  FarEnd.last.hear(welcome());
  FarEnd.last.hear(event(5, { ...base, kind: "draft.opened", seat: "brand-comms", text: "We are sorry. More by noon.", reply_to: null }));
});
afterEach(() => {
  leave();
  cleanup();
  vi.unstubAllGlobals();
});

async function writingOn(): Promise<void> {
  const shown = render(DraftComposer, { room });
  const draft = room.drafts[0];
  if (!draft) throw new Error("no draft");
  (shown.component as unknown as { revise: (one: typeof draft) => void }).revise(draft);
  await tick();
  await waitFor(() => expect(box().value).not.toBe(""));
}

function somebodySaves(text: string): void {
  FarEnd.last.hear(event(6, { ...base, kind: "draft.revised", seat: "brand-legal", text }));
}

async function savesAndIsRefused(): Promise<void> {
  await fireEvent.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(FarEnd.last.of("ask")).toHaveLength(1));
  const [first] = FarEnd.last.of("ask");
  expect(first?.command).toMatchObject({ kind: "draft.revise", base: 1 });
  FarEnd.last.hear({ type: "refused", ask: first?.ask ?? "", code: "conflict", detail: "draft d1 is at version 2, not 1", retry: "never", after_ms: 0 });
}

test("what both wrote in different places is one text, and is saved by itself", async () => {
  await writingOn();
  await write("We are so sorry. More by noon.");
  somebodySaves("We are sorry. More by one o’clock.");
  await savesAndIsRefused();
  await waitFor(() => expect(FarEnd.last.of("ask")).toHaveLength(2));
  expect(FarEnd.last.of("ask")[1]?.command).toMatchObject({ kind: "draft.revise", base: 2, text: "We are so sorry. More by one o’clock." });
});

test("where both wrote at one place both stand there, and nothing is saved before somebody chose", async () => {
  await writingOn();
  await write("We are ashamed. More by noon.");
  somebodySaves("We are moved. More by noon.");
  await savesAndIsRefused();
  await waitFor(() => expect(box().value).toBe("We are moved. / ashamed. More by noon."));
  expect(FarEnd.last.of("ask")).toHaveLength(1);
  await fireEvent.click(screen.getByRole("button", { name: "Keep “ashamed.”" }));
  await waitFor(() => expect(box().value).toBe("We are ashamed. More by noon."));
});

test("words that were never saved are there again after a reload, among what was saved meanwhile", async () => {
  await writingOn();
  await write("We are so sorry. More by noon.");
  cleanup();
  somebodySaves("We are sorry. More by one o’clock.");
  render(DraftComposer, { room });
  await waitFor(() => expect(box().value).toBe("We are so sorry. More by one o’clock."));
});
