// What the brand's listening tool is set to, and what it found: for its pane, its strip and its badge.
import { announce } from "$lib/announce.svelte";
import { t } from "$lib/i18n";
import { moment } from "$lib/format";
import { alertsIn, search, speaks, type Alert, type Thresholds } from "$lib/listening";
import { say } from "$lib/toasts.svelte";
import type { Room } from "$live/room.svelte";
import type { Mention, ShownPost } from "$wire/wire";
import { secondsOf } from "../facilitator/times";

export type Found = ShownPost & { side: Mention["side"] };

const KEY = "squall.alerts.";
const NONE: Thresholds = { perMinute: null, negative: null, word: "" };

export class Ear {
  query = $state("");
  from = $state("");
  to = $state("");
  marks = $state.raw<Thresholds>(NONE);
  #seen = $state.raw<ReadonlySet<string>>(new Set());
  #told = new Set<string>();

  constructor(private readonly room: Room) {
    this.marks = kept(room.rehearsal);
  }

  get heard() {
    const { listening } = this.room;
    return speaks(listening?.reading) ? listening?.reading : undefined;
  }

  /** The posts the tool has seen and read, newest first. Nothing else can be searched. */
  get read(): Found[] {
    const { timeline } = this.room;
    void timeline.cells.list;
    return (this.heard?.mentions ?? []).flatMap(({ post, side }) => {
      const found = timeline.get(post);
      return found && found.text !== "" ? [{ ...found, side }] : [];
    });
  }

  get found(): Found[] {
    return search(this.read, this.query, { from: secondsOf(this.from) ?? 0, to: secondsOf(this.to) ?? Infinity });
  }

  get alerts(): Alert[] {
    return this.heard ? alertsIn(this.heard, this.marks, this.read) : [];
  }

  get fresh(): Alert[] {
    return this.alerts.filter((one) => !this.#seen.has(one.id));
  }

  see(): void {
    const fresh = this.fresh;
    if (fresh.length > 0) this.#seen = new Set([...this.#seen, ...fresh.map((one) => one.id)]);
  }

  set(marks: Thresholds): void {
    this.marks = marks;
    keep(this.room.rehearsal, marks);
    for (const one of this.alerts) this.#told.add(one.id); // what was over the mark before is no news
  }

  /** Say aloud what is new, each once. What there was when the page opened is no news. */
  tell(): void {
    const { alerts } = this;
    const news = alerts.filter((one) => !this.#told.has(one.id));
    const first = this.#told.size === 0 && alerts.length > 1;
    for (const one of news) this.#told.add(one.id);
    const latest = news[0];
    if (!latest || first) return;
    const text = t(`monitoring.alert.${latest.sort}`, { t: moment(latest.t), value: latest.value });
    announce(text);
    say(text);
  }
}

function kept(rehearsal: string): Thresholds {
  try {
    const found: unknown = JSON.parse(window.localStorage.getItem(KEY + rehearsal) ?? "null");
    return { ...NONE, ...(found as Partial<Thresholds> | null) };
  } catch {
    return NONE; // switched off, or not ours
  }
}

function keep(rehearsal: string, marks: Thresholds): void {
  try {
    window.localStorage.setItem(KEY + rehearsal, JSON.stringify(marks));
  } catch {
    // They last until the tab closes.
  }
}
