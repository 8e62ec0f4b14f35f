// Where a draft is written: the server's tree with our own edits on it, which are sent one by one.
// What others did comes by asking every 1.5 s; ours stays on top until it is told back to us, so
// nothing flickers. Sending and asking never overlap: what comes back is always known as ours.
import { ApiError } from "$lib/api";
import { anAsk, askOf, asWaiting, backOf, conflictsIn, fromWaiting, isGone, lastWith, namesTaken, wayGiven, type Act } from "./acts";
import { Checker, CHECK_MS } from "./checker.svelte";
import { Flashes } from "./flashes.svelte";
import type { Kept } from "./keeping";
import { putBy } from "./naming";
import { alike, allRebased, laidOver, touched } from "./rebase";
import { restored, settled, type Choice } from "./settling";
import { Stacks, type Deed } from "./stacks";
import { allApplied, allInverse, at, Misfit, said } from "./tree";
import type { Author, Check, Edit, Far, Json, Keys, Op, Path } from "./types";

export const ASK_MS = 1_500;
export const SLOW_MS = 10_000;
const BEFORE = 20;

export type Standing = "loading" | "here" | "gone" | "broken";

const EMPTY: Keys = {};
/** The server tells no more edits than this at once. */
const MOST_TOLD = 200;

export class Desk {
  /** As shown: with what of ours is still on its way. */
  tree = $state.raw<Keys>(EMPTY);
  standing = $state<Standing>("loading");
  why = $state("");
  title = $state("");
  slug = $state("");
  published = $state<number | null>(null);
  /** The last edit of the server's that we know. */
  edit = $state(0);
  authors = $state.raw<readonly Author[]>([]);
  acts = $state.raw<readonly Act[]>([]);
  /** Whether the server answers. */
  up = $state(true);
  /** Wall ms of the last edit we know to be kept by the server. */
  savedAt = $state<number>();
  canUndo = $state(false);
  canRedo = $state(false);

  /** Told when an item of ours had to take another name. */
  onrename: ((list: string, from: string, to: string) => void) | undefined;

  readonly conflict = $derived(this.acts.find((act) => act.refused !== undefined));
  readonly others = $derived(this.authors.filter((one) => !one.you));

  #server: Keys = EMPTY;
  /** Trees as they were before somebody took something away, the latest first. */
  #before: readonly Keys[] = [];
  #sending: Act | undefined;
  #stacks = new Stacks();
  #turn: Promise<void> = Promise.resolve();
  readonly #flashing = new Flashes();
  #asking: ReturnType<typeof setTimeout> | undefined;
  readonly #checker: Checker;
  #wait = ASK_MS;
  #left = false;
  #resting = false;

  constructor(
    readonly far: Far,
    public name: string,
    readonly kept: Kept,
    public where = "",
  ) {
    this.#checker = new Checker(() => this.far.check());
  }

  /** Load the draft and follow it until `leave`. */
  async enter(): Promise<void> {
    try {
      const loaded = await this.far.load();
      this.#take(loaded.tree, loaded.edit);
      [this.title, this.slug, this.published, this.authors] = [loaded.title, loaded.slug, loaded.published, loaded.authors];
    } catch (error) {
      return this.#lost(error);
    }
    const left = fromWaiting(this.kept.orphans(), this.tree);
    this.#stacks.restore(this.kept.stacks(), new Map(left.map((act) => [act.ask, act.deed])));
    this.#adopt(left);
    this.standing = "here";
    this.#noted();
    this.#checker.soon(0);
    this.#askSoon(0);
  }

  /** The page goes, or is back: meanwhile what waits is anybody's who opens the draft next. */
  rest(goes: boolean): void {
    this.#resting = goes;
    this.#keep();
  }

