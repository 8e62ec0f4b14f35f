// What only some seats are told, and what one event of it does: the war room, the critics' crew, the console, the truth,
// and the talk after EndEx. A bystander's page comes without it.
export { badgesOn } from "$lib/truth";
import type {
  ChatSaid, CrewSaid, DecisionTaken, DoorLocked, DoorWatched, DraftOpened, EntrySkipped, EventFrame, FactClaimed, FactConfirmed, FactRefuted,
  FlagNoted, FlagRaised, KnockAnswered, KnockHeard, NoteWritten, PlanEdited, PostAssigned, PostPublished, RatingGiven, RatingsShown, SeverityDeclared,
} from "$wire/wire";
import { cuesAfter, type CueEvent } from "./cues";
import { claimed, moved, opened, settled, type DraftChange } from "./drafts";
import { replaced } from "./evolve";
import { answeredAfter, assignedAfter, decided, tasksAfter, type TaskEvent } from "./minutes";
import { patched } from "./plan";
import { ratedAfter } from "./ratings";
import type { Room } from "./room.svelte";
import { stormAfter, type StormChange } from "./storm";
import { talkAfter, type TalkEvent } from "./wash";

/** One of them. A post that came out may be an answer somebody was to give. */
export type BackstageEvent =
  | ChatSaid | CrewSaid | CueEvent | DecisionTaken | DoorLocked | DoorWatched | DraftChange | DraftOpened | EntrySkipped
  | FactClaimed | FactConfirmed | FactRefuted | FlagNoted | FlagRaised | KnockAnswered | KnockHeard | NoteWritten | PlanEdited | PostAssigned
  | PostPublished | RatingGiven | RatingsShown | SeverityDeclared | StormChange | TalkEvent | TaskEvent;

/** With its time: `t` exercise seconds, `at` wall ms of the server. */
export type BackstageFrame = Pick<EventFrame, "t" | "at"> & { event: BackstageEvent };

/** Apply one event. */
export function evolveBackstage(room: Room, { event, t, at }: BackstageFrame): void {
  switch (event.kind) {
    case "plan.edited":
      if (room.plan) room.plan = patched(room.plan, event.patch, event.version);
      room.planEdits = [...room.planEdits, { version: event.version, seat: event.seat, at, patch: event.patch }];
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
    case "post.published":
      room.assigned = answeredAfter(room.assigned, event, t, room.about?.brand);
      return;
    default:
      event satisfies never;
  }
}
