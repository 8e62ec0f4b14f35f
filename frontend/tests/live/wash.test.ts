import { expect, test } from "vitest";
import { NO_TALK } from "$live/untold";
import { talkAfter, type TalkEvent } from "$live/wash";
import type { ToldTalk } from "$wire/wire";

const after = (...events: TalkEvent[]): ToldTalk => events.reduce(talkAfter, NO_TALK);
const opened: TalkEvent = { kind: "wash.opened", questions: ["Well?", "Badly?", "Next?"] };
const asked = (question: number): TalkEvent => ({ kind: "wash.asked", on: "question", question, finding: null });
const counted = (question: number, count: number): TalkEvent => ({ kind: "wash.answered", question, mark: "", text: "", count });

test("a finding keeps its cost when it is settled, and its standing when it is priced", () => {
  const talk = after(
    { kind: "finding.costed", finding: "late:p1", cost: "Three points" },
    { kind: "finding.settled", finding: "late:p1", standing: "agreed", remark: "So it was" },
    { kind: "finding.costed", finding: "late:p1", cost: "" },
  );
  expect(talk.settled).toEqual([{ finding: "late:p1", standing: "agreed", remark: "So it was", cost: null }]);
});

test("answers are counted while a question is open, and come with its end", () => {
  const open = after(opened, asked(1), counted(1, 1), counted(1, 2));
  expect(open.wash.questions.map((one) => [one.state, one.count, one.texts])).toEqual([["open", 2, []], ["unasked", 0, []], ["unasked", 0, []]]);
  const closed = talkAfter(open, { kind: "wash.closed", question: 1, texts: ["A", "B"] });
  expect(closed.wash).toMatchObject({ open: true, on: "question", question: 1 });
  expect(closed.wash.questions[0]).toMatchObject({ state: "closed", count: 2, texts: ["A", "B"] });
});

test("a closed question that is shown again stays closed, and another wording keeps what was answered", () => {
  const talk = after(opened, asked(1), counted(1, 1), { kind: "wash.closed", question: 1, texts: ["A"] }, { kind: "wash.asked", on: "actions", question: null, finding: null }, asked(1), { ...opened, questions: ["Well?", "How?", "Next?"] });
  expect(talk.wash.questions.map((one) => [one.text, one.state])).toEqual([["Well?", "closed"], ["How?", "unasked"], ["Next?", "unasked"]]);
});

test("the end of the wash leaves nothing on the screen", () => {
  expect(after(opened, asked(2), { kind: "wash.closed", question: null, texts: [] }).wash).toMatchObject({ open: false, held: true, on: "nothing", question: null });
});

test("an action is written, changed, done and dropped", () => {
  const added: TalkEvent = { kind: "action.added", action: "a1", what: "Ask", owner: "", due: null, findings: [] };
  const edited: TalkEvent = { kind: "action.edited", action: "a1", what: "Ask twice", owner: "Legal", due: "2026-12-05", findings: ["late:p1"] };
  expect(after(added, edited, { kind: "action.done", action: "a1", done: true }).actions).toEqual([
    { id: "a1", what: "Ask twice", owner: "Legal", due: "2026-12-05", findings: ["late:p1"], done: true },
  ]);
  expect(after(added, { kind: "action.dropped", action: "a1" }).actions).toEqual([]);
});
