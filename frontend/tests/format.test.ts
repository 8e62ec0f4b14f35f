import { describe, expect, test } from "vitest";
import { change, clock, count, duration, initials, moment, wall } from "$lib/format";

describe("times", () => {
  test("a duration is mm:ss, with hours only when there are any", () => {
    expect(duration(0)).toBe("00:00");
    expect(duration(79.9)).toBe("01:19");
    expect(duration(3600)).toBe("1:00:00");
  });

  test("the clock always shows hours, and counts up to StartEx", () => {
    expect(clock(1450)).toBe("T+00:24:10");
    expect(clock(-10)).toBe("T−00:00:10");
    expect(clock(-0.4)).toBe("T+00:00:00");
  });

  test("a moment in a list is short", () => {
    expect(moment(1361)).toBe("T+22:41");
    expect(moment(-61)).toBe("T−01:01");
  });

  test("wall time names its day in the zone asked for", () => {
    expect(wall(Date.UTC(2026, 10, 21, 19, 16), "en", "UTC")).toBe("Sat 19:16");
  });
});

describe("counts", () => {
  test("are whole below ten thousand and short above", () => {
    expect(count(214)).toBe("214");
    expect(count(2140)).toBe("2,140");
    expect(count(31_240)).toBe("31.2K");
    expect(count(1_132_000)).toBe("1.1M");
  });

  test("are cut, never rounded up past the true figure", () => {
    expect(count(31_990)).toBe("31.9K");
    expect(count(999_999)).toBe("999.9K");
  });

  test("a change has its sign", () => {
    expect([change(0.5), change(-9), change(0)]).toEqual(["+0.5", "−9", "0"]);
  });
});

test("initials are the first letters of the first and last name", () => {
  expect(initials("Mara Voss")).toBe("MV");
  expect(initials("Ana María de la Cruz")).toBe("AC");
  expect(initials("priya")).toBe("PR");
  expect(initials("  ")).toBe("");
});