  leave(): void {
    this.#left = true;
    this.rest(true);
    clearTimeout(this.#asking);
    this.#checker.stop();
    this.#flashing.stop();
  }

  get check(): Check | undefined {
    return this.#checker.said;
  }

  /** Places others changed a moment ago, and who. */
  get flashes(): ReadonlyMap<string, string> {
    return this.#flashing.now;
  }

  at(path: Path): Json | undefined {
    return at(this.tree, path);
  }

  /** Do something: it is shown at once and sent when its turn comes. */
  do(ops: readonly Op[]): void {
    if (ops.length === 0) return;
    const deed: Deed = { ops, back: backOf(this.tree, ops) };
    this.#stacks.did(deed);
    this.#push({ ask: anAsk(), deed, ops, seen: lastWith(ops, [this.tree, ...this.#before]) });
  }

  /** Take back what was done here last. */
  undo = (): void => this.#turnBack(this.#stacks.done, this.#stacks.undone);

  /** Do again what was taken back last. */
  redo = (): void => this.#turnBack(this.#stacks.undone, this.#stacks.done);

  #turnBack(from: Deed[], onto: Deed[]): void {
    const deed = from.pop();
    if (!deed) return;
    const act = this.acts.find((one) => one.deed === deed);
    if (act && act === this.acts.at(-1) && act !== this.#sending && !act.unsure && deed.n === undefined) {
      // It has not left yet: it simply stays here.
      onto.push(act.undoes ?? deed);
      this.acts = this.acts.filter((one) => one !== act);
      return this.#show();
    }
    if (deed.n === undefined && !act) {
      onto.push(deed);
      return this.#push({ ask: anAsk(), deed, ops: deed.ops, seen: this.tree });
    }
    const back: Deed = { ops: deed.back ?? [], back: deed.ops };
    onto.push(back);
    this.#push({ ask: anAsk(), deed: back, ops: back.ops, undoes: deed, seen: this.tree });
  }

  /** What the author decides about the edit that was refused. */
  settle(choice: Choice): void {
    const act = this.conflict;
    if (!act) return;
    const ops = choice === "theirs" ? undefined : settled(act, this.#server);
    this.acts = this.acts.flatMap((one) => (one !== act ? one : ops === undefined || ops.length === 0 ? [] : { ask: anAsk(), deed: act.deed, ops, seen: act.seen }));
    if (ops === undefined || ops.length === 0) this.#forget(act.deed);
    else [act.deed.ops, act.deed.back] = [ops, backOf(this.#server, ops)];
    this.#show();
    this.#askSoon(0);
  }

  /** It never came about, and so cannot be taken back either. */
  #forget(deed: Deed): void {
    this.#stacks.forget(deed);
    for (const act of this.acts.filter((one) => one.undoes === deed)) this.#stacks.forget(act.deed);
    this.acts = this.acts.filter((one) => one.undoes !== deed);
  }

  /** Whether what the refused edit was about can be brought back as the author had it. */
  restorable(act: Act): boolean {
    return restored(act, this.#server).length > 0;
  }

  /** Ask now: the line came back, or the server made an edit for us, which may be taken back like our own. */
  hurry(made?: number): void {
    if (made !== undefined) this.#stacks.did({ n: made, ops: [] });
    this.#askSoon(0);
  }

  #push(act: Act): void {
    this.acts = [...this.acts, act];
    this.#show();
    this.#askSoon(0);
  }

  #show(): void {
    this.tree = laidOver(this.#server, this.acts.map((act) => act.ops)) as Keys;
    this.#noted();
    this.#keep();
  }

  #noted(): void {
    this.canUndo = this.#stacks.done.length > 0;
    this.canRedo = this.#stacks.undone.length > 0;
  }

  #keep(): void {
    this.kept.keep(asWaiting(this.acts, this.#sending), this.#stacks.kept((deed) => askOf(this.acts, deed)), this.#resting);
  }

  /** What another tab of this browser left unsent, or we did before a reload. */
  #adopt(acts: readonly Act[]): void {
    this.acts = [...this.acts, ...acts];
    if (acts.length > 0) this.#show();
  }

  #askSoon(ms: number): void {
    if (this.#left) return;
    clearTimeout(this.#asking);
    this.#asking = setTimeout(() => (this.#turn = this.#turn.then(() => this.#exchange())), ms);
  }

  /** Send what waits, hear what is new; and again in a while. */
  async #exchange(): Promise<void> {
    if (this.#left) return;
    try {
      if (this.acts.some((act) => act.unsure)) await this.#hear();
      await this.#send();
      await this.#hear();
      this.up = true;
      this.#wait = ASK_MS;
      this.#adopt(fromWaiting(this.kept.orphans(), this.tree));
      this.#keep();
      this.#askSoon(this.#idle() ? ASK_MS : 0);
    } catch (error) {
      this.#stumbled(error);
    }
  }

  #stumbled(error: unknown): void {
    if (!(error instanceof ApiError)) throw error;
    if (isGone(error)) return this.#lost(error);
    this.up = error.status === 429;
    this.#wait = Math.min(SLOW_MS, this.#wait * 1.5);
    this.#keep();
    this.#askSoon(this.#wait);
  }

  #idle(): boolean {
    return this.acts.length === 0 || this.acts[0]?.refused !== undefined;
  }

