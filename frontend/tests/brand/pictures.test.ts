// A picture of a draft is added by keyboard, never goes without an alt text, and comes back after a reload.
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { tick } from "svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { complete, sameImage, tidied, type Image } from "../../src/lib/pictures";
import DraftComposer from "../../src/screens/brand/DraftComposer.svelte";
import { pictureChanged } from "../../src/screens/brand/changes";
import type { Room } from "../../src/live/room.svelte";
import type { Draft } from "../../src/wire/wire";
import { aRoom, FarEnd, welcome } from "../live/recorded";

const CARD = { title: "What happens now", lines: ["Tonight: we call"], alt: "A card: we call tonight." } satisfies Image;

let room: Room;
let leave: () => void;

beforeEach(async () => {
  window.localStorage.clear();
  vi.stubGlobal("fetch", () => new Promise(() => undefined));
  const opened = await aRoom();
  [room, leave] = [opened.room, opened.leave];
  FarEnd.last.hear(welcome());
});
afterEach(() => {
  leave();
  cleanup();
  vi.unstubAllGlobals();
});

const type = (name: RegExp, value: string): Promise<unknown> => fireEvent.input(screen.getByRole("textbox", { name }), { target: { value } });
const save = (): HTMLElement => screen.getByRole("button", { name: "Save" });

async function aCard(): Promise<void> {
  await type(/What do we say/, "We call everybody tonight.");
  await fireEvent.click(screen.getByRole("button", { name: "Add a picture" }));
  await type(/Title of the card/, CARD.title);
  await type(/Lines/, "Tonight: we call\n");
}

describe("the picture of a draft", () => {
  it("is not saved without an alt text, and goes with the draft once it has one", async () => {
    render(DraftComposer, { room });
    await aCard();
    expect(save()).toBeDisabled();
    await type(/Alt text/, CARD.alt);
    expect(screen.getByText(`${CARD.alt.length} / 1000`)).toBeInTheDocument();
    expect(screen.getByRole("img", { name: CARD.alt })).toHaveTextContent("Tonight: we call");
    await fireEvent.click(save());
    await waitFor(() => expect(FarEnd.last.of("ask")).toHaveLength(1));
    expect(FarEnd.last.of("ask")[0]).toMatchObject({ command: { kind: "draft.open", picture: CARD } });
  });

  it("is there again after the page was left, and comes off in one press", async () => {
    const first = render(DraftComposer, { room });
    await aCard();
    first.unmount();
    render(DraftComposer, { room });
    await tick();
    expect(screen.getByRole("textbox", { name: /Title of the card/ })).toHaveValue(CARD.title);
    await fireEvent.click(screen.getByRole("button", { name: "Take the picture off" }));
    await waitFor(() => expect(screen.getByRole("button", { name: "Add a picture" })).toHaveFocus());
    expect(save()).toBeEnabled();
  });

  it("is complete with words as short as a card's, and an alt text", () => {
    expect(complete(undefined)).toBe(true);
    expect(complete(CARD)).toBe(true);
    expect(complete({ ...CARD, alt: " " })).toBe(false);
    expect(complete({ ...CARD, alt: "a".repeat(1001) })).toBe(false);
    expect(complete({ ...CARD, lines: Array.from({ length: 7 }, () => "x") })).toBe(false);
    expect(complete({ file: "gate.png", alt: "" })).toBe(false);
    expect(sameImage(tidied({ ...CARD, lines: ["", " Tonight: we call "] }), CARD)).toBe(true);
  });

  it("is said to have changed since the draft was sent back", () => {
    const step = (did: "opened" | "rejected" | "revised", picture: Image | null) => ({ did, picture });
    const draft = (picture: Image | null) => ({ picture, steps: [step("opened", CARD), step("rejected", null), step("revised", picture)] }) as unknown as Draft;
    expect(pictureChanged(draft(CARD))).toBe(false);
    expect(pictureChanged(draft({ ...CARD, alt: "Another." }))).toBe(true);
    expect(pictureChanged(draft(null))).toBe(true);
  });
});
