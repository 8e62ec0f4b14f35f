import { describe, expect, it } from "vitest";
import { reasonOf } from "$lib/reasons";
import { changes, sentBack } from "../../src/screens/brand/changes";
import type { Draft } from "../../src/wire/wire";

const draft = (text: string, ...steps: [did: string, text?: string][]): Draft =>
  ({ text, steps: steps.map(([did, words = ""]) => ({ did, text: words })) }) as unknown as Draft;

describe("what changed since a draft was sent back", () => {
  it("is told from the version its judge saw", () => {
    const twice = draft("Third.", ["opened", "First."], ["submitted"], ["rejected"], ["revised", "Second."], ["submitted"], ["rejected"], ["revised", "Third."]);
    expect(sentBack(twice)).toBe("Second.");
  });

  it("is nothing while no version came back, or none was written since", () => {
    expect(sentBack(draft("Second.", ["opened", "First."], ["revised", "Second."]))).toBeUndefined();
    expect(sentBack(draft("First.", ["opened", "First."], ["rejected"]))).toBeUndefined();
  });

  it("is told word by word, and the words that stand are the draft", () => {
    const pieces = changes("We are sorry if he was offended.", "We are sorry. We walked him off.");
    expect(pieces.filter((piece) => piece.sort !== "gone").map((piece) => piece.text).join("")).toBe("We are sorry. We walked him off.");
    expect(pieces.filter((piece) => piece.sort !== "added").map((piece) => piece.text).join("")).toBe("We are sorry if he was offended.");
    expect(pieces[0]).toEqual({ text: "We are sorry", sort: "same" });
  });
});

it("a reason is its tags and its words, in one line", () => {
  expect(reasonOf({ tags: ["wrong_tone", "too_late"], why: "He asked at noon" })).toBe("wrong tone · too late · He asked at noon");
  expect(reasonOf({ tags: [], why: "No" })).toBe("No");
});
