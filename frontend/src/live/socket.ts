// One seat's line to the server: ticket, enter, resume, heartbeat, coming back. It hands over
// every message once and in order, and knows nothing of what they mean.
import type { Bye, ClientMessage, EventFrame, Now, Resume, ServerMessage, Welcome } from "$wire/wire";
import { asked, backoff, drawn } from "./backoff";
import { Offset } from "./clock";
import { Turned, type Hears, type Outside } from "./outside";

const PING_MS = 20_000;
const DEAD_MS = 45_000;
const BAD_TICKET = 4501;
const stays = (code: number): boolean => code >= 4500 && code < 4600;

/** This page among the tabs of this browser. A duplicated tab must not pass for the first one. */
const TAB = drawn();

/** A line that says so takes nothing more, though its end was not told yet. */
const CLOSING = 2;

export class Line {
  readonly offset = new Offset();
  #socket: WebSocket | undefined;
  #resume: Resume | undefined;
  #at: Resume["at"] = {};
  #entered = false;
  #bye: Bye | undefined;
  #tries = 0;
  #badTickets = 0;
  #heard = 0;
  #since = 0;
  #timers = new Set<ReturnType<typeof setTimeout>>();
  #attempt = 0;

  constructor(
    private readonly outside: Outside,
    private readonly hears: Hears,
  ) {}

  /** Whether messages go out right now. */
  get live(): boolean {
    return this.#entered;
  }

  /** Connect, or try again at once: after a loss, or to take the seat back from another tab. */
  start(): void {
    this.#drop();
    this.hears.status(this.#since ? { is: "reconnecting", since: this.#since, next: Date.now() } : { is: "connecting" });
    void this.#connect(++this.#attempt);
  }

  /** Leave on purpose. */
  stop(): void {
    if (this.#entered) this.send({ type: "leave" });
    this.#attempt += 1;
    this.#drop();
  }

  /** Say one message; false when there is no line to say it on. */
  send(message: ClientMessage): boolean {
    if (!this.#socket || this.#socket.readyState >= CLOSING || (!this.#entered && message.type !== "enter")) return false;
    this.#socket.send(JSON.stringify([message]));
    return true;
  }

  /** Ask for a snapshot: something is missing. */
  resync(): void {
    this.#resume = undefined;
    this.send({ type: "resync" });
    this.#entered = false;
  }

  async #connect(attempt: number): Promise<void> {
    let ticket: string;
    try {
      ticket = await this.outside.ticket();
    } catch (fault) {
      if (attempt !== this.#attempt) return;
      if (fault instanceof Turned) return this.#close(fault.code, fault.message);
      return this.#later();
    }
    if (attempt !== this.#attempt) return;
    const socket = this.outside.open();
    this.#socket = socket;
    this.#bye = undefined;
    const mine = (): boolean => this.#socket === socket;
    socket.onopen = () => mine() && this.send({ type: "enter", ticket, tab: TAB, ...(this.#resume ? { resume: { ...this.#resume, at: this.#at } } : {}) });
    socket.onmessage = (event) => mine() && this.#hear(event.data as string);
    socket.onclose = (event) => mine() && this.#lost(event.code, event.reason);
    this.#heard = Date.now();
    this.#watch(socket);
  }

  #hear(text: string): void {
    this.#heard = Date.now();
    for (const message of JSON.parse(text) as ServerMessage[]) this.#take(message);
  }

  #take(message: ServerMessage): void {
    switch (message.type) {
      case "welcome":
        return this.#welcome(message);
      case "bye":
        this.#bye = message;
        return;
      case "event":
        if (this.#next(message)) this.hears.message(message);
        return;
      case "now":
        this.offset.guess(message.now, Date.now());
        if (this.#agrees(message)) this.hears.message(message);
        return;
      case "pong":
        this.offset.measure(message.c0, message.s1, message.s2, Date.now());
        this.hears.message(message);
        return;
      default:
        this.hears.message(message);
    }
  }

  #welcome(welcome: Welcome): void {
    this.#entered = true;
    this.#tries = this.#since = this.#badTickets = 0;
    this.#resume = { epoch: welcome.epoch, secret: welcome.secret, at: {} };
    this.#at = { ...welcome.at };
    this.offset.guess(welcome.now, Date.now());
    this.hears.welcome(welcome);
    this.hears.status({ is: "live" });
    this.#ping(PING_MS * this.#random());
  }

  /** Whether this event is the next of its view; what came before is dropped, a gap starts over. */
  #next(event: EventFrame): boolean {
    if (!this.#entered) return false;
    const last = this.#at[event.view]?.[0] ?? 0;
    if (event.n <= last) return false;
    if (event.n > last + 1) {
      this.resync();
      return false;
    }
    this.#at[event.view] = [event.n, event.tag];
    return true;
  }

  /** Whether we stand where the server says: it tells what there is right after what there was. */
  #agrees(now: Now): boolean {
    if (!this.#entered) return false;
    const same = now.epoch === this.#resume?.epoch && Object.entries(now.at).every(([view, [n]]) => n <= (this.#at[view]?.[0] ?? 0));
    if (!same) this.resync();
    return same;
  }

  #ping(ms: number): void {
    this.#wait(() => {
      this.send({ type: "ping", c0: Date.now() });
      this.#ping(PING_MS);
    }, ms);
  }

  /** A line that says nothing for 45 s is dead, whatever the browser believes. */
  #watch(socket: WebSocket): void {
    const quiet = Date.now() - this.#heard;
    if (quiet >= DEAD_MS) return this.#lost(4003, "");
    this.#wait(() => this.#socket === socket && this.#watch(socket), DEAD_MS - quiet);
  }

  #lost(code: number, reason: string): void {
    const bye = this.#bye;
    this.#drop();
    const why = bye?.code ?? code;
    if (why === BAD_TICKET && ++this.#badTickets < 2) return this.#later(); // it may have expired on a slow line
    if (stays(why)) return this.#close(why, bye?.reason ?? reason);
    this.#later(bye ? asked(bye.after_ms, this.#random()) : undefined);
  }

  #later(ms = backoff(this.#tries, this.#random())): void {
    this.#drop();
    this.#tries += 1;
    this.#since ||= Date.now();
    this.hears.status({ is: "reconnecting", since: this.#since, next: Date.now() + ms });
    const attempt = ++this.#attempt;
    this.#wait(() => void this.#connect(attempt), ms);
  }

  #close(code: number, reason: string): void {
    this.#drop();
    this.#since = 0;
    this.hears.status({ is: "closed", code, reason });
  }

  #drop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    const socket = this.#socket;
    this.#socket = undefined;
    this.#entered = false;
    socket?.close();
  }

  #wait(run: () => void, ms: number): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      run();
    }, ms);
    this.#timers.add(timer);
  }

  #random(): number {
    return (this.outside.random ?? Math.random)();
  }
}

