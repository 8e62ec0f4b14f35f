import { describe, expect, it } from "vitest";
import type { Draft, ShownCue } from "../../src/wire/wire";
import { LONG, stuckOn } from "../../src/screens/facilitator/stuck";

const legal = { id: "brand-legal", role: "brand", position: "legal" } as const;
const nobody = new Map<string, number>();

const draft = (t: number, approved: string[] = []): Draft =>
  ({ id: "d1", seat: "brand-comms", state: "waiting", needs: ["legal", "decision_maker"], approved_by: approved, steps: [{ t }] }) as unknown as Draft;
const cue = (out: number | null, within = 120): ShownCue =>
  ({ inject: { id: "03", expected: { position: "legal", within } }, delivered_t: out }) as unknown as ShownCue;

describe("who is stuck", () => {
  it("is the judge a draft has waited for too long", () => {
    const desk = { drafts: [draft(100)], cues: [], acted: nobody };
    expect(stuckOn(legal, desk, 100 + LONG)).toBeUndefined();
    expect(stuckOn(legal, desk, 101 + LONG)).toEqual({ what: "draft", since: 100 });
  });

  it("is not a judge who has cleared it", () => {
    expect(stuckOn(legal, { drafts: [draft(0, ["legal"])], cues: [], acted: nobody }, 900)).toBeUndefined();
  });

  it("is a position that was asked, let the time go by and did nothing", () => {
    const desk = { drafts: [], cues: [cue(60)], acted: nobody };
    expect(stuckOn(legal, desk, 180)).toBeUndefined();
    expect(stuckOn(legal, desk, 181)).toEqual({ what: "inject", since: 60, inject: "03" });
    expect(stuckOn(legal, { ...desk, acted: new Map([["brand-legal", 70]]) }, 181)).toBeUndefined();
    expect(stuckOn(legal, desk, 60 + 360)).toBeUndefined();
    expect(stuckOn(legal, { ...desk, cues: [cue(null)] }, 181)).toBeUndefined();
  });

  it("says the oldest first", () => {
    expect(stuckOn(legal, { drafts: [draft(30)], cues: [cue(60)], acted: nobody }, 300)?.what).toBe("draft");
  });

  it("is never somebody of another role", () => {
    expect(stuckOn({ id: "critic-1", role: "critic", position: null }, { drafts: [draft(0)], cues: [cue(0)], acted: nobody }, 900)).toBeUndefined();
  });
});
