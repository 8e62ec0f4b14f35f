// What the brand is shown of its listening tool: figures with their bounds, how late, and of what sample.
import { fireEvent, render, screen, within } from "@testing-library/svelte";
import { afterEach, describe, expect, it } from "vitest";
import { bounds, latest, moved } from "../../src/lib/listening";
import Monitoring from "../../src/screens/brand/Monitoring.svelte";
import type { Estimate, Heard } from "$wire/wire";
import { aRoom, FarEnd, settled, welcome } from "../live/recorded";

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
    { sort: "topic", text: "armrest rule", posts: 4 },
    { sort: "tag", text: "#roomforall", posts: 2 },
  ],
  loudest: [{ handle: "kevmarsh", name: "Kev Marsh", followers: 1_600_000, posts: 1 }],
  spikes: [{ t: 720, times: 3.3 }],
};

async function shown(heard?: Heard) {
  const opened = await aRoom();
  leave = opened.leave;
  FarEnd.last.hear(welcome());
  if (heard) FarEnd.last.hear({ type: "listening", reading: heard });
  await settled();
  render(Monitoring, { room: opened.room });
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

  it("opens all the tool hears, with how far it is to be trusted", async () => {
    const strip = await shown(reading);
    await fireEvent.click(within(strip).getByRole("button", { name: "What it hears" }));
    const all = screen.getByRole("dialog", { name: "What it hears" });
    expect(all).toHaveTextContent("An estimate, not the truth. The tool gets about 10% of the mentions, is 03:30 behind, and by its maker’s word takes 80%");
    expect(all).toHaveTextContent("about 340/min (240–460)");
    expect(all).toHaveTextContent("armrest rule: in 4 posts");
    expect(all).toHaveTextContent("Kev Marsh @kevmarsh · 1.6M followers");
    expect(all).toHaveTextContent("T+12:00: about 3.3 times the usual");
  });
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
