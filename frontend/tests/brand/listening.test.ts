// What the brand is shown of its listening tool: figures with their bounds, how late, and of what sample.
import { fireEvent, render, screen, within } from "@testing-library/svelte";
import { afterEach, describe, expect, it } from "vitest";
import { alertsIn, bounds, latest, moved, search, truthAt } from "../../src/lib/listening";
import { Ear } from "../../src/screens/brand/ear.svelte";
import ListeningPane from "../../src/screens/brand/ListeningPane.svelte";
import Monitoring from "../../src/screens/brand/Monitoring.svelte";
import type { Estimate, Heard } from "$wire/wire";
import { aRoom, event, FarEnd, out, settled, welcome } from "../live/recorded";

let leave = (): void => undefined;
afterEach(() => leave());

const about = (value: number, low = value, high = value): Estimate => ({ value, low, high });

const reading: Heard = {
  t: 750,
  lag: 210,
  share: 0.1,
  accuracy: 0.8,
  sample: 373,
  posts: 38,
  per_minute: [about(160, 93, 240), about(340, 240, 460)],
  reach: [about(3_100_000, 2_400_000, 4_500_000), about(3_600_000, 2_800_000, 5_100_000)],
  positive: [null, about(9, 6, 14)],
  negative: [about(70, 62, 77), about(74, 68, 80)],
  median_reply: 95,
  themes: [
    { sort: "topic", text: "armrest rule", posts: 4, slots: [0, 0, 1, 0, 1, 2], trend: "rising" },
    { sort: "tag", text: "#roomforall", posts: 2, slots: [0, 1, 0, 0, 1, 0], trend: "steady" },
  ],
  loudest: [{ handle: "kevmarsh", name: "Kev Marsh", followers: 1_600_000, posts: 1, reach: about(1_800_000, 1_400_000, 2_500_000), side: "against" }],
  spikes: [{ t: 720, times: 3.3 }],
  mentions: [{ post: "p4", side: "against" }, { post: "p1", side: "for" }],
};

async function shown(heard?: Heard) {
  const opened = await aRoom();
  leave = opened.leave;
  FarEnd.last.hear(welcome());
  if (heard) FarEnd.last.hear({ type: "listening", reading: heard });
  await settled();
  render(Monitoring, { room: opened.room, onopen: () => undefined });
  return screen.getByRole("region", { name: "Monitoring tool" });
}

describe("the strip", () => {
  it("says of what sample it is, as of when, and how far behind", async () => {
    const strip = await shown(reading);
    expect(strip).toHaveTextContent("as of T+12:30, 03:30 behind");
    expect(strip).toHaveTextContent("sample of 373 mentions");
  });

  it("shows every figure as an estimate between bounds", async () => {
    const strip = await shown(reading);
    for (const [figure, between] of [
      ["≈ 9%", "6–14"],
      ["≈ 74%", "68–80"],
      ["≈ 340/min", "240–460"],
      ["≈ 3.6M", "2.8M–5.1M"],
    ] as const) {
      const found = within(strip).getByText(figure).closest("b");
      expect(found).toHaveTextContent(between);
    }
  });

  it("says that it has nothing yet, and shows no figure then", async () => {
    const strip = await shown({ ...reading, t: 0, lag: 40, sample: 0, per_minute: [], reach: [], positive: [], negative: [] });
    expect(strip).toHaveTextContent("no reading yet: the tool is some minutes behind");
    expect(strip).not.toHaveTextContent("≈");
    expect(within(strip).queryByRole("button")).toBeNull();
  });
});

async function pane(heard: Heard, opened: string[] = []) {
  const { room, leave: left } = await aRoom();
  leave = left;
  FarEnd.last.hear(welcome());
  room.apply(event(5, out("p3", { text: "The captain laughed, on board everybody did" }), 600));
  room.apply(event(6, out("p4", { text: "The Captain láughed. #RoomForAll", author: "ruth" }), 610));
  FarEnd.last.hear({ type: "listening", reading: heard });
  await settled();
  const ear = new Ear(room);
  render(ListeningPane, { room, ear, onopen: (post: string) => opened.push(post) });
  return { room, ear };
}