  /** Send one after the other, each in the knowledge of all before it; the first that is refused keeps the rest waiting. */
  async #send(): Promise<void> {
    for (;;) {
      const act = this.acts[0];
      if (!act || act.refused) return;
      if (act.undoes && act.undoes.n === undefined) this.#forget(act.undoes);
      else await this.#sendOne(act);
      if (this.acts[0]?.deed.n !== undefined || this.acts[0]?.taken) await this.#hear();
      if (this.acts[0]?.deed.n !== undefined) return;
    }
  }

  async #sendOne(act: Act): Promise<void> {
    this.#sending = act;
    try {
      const { n } = act.undoes?.n !== undefined ? await this.far.undo(this.name, act.undoes.n, act.ask) : await this.far.send(this.name, act.ops, this.edit, act.ask);
      act.deed.n = n;
      // It was done before, and told us as somebody's.
      if (n <= this.edit) this.acts = this.acts.filter((one) => one !== act);
    } catch (error) {
      this.#turnedDown(act, error);
    } finally {
      this.#sending = undefined;
    }
  }

  #turnedDown(act: Act, error: unknown): void {
    if (!(error instanceof ApiError)) throw error;
    const refused = [409, 422, 413].includes(error.status) || (error.status === 404 && act.undoes !== undefined);
    // Somebody else gave that name first: once theirs is here, ours gets another.
    const taken = refused && !act.taken && namesTaken(act, conflictsIn(error.said));
    const known: Act = taken ? { ...act, taken: true } : refused ? { ...act, unsure: false, refused: { conflicts: conflictsIn(error.said), detail: error.message } } : { ...act, unsure: error.status === 0 };
    this.acts = this.acts.map((one) => (one === act ? known : one));
    this.#show();
    if (!refused) throw error;
  }

  async #hear(): Promise<void> {
    const news = await this.far.news(this.edit, this.name, this.where);
    this.authors = news.authors;
    const fresh = news.edits.filter((edit) => edit.n > this.edit);
    for (const edit of fresh) {
      if (edit.n !== this.edit + 1) return this.#again();
      if (!this.#follow(edit)) return this.#again();
    }
    if (fresh.length === 0) return;
    this.savedAt = Date.now();
    this.#show();
    this.#checker.soon(CHECK_MS);
    if (fresh.length >= MOST_TOLD) await this.#hear();
  }

  /** Lay one edit on the server's tree; ours is taken off what waits. */
  #follow(edit: Edit): boolean {
    const before = this.#server;
    try {
      this.#server = allApplied(before, edit.ops) as Keys;
    } catch (misfit) {
      if (misfit instanceof Misfit) return false;
      throw misfit;
    }
    this.edit = edit.n;
    const mine = this.acts.find((act) => act.deed.n === edit.n) ?? this.acts.find((act) => act.unsure === true && edit.by === this.name && alike(act.ops, edit.ops));
    if (mine) {
      [mine.deed.n, mine.deed.ops, mine.deed.back] = [edit.n, edit.ops, allInverse(before, edit.ops)];
      this.acts = this.acts.filter((act) => act !== mine);
      return true;
    }
    if (edit.ops.some((op) => op.op === "drop")) this.#before = [before, ...this.#before].slice(0, BEFORE);
    for (const { list, name } of putBy(edit.ops)) this.#giveWay(list, name);
    const carried = allRebased(this.acts.map((act) => act.ops), edit.ops);
    this.acts = this.acts.map((act, i) => (act.refused ? act : { ...act, ops: carried[i] ?? act.ops }));
    this.#flashing.show(touched(edit.ops), edit.by);
    return true;
  }

  /** What of ours has a name that is somebody else's now gets the next one. */
  #giveWay(list: Path, name: string): void {
    const way = wayGiven(this.acts, this.#server, list, name);
    if (!way) return;
    this.acts = way.acts;
    this.onrename?.(said(list), name, way.to);
  }

  /** Something is missing: the draft is loaded anew, and what of ours waits stays on it. */
  async #again(): Promise<void> {
    const loaded = await this.far.load();
    this.acts = this.acts.filter((act) => act.deed.n === undefined || act.deed.n > loaded.edit);
    this.#take(loaded.tree, loaded.edit);
    [this.title, this.slug, this.published] = [loaded.title, loaded.slug, loaded.published];
    this.#checker.soon(CHECK_MS);
  }

  #take(tree: Keys, edit: number): void {
    [this.#server, this.edit] = [tree, edit];
    this.#show();
  }

  /** Look for faults now. */
  recheck = (): Promise<void> => this.#checker.run();

  #lost(error: unknown): void {
    if (!(error instanceof ApiError)) throw error;
    this.standing = isGone(error) ? "gone" : "broken";
    this.why = error.message;
  }
}
