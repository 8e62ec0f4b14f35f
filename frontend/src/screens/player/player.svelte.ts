// What one player is doing: as whom, answering what, looking where. Shared by critics and bystanders.
import { keepDraft } from "$lib/kept";
import type { Room } from "$live/room.svelte";
import type { Sent } from "$parts/Composer.svelte";
import type { Post, PostAction } from "$parts/types";
import type { PublishPost } from "$wire/wire";
import { trying } from "../room/acting";
import { keepSeen, keptSeen, type Seen } from "./seen";
import { turned } from "./posting";
import { talks, unread, type Talk } from "./talk";

export interface Target {
  how: "reply" | "quote";
  post: string;
}

const WHISPERS = "whispers";

export class Player {
  /** The pane a phone shows. */
  tab = $state("feed");
  /** The account spoken as. */
  speaking = $state("");
  target = $state.raw<Target>();
  /** Threads opened one from another; the last one is looked at. */
  threads = $state.raw<readonly string[]>([]);
  editing = $state.raw<Post>();
  deleting = $state.raw<Post>();
  /** The conversation looked at: [our account, theirs]. */
  talking = $state.raw<readonly [mine: string, other: string]>();
  /** Somebody wants to write; each call is a new object. */
  call = $state.raw<{ words?: string }>();
  seen = $state.raw<Seen>({});

  readonly talks: readonly Talk[] = $derived.by(() => talks(this.room.messages, this.room.personas));
  readonly unread = $derived(this.talks.reduce((sum, talk) => sum + unread(talk, this.seen), 0));
  /** Whispers nobody has put away, oldest first. */
  readonly whispers = $derived.by(() => this.room.whispers.slice(this.seen[WHISPERS] ?? 0));
  readonly thread = $derived(this.threads.at(-1));
  readonly #key: string;
  readonly #turning = new Set<string>();

  constructor(
    readonly room: Room,
    /** Where a phone writes posts. */
    private readonly writes: string,
  ) {
    this.#key = `${room.rehearsal}.${room.seat}`;
    this.speaking = room.personas[0] ?? "";
    this.seen = keptSeen(this.#key);
  }

  /** Where the words for a target are kept on this device. */
  draftKey(target = this.target): string {
    return `${this.#key}.${target ? `${target.how}.${target.post}` : "new"}`;
  }

  talkKey(mine: string, other: string): string {
    return `${this.#key}.to.${mine}.${other}`;
  }

  act(action: PostAction, post: Post): void {
    if (action === "open") this.open(post.id);
    if (action === "reply") this.answer("reply", post.id);
    if (action === "like" || action === "repost") void this.#turn(action, post.id);
    if (action === "retry" || action === "edit" || action === "discard") this.#unsent(action, post.id);
  }

  answer(how: Target["how"], post: string): void {
    this.target = { how, post };
    this.write();
  }

  /** Bring the composer up, with these words in it if any. */
  write(words?: string): void {
    this.tab = this.writes;
    this.call = words === undefined ? {} : { words };
  }

  open(post: string): void {
    if (this.thread === post || !this.room.timeline.get(post)) return;
    this.threads = [...this.threads, post];
    this.target = { how: "reply", post };
  }

  /** One thread back. */
  back(): void {
    if (this.target?.post === this.thread) this.target = undefined;
    this.threads = this.threads.slice(0, -1);
  }

  /** Write to an account, or look at what was written. */
  talk(other: string, mine = this.speaking): void {
    this.talking = [mine, other];
    this.tab = "messages";
  }

  /** Send what the composer holds: it is on the feed at once, and stays there if it is turned down. */
  send(sent: Sent): true {
    const target = this.target;
    this.#publish({
      author: sent.persona ?? this.speaking,
      text: sent.text,
      ...(target?.how === "reply" ? { reply_to: target.post } : {}),
      ...(target?.how === "quote" ? { quote: target.post } : {}),
    });
    keepDraft(this.draftKey(target), "");
    if (target?.post !== this.thread || target?.how === "quote") this.target = undefined;
    if (this.tab === this.writes) this.tab = "feed";
    return true;
  }

  async edit(post: Post, text: string): Promise<void> {
    if (await trying(this.room.ask({ kind: "post.edit", post: post.id, text }))) this.editing = undefined;
  }

  async remove(post: Post): Promise<void> {
    this.deleting = undefined;
    await trying(this.room.ask({ kind: "post.delete", post: post.id }));
  }

  async message(mine: string, other: string, text: string): Promise<boolean> {
    return (await trying(this.room.ask({ kind: "message.send", sender: mine, to: other, text }))) !== undefined;
  }

  /** Everything in this conversation has been seen. */
  looked(talk: Talk): void {
    this.#see(talk.key, talk.incoming);
  }

  /** The whispers have been read. */
  heard(): void {
    this.#see(WHISPERS, this.room.whispers.length);
  }

  #see(what: string, count: number): void {
    if (this.seen[what] === count) return;
    this.seen = { ...this.seen, [what]: count };
    keepSeen(this.#key, this.seen);
  }

  #publish(command: Omit<PublishPost, "kind">): void {
    void trying(this.room.publish(command));
  }

  async #turn(did: "like" | "repost", id: string): Promise<void> {
    const post = this.room.timeline.get(id);
    const key = `${did}.${id}`;
    if (!post || this.#turning.has(key)) return; // a second tap before the answer is no second wish
    this.#turning.add(key);
    const { by, on } = turned(post, did, this.room.personas, this.speaking);
    await trying(this.room.ask({ kind: `post.${did}`, post: id, by, on }));
    this.#turning.delete(key);
  }

  #unsent(action: "retry" | "edit" | "discard", id: string): void {
    const command = this.room.timeline.discard(id);
    if (!command || action === "discard") return;
    if (action === "retry") return this.#publish(command);
    this.speaking = command.author;
    if (command.reply_to) this.target = { how: "reply", post: command.reply_to };
    else if (command.quote) this.target = { how: "quote", post: command.quote };
    else this.target = undefined;
    this.write(command.text);
  }
}
