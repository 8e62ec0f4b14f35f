// The public feed of a room: what the wire told of each post, its cards, and our own posts on
// their way. Cards are redrawn once per flush, however many events came.
import type { Post } from "$parts/types";
import type { Counters, PostPublished, PublishPost, ShownPost } from "$wire/wire";
import { Batch, type Timing } from "./batch";
import { Cells } from "./cells.svelte";
import { account, card, changed, outOfSight, published, shownTo, type Around, type PostChange } from "./posts";
import { placeOf } from "./places";

/** A post of ours that the server has not confirmed. */
export interface Outgoing {
  id: string;
  command: PublishPost;
  t: number;
  state: "sending" | "failed";
}

export class Timeline {
  /** Cards, newest first. */
  readonly cells = new Cells();
  /** How many posts the feed has, of everybody; follows the flushes. */
  count = $state.raw(0);
  #posts = new Map<string, ShownPost>();
  #answers = new Map<string, string[]>();
  #outgoing = new Map<string, Outgoing>();
  #batch: Batch<string>;

  constructor(
    private readonly around: () => Omit<Around, "post" | "answers"> & {
      /** Whether we read what the brand hides from others. */
      readsHidden: boolean;
    },
    timing?: Timing,
  ) {
    this.#batch = new Batch<string>((ids) => this.#draw(ids), timing);
  }

  get(id: string): ShownPost | undefined {
    return this.#posts.get(id);
  }

  get size(): number {
    return this.#posts.size;
  }

