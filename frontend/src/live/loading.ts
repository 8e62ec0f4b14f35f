// Starting from a snapshot, and what was missed in between.
import type { OwnHidden, RoleSnapshot, ShownPost, ShownSeat, Snapshot, You } from "$wire/wire";
import type { Room } from "./room.svelte";
import { seatsAfter } from "./seats";
import { CALM } from "./untold";

/** What a rehearsal is, and does not change while it runs. */
export type About = Pick<
  RoleSnapshot,
  "title" | "slug" | "grade" | "minutes" | "story_start" | "language" | "mode" | "hard" | "undo" | "platform" | "platforms" | "brand" | "brief" | "hashtags" | "mood_question" | "forked"
>;

/** What was missed while the line was down. */
export interface CaughtUp {
  missed: number;
  /** Of those, how many name or answer one of our accounts. */
  about: number;
  /** The server could not bring us up event by event, and started us over. */
  over: boolean;
}

/** The seats, and one's own among them: of observers beyond the first fifty nobody else is told. */
function withMine(seats: readonly ShownSeat[], you: You | undefined): readonly ShownSeat[] {
  if (!you || seats.some((seat) => seat.id === you.seat)) return seats;
  return seatsAfter(seats, { kind: "seat.taken", seat: you.seat, role: you.role, position: you.position, participant: you.participant, name: you.name, host: you.host });
}

/** Everything a snapshot says, in place of what there was. */
export function load(room: Room, { role, seat }: Snapshot): void {
  room.backstage.forget();
  const { title, slug, grade, minutes, story_start, language, mode, hard, undo, platform, platforms, brand, brief, hashtags, mood_question, forked } = role;
  room.about = { title, slug, grade, minutes, story_start, language, mode, hard, undo, platform, platforms, brand, brief, hashtags, mood_question, forked };
  room.emergency = role.emergency;
  room.names = role.names;
  room.seats = withMine(role.seats, room.you);
  room.cast = new Map(role.cast.map((one) => [one.handle, one]));
  room.card = seat.card;
  room.personas = seat.personas;
  room.plan = role.war_room?.plan;
  room.firstPlan = role.war_room?.first_plan;
  room.planEdits = role.war_room?.plan_edits ?? [];
  room.profile = new Map(role.war_room?.profile);
  room.chat = role.war_room?.chat ?? [];
  room.drafts = role.war_room?.drafts ?? [];
  room.severity = role.war_room?.severity ?? 1;
  room.facts = role.war_room?.facts ?? [];
  room.decisions = role.war_room?.decisions ?? [];
  room.tasks = role.war_room?.tasks ?? [];
  room.assigned = new Map(role.war_room?.assigned.map((one) => [one.post, one]));
  room.flags = role.war_room?.flags ?? [];
  room.house = { blocked: role.blocked, blockedOn: seat.blocked_on, reports: role.war_room?.reports ?? seat.reports };
  room.messages = role.war_room?.messages ?? seat.messages;
  room.whispers = role.console?.whispers ?? seat.whispers;
  room.notes = role.console?.notes ?? seat.notes;
  room.ratings = role.console?.ratings ?? seat.ratings;
  room.trust = role.truth?.trust ?? seat.trust;
  room.captures = role.truth?.captures ?? seat.captures;
  room.moods = role.truth?.moods ?? seat.moods;
  room.verdicts = role.truth?.verdicts ?? (seat.verdict ? [seat.verdict] : []);
  room.goals = role.truth?.goals.flatMap((one) => one.standing) ?? seat.goals;
  room.cards = role.truth?.goals ?? [];
  room.leaks = seat.leaks;
  room.crew = role.crew;
  room.samples = role.truth?.samples ?? [];
  room.storm = role.truth?.storm ?? CALM;
  room.injects = role.truth?.injects ?? [];
  room.guide = role.truth?.guide ?? [];
  room.objectives = role.truth?.objectives ?? [];
  room.cues = role.console?.cues ?? [];
  room.baton = role.console?.baton ?? null;
  room.proposal = role.console?.proposal ?? null;
  room.skipped = role.console?.skipped ?? [];
  room.locked = role.console?.locked ?? false;
  room.watched = role.console?.watched ?? false;
  room.knocks = role.console?.knocks ?? [];
  room.covered = seat.covered;
  room.briefed = seat.briefed;
  room.confidence = seat.confidence;
  room.allBriefed = role.truth?.briefed ?? [];
  room.talk = role.talk;
  room.allConfidence = role.truth?.confidence ?? [];
  // What the brand hides of ours we go on reading.
  const ours = new Map(seat.hidden.map((one) => [one.post, one]));
  room.timeline.reset(role.posts.map((post) => ({ ...post, ...pick(ours.get(post.id)) })));
}

const pick = (own: OwnHidden | undefined): Partial<ShownPost> => (own ? { text: own.text, picture: own.picture, shows: own.shows, leak: own.leak } : {});

/** What came after the post `newest`; undefined when nothing did. */
export function missed(room: Room, newest: string | undefined, over: boolean): CaughtUp | undefined {
  const all = room.timeline.all();
  const fresh = all.slice(all.findIndex((post) => post.id === newest) + 1);
  if (fresh.length === 0) return undefined;
  const names = (text: string): boolean => room.personas.some((handle) => text.includes(`@${handle}`));
  const answers = (id: string | null): boolean => room.personas.includes(room.timeline.get(id ?? "")?.author ?? "");
  const about = fresh.filter((post) => names(post.text) || answers(post.reply_to));
  return { missed: fresh.length, about: about.length, over };
}
