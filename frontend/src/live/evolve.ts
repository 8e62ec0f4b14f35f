// What one event does to what a view sees: the browser's side of the server's own `evolve`.
// The switch is whole: a new kind of event does not compile until it is said what it does.
import type { EventFrame, PostPublished } from "$wire/wire";
import { clockAfter } from "./clock";
import { cuesAfter } from "./cues";
import { claimed, moved, opened, settled } from "./drafts";
import { houseAfter } from "./house";
import { answeredAfter, assignedAfter, decided, tasksAfter } from "./minutes";
import { patched } from "./plan";
import { ratedAfter } from "./ratings";
import type { Room } from "./room.svelte";
import { seatsAfter } from "./seats";
import { stormAfter } from "./storm";
import { talkAfter } from "./wash";

const replaced = <T extends { id: string }>(all: readonly T[], id: string, change: (one: T) => T): readonly T[] =>
  all.map((one) => (one.id === id ? change(one) : one));

/** Apply one event. Times: `t` exercise seconds, `at` wall ms of the server. */
export function evolve(room: Room, { event, t, at }: EventFrame): void {
  switch (event.kind) {
    case "rehearsal.created":
    case "crowd.acted":
      return; // shown to nobody
    case "seat.taken":
    case "seat.left":
    case "seat.staffed":
    case "seat.reserved":
    case "seat.readied":
    case "away.said":
    case "plan.signed":
      room.seats = seatsAfter(room.seats, event);
      return;
    case "plan.edited":
      room.seats = seatsAfter(room.seats, event);
      if (room.plan) room.plan = patched(room.plan, event.patch, event.version);
      room.planEdits = [...room.planEdits, { version: event.version, seat: event.seat, at, patch: event.patch }];
      return;
    case "seat.covered":
      if (event.seat === room.seat) room.covered = event.covered;
      room.seats = seatsAfter(room.seats, event);
      return;
    case "door.locked":
      room.locked = event.locked;
      return;
    case "door.watched":
      room.watched = event.on;
      return;
    case "knock.heard":
      room.knocks = [...room.knocks, event];
      return;
    case "knock.answered":
      room.knocks = room.knocks.filter((one) => one.participant !== event.participant);
      return;
    case "entry.skipped":
      room.skipped = [...room.skipped, event.entry];
      return;
    case "briefing.checked": {
      const { seat, right, asked } = event;
      if (seat === room.seat) room.briefed = { seat, right, asked };
      else room.allBriefed = [...room.allBriefed.filter((one) => one.seat !== seat), { seat, right, asked }];
      return;
    }
    case "confidence.given": {
      const { seat, when, value } = event;
      const before = (seat === room.seat ? room.confidence : room.allConfidence.find((one) => one.seat === seat)) ?? { seat, before: null, after: null };
      const after = { ...before, [when]: value };
      if (seat === room.seat) room.confidence = after;
      else room.allConfidence = [...room.allConfidence.filter((one) => one.seat !== seat), after];
      return;
    }
    case "baton.passed":
      room.baton = event.to;
      room.proposal = null;
      return;
    case "clock.proposed":
      room.proposal = { seat: event.seat, act: event.act, value: event.value, t };
      return;
    case "clock.declined":
      room.proposal = null;
      return;
    case "clock.started":
    case "clock.resumed":
      room.emergency = null;
      room.proposal = null;
      room.clock = clockAfter(room.clock, event, t, at);
      return;
    case "clock.paused":
    case "clock.sped":
    case "clock.jumped":
    case "clock.rebased":
    case "clock.ended":
      if (event.kind !== "clock.rebased") room.proposal = null;
      room.clock = clockAfter(room.clock, event, t, at);
      return;
    case "emergency.raised":
      room.emergency = { seat: event.seat, why: event.why, t };
      return;
    case "cue.stood_by":
    case "cue.held":
    case "cue.released":
    case "cue.skipped":
    case "cue.edited":
    case "cue.planned":
    case "cue.moved":
    case "cue.added":
    case "cue.backed":
      room.cues = cuesAfter(room.cues, event, t);
      return;
    case "inject.delivered":
      room.cues = cuesAfter(room.cues, event, t);
      room.injects = [...room.injects, [event.inject, t, event.post]];
      return;
    case "post.published":
      return publish(room, event, t);
    case "post.captured":
      room.captures = [...room.captures, { id: event.capture, seat: event.seat, shot: event.shot }];
      return;
    case "post.edited":
    case "post.deleted":
    case "post.retracted":
    case "post.judged":
    case "post.read":
    case "post.liked":
    case "post.unliked":
    case "post.reposted":
    case "post.unreposted":
    case "post.reacted":
    case "post.hidden":
    case "post.pinned":
    case "post.limited":
    case "post.removed":
    case "post.expired":
      room.timeline.change(event, t);
      return;
    case "account.blocked":
    case "post.reported":
    case "report.answered":
      room.house = houseAfter(room.house, event, t, room.personas);
      if (event.kind !== "account.blocked") room.timeline.touch(event.post); // its card says how it stands
      return;
    case "message.sent":
      room.messages = [...room.messages, { id: event.message, sender: event.sender, to: event.to, text: event.text, t, origin: event.origin }];
      return;
    case "chat.said":
      room.chat = [...room.chat, { id: event.chat, seat: event.seat, text: event.text, t }];
      return;
    case "crew.said":
      room.crew = [...room.crew, { id: event.line, seat: event.seat, text: event.text, t }];
      return;
    case "draft.opened":
      room.drafts = [...room.drafts, opened(event, t)];
      return;
    case "draft.revised":
    case "draft.submitted":
    case "draft.approved":
    case "draft.rejected":
    case "draft.scheduled":
    case "draft.recalled":
    case "draft.classified":
    case "draft.routed":
    case "draft.dropped":
      room.drafts = replaced(room.drafts, event.draft, (draft) => moved(draft, event, t));
      return;
    case "draft.published":
      room.drafts = replaced(room.drafts, event.draft, (draft) => moved(draft, event, t));
      room.timeline.touch(event.post); // its badges say whether it was approved
      return;
    case "severity.declared":
      room.severity = event.level;
      return;
    case "decision.taken":
      room.decisions = [...room.decisions, decided(event, t)];
      return;
    case "task.set":
    case "task.taken":
    case "task.ticked":
      room.tasks = tasksAfter(room.tasks, event, t);
      return;
    case "post.assigned":
      room.assigned = assignedAfter(room.assigned, event, t);
      return;
    case "fact.claimed":
      room.facts = [...room.facts, claimed(event, t)];
      return;
    case "fact.confirmed":
    case "fact.refuted":
      room.facts = replaced(room.facts, event.fact, (fact) => settled(fact, event, t));
      return;
    case "note.written": {
      const { note: id, seat, text, tag, noticed, post, item } = event;
      room.notes = [...room.notes, { id, seat, text, tag, noticed, post, item, t }];
      return;
    }
    case "names.unsealed":
    case "names.sealed":
      room.names = { open: event.kind === "names.unsealed", seat: event.seat, at };
      return;
    case "link.made":
    case "link.revoked":
      return; // the review lists them
    case "rating.given":
      room.ratings = ratedAfter(room.ratings, event, t);
      return;
    case "ratings.shown":
      room.ratings = [...room.ratings.filter((one) => one.item !== event.item || one.seat === room.seat), ...event.ratings];
      return;
    case "flag.raised":
      room.flags = [...room.flags, { id: event.flag, seat: event.seat, sort: event.sort, text: event.text, post: event.post, t }];
      return;
    case "flag.noted":
      room.flags = replaced(room.flags, event.flag, (flag) => ({ ...flag, text: event.text }));
      return;
    case "whisper.sent":
      room.whispers = [...room.whispers, { id: event.whisper, to: event.to, text: event.text, t, heard: null }];
      return;
    case "whisper.heard":
      room.whispers = replaced(room.whispers, event.whisper, (whisper) => ({ ...whisper, heard: t }));
      return;
    case "trust.set":
      room.trust = [...room.trust, { seat: event.seat, value: event.value, reason: event.reason, t }];
      return;
    case "mood.given":
      room.moods = [...room.moods, { seat: event.seat, round: event.round, value: event.value, t }];
      return;
    case "verdict.given": {
      const { seat, value, words } = event;
      room.verdicts = [...room.verdicts.filter((one) => one.seat !== seat), { seat, value, words }];
      return;
    }
    case "goal.judged": {
      const { seat, goal, reached } = event;
      room.goals = [...room.goals.filter((one) => one.seat !== seat || one.goal !== goal), { seat, goal, reached, t }];
      return;
    }
    case "chance.opened":
    case "chance.closed":
    case "crowd.shocked":
    case "crowd.dialled":
      room.storm = stormAfter(room.storm, event, t);
      return;
    case "finding.settled":
    case "finding.costed":
    case "finding.added":
    case "action.added":
    case "action.edited":
    case "action.dropped":
    case "action.done":
    case "wash.opened":
    case "wash.asked":
    case "wash.answered":
    case "wash.closed":
      room.talk = talkAfter(room.talk, event);
      return;
    case "rehearsal.forked":
      // The snapshot says so from the first.
      return;
    case "amendment.settled":
      // Of the review, which is read anew.
      return;
    default:
      event satisfies never;
  }
}

function publish(room: Room, event: PostPublished, t: number): void {
  room.timeline.publish(event, t);
  room.assigned = answeredAfter(room.assigned, event, t, room.about?.brand);
  if (room.personas.includes(event.author)) room.timeline.flush(); // somebody waits for it
}