  /** Every post there is, oldest first; follows the flushes when read in a component. */
  all(): ShownPost[] {
    void this.cells.list;
    return [...this.#posts.values()].filter((post) => !outOfSight(post));
  }

  /** The post, what it answers up to the root, and what answers it, oldest first. */
  thread(id: string): { above: ShownPost[]; post: ShownPost | undefined; below: ShownPost[] } {
    void this.cells.list;
    const post = this.#posts.get(id);
    const above: ShownPost[] = [];
    for (let up = post?.reply_to ?? null; up !== null; ) {
      const parent = this.#posts.get(up);
      if (!parent || above.includes(parent)) break;
      above.unshift(parent);
      up = parent.reply_to;
    }
    return { above, post, below: this.#below(id) };
  }

  /** The card of a post as it stands. */
  card(post: ShownPost): Post {
    return card(post, { ...this.around(), post: (id) => this.#posts.get(id), answers: (id) => this.#below(id) });
  }

  /** The id of the post it answers. */
  above(id: string): string | undefined {
    return this.#posts.get(id)?.reply_to ?? undefined;
  }

  /** Start over, as a snapshot does. Posts oldest first; ours on their way stay. */
  reset(posts: readonly ShownPost[]): void {
    this.#batch.flush();
    this.#posts = new Map(posts.map((post) => [post.id, post]));
    this.#answers.clear();
    for (const post of posts) this.#index(post);
    const ours = [...this.#outgoing.values()].map((each) => this.#draft(each)).reverse();
    this.cells.reset([...ours, ...posts.filter((post) => !outOfSight(post)).map((post) => this.card(post)).reverse()]);
    this.count = this.#posts.size;
  }

  /** A post came out. One of ours takes the place of its shadow, at once. */
  publish(event: PostPublished, t: number): void {
    const post = published(event, t, this.around().platforms[0]?.id ?? "microblog");
    this.#posts.set(post.id, post);
    this.#index(post);
    const ours = this.around().mine.includes(post.author) ? this.#shadowOf(post) : undefined;
    if (ours) this.#confirm(ours, post.id);
    else this.#batch.push(post.id);
    if (post.reply_to && this.#posts.has(post.reply_to)) this.#batch.push(post.reply_to);
  }

  change(event: PostChange, t: number): void {
    const post = this.#posts.get(event.post);
    if (!post) return;
    const after = changed(post, event, t);
    if (event.kind === "post.hidden") return this.#hide(after);
    this.#posts.set(post.id, after);
    this.#batch.push(post.id);
    if (after.gone_t !== post.gone_t) this.#batch.flush();
  }

  counts(counters: Counters): void {
    for (const [id, likes, reposts, replies, reach] of counters.posts) {
      const post = this.#posts.get(id);
      if (!post) continue;
      this.#posts.set(id, { ...post, likes, reposts, replies, reach });
      this.#batch.push(id);
    }
  }

  /** Draw these again: something beside them changed. */
  touch(...ids: string[]): void {
    this.#batch.push(...ids.filter((id) => this.#posts.has(id)));
  }

  /** Draw what waits now: somebody just did it. */
  flush(): void {
    this.#batch.flush();
  }

  /** Show a post of ours at once, before the server knows of it. */
  send(id: string, command: PublishPost, t: number): void {
    this.#outgoing.set(id, { id, command, t, state: "sending" });
    this.#redraw(id);
  }

  /** The server took it, as `made`; its event may have come already. */
  confirm(id: string, made: string): void {
    if (this.#outgoing.has(id)) this.#confirm(id, made);
  }

  /** Turned down: the words stay. */
  fail(id: string): void {
    const one = this.#outgoing.get(id);
    if (!one) return;
    this.#outgoing.set(id, { ...one, state: "failed" });
    this.#redraw(id);
  }

  /** Take an unsent post away, and say what it was. */
  discard(id: string): PublishPost | undefined {
    const one = this.#outgoing.get(id);
    this.#outgoing.delete(id);
    this.cells.remove(id);
    return one?.command;
  }

  #below(id: string): ShownPost[] {
    return (this.#answers.get(id) ?? []).flatMap((each) => this.#posts.get(each) ?? []).filter((post) => !outOfSight(post));
  }

  /** Out of the sight of whoever does not read it, at once, and back to the place its time gives it. */
  #hide(post: ShownPost): void {
    const { readsHidden, mine } = this.around();
    const reads = readsHidden || mine.includes(post.author);
    this.#batch.flush();
    const after = shownTo(post, reads);
    this.#posts.set(post.id, after);
    if (outOfSight(after)) this.cells.remove(post.id);
    else this.cells.place(this.card(after));
  }

  #confirm(id: string, made: string): void {
    const post = this.#posts.get(made);
    if (!post) return; // its event is on the way, and finds the shadow
    this.#outgoing.delete(id);
    this.#batch.flush();
    this.cells.confirm(id, this.card(post));
    this.count = this.#posts.size;
  }

  #shadowOf(post: ShownPost): string | undefined {
    for (const { id, command } of this.#outgoing.values()) {
      const same = command.text.trim() === post.text && command.author === post.author && (command.reply_to ?? null) === post.reply_to;
      if (same && (command.quote ?? null) === post.quote) return id;
    }
    return undefined;
  }

  #index(post: ShownPost): void {
    if (post.reply_to) this.#answers.set(post.reply_to, [...(this.#answers.get(post.reply_to) ?? []), post.id]);
  }

  #draft({ id, command, t, state }: Outgoing): Post {
    const { cast, platforms } = this.around();
    const answered = command.reply_to ? this.#posts.get(command.reply_to) : undefined;
    const beside = answered ?? (command.quote ? this.#posts.get(command.quote) : undefined);
    const platform = platforms.find((one) => one.id === (command.platform ?? beside?.platform)) ?? platforms[0];
    const shadow: Post = {
      id,
      by: account(command.author, cast),
      text: command.text,
      t,
      counts: { replies: 0, reposts: 0, likes: 0, reach: 0 },
      mine: true,
      state,
      ...(platform ? { place: placeOf(platform) } : {}),
      ...(command.stars ? { stars: command.stars } : {}),
    };
    return answered ? { ...shadow, replyTo: answered.author } : shadow;
  }

  #redraw(id: string): void {
    const one = this.#outgoing.get(id);
    if (one) this.cells.add([this.#draft(one)]);
  }

  #draw(ids: readonly string[]): void {
    const posts = [...new Set(ids)].flatMap((id) => this.#posts.get(id) ?? []).filter((post) => !outOfSight(post));
    this.cells.add(posts.map((post) => this.card(post)));
    this.count = this.#posts.size;
  }
}
