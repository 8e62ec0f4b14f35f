// Parts that come later: once, again when the line was lost, and told when they do not come.
import { fireEvent, render, screen } from "@testing-library/svelte";
import { createRawSnippet } from "svelte";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Later } from "$lib/later.svelte";
import { toasts, unsay } from "$lib/toasts.svelte";
import Arriving from "../src/parts/Arriving.svelte";

const LOST = new Error("Failed to fetch dynamically imported module");
const soon: (() => void)[] = [];
const watched = new Set<Watch>();

/** What is seen is what a test says is seen. */
class Watch {
  constructor(private readonly told: (all: { isIntersecting: boolean }[]) => void) {
    watched.add(this);
  }
  observe(): void {
    this.told([{ isIntersecting: false }]);
  }
  see(): void {
    this.told([{ isIntersecting: true }]);
  }
  disconnect(): void {
    watched.delete(this);
  }
}

beforeEach(() => {
  vi.stubGlobal("IntersectionObserver", Watch);
  vi.stubGlobal("requestIdleCallback", (run: () => void) => soon.push(run));
  vi.stubGlobal("requestAnimationFrame", (run: () => void) => soon.push(run));
});

afterEach(() => {
  for (const toast of toasts()) unsay(toast.id);
  soon.length = 0;
  vi.unstubAllGlobals();
});

/** Run what was put off, and what that puts off. */
function idle(): void {
  for (let run = soon.shift(); run; run = soon.shift()) run();
}

describe("parts", () => {
  test("are fetched once, however many ask", async () => {
    const fetch = vi.fn(async () => "parts");
    const later = new Later(fetch);
    expect(await Promise.all([later.come(), later.ask(), later.come()])).toEqual(["parts", "parts", "parts"]);
    expect(later.here).toBe("parts");
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  test("wait for a painted page and an idle browser, but not for them when asked before", async () => {
    const fetch = vi.fn(async () => "parts");
    const later = new Later(fetch);
    later.soon();
    soon.shift()?.();
    expect(fetch).not.toHaveBeenCalled();
    idle();
    expect(fetch).toHaveBeenCalledTimes(1);
    expect(await later.come()).toBe("parts");
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  test("are fetched again when the line was lost for a moment", async () => {
    const fetch = vi.fn(async () => "parts").mockRejectedValueOnce(LOST).mockRejectedValueOnce(LOST);
    const later = new Later(fetch, [0, 0]);
    expect(await later.come()).toBe("parts");
    expect([later.failed, fetch.mock.calls.length]).toEqual([false, 3]);
  });

  test("that do not come are told to whoever waits, and come with the line", async () => {
    const fetch = vi.fn(async () => "parts").mockRejectedValueOnce(LOST);
    const later = new Later(fetch, []);
    expect(await later.ask()).toBeUndefined();
    expect(later.failed).toBe(true);
    expect(toasts().map((one) => one.tone)).toEqual(["bad"]);
    window.dispatchEvent(new Event("online"));
    expect(await later.come()).toBe("parts");
    expect([later.failed, fetch.mock.calls.length]).toEqual([false, 2]);
  });

  test("that do not come are asked for until they do, and whoever was told so is told no more", async () => {
    vi.useFakeTimers();
    const fetch = vi.fn(async () => "parts").mockRejectedValueOnce(LOST).mockRejectedValueOnce(LOST).mockRejectedValueOnce(LOST);
    const later = new Later(fetch, []);
    expect(await later.ask()).toBeUndefined();
    expect(toasts()).toHaveLength(1);
    for (const toast of toasts()) unsay(toast.id);
    await vi.advanceTimersByTimeAsync(6_000);
    expect([later.failed, later.here, fetch.mock.calls.length]).toEqual([true, undefined, 2]);
    await vi.advanceTimersByTimeAsync(12_000);
    expect([later.failed, later.here, fetch.mock.calls.length]).toEqual([false, "parts", 4]);
    await vi.advanceTimersByTimeAsync(60_000);
    window.dispatchEvent(new Event("online"));
    expect([fetch.mock.calls.length, toasts()]).toEqual([4, []]);
    vi.useRealTimers();
  });

  test("that nobody waited for fail in silence", async () => {
    const later = new Later(async () => Promise.reject(LOST), []);
    later.soon();
    idle();
    await later.come();
    expect([later.failed, toasts()]).toEqual([true, []]);
  });
});

describe("their place", () => {
  const children = createRawSnippet<[string]>((words) => ({ render: () => `<p>${words()}</p>` }));

  test("is kept, and filled by whoever looks at it", async () => {
    const fetch = vi.fn(async () => "the pane");
    render(Arriving<string>, { parts: new Later(fetch), tall: "170px", children });
    expect(screen.getByRole("status").parentElement?.style.minBlockSize).toBe("170px");
    expect(fetch).not.toHaveBeenCalled();
    for (const one of watched) one.see();
    expect(await screen.findByText("the pane")).toBeVisible();
    expect([screen.queryByRole("status"), watched.size]).toEqual([null, 0]);
  });

  test("says when they do not come, with a way to try again", async () => {
    const fetch = vi.fn(async () => "the pane").mockRejectedValueOnce(LOST);
    render(Arriving<string>, { parts: new Later(fetch, []), children });
    for (const one of watched) one.see();
    expect(await screen.findByRole("alert")).toHaveTextContent("This page did not load");
    await fireEvent.click(screen.getByRole("button", { name: "Try now" }));
    expect(await screen.findByText("the pane")).toBeVisible();
  });
});
