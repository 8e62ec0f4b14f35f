// What a shape makes of a post's words.
import { describe, expect, it } from "vitest";
import { plateOf, SCENES } from "$parts/skins/plate";
import { caption, clipped, headed, joined, spoken } from "$parts/skins/words";

describe("a headline", () => {
  it("is a first line of its own", () => {
    expect(headed("I measured 14 airlines.\nMeridian is second.")).toEqual({ title: "I measured 14 airlines.", body: "Meridian is second." });
  });

  it("is else a short first sentence, in any writing", () => {
    expect(headed("I work gate B14. Not that night. There is more.")).toEqual({ title: "I work gate B14.", body: "Not that night. There is more." });
    expect(headed("لماذا القاعدة أهم؟ أجيبوا على السؤال.").title).toBe("لماذا القاعدة أهم؟");
  });

  it("is left out where there is none: a single sentence, a long one, a long first line", () => {
    for (const text of ["So why the show at the gate?", `${"word ".repeat(30)}. Then more.`, `${"a".repeat(121)}\nrest`]) {
      expect(headed(text)).toEqual({ title: "", body: text });
    }
  });

  it("goes out as a first line, and comes back as it went", () => {
    expect(headed(joined(" Who decides ", "The crew.\nOr a rule?"))).toEqual({ title: "Who decides", body: "The crew.\nOr a rule?" });
    expect(joined("  ", "The crew.")).toBe("The crew.");
  });
});

describe("a clip", () => {
  it("says its length on the poster and not in its words", () => {
    expect(clipped("(clip, 41 s) Lanternbox aprons.")).toEqual({ length: "41 s", text: "Lanternbox aprons." });
    expect(clipped("(Video) From platform 9.")).toEqual({ length: "", text: "From platform 9." });
    expect(clipped("Not a (clip, 3 s) at the start")).toEqual({ length: "", text: "Not a (clip, 3 s) at the start" });
  });

  it("has what is said aloud for a transcript", () => {
    expect(spoken("He asks “Who decided this?” and she says \"It is the policy, sir.\" twice")).toEqual(["Who decided this?", "It is the policy, sir."]);
    expect(spoken("Nobody spoke; it's the wasn't kind")).toEqual([]);
  });

  it("shows a few words: what is said first, else the first sentence, cut at a word", () => {
    expect(caption("He turns. “Who decided this?” Then nothing.")).toBe("Who decided this?");
    expect(caption("Both armrests. Down.")).toBe("Both armrests.");
    const long = caption("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen");
    expect(long.length).toBeLessThanOrEqual(85);
    expect(long).toMatch(/ \w+…$/);
  });
});

describe("a drawn picture", () => {
  it("is the same for everybody, and another for another post", () => {
    expect(plateOf("p7")).toEqual(plateOf("p7"));
    const scenes = new Set(Array.from({ length: 60 }, (_, n) => plateOf(`p${n}`).scene));
    expect([...scenes].sort()).toEqual([...SCENES].sort());
  });
});
