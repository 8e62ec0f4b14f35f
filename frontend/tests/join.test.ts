import { describe, expect, it } from "vitest";
import type { Invitation, Offer } from "../src/screens/join/api";
import { groups, kept, keyIn, missing, storyTime } from "../src/screens/join/choice";
import { lineMs } from "../src/screens/join/line";

const seat = (id: string, role: Offer["role"], taken = false): Offer => ({
  id,
  role,
  title: id,
  does: "",
  position: null,
  taken,
  name: taken ? "Mara" : null,
  standin: !taken,
  reserved: null,
});

const invitation = (over: Partial<Invitation> = {}): Invitation => ({
  id: "r1",
  title: "Too wide for the seat",
  summary: "",
  grade: "Internal",
  minutes: 40,
  story_start: "2026-11-21T18:52",
  state: "lobby",
  admits: "player",
  locked: false,
  watched: false,
  waits: false,
  host: null,
  people: 1,
  seats: [seat("observer-1", "observer", true), seat("critic-1", "critic"), seat("brand-comms", "brand", true), seat("brand-legal", "brand")],
  mine: [],
  ...over,
});

describe("the door", () => {
  it("groups the players' seats in the order of the story and leaves watchers out", () => {
    expect(groups(invitation().seats).map((group) => [group.role, group.taken, group.seats.length])).toEqual([
      ["brand", 1, 2],
      ["critic", 0, 1],
    ]);
  });

  it("keeps a chosen seat until somebody else sits there", () => {
    expect(kept("brand-legal", invitation())).toBe("brand-legal");
    expect(kept("brand-comms", invitation())).toBeNull();
    expect(kept("gone", invitation())).toBeNull();
  });

  it("asks for one thing at a time, and no seat from watchers", () => {
    const given = { name: " ", seat: null, consent: false };
    expect(missing(invitation(), given)).toBe("name");
    expect(missing(invitation(), { ...given, name: "Mara" })).toBe("seat");
    expect(missing(invitation({ admits: "observer" }), { ...given, name: "Noor" })).toBe("consent");
    expect(missing(invitation(), { name: "Mara", seat: "brand-legal", consent: true })).toBeNull();
  });

  it("reads the key from the fragment and nowhere else", () => {
    expect(keyIn("#K7M4R9")).toBe("K7M4R9");
    expect(keyIn("")).toBe("");
  });

  it("tells the story's time as written, whatever zone the reader is in", () => {
    expect(storyTime("2026-11-21T18:52", "en")).toContain("18:52");
    expect(storyTime("soon", "en")).toBe("soon");
  });

  it("says so when the line is dead", async () => {
    expect(await lineMs(() => Promise.reject(new Error("down")))).toBeNull();
    expect(await lineMs(() => Promise.resolve())).toBeGreaterThan(0);
  });
});
