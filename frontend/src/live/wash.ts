// The talk after EndEx as the browser keeps it: what the server's `app/rehearsal/changes/talked.py` does.
import type {
  ActionAdded,
  ActionDone,
  ActionDropped,
  ActionEdited,
  FindingAdded,
  FindingCosted,
  FindingSettled,
  Settled,
  ToldQuestion,
  ToldTalk,
  ToldWash,
  WashAnswered,
  WashAsked,
  WashClosed,
  WashOpened,
} from "$wire/wire";

type ActionEvent = ActionAdded | ActionEdited | ActionDropped | ActionDone;
type WashEvent = WashOpened | WashAsked | WashAnswered | WashClosed;
export type TalkEvent = FindingSettled | FindingCosted | FindingAdded | ActionEvent | WashEvent;

/** The talk after one event of it. */
export function talkAfter(talk: ToldTalk, event: TalkEvent): ToldTalk {
  switch (event.kind) {
    case "finding.settled":
      return { ...talk, settled: settled(talk.settled, event.finding, { standing: event.standing, remark: event.remark }) };
    case "finding.costed":
      return { ...talk, settled: settled(talk.settled, event.finding, { cost: event.cost || null }) };
    case "finding.added": {
      const { finding: id, seat, sort, title, what, t, evidence } = event;
      return { ...talk, added: [...talk.added, { id, seat, sort, title, what, t, evidence }] };
    }
    case "action.added":
    case "action.edited":
    case "action.dropped":
    case "action.done":
      return { ...talk, actions: actionsAfter(talk.actions, event) };
    default:
      return { ...talk, wash: washAfter(talk.wash, event) };
  }
}

function settled(all: readonly Settled[], finding: string, change: Partial<Settled>): Settled[] {
  const before = all.find((one) => one.finding === finding) ?? { finding, standing: "suggested", remark: "", cost: null };
  return [...all.filter((one) => one.finding !== finding), { ...before, ...change }];
}

function actionsAfter(all: ToldTalk["actions"], event: ActionEvent): ToldTalk["actions"] {
  switch (event.kind) {
    case "action.added": {
      const { action: id, what, owner, due, findings } = event;
      return [...all, { id, what, owner, due, findings, done: false }];
    }
    case "action.edited": {
      const { action, what, owner, due, findings } = event;
      return all.map((one) => (one.id === action ? { ...one, what, owner, due, findings } : one));
    }
    case "action.dropped":
      return all.filter((one) => one.id !== event.action);
    case "action.done":
      return all.map((one) => (one.id === event.action ? { ...one, done: event.done } : one));
  }
}

function washAfter(wash: ToldWash, event: WashEvent): ToldWash {
  switch (event.kind) {
    case "wash.opened":
      return { ...wash, open: true, held: true, questions: event.questions.map((text, at) => ({ ...unasked(at + 1), ...wash.questions[at], text })) };
    case "wash.asked": {
      const { on, question, finding } = event;
      const asked = changed(wash, question, (one) => (one.state === "unasked" ? { state: "open" } : {}));
      return { ...asked, on, question, finding };
    }
    case "wash.answered":
      return changed(wash, event.question, () => ({ count: event.count }));
    case "wash.closed":
      if (event.question !== null) return changed(wash, event.question, () => ({ state: "closed", texts: event.texts }));
      return { ...wash, open: false, on: "nothing", question: null, finding: null };
  }
}

const unasked = (number: number): ToldQuestion => ({ number, text: "", state: "unasked", count: 0, texts: [] });

const changed = (wash: ToldWash, number: number | null, change: (one: ToldQuestion) => Partial<ToldQuestion>): ToldWash => ({
  ...wash,
  questions: wash.questions.map((one) => (one.number === number ? { ...one, ...change(one) } : one)),
});
