// What only some seats are told waits, in its order, for what applies it.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Later } from "$lib/later.svelte";
import * as whole from "../../src/live/backstage";
import { Behind } from "../../src/live/behind";
import { aRoom, event, FarEnd, out, resumed, welcome } from "./recorded";

type Parts = typeof whole;

let leave = (): void => undefined;
let brought: (parts: Parts) => void;
let slow: Later<Parts>;
let tries = 0;
let lost = 0;

/** A room whose backstage comes when `brought` is called, after `lost` tries that fail. */
async function slowRoom() {
  const opened = await aRoom();
  leave = opened.leave;
  const came = new Promise<Parts>((done) => (brought = done));
  slow = new Later(() => ((tries += 1) <= lost ? Promise.reject(new Error("lost")) : came), []);
  const { room } = opened;
  Object.defineProperty(room, "backstage", { value: new Behind(room, slow) });
  FarEnd.last.hear(welcome());
  return room;
}

beforeEach(() => {
  tries = lost = 0;
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  leave();
  vi.useRealTimers();
});

const said = (id: string) => ({ kind: "chat.said", chat: id, seat: "brand-comms", text: id }) as const;
const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

test("it is applied in its order, and at once from then on", async () => {
  const room = await slowRoom();
  FarEnd.last.hear(event(5, said("c1")), event(6, said("c2")));
  expect(room.chat).toEqual([]);
  brought(whole);
  await settled();
  FarEnd.last.hear(event(7, said("c3")));
  expect(room.chat.map((line) => line.id)).toEqual(["c1", "c2", "c3"]);
});

test("what comes while it waits waits behind it, and the public feed does not", async () => {
  const room = await slowRoom();
  FarEnd.last.hear(event(5, { kind: "post.assigned", post: "p1", to: "brand-comms", seat: "brand-comms" }), event(6, out("p3", { author: "air", reply_to: "p1" })));
  room.timeline.flush();
  expect(room.timeline.get("p3")?.author).toBe("air");
  expect(room.assigned.size).toBe(0);
  brought(whole);
  await settled();
  expect(room.assigned.get("p1")).toMatchObject({ to: "brand-comms", answered_t: expect.any(Number) as number });
});

test("a snapshot says all that was heard before it", async () => {
  const room = await slowRoom();
  FarEnd.last.hear(event(5, said("c1")));
  FarEnd.last.hear(welcome({ at: { critic: [5, 55], "seat:critic-1": [0, 0] } }));
  FarEnd.last.hear(event(6, said("c2")));
  brought(whole);
  await settled();
  expect(room.chat.map((line) => line.id)).toEqual(["c2"]);
});

test("a line taken up again forgets nothing", async () => {
  const room = await slowRoom();
  FarEnd.last.hear(event(5, said("c1")));
  FarEnd.last.hear(resumed({ critic: [5, 55], "seat:critic-1": [0, 0] }));
  brought(whole);
  await settled();
  expect(room.chat.map((line) => line.id)).toEqual(["c1"]);
});

test("one that cannot be applied takes none of those behind it along", async () => {
  const room = await slowRoom();
  FarEnd.last.hear(event(5, said("c1")), event(6, said("c2")));
  let first = true;
  const fragile: Parts = {
    ...whole,
    evolveBackstage: (...heard) => {
      if (first) throw ((first = false), new Error("not this one"));
      whole.evolveBackstage(...heard);
    },
  };
  const lost = vi.fn();
  process.once("unhandledRejection", lost);
  brought(fragile);
  await settled();
  FarEnd.last.hear(event(7, said("c3")));
  expect(room.chat.map((line) => line.id)).toEqual(["c2", "c3"]);
});

test("somebody else asked for it meanwhile, and it came", async () => {
  lost = 1;
  const room = await slowRoom();
  FarEnd.last.hear(event(5, said("c1")));
  brought(whole);
  await settled();
  await slow.come();
  FarEnd.last.hear(event(6, said("c2")));
  expect(room.chat.map((line) => line.id)).toEqual(["c1", "c2"]);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(room.chat).toHaveLength(2);
});

test("what does not come is asked for again, as often as it takes", async () => {
  lost = 3;
  const room = await slowRoom();
  FarEnd.last.hear(event(5, said("c1")));
  brought(whole);
  await settled();
  expect(room.chat).toEqual([]);
  await vi.advanceTimersByTimeAsync(20_000);
  expect([tries, room.chat.map((line) => line.id)]).toEqual([4, ["c1"]]);
});
