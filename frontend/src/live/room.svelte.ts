// One seat's room: everything its screen shows, kept up by one reducer over what the line hears.
// Fields are raw: each is replaced, never changed inside.
import type {
  Ask, Assignment, Briefed, Captured, ChatLine, Checked, Confidence, Contradiction, Decision, Done, Draft, Emergency, Fact, Flag,
  GoalStanding, GuideItem, KnockHeard, Leak, MoodReading, Gauge, Listening, Message, Names, Note, Objective, Plan, PlanEdit, Presence, Proposal,
  PublishPost, Rating, RoleCard, Sample, SeatGoals, ServerMessage, ShownClock, ShownCue, ShownPersona, ShownSeat, ShownStorm, Task,
  ToldTalk, TrustReading, Typing, Verdict, Welcome, Whisper, You,
} from "$wire/wire";
import { Asks, Refused, type Command } from "./asks";
import { drawn } from "./backoff";
import type { Timing } from "./batch";
import { backstage, Behind } from "./behind";
import { exerciseTime, UNSET } from "./clock";
import { evolve } from "./evolve";
import { hostOf, OPEN_HOUSE, type House } from "./house";
import { load, missed, type About, type CaughtUp } from "./loading";
import type { Outside, Status } from "./outside";
import type { Profile } from "./plan";
import { Line } from "./socket";
import { toldSoftly } from "./soft";
import { Timeline } from "./timeline.svelte";
import { CALM, NO_TALK } from "./untold";

const TICK_MS = 250;
const AWAY_MS = 2_000;
const SETTLE_MS = 1_000;
const TYPING_MS = 2_000;

/** What a covered player does that says that they are back. */
const COMES_BACK: ReadonlySet<Command["kind"]> = new Set([
  "post.publish", "post.edit", "post.delete", "message.send", "chat.say", "draft.open", "draft.revise", "draft.submit",
  "draft.approve", "draft.reject", "draft.classify", "draft.publish", "draft.schedule", "draft.recall", "draft.drop", "fact.claim", "fact.confirm", "fact.refute", "trust.set",
]);

export class Room {
  status = $state.raw<Status>({ is: "connecting" });
  you = $state.raw<You>();
  about = $state.raw<About>();
  clock = $state.raw<ShownClock>(UNSET);
  emergency = $state.raw<Emergency | null>(null);
  /** Whether the review shows names, and who said so. */
  names = $state.raw<Names>({ open: false, seat: null, at: null });
  seats = $state.raw<readonly ShownSeat[]>([]);
  /** The accounts of the drill, by handle. */
  cast = $state.raw<ReadonlyMap<string, ShownPersona>>(new Map());

  // The war room: the brand's, and seen by facilitator and observers.
  plan = $state.raw<Plan>();
  /** The scenario's plan, and what the team made of it before StartEx: any version can be had of the two. */
  firstPlan = $state.raw<Plan>();
  planEdits = $state.raw<readonly PlanEdit[]>([]);
  /** How much the platform asks for each kind of component. */
  profile = $state.raw<Profile>(new Map());
  chat = $state.raw<readonly ChatLine[]>([]);
  drafts = $state.raw<readonly Draft[]>([]);
  facts = $state.raw<readonly Fact[]>([]);
  /** How serious the war room takes it, 1 to 3. */
  severity = $state.raw(1);
  decisions = $state.raw<readonly Decision[]>([]);
  tasks = $state.raw<readonly Task[]>([]);
  /** Who of the brand answers a post, by post. */
  assigned = $state.raw<ReadonlyMap<string, Assignment>>(new Map());
  flags = $state.raw<readonly Flag[]>([]);
  messages = $state.raw<readonly Message[]>([]);
  /** Blocked accounts, and reports to the platforms. */
  house = $state.raw<House>(OPEN_HOUSE);

  // The seat's own.
  card = $state.raw<RoleCard | null>(null);
  personas = $state.raw<readonly string[]>([]);
  whispers = $state.raw<readonly Whisper[]>([]);
  notes = $state.raw<readonly Note[]>([]);
  /** Ratings of the guide: our own, and others' of the items we have rated; every one for facilitators. */
  ratings = $state.raw<readonly Rating[]>([]);
  trust = $state.raw<readonly TrustReading[]>([]);
  /** Screenshots, answers to the mood check, verdicts and goals: our own; of every seat for facilitators and observers. */
  captures = $state.raw<readonly Captured[]>([]);
  moods = $state.raw<readonly MoodReading[]>([]);
  verdicts = $state.raw<readonly Verdict[]>([]);
  goals = $state.raw<readonly GoalStanding[]>([]);
  /** What a critic may let out. */
  leaks = $state.raw<readonly Leak[]>([]);
  /** What critics say among themselves: theirs, and seen by facilitator and observers. */
  crew = $state.raw<readonly ChatLine[]>([]);
  /** Everybody's goals: for facilitators and observers. */
  cards = $state.raw<readonly SeatGoals[]>([]);

