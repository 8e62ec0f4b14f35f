// What one event does to what a view sees: the browser's side of the server's own `evolve`.
// The two switches are whole: a new kind of event does not compile until it is said what it does.
import type { EventFrame, PostPublished } from "$wire/wire";
import type { BackstageEvent } from "./backstage";
import { clockAfter } from "./clock";
import { houseAfter } from "./house";
import type { Room } from "./room.svelte";
import { seatsAfter } from "./seats";

/** All of them, the one with that id changed. */
export const replaced = <T extends { id: string }>(all: readonly T[], id: string, change: (one: T) => T): readonly T[] =>
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
      return room.backstage.hear({ event, t, at });
    case "seat.covered":
      if (event.seat === room.seat) room.covered = event.covered;
      room.seats = seatsAfter(room.seats, event);
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
    case "post.published":
      return publish(room, event, t, at);
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
    case "names.unsealed":
    case "names.sealed":
      room.names = { open: event.kind === "names.unsealed", seat: event.seat, at };
      return;
    case "link.made":
    case "link.revoked":
      return; // the review lists them
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
    case "rehearsal.forked":
      // The snapshot says so from the first.
      return;
    case "amendment.settled":
      // Of the review, which is read anew.
      return;
    default:
      event satisfies BackstageEvent;
      return room.backstage.hear({ event, t, at });
  }
}

function publish(room: Room, event: PostPublished, t: number, at: number): void {
  room.timeline.publish(event, t);
  if (room.assigned.size > 0 || room.backstage.behind) room.backstage.hear({ event, t, at }); // it may be an answer
  if (room.personas.includes(event.author)) room.timeline.flush(); // somebody waits for it
}
