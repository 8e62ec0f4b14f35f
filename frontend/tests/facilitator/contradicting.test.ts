// What staff are told when the brand says otherwise than what is known, and how a deadline turns.
import { fireEvent, render, screen } from "@testing-library/svelte";
import { afterEach, expect, it } from "vitest";
import FactDue from "../../src/screens/brand/FactDue.svelte";
import Contradicting from "../../src/screens/facilitator/Contradicting.svelte";
import type { Contradiction } from "$wire/wire";
import { aRoom, event, FarEnd, out, settled, welcome } from "../live/recorded";

let leave = (): void => undefined;
afterEach(() => leave());

const found = (more: Partial<Contradiction> = {}): Contradiction => ({
  post: "p5", t: 70, fact: "f2", board: true, known: "The check was skipped.", holds: true, said: "The check was not skipped", by: "denies", ...more,
});

async function told(...posts: Contradiction[]) {
  const opened = await aRoom();
  leave = opened.leave;
  FarEnd.last.hear(welcome());
  const origin = { sort: "player", seat: "brand-comms", inject: null, stance: null } as unknown as NonNullable<ReturnType<typeof opened.room.timeline.get>>["origin"];
  opened.room.apply(event(5, out("p5", { author: "air", text: "The check was not skipped.", origin }), 70));
  FarEnd.last.hear({ type: "contradicted", posts });
  await settled();
  const asked: unknown[] = [];
  render(Contradicting, { room: opened.room, onopen: (post) => asked.push(post), onwhisper: (seat, text) => asked.push([seat, text]) });
  return { room: opened.room, asked };
}

it("shows both wordings, opens the post and has a whisper ready for who said it", async () => {
  const { asked } = await told(found());
  const alert = screen.getByRole("region", { name: "A post contradicts a fact" });
  expect(alert).toHaveTextContent("p5 contradicts F2");
  expect(alert).toHaveTextContent("The check was not skipped");
  expect(alert).toHaveTextContent("The check was skipped.");
  await fireEvent.click(screen.getByRole("button", { name: "Show" }));
  await fireEvent.click(screen.getByRole("button", { name: "Whisper" }));
  expect(asked).toEqual(["p5", ["brand-comms", "Look at “The check was not skipped” again, beside F2 on your own board."]]);
  expect(screen.queryByRole("region")).toBeNull();
});

it("says what the board knows only of what is on the board", async () => {
  const { asked } = await told(found({ board: false, fact: "g1" }));
  await fireEvent.click(screen.getByRole("button", { name: "Whisper" }));
  expect(JSON.stringify(asked)).not.toContain("G1");
  expect(JSON.stringify(asked)).not.toContain("The check was skipped.");
});

it("marks the post on the feed with the fact it goes against", async () => {
  const { room } = await told(found());
  expect(room.timeline.cells.get("p5")?.post.badges?.map((one) => one.text)).toContain("contradicts F2");
});

it("is left one by one, the newest first", async () => {
  await told(found(), found({ post: "p6", t: 90 }));
  expect(screen.getByRole("region")).toHaveTextContent("p6 contradicts F2");
  await fireEvent.click(screen.getByRole("button", { name: "Leave it" }));
  expect(screen.getByRole("region")).toHaveTextContent("p5 contradicts F2");
});

it.each([
  [159, "neutral", "due T+05:00, in 02:21"],
  [200, "warn", "due T+05:00, in 01:40"],
  [301, "bad", "past due T+05:00, by 00:01"],
])("a claim's deadline at %i s is %s", (t, tone, text) => {
  const { container } = render(FactDue, { from: 60, due: 300, t });
  expect(container).toHaveTextContent(text);
  expect(container.querySelector(`.${tone}`)).not.toBeNull();
});
