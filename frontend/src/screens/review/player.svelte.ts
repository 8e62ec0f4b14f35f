// Plays a review: a time cursor that moves by itself. Times are exercise seconds.
import type { Tempo } from "./tempo";

export const SPEEDS = [1, 4, 16, "drama"] as const;
export type Speed = (typeof SPEEDS)[number];

/** How often the cursor moves; 10 a second is smooth enough and leaves the panes time to draw. */
const BEAT_MS = 100;

/** How often what is read follows the cursor while it is dragged: nobody reads faster. */
const READ_MS = 100;

export class Player {
  t = $state(0);
  /** Where the panes stand: the cursor, or where it just was while it is dragged. */
  read = $state(0);
  #readAt = -Infinity;
  #following: ReturnType<typeof setTimeout> | undefined;
  playing = $state(false);
  speed = $state<Speed>(4);
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    readonly length: number,
    from = 0,
    private readonly tempo: () => Tempo,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.t = this.read = this.#inside(from);
  }

  seek(t: number): void {
    this.t = this.#inside(t);
    const wait = READ_MS - (this.now() - this.#readAt);
    if (wait <= 0) this.#follow();
    else this.#following ??= setTimeout(() => this.#follow(), wait);
  }

  toggle(): void {
    if (this.playing) this.stop();
    else this.play();
  }

  /** From the start again when it stands at the end. */
  play(): void {
    if (this.playing) return;
    if (this.t >= this.length) this.seek(0);
    this.playing = true;
    let last = this.now();
    this.#timer = setInterval(() => {
      const now = this.now();
      this.#advance((now - last) / 1000);
      last = now;
    }, BEAT_MS);
  }

  stop(): void {
    this.playing = false;
    clearInterval(this.#timer);
  }

  #follow(): void {
    clearTimeout(this.#following);
    this.#following = undefined;
    this.#readAt = this.now();
    this.read = this.t;
  }

  /** Exercise seconds a second, as it plays here. */
  get pace(): number {
    return this.speed === "drama" ? this.tempo().speedAt(this.t) : this.speed;
  }

  /** Seconds the whole of it takes by drama. */
  get takes(): number {
    return this.tempo().seconds;
  }

  #advance(seconds: number): void {
    this.seek(this.speed === "drama" ? this.tempo().after(this.t, seconds) : this.t + seconds * this.speed);
    if (this.t >= this.length) this.stop();
  }

  #inside(t: number): number {
    return Math.min(this.length, Math.max(0, Number.isFinite(t) ? t : 0));
  }
}
