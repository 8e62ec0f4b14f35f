import { expect, test } from "vitest";
import type { Note } from "$wire/wire";
import { evidence, sections } from "../../src/screens/observer/evidence";
import { lastActs, loadOf } from "../../src/screens/staff/activity";
import { Stamp } from "../../src/screens/staff/stamp";
import { aReview } from "../review/fixture";

const note = (item: string | null, tag: Note["tag"]): Note => ({ id: `n${item}${tag}`, seat: "observer-1", text: "", tag, noticed: 1, t: 2, post: null, item });

test("a note takes the time of its first key, however long it is written", () => {
  const stamp = new Stamp();
  stamp.typed("P", 10);
  stamp.typed("Po", 40);
  expect(stamp.at).toBe(10);
});

test("taking every word back forgets the time", () => {
  const stamp = new Stamp();
  stamp.typed("P", 10);
  stamp.typed("  ", 20);
  expect(stamp.at).toBeUndefined();
  stamp.typed("Q", 30);
  expect(stamp.at).toBe(30);
});

test("the guide is laid out by objective, and an item of none is not lost", () => {
  const guide = [
    { id: "2.1", objective: "o2", question: "", target: "", check: null },
    { id: "1.1", objective: "o1", question: "", target: "", check: null },
    { id: "9.9", objective: "gone", question: "", target: "", check: null },
  ];
  const found = sections(guide, [{ id: "o1", title: "Listen" }, { id: "o2", title: "One voice" }, { id: "o3", title: "Nothing" }], "Other");
  expect(found.map((section) => [section.title, section.items.map((item) => item.id)])).toEqual([
    ["Listen", ["1.1"]],
    ["One voice", ["2.1"]],
    ["Other", ["9.9"]],
  ]);
});

test("evidence counts the notes of an item by their tag", () => {
  const notes = [note("1.1", "mistake"), note("1.1", "chance"), note("1.2", "mistake"), note(null, "note")];
  expect(evidence(notes, "1.1")).toEqual({ note: 0, mistake: 1, chance: 1, question: 0 });
});

test("a seat's last act is the latest thing the log knows of it", () => {
  const { posts, chat, drafts, facts, flags, notes, trust } = aReview();
  const last = lastActs({ posts, chat, drafts, facts, flags, notes, trust });
  expect(last.get("brand-legal")).toBe(1510);
  expect(last.get("brand-ops")).toBe(1290);
  expect(last.get("brand-comms")).toBe(1600);
  expect(last.has("nobody")).toBe(false);
});

test("a desk's load is what waits for its position, and what its seat still writes", () => {
  const [, draft] = aReview().drafts;
  const waiting = { ...draft!, state: "waiting" as const, approved_by: ["legal" as const] };
  expect(loadOf([waiting], "brand-decision", "decision_maker")).toBe(1);
  expect(loadOf([waiting], "brand-legal", "legal")).toBe(0);
  expect(loadOf([{ ...waiting, state: "rejected" }], "brand-comms", "communicator")).toBe(1);
});
