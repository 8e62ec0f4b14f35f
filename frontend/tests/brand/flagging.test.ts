// Flag now: out at once, with the words behind it; from the feed on its post, from elsewhere on none.
import { fireEvent, render, screen } from "@testing-library/svelte";
import { afterEach, describe, expect, it } from "vitest";
import { press } from "../../src/lib/keys";
import Brand from "../../src/screens/Brand.svelte";
import { aRoom, event, FarEnd, settled, welcome } from "../live/recorded";

let leave = (): void => undefined;
afterEach(() => {
  window.removeEventListener("keydown", press);
  leave();
});

interface Asked { ask: string; kind: string; [field: string]: unknown }
const asked = (): Asked[] => FarEnd.last.said.filter((one) => one.type === "ask").map((one) => one as unknown as { ask: string; command: Asked }).map(({ ask, command }) => ({ ...command, ask }));

async function brand() {
  const opened = await aRoom();
  leave = opened.leave;
  const hello = welcome();
  hello.you = { ...hello.you, role: "brand", seat: "critic-1", can: ["flag.raise", "flag.note", "draft.open"], personas: ["air"] };
  FarEnd.last.hear(hello);
  await settled();
  window.addEventListener("keydown", press);
  render(Brand, { room: opened.room });
  return opened.room;
}

const key = (on: EventTarget, name: string, more: KeyboardEventInit = {}): void =>
  void on.dispatchEvent(new KeyboardEvent("keydown", { key: name, code: "KeyM", bubbles: true, cancelable: true, ...more }));

describe("the key", () => {
  it("raises a mistake in one press, and a chance with Shift", async () => {
    await brand();
    key(document.body, "m");
    key(document.body, "M", { shiftKey: true });
    await settled();
    expect(asked().map(({ kind, sort, post, text }) => [kind, sort, post, text])).toEqual([
      ["flag.raise", "mistake", null, ""],
      ["flag.raise", "chance", null, ""],
    ]);
  });

  it("works with Alt while somebody writes, and then leaves them writing", async () => {
    await brand();
    const box = document.body.appendChild(document.createElement("textarea"));
    box.focus();
    key(box, "m");
    key(box, "µ", { altKey: true });
    await settled();
    expect(asked().map(({ kind, post }) => [kind, post])).toEqual([["flag.raise", null]]);
    expect(document.activeElement).toBe(box);
    box.remove();
  });
});

it("takes words after the flag is out, and sends them to that flag", async () => {
  const room = await brand();
  key(document.body, "m");
  await settled();
  FarEnd.last.hear({ type: "done", ask: asked()[0]!.ask, n: {}, made: ["g1.critic-1"] });
  await settled();
  expect(screen.getByRole("status")).toHaveTextContent("Mistake flagged In general");
  const words = screen.getByRole("textbox", { name: "Words to this flag, if you have any" });
  expect(words).toHaveFocus();
  await fireEvent.input(words, { target: { value: "Too cold" } });
  await fireEvent.click(screen.getByRole("button", { name: "Add" }));
  await settled();
  expect(asked().at(-1)).toMatchObject({ kind: "flag.note", flag: "g1.critic-1", text: "Too cold" });
  room.apply(event(5, { kind: "flag.raised", flag: "g1.critic-1", seat: "critic-1", sort: "mistake", text: "", post: null }, 30));
  room.apply(event(6, { kind: "flag.noted", flag: "g1.critic-1", seat: "critic-1", text: "Too cold" }, 31));
  expect(room.flags.map(({ text, t }) => [text, t])).toEqual([["Too cold", 30]]);
});