  // Truth, for facilitator and observers.
  samples = $state.raw<readonly Sample[]>([]);
  /** Openings the crowd gave, the facilitator's dials, and pushes at the crowd so far. */
  storm = $state.raw<ShownStorm>(CALM);
  injects = $state.raw<readonly (readonly [id: string, t: number, post: string | null])[]>([]);
  guide = $state.raw<readonly GuideItem[]>([]);
  objectives = $state.raw<readonly Objective[]>([]);
  cues = $state.raw<readonly ShownCue[]>([]);
  /** The facilitator who calls the show: GO and the clock are theirs. */
  baton = $state.raw<string | null>(null);
  /** What another facilitator asks the show-caller to do with the clock. */
  proposal = $state.raw<Proposal | null>(null);
  /** Entries of the log that were passed over: for facilitators. */
  skipped = $state.raw<readonly number[]>([]);
  /** Nobody new may come in: for facilitators. */
  locked = $state.raw(false);
  /** Facilitators let people in by hand; and who waits at the door. */
  watched = $state.raw(false);
  knocks = $state.raw<readonly KnockHeard[]>([]);
  /** How we did with the questions on our briefing, and how sure we are. */
  briefed = $state.raw<Briefed | null>(null);
  confidence = $state.raw<Confidence | null>(null);
  /** The same of every seat: for facilitators and observers. */
  allBriefed = $state.raw<readonly Briefed[]>([]);
  allConfidence = $state.raw<readonly Confidence[]>([]);
  /** A stand-in acts for us. */
  covered = $state.raw(false);

  /** What is said after EndEx: standings of findings, actions, the hot wash. */
  talk = $state.raw<ToldTalk>(NO_TALK);

  // Soft: the newest wins.
  mood = $state.raw<Sample>();
  listening = $state.raw<Listening>();
  /** The brand's posts that contradict what is known: for facilitators and observers. */
  contradictions = $state.raw<readonly Contradiction[]>([]);
  /** What the log says of the guide's items by itself: for facilitators and observers. */
  checks = $state.raw<ReadonlyMap<string, Checked>>(new Map());
  /** What the cues on a condition ask, and where it stands: for facilitators, by inject. */
  armed = $state.raw<ReadonlyMap<string, readonly Gauge[]>>(new Map());
  presence = $state.raw<Presence>({ type: "presence", seats: [], observers: 0 });
  /** Round trip in ms. */
  latency = $state.raw<number>();
  caughtUp = $state.raw<CaughtUp>();
  /** Our clock, moving four times a second while the room is open. */
  now = $state.raw(Date.now());

  readonly timeline: Timeline;
  readonly backstage = new Behind(this);
  readonly #line: Line;
  readonly #asks: Asks;
  #ticking: ReturnType<typeof setInterval> | undefined;
  #settling: ReturnType<typeof setTimeout> | undefined;
  #away: { since: number; newest: string | undefined } | undefined;
  #typed = 0;

