// The talk after EndEx, as one browser follows it: its seat's line where it is live, and what another tab of the
// same browser hears. A seat has one line; a second tab, such as the big screen, listens to the first.
import { get } from "$lib/api";
import type { Done, ToldTalk } from "$wire/wire";
import type { Command } from "./asks";
import { drawn } from "./backoff";
import { door } from "./door";
import { Room, Refused } from "./room.svelte";

const WAIT_MS = 600;
const BACK_WITHIN_MS = 5_000;
const LOOK_MS = 50;
const REPLACED = 4505;

type Said = { says: "who" } | { says: "bye" } | { says: "mine" } | { says: "talk"; talk: ToldTalk };

export class Aftertalk {
  /** The talk as it stands, once anybody has told. */
  talk = $state.raw<ToldTalk>();
  /** Our line; nothing where we hold no seat, or another tab has it. */
  room = $state.raw<Room>();

  constructor(
    readonly rehearsal: string,
    /** Listens to another tab first, and takes the line only if there is none. */
    private readonly shy = false,
  ) {}

  /** Whether what is shown moves by itself now. */
  get live(): boolean {
    return this.room?.status.is === "live";
  }

  can(kind: Command["kind"]): boolean {
    return this.room?.can(kind) ?? false;
  }

  /** Ask for something. What was asked while another tab had our line is asked once we have it back. */
  async ask(command: Command): Promise<Done> {
    if (!this.room) throw new Refused("unavailable", "");
    const id = drawn();
    try {
      return await this.room.ask(command, id);
    } catch (why) {
      if (this.shy || !this.elsewhere || !(await this.#back())) throw why;
      return this.room.ask(command, id);
    }
  }

  /** Whether the line that a shy tab took is given back, soon. */
  async #back(): Promise<boolean> {
    for (const until = Date.now() + BACK_WITHIN_MS; Date.now() < until && !this.live; ) await new Promise((go) => setTimeout(go, LOOK_MS));
    return this.live;
  }

  /** Begin to follow, within an effect; the function given back leaves. */
  open(): () => void {
    const channel = new BroadcastChannel(`squall.talk.${this.rehearsal}`);
    const tell = (said: Said): void => channel.postMessage(said);
    let waiting: ReturnType<typeof setTimeout> | undefined;
    let close: (() => void) | undefined;
    let left = false;

    const take = async (): Promise<void> => {
      if (this.room) return this.room.retry();
      const seat = await get<{ seat: string | null }>(`/api/rehearsals/${encodeURIComponent(this.rehearsal)}/place`).catch(() => undefined);
      if (left || this.room || !seat?.seat) return;
      this.room = new Room(this.rehearsal, seat.seat, door(this.rehearsal, seat.seat));
      close = this.room.open();
    };
    const takeSoon = (): void => {
      clearTimeout(waiting);
      waiting = setTimeout(() => void take(), WAIT_MS * (this.shy ? 1 : 0.5));
    };
    const yieldLine = (): void => {
      close?.();
      close = this.room = undefined;
      tell({ says: "bye" });
    };

    channel.onmessage = ({ data }: MessageEvent<Said>) => {
      if (data.says === "who" && this.live && this.talk) tell({ says: "talk", talk: this.talk });
      if (data.says === "bye" && !this.live) takeSoon();
      if (data.says === "talk" && !this.live) {
        clearTimeout(waiting);
        this.talk = data.talk;
      }
      if (data.says === "mine" && this.shy && this.room) yieldLine();
    };
    // A tab that was too busy to answer has lost its line to a shy one: who leads gets it back.
    $effect(() => {
      if (!this.shy && this.elsewhere) tell({ says: "mine" });
    });
    $effect(() => {
      // A line that is down, or another tab's, knows less than what was heard since.
      if (!this.room?.about || !this.live) return;
      this.talk = this.room.talk;
      tell({ says: "talk", talk: this.room.talk });
    });
    if (this.shy) {
      tell({ says: "who" });
      takeSoon();
    } else void take();

    const bye = (): void => void (this.live && tell({ says: "bye" }));
    window.addEventListener("pagehide", bye);
    return () => {
      left = true;
      bye();
      window.removeEventListener("pagehide", bye);
      clearTimeout(waiting);
      close?.();
      channel.close();
    };
  }

  /** Another tab of this browser has taken the line; we hear of the talk through it. */
  get elsewhere(): boolean {
    return this.room?.status.is === "closed" && this.room.status.code === REPLACED;
  }
}
