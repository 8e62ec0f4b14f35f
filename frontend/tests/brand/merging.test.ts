import { describe, expect, it } from "vitest";
import { merge } from "../../src/lib/merging";

/** Numbers that look like chance and are the same every time. */
function luck(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761 + 1;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) | 0;
    return Math.abs(state) % below;
  };
}

/** No word twice: what is taken out of one place cannot be taken for another. */
const BASE = "We turned guests away and should not have.\nPeople ring them now.\n\nMore by 19:30 from us all".split(" ");

/** The words of a text after somebody put words of their own in, and took some out. */
function written(base: readonly string[], by: string, below: (n: number) => number): { text: string; typed: string[]; kept: string[] } {
  const found: string[] = [];
  const typed: string[] = [];
  const kept: string[] = [];
  const put = (): void => {
    const word = `${by}${typed.length}`;
    typed.push(word);
    found.push(word);
  };
  for (const word of base) {
    if (below(6) === 0) put();
    if (below(7) === 0) continue;
    found.push(word);
    kept.push(word);
  }
  if (below(3) === 0) put();
  return { text: found.join(" "), typed, kept };
}

describe("two who write on one text", () => {
  it.each(Array.from({ length: 300 }, (_, seed) => seed))("lose no word of either (%i)", (seed) => {
    const below = luck(seed);
    const [ours, theirs] = [written(BASE, "our", below), written(BASE, "their", below)];
    const merged = merge(BASE.join(" "), ours.text, theirs.text);
    const said = merged.text.split(/\s+/);
    for (const word of [...ours.typed, ...theirs.typed]) expect(said).toContain(word);
    for (const word of ours.kept.filter((each) => theirs.kept.includes(each))) expect(merged.text).toContain(word);
    for (const { both } of merged.clashes) expect(merged.text).toContain(both);
  });

  it.each(Array.from({ length: 100 }, (_, seed) => seed))("get their own back where the other wrote nothing (%i)", (seed) => {
    const base = BASE.join(" ");
    const { text } = written(BASE, "our", luck(seed));
    expect(merge(base, text, base)).toEqual({ text, clashes: [] });
    expect(merge(base, base, text)).toEqual({ text, clashes: [] });
    expect(merge(base, text, text)).toEqual({ text, clashes: [] });
  });

  it("have both changes where they are in different places", () => {
    const merged = merge("We are sorry. More by noon.", "We are so sorry. More by noon.", "We are sorry. More by one o’clock.");
    expect(merged).toEqual({ text: "We are so sorry. More by one o’clock.", clashes: [] });
  });

  it("see both readings where they changed the same words", () => {
    const merged = merge("We are sorry.", "We are ashamed.", "We regret it.");
    expect(merged.clashes).toHaveLength(1);
    expect(merged.text).toContain("ashamed.");
    expect(merged.text).toContain("regret it.");
  });

  it("see both where they wrote on at the same place", () => {
    const merged = merge("We are sorry.", "We are sorry. Call us.", "We are sorry. Write to us.");
    expect(merged.text).toBe("We are sorry. Write to us. / Call us.");
    expect(merged.clashes).toEqual([{ ours: "Call us.", theirs: "Write to us.", both: "Write to us. / Call us." }]);
  });

  it("keep what one wrote into a sentence that the other took out", () => {
    const merged = merge("A b c d.", "A b really c d.", "A d.");
    expect(merged.text).toContain("really");
    expect(merged.clashes).toHaveLength(1);
  });

  it("may write in any script", () => {
    const merged = merge("نحن آسفون جدا 🙏 اليوم", "نحن آسفون جدا 🙏🏽 اليوم", "نحن آسفون اليوم جدا 🙏 غدا");
    for (const word of ["🙏🏽", "غدا"]) expect(merged.text).toContain(word);
  });
});
