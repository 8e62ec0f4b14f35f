// The exercise clock in the browser: `t = t0 + speed * (serverNow - w0) / 1000` while live, frozen otherwise.
import type {
  ClockEnded,
  ClockJumped,
  ClockPaused,
  ClockRebased,
  ClockResumed,
  ClockSped,
  ClockStarted,
  ShownClock,
} from "$wire/wire";

export type ClockEvent = ClockStarted | ClockPaused | ClockResumed | ClockSped | ClockJumped | ClockRebased | ClockEnded;

export const UNSET: ShownClock = { state: "lobby", t0: 0, w0: 0, speed: 1, rev: -1 };

/** Exercise seconds at server time `serverNow` (wall ms); never before `t0`. */
export function exerciseTime(clock: ShownClock, serverNow: number): number {
  if (clock.state !== "live") return clock.t0;
  return clock.t0 + (clock.speed * Math.max(0, serverNow - clock.w0)) / 1000;
}

/** The clock after one event of it, at exercise time `t` and wall time `at` in ms. */
export function clockAfter(clock: ShownClock, event: ClockEvent, t: number, at: number): ShownClock {
  const moved = { ...clock, t0: t, w0: at, rev: clock.rev + 1 };
  switch (event.kind) {
    case "clock.started":
    case "clock.resumed":
      return { ...moved, state: "live" };
    case "clock.paused":
      return { ...moved, state: "paused" };
    case "clock.ended":
      return { ...moved, state: "ended" };
    case "clock.sped":
      return { ...moved, speed: event.speed };
    case "clock.jumped":
    case "clock.rebased":
      return { ...moved, t0: event.to };
  }
}

interface Sample {
  offset: number;
  delay: number;
}

const KEPT = 8;

/** How far the server's clock is ahead of ours, from the quickest of the latest round trips. */
export class Offset {
  #samples: Sample[] = [];

  /** A first guess: the server said `now`, and it is heard at once. */
  guess(serverNow: number, now: number): void {
    if (this.#samples.length === 0) this.#samples = [{ offset: serverNow - now, delay: Infinity }];
  }

  /** One round trip: ours when it left and came back, the server's when it arrived and left. All ms. */
  measure(c0: number, s1: number, s2: number, c3: number): void {
    const sample = { offset: (s1 - c0 + (s2 - c3)) / 2, delay: Math.max(0, c3 - c0 - (s2 - s1)) };
    this.#samples = [...this.#samples.filter((each) => Number.isFinite(each.delay)), sample].slice(-KEPT);
  }

  /** Milliseconds to add to our clock. */
  get ms(): number {
    return this.#best?.offset ?? 0;
  }

  /** The quickest round trip in ms, undefined before the first. */
  get delay(): number | undefined {
    const delay = this.#best?.delay;
    return delay !== undefined && Number.isFinite(delay) ? delay : undefined;
  }

  get #best(): Sample | undefined {
    return this.#samples.reduce<Sample | undefined>((best, each) => (best && best.delay <= each.delay ? best : each), undefined);
  }
}
