import { describe, expect, test } from "vitest";
import { heir, read, sending, stepped } from "$parts/anchoring";
import { Surge } from "$parts/surge";

const items = (...ids: string[]) => ids.map((id) => ({ id }));
const ids = (list: readonly { id: string }[]) => list.map((item) => item.id).join(" ");

describe("reading", () => {
  const before = items("c", "b", "a");
  const [c, b, a] = before;
  const all = [...items("e", "d"), c!, b!, a!];

  test("a live feed shows everything", () => {
    expect(read(all, before, true)).toEqual({ shown: all, fresh: [] });
  });

  test("an anchored feed stays put and counts what came", () => {
    const { shown, fresh } = read(all, before, false);
    expect(ids(shown)).toBe("c b a");
    expect(ids(fresh)).toBe("e d");
  });

  test("what goes away goes, and what is older may come at the end", () => {
    const { shown, fresh } = read([...items("d"), b!, a!, ...items("older")], before, false);
    expect(ids(shown)).toBe("b a older");
    expect(ids(fresh)).toBe("d");
  });

  test("an anchored feed that did not change keeps its list, so nothing is drawn again", () => {
    expect(read([...before], before, false).shown).toBe(before);
  });

  test("a snapshot with nothing left of before is shown as it is", () => {
    expect(ids(read(items("z", "y"), before, false).shown)).toBe("z y");
  });
});

describe("focus", () => {
  test("stays on its post", () => {
    expect(heir(items("c", "b", "a"), items("d", "c", "b", "a"), "b")).toBe("b");
  });

  test("goes to the next post when its own is gone, and to the last when there is no next", () => {
    expect(heir(items("c", "b", "a"), items("c", "a"), "b")).toBe("a");
    expect(heir(items("c", "b", "a"), items("c", "b"), "a")).toBe("b");
    expect(heir(items("a"), [], "a")).toBeUndefined();
  });

  test("steps by posts and stops at both ends", () => {
    const list = items("c", "b", "a");
    expect(stepped(list, undefined, 1)).toBe(0);
    expect(stepped(list, "c", 1)).toBe(1);
    expect(stepped(list, "a", 1)).toBe(2);
    expect(stepped(list, "c", -1)).toBe(0);
    expect(stepped([], undefined, 1)).toBe(-1);
  });
});

test("more than four posts a second for a while is a surge, and it ends below two", () => {
  const surge = new Surge();
  expect([0, 1, 2, 3, 4].map((second) => surge.note(4, second * 1000))).toEqual([false, false, false, false, false]);
  expect(surge.note(5, 4_500)).toBe(true);
  expect(surge.note(3, 8_000)).toBe(true);
  expect(surge.note(1, 20_000)).toBe(false);
});

describe("a post of one's own", () => {
  const cell = (id: string, state: string, mine = true) => ({ id, post: { mine, state } });

  test("is found while it is on its way, the newest first", () => {
    expect(sending([cell("a2", "sending"), cell("a1", "sending"), cell("p1", "ok")])).toBe("a2");
  });

  test("is nobody else's, and none that has arrived or failed", () => {
    expect(sending([cell("p3", "sending", false), cell("p2", "failed"), cell("p1", "ok")])).toBeUndefined();
  });
});