describe("the pane", () => {
  it("says as of when, of what sample and how far behind", async () => {
    await pane(reading);
    expect(screen.getByText("As of T+12:30: 10% sample, 03:30 behind")).toBeInTheDocument();
  });

  it("searches what the tool has seen and nothing else, and opens what it found", async () => {
    const opened: string[] = [];
    const { ear } = await pane(reading, opened);
    await fireEvent.click(screen.getByRole("tab", { name: "Search" }));
    await fireEvent.input(screen.getByRole("searchbox"), { target: { value: "captain laughed" } });
    expect(ear.found.map((one) => one.id)).toEqual(["p4"]);
    await fireEvent.click(screen.getByRole("button", { name: /The Captain láughed/ }));
    expect(opened).toEqual(["p4"]);
  });

  it("shows whom it takes for influential, with their reach between bounds and a guess at their side", async () => {
    await pane(reading);
    await fireEvent.click(screen.getByRole("tab", { name: "Themes" }));
    const row = screen.getByRole("button", { name: "Kev Marsh @kevmarsh" }).closest("li");
    expect(row).toHaveTextContent("seems against us");
    expect(row).toHaveTextContent("≈ 1.8M (1.4M–2.5M)");
    expect(screen.getByRole("button", { name: "armrest rule" }).closest("li")).toHaveTextContent("rising · 4 posts");
  });
});

describe("a search", () => {
  const posts = [
    { id: "a", author: "kev", text: "Ask @Ruth about the Röw", t: 10 },
    { id: "b", author: "ruth", text: "المقعد الأوسع #سعة", t: 20 },
    { id: "c", author: "ruthless", text: "row row #SeatsForAll", t: 30 },
  ];
  const ids = (query: string, when = {}) => search(posts, query, when).map((one) => one.id);

  it("takes words without their accents, all of them", () => {
    expect([ids("row"), ids("row ask"), ids("الاوسع")]).toEqual([["a", "c"], ["a"], ["b"]]);
  });

  it("takes @name for who wrote or was named, and #tag for a tag", () => {
    expect([ids("@ruth"), ids("@kev"), ids("#seats"), ids("#row")]).toEqual([["a", "b", "c"], ["a"], ["c"], []]);
  });

  it("keeps to its times, and without words finds everything in them", () => {
    expect([ids("", { from: 15 }), ids("", { from: 15, to: 25 }), ids("row", { to: 15 })]).toEqual([["b", "c"], ["b"], ["a"]]);
  });
});

describe("an alert", () => {
  const none = { perMinute: null, negative: null, word: "" };

  it("comes once a figure is over the mark with its lower bound, once for a run of minutes", () => {
    const heard = { ...reading, spikes: [], per_minute: [about(300, 190), about(340, 240), about(400, 300)], t: 750 };
    expect(alertsIn(heard, { ...none, perMinute: 200 }, []).map((one) => [one.sort, one.t])).toEqual([["perMinute", 660]]);
    expect(alertsIn(heard, { ...none, perMinute: 301 }, [])).toEqual([]);
    expect(alertsIn(heard, none, [])).toEqual([]);
  });

  it("comes by itself for a spike, and for a word in a post of the sample", () => {
    const read = [{ id: "p9", author: "kev", text: "A boycott, then", t: 700 }];
    expect(alertsIn(reading, { ...none, word: "boycott" }, read).map((one) => one.id)).toEqual(["spike 720", "word p9"]);
  });
});

it("puts what is so beside what the tool says, for staff", () => {
  const samples = [0, 60, 120].map((t) => ({ t, trust: 60, heat: 20, reach: t * 10, posts: 1, mentions: [t * 3, t, 0] as [number, number, number] }));
  expect(truthAt(samples, 130)).toEqual({ perMinute: 240, negative: 75, reach: 1200 });
  expect(truthAt(samples, 30)).toBeUndefined();
});

describe("a figure", () => {
  it("is the latest, if the tool has one", () => {
    expect(latest([about(1), about(2)])?.value).toBe(2);
    expect(latest([about(1), null])).toBeUndefined();
    expect(latest([])).toBeUndefined();
  });

  it("names no bounds where they are the figure itself", () => {
    expect(bounds(about(5), String)).toBe("");
    expect(bounds(about(5, 4, 6), String)).toBe("4–6");
  });

  it("has moved only if it was outside of what it may be now", () => {
    expect(moved([about(12, 8, 17), about(9, 6, 14)])).toBe(0);
    expect(moved([about(20, 15, 26), about(9, 6, 14)])).toBe(-11);
    expect(moved([null, about(9, 6, 14)])).toBe(0);
    expect(moved([about(9, 6, 14), null])).toBe(0);
  });
});
