// Messages as a server sends them: a small drill, and a socket that a test speaks through.
import type {
  ClientMessage,
  EventFrame,
  Platform,
  RoleSnapshot,
  SeatSnapshot,
  ServerMessage,
  ShownPersona,
  ShownPost,
  ShownSeat,
  Welcome,
  You,
} from "$wire/wire";
import { NO_TALK } from "$live/untold";
import type { Timing } from "../../src/live/batch";
import { Room } from "../../src/live/room.svelte";

const persona = (handle: string, name: string, more: Partial<ShownPersona> = {}): ShownPersona => ({
  handle,
  name,
  bio: "",
  followers: 100,
  verified: false,
  sort: "person",
  seat: null,
  stance: null,
  platforms: ["microblog"],
  ...more,
});

export const aPost = (id: string, more: Partial<ShownPost> = {}): ShownPost => ({
  id,
  author: "kev",
  name: "Kev",
  followers: 100,
  verified: false,
  text: `post ${id}`,
  t: 10,
  reply_to: null,
  quote: null,
  picture: null,
  standing: "up",
  edited_t: null,
  gone_t: null,
  platform: "microblog",
  stars: null,
  expires: null,
  hidden: false,
  pinned: false,
  limited: "everyone",
  reactions: [],
  likes: 0,
  reposts: 0,
  replies: 0,
  reach: 0,
  likers: [],
  reposters: [],
  posture: null,
  intent: null,
  judged: null,
  gist: null,
  cites: [],
  origin: null,
  tactic: null,
  shows: null,
  leak: null,
  ...more,
});

export const platform: Platform = {
  id: "microblog",
  name: "Microblog",
  post_chars: 280,
  edit_seconds: 900,
  quotes: true,
  reposts: true,
  layout: "card",
  reactions: [{ id: "like", name: "Like", approves: true, public: true }],
  edit_marked: true,
  delete: "ever",
  ranking: "newest",
  score: { base: 0, like: 0, reply: 0, repost: 0, down: 0, settles: null },
  owner_replies: null,
  threads: false,
  stars: false,
  expires_after: null,
  pins: 1,
  hides: true,
  blocks: true,
  reports: true,
  comment_limits: true,
  answers_after: 240,
  accent: 205,
};

const seat = (id: string, role: ShownSeat["role"], more: Partial<ShownSeat> = {}): ShownSeat => ({
  id,
  role,
  title: id,
  position: null,
  participant: null,
  name: null,
  standin: true,
  reserved: null,
  covered: null,
  ready: false,
  signed: null,
  signed_version: null,
  away: null,
  ...more,
});

export const roleSnapshot = (more: Partial<RoleSnapshot> = {}): RoleSnapshot => ({
  title: "Too wide",
  slug: "too-wide",
  grade: "Internal",
  minutes: 40,
  story_start: "2026-11-21T18:52",
  language: "en",
  mode: "room",
  hard: false,
  undo: 5,
  platform,
  platforms: [platform],
  blocked: [],
  brand: "air",
  brief: ["A gate.", "You are angry."],
  hashtags: [],
  mood_question: null,
  clock: { state: "live", t0: 0, w0: 0, speed: 1, rev: 1 },
  emergency: null,
  names: { open: false, seat: null, at: null },
  seats: [seat("critic-1", "critic", { name: "Teo", participant: "x" }), seat("brand-comms", "brand", { position: "communicator" })],
  cast: [persona("kev", "Kev"), persona("ruth", "Ruth"), persona("air", "Air", { sort: "organisation" })],
  posts: [aPost("p1"), aPost("p2", { author: "air", name: "Air", t: 20 })],
  crew: [],
  war_room: null,
  truth: null,
  console: null,
  talk: NO_TALK,
  forked: null,
  ...more,
});

export const seatSnapshot: SeatSnapshot = { card: null, personas: ["ruth"], messages: [], whispers: [], notes: [], ratings: [], trust: [], briefed: null, confidence: null, covered: false, captures: [], leaks: [], moods: [], verdict: null, goals: [], hidden: [], blocked_on: [], reports: [] };

const you: You = {
  can: ["post.publish"],
  host: false,
  name: "Teo",
  participant: "x",
  personas: ["ruth"],
  position: null,
  rehearsal: "r1",
  role: "critic",
  seat: "critic-1",
  watching: false,
};

export const VIEWS = ["critic", "seat:critic-1"] as const;

export const welcome = (more: Partial<Welcome> = {}): Welcome => ({
  type: "welcome",
  you,
  epoch: "e1",
  at: { critic: [4, 44], "seat:critic-1": [0, 0] },
  mode: "snapshot",
  clock: { state: "live", t0: 0, w0: 0, speed: 1, rev: 1 },
  now: Date.now(),
  secret: "s1",
  snapshot: { role: roleSnapshot(), seat: seatSnapshot },
  ...more,
});

export const resumed = (at: Welcome["at"]): Welcome => welcome({ mode: "resumed", snapshot: null, at });

export const event = (n: number, what: EventFrame["event"], t = 30): EventFrame => ({
  type: "event",
  view: "critic",
  n,
  t,
  at: t * 1000,
  tag: n * 11,
  event: what,
});

export const out = (post: string, more: Partial<Extract<EventFrame["event"], { kind: "post.published" }>> = {}): EventFrame["event"] => ({
  kind: "post.published",
  post,
  author: "kev",
  byline: { name: "Kev", followers: 100, verified: false },
  text: `post ${post}`,
  reply_to: null,
  quote: null,
  picture: null,
  posture: null,
  intent: null,
  cites: [],
  platform: null,
  stars: null,
  expires: null,
  origin: null,
  tactic: null,
  shows: null,
  leak: null,
  ...more,
});

/** A WebSocket whose far end is the test. */
export class FarEnd {
  static all: FarEnd[] = [];
  readonly said: ClientMessage[] = [];
  closed = false;
  readyState = 1;
  onopen?: () => void;
  onmessage?: (event: { data: string }) => void;
  onclose?: (event: { code: number; reason: string }) => void;

  constructor() {
    FarEnd.all.push(this);
  }

  static get last(): FarEnd {
    const last = FarEnd.all.at(-1);
    if (!last) throw new Error("nobody has connected");
    return last;
  }

  send(text: string): void {
    this.said.push(...(JSON.parse(text) as ClientMessage[]));
  }

  close(): void {
    this.closed = true;
  }

  hear(...messages: ServerMessage[]): void {
    this.onmessage?.({ data: JSON.stringify(messages) });
  }

  hangUp(code = 1006): void {
    this.onclose?.({ code, reason: "" });
  }

  of<Type extends ClientMessage["type"]>(type: Type): Extract<ClientMessage, { type: Type }>[] {
    return this.said.filter((one): one is Extract<ClientMessage, { type: Type }> => one.type === type);
  }
}

/** Flushes as soon as anything waits. */
const atOnce: Timing = { now: () => 0, frame: (run) => run(), later: (run) => run() };

/** A room whose line is open; its socket is `FarEnd.last`. */
export async function aRoom(timing: Timing = atOnce): Promise<{ room: Room; leave: () => void }> {
  FarEnd.all = [];
  const room = new Room("r1", "critic-1", { ticket: async () => "ticket", open: () => new FarEnd() as unknown as WebSocket, random: () => 0.5 }, timing);
  const leave = room.open();
  await settled();
  FarEnd.last.onopen?.();
  return { room, leave };
}

/** Promises that are ready have run. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 5; i += 1) await Promise.resolve();
}
