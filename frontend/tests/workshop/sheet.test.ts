import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import "../../src/screens/workshop/sheet/words";
import { MOST_BYTES } from "../../src/screens/workshop/sheet/api";
import { handed, handOver } from "../../src/screens/workshop/sheet/handed";
import { Reader, WAIT_MS } from "../../src/screens/workshop/sheet/reader.svelte";
import { cellOf, firstElsewhere, plainly, rowsOf, spanOf, whenOf, wouldChange, zones } from "../../src/screens/workshop/sheet/reading";
import type { SheetFault, ToldRow, ToldSheet } from "$wire/wire";

const fault = (told: Partial<SheetFault> = {}): SheetFault => ({ sheet: "MSEL", row: 7, column: "B", reason: "`25:00` is no time of day", remedy: "Write 00:00 to 23:59", stops: true, ...told });

const row = (told: Partial<ToldRow> = {}): ToldRow => ({
  sheet: "MSEL", row: 3, id: "01", title: "Hello", text: "Hello", time: "18:53", at: 60, moment: "2026-11-21T18:53:00+01:00", by_hand: false,
  persona: "Ann", handle: "ann", known: false, channel: "feed", becomes: "added", faults: [], ...told,
});

const sheet = (told: Partial<ToldSheet> = {}): ToldSheet => ({
  filename: "msel.xlsx", startex: "2026-11-21T18:52:00+01:00", zone: "Europe/Berlin", encoding: "", sheets: ["MSEL"], left_out: [], header: 1, columns: [], times: "clock", dates: null,
  channels: {}, preamble: [], faults: [], rows: [row(), row({ row: 4, becomes: "left_out", faults: [fault()], at: null, moment: "" }), row({ row: 5, becomes: "changed", faults: [fault({ stops: false })] })],
  counts: { added: 1, changed: 1, left_out: 1 }, kept: [], personas: [], objectives: [], unknown_channels: [], fields: ["id", "time"], span: 60, longest: 28_800, shortened: false, ...told,
});

describe("a row of a sheet", () => {
  test("is shown at its moment in the zone that was chosen", () => {
    expect(whenOf(row(), "Europe/Berlin", "en-GB")).toEqual({ zoned: "Sat 21 Nov 18:53 CET", since: "T+01:00" });
    expect(whenOf(row(), "UTC", "en-GB").zoned).toBe("Sat 21 Nov 17:53 UTC");
    expect(whenOf(row({ moment: "2026-11-21T18:53:30+01:00" }), "UTC", "en-GB").zoned).toBe("Sat 21 Nov 17:53:30 UTC");
  });

  test("without a moment says why", () => {
    expect(whenOf(row({ moment: "", at: null, by_hand: true }), "UTC", "en")).toEqual({ zoned: "by hand", since: "" });
    expect(whenOf(row({ moment: "", at: null }), "UTC", "en").zoned).toBe("no time");
  });

  test("has its faults where they are, in plain words", () => {
    expect(cellOf(fault())).toBe("MSEL B7");
    expect([cellOf(fault({ column: "" })), cellOf(fault({ row: 0, column: "" }))]).toEqual(["MSEL 7", "MSEL"]);
    expect(plainly(fault().reason)).toBe("“25:00” is no time of day");
  });
});

describe("a sheet", () => {
  test("shows the rows that are asked for", () => {
    const numbers = (shown: Parameters<typeof rowsOf>[1]): number[] => rowsOf(sheet(), shown).map((one) => one.row);
    expect([numbers("all"), numbers("faults"), numbers("doubts"), numbers("added"), numbers("changed")]).toEqual([[3, 4, 5], [4], [5], [3], [5]]);
    expect(wouldChange(sheet())).toBe(2);
  });

  test("says where it begins if that is not near StartEx", () => {
    expect(firstElsewhere(sheet())).toBeUndefined();
    expect(firstElsewhere(sheet({ startex: "2026-11-27T18:00:00+01:00" }))?.local).toBe("2026-11-21T18:53");
    expect(firstElsewhere(sheet({ startex: "2026-11-21T08:00:00+01:00" }))?.local).toBe("2026-11-21T18:53");
    expect(firstElsewhere(sheet({ rows: [] }))).toBeUndefined();
  });

  test("of several days says for how long it goes on", () => {
    expect([spanOf(140_820), spanOf(1_800), spanOf(0)]).toEqual(["1 d 15 h 7 min", "30 min", "0 min"]);
  });

  test("may be in any zone the browser knows", () => {
    expect(zones()).toContain("Europe/Berlin");
    expect(zones()[0]).toBe("UTC");
  });
});

