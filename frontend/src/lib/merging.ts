// Two people wrote on the same text: their words in one, and nothing of either lost.
import { diffArrays } from "diff";

export interface Clash {
  ours: string;
  theirs: string;
  /** How both stand in the merged text. */
  both: string;
}

export interface Merged {
  text: string;
  /** Places where both changed the same words, in reading order; the text holds both there. */
  clashes: Clash[];
}

/** Words `from` to `to` of the old text became others. */
interface Change {
  from: number;
  to: number;
  words: string[];
}

const words = (text: string): string[] => text.match(/\s+|\S+/g) ?? [];

function changesOf(base: string[], text: string): Change[] {
  const found: Change[] = [];
  let at = 0;
  let open: Change | undefined;
  for (const { value, added, removed } of diffArrays(base, words(text))) {
    if (!added && !removed) {
      at += value.length;
      open = undefined;
      continue;
    }
    if (!open) found.push((open = { from: at, to: at, words: [] }));
    if (added) open.words.push(...value);
    else open.to = at += value.length;
  }
  return found;
}

const meet = (a: Change, b: Change): boolean => (a.from < b.to && b.from < a.to) || (a.from === b.from && (a.from === a.to) === (b.from === b.to));

/** What `changes` make of the words `from` to `to`. */
function reading(base: string[], changes: readonly Change[], from: number, to: number): string {
  let at = from;
  let text = "";
  for (const change of changes) {
    text += base.slice(at, change.from).join("") + change.words.join("");
    at = change.to;
  }
  return text + base.slice(at, to).join("");
}

/** Both readings of one place, next to each other. */
function side(ours: string, theirs: string): string {
  if (!ours.trim() || !theirs.trim()) return ours + theirs;
  return `${theirs.trimEnd()} / ${ours.trimStart()}`;
}

/**
 * What became of `base` by `ours` and `theirs`, word by word.
 *
 * Where both changed the same words alike, once; where they differ, both readings stand there.
 */
export function merge(base: string, ours: string, theirs: string): Merged {
  const old = words(base);
  const mine = changesOf(old, ours);
  const others = changesOf(old, theirs);
  const clashes: Clash[] = [];
  let text = "";
  let at = 0;
  while (mine.length > 0 || others.length > 0) {
    const region = nextRegion(mine, others);
    text += old.slice(at, region.from).join("");
    const [a, b] = [reading(old, region.mine, region.from, region.to), reading(old, region.others, region.from, region.to)];
    if (region.others.length === 0 || a === b) text += a;
    else if (region.mine.length === 0) text += b;
    else {
      const both = side(a, b);
      clashes.push({ ours: a.trim(), theirs: b.trim(), both: both.trim() });
      text += both;
    }
    at = region.to;
  }
  return { text: text + old.slice(at).join(""), clashes };
}

interface Region {
  from: number;
  to: number;
  mine: Change[];
  others: Change[];
}

/** The next place that anybody changed, with all changes that reach into it; they are taken off the lists. */
function nextRegion(mine: Change[], others: Change[]): Region {
  const ours = others[0] === undefined || (mine[0] !== undefined && before(mine[0], others[0]));
  const first = (ours ? mine : others).shift() as Change;
  const region: Region = { from: first.from, to: first.to, mine: ours ? [first] : [], others: ours ? [] : [first] };
  while (grown(region, mine, region.mine, region.others) || grown(region, others, region.others, region.mine));
  return region;
}

const before = (a: Change, b: Change): boolean => a.from < b.from || (a.from === b.from && a.to <= b.to);

/** Takes the next of a list into its side of the region, if it meets a change of the other side. */
function grown(region: Region, list: Change[], side: Change[], against: readonly Change[]): boolean {
  const next = list[0];
  if (!next || !against.some((change) => meet(change, next))) return false;
  list.shift();
  side.push(next);
  region.to = Math.max(region.to, next.to);
  return true;
}