  constructor(
    readonly rehearsal: string,
    readonly seat: string,
    outside: Outside,
    timing?: Timing,
  ) {
    this.timeline = new Timeline(
      () => ({
        cast: this.cast,
        seats: this.seats,
        mine: this.personas,
        contradicting: new Map(this.contradictions.map((one) => [one.post, one.fact])),
        ...hostOf(this),
        unapproved: new Set(this.drafts.flatMap((draft) => (draft.unapproved !== null && draft.post ? [draft.post] : []))),
      }),
      timing,
    );
    this.#asks = new Asks((ask: Ask) => this.#line.send(ask));
    this.#line = new Line(outside, {
      status: (status) => this.#stands(status),
      welcome: (welcome) => this.#welcome(welcome),
      message: (message) => this.apply(message),
    });
  }

  // Plain getters, not $derived: a room outlives the screen that made it, by the frame it takes to leave.
  /** The server's wall time in ms, four times a second. */
  get serverNow(): number {
    return this.now + this.#line.offset.ms;
  }

  /** Exercise seconds, four times a second. */
  get t(): number {
    return exerciseTime(this.clock, this.serverNow);
  }

  /** Connect and let the clock run; the function given back leaves. */
  open(): () => void {
    this.#ticking = setInterval(() => (this.now = Date.now()), TICK_MS);
    const back = (): void => this.status.is === "reconnecting" ? this.#line.start() : undefined;
    window.addEventListener("online", back);
    this.#line.start();
    return () => {
      window.removeEventListener("online", back);
      clearInterval(this.#ticking);
      clearTimeout(this.#settling);
      this.#line.stop();
    };
  }

  /** Try the line again now, or take the seat back from another tab. */
  retry(): void {
    this.#line.start();
  }

  /** Exercise seconds at wall time `now` of this browser, in ms. */
  time(now = Date.now()): number {
    return exerciseTime(this.clock, now + this.#line.offset.ms);
  }

  /** Whether our seat may ask for this kind of command at some time of the drill. */
  can(kind: Command["kind"]): boolean {
    return this.you?.can.includes(kind) ?? false;
  }

  /** Somebody's name: of a seat's player, else the seat's title. */
  nameOf(seat: string): string {
    const found = this.seats.find((each) => each.id === seat);
    return found?.name ?? found?.title ?? seat;
  }

  /** Whether a facilitator looks at this seat here, and acts from their own. */
  get watching(): boolean {
    return this.you?.watching ?? false;
  }

  seatOf(id: string): ShownSeat | undefined {
    return this.seats.find((each) => each.id === id);
  }

  /**
   * Ask for something; done once the server has it in its log.
   *
   * Throws `Refused` with words for people. Survives a lost line: it is asked again under the same id.
   */
  ask(command: Command, id = drawn()): Promise<Done> {
    if (this.status.is === "closed") return Promise.reject(new Refused("unavailable", this.status.reason));
    // Whoever acts is back: a stand-in does not go on beside them.
    if (this.covered && COMES_BACK.has(command.kind)) void this.#asks.ask({ kind: "seat.back" }, drawn()).catch(() => undefined);
    return this.#asks.ask(command, id);
  }

  /** Publish: the post is on our own feed at once. Turned down, it stays there as not sent, and this throws. */
  async publish(command: Omit<PublishPost, "kind">): Promise<string> {
    const id = drawn();
    const whole: PublishPost = { kind: "post.publish", ...command };
    this.timeline.send(id, whole, this.time());
    try {
      const done = await this.ask(whole, id);
      const made = done.made[0] ?? id;
      this.timeline.confirm(id, made);
      return made;
    } catch (refused) {
      this.timeline.fail(id);
      throw refused;
    }
  }

  /** Tell that somebody writes here, every two seconds at most. */
  typing(where: Typing["where"], draft: string | null = null): void {
    if (Date.now() - this.#typed < TYPING_MS) return;
    this.#typed = Date.now();
    this.#line.send({ type: "typing", where, draft });
  }

  /** The missed posts have been seen, or not cared for. */
  forgetCaughtUp(): void {
    this.caughtUp = undefined;
  }

  /** One message of the server's. */
  apply(message: Exclude<ServerMessage, { type: "welcome" } | { type: "bye" }>): void {
    switch (message.type) {
      case "event":
        return evolve(this, message);
      case "done":
        return this.#asks.done(message);
      case "refused":
        return this.#asks.refused(message);
      case "pong":
        this.latency = this.#line.offset.delay;
        return;
      default:
        return toldSoftly(this, message);
    }
  }

  #welcome(welcome: Welcome): void {
    this.you = welcome.you;
    if (welcome.you.role !== "bystander") void backstage.come();
    if (welcome.clock.rev >= this.clock.rev || welcome.snapshot) this.clock = welcome.clock;
    if (welcome.snapshot) load(this, welcome.snapshot);
    this.now = Date.now();
    const away = this.#away;
    this.#away = undefined;
    if (away && Date.now() - away.since >= AWAY_MS) {
      clearTimeout(this.#settling);
      this.#settling = setTimeout(() => (this.caughtUp = missed(this, away.newest, welcome.mode === "snapshot")), SETTLE_MS);
    }
  }

  #stands(status: Status): void {
    if (status.is === "reconnecting" && !this.#away) this.#away = { since: status.since, newest: this.timeline.all().at(-1)?.id };
    this.status = status;
    this.now = Date.now();
    if (status.is === "live") this.#asks.again();
    if (status.is === "closed") this.#asks.abandon(status.reason);
  }
}

export { Refused };
export type { About, CaughtUp, Command, Status };