test("a file chosen on the first page is taken once, by its own draft", () => {
  const file = new File(["x"], "a.csv");
  handOver("d1", file);
  expect(handed("d2")).toBeUndefined();
  expect(handed("d1")).toBe(file);
  expect(handed("d1")).toBeUndefined();
});

describe("reading a file", () => {
  const asked: { path: string; told: Record<string, string>; key: string | undefined }[] = [];
  const answers: { status: number; body: unknown }[] = [];
  let reader: Reader;

  beforeEach(() => {
    vi.useFakeTimers();
    [asked.length, answers.length] = [0, 0];
    vi.stubGlobal("fetch", (path: string, init: RequestInit) => {
      const url = new URL(path, "http://squall.example");
      asked.push({ path: url.pathname, told: Object.fromEntries(url.searchParams), key: (init.headers as Record<string, string>).authorization });
      const next = answers.shift() ?? { status: 200, body: sheet() };
      return Promise.resolve(new Response(JSON.stringify(next.body), { status: next.status }));
    });
    reader = new Reader("d1", "d1.key", { zone: "Europe/Berlin", startex: "2026-11-21T18:52" });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  const opened = async (): Promise<void> => {
    reader.open(new File(["x"], "msel.csv"));
    await vi.advanceTimersByTimeAsync(1);
  };

  test("is asked for with its key, zone and StartEx", async () => {
    await opened();
    expect(asked[0]).toEqual({ path: "/api/workshop/d1/sheet", key: "Bearer d1.key", told: { filename: "msel.csv", zone: "Europe/Berlin", startex: "2026-11-21T18:52", mapping: "{}", notes: "true" } });
    expect(reader.sheet?.rows).toHaveLength(3);
  });

  test("is read again once the author pauses, with all that was said", async () => {
    await opened();
    reader.map({ columns: { A: "id" } });
    reader.map({ times: "since" });
    reader.tell({ zone: "UTC" });
    await vi.advanceTimersByTimeAsync(WAIT_MS + 1);
    expect(asked).toHaveLength(2);
    expect([asked[1]?.told.zone, JSON.parse(asked[1]?.told.mapping ?? "")]).toEqual(["UTC", { columns: { A: "id" }, times: "since" }]);
    reader.map({ times: undefined });
    await vi.advanceTimersByTimeAsync(WAIT_MS + 1);
    expect(JSON.parse(asked[2]?.told.mapping ?? "")).toEqual({ columns: { A: "id" } });
  });

  test("keeps the rows that were shown when it cannot be read otherwise", async () => {
    await opened();
    answers.push({ status: 422, body: { code: "invalid", detail: "there is no time zone `Mars`" } });
    reader.tell({ zone: "Mars" });
    await vi.advanceTimersByTimeAsync(WAIT_MS + 1);
    expect([reader.problem, reader.sheet?.rows.length]).toEqual(["There is no time zone “Mars”", 3]);
  });

  test("ends before it begins where the file is too large", () => {
    const file = new File([], "msel.xlsx");
    Object.defineProperty(file, "size", { value: MOST_BYTES + 1 });
    reader.open(file);
    expect([reader.file, reader.problem.length > 0, asked.length]).toEqual([undefined, true, 0]);
  });

  test("ends with one edit, or with what keeps it from that", async () => {
    await opened();
    answers.push({ status: 409, body: { code: "conflict", detail: "Ann changed msel[01]", conflicts: [] } }, { status: 200, body: { n: 4, added: 2, changed: 0, left_out: 1 } });
    expect(await reader.takeIn("Bo", true)).toBeUndefined();
    expect(reader.problem).toContain("Ann changed msel[01]");
    expect(await reader.takeIn("Bo", true)).toBe(4);
    expect(asked.at(-1)).toMatchObject({ path: "/api/workshop/d1/sheet/import", told: { name: "Bo", partly: "true" } });
    expect([reader.done?.added, reader.problem]).toEqual([2, ""]);
  });
});
