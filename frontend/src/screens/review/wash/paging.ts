// How much fits on the big screen at once. Lines are those of its smallest type, at 1280 by 720: half its width takes
// some 29 letters, all of it some 58.

const LINES = 10;
const HALF = 29;
const WHOLE = 58;
const HEADING = 48;
/** Letters above which a text wants the whole width. */
const LONG = 140;

const lines = (text: string, wide: number): number => Math.max(1, Math.ceil(text.length / wide));

/** Texts in pages, in order; each page takes as many as fit, and at least one. */
function packed<T>(all: readonly T[], room: number, weigh: (one: T) => number): T[][] {
  const pages: T[][] = [];
  let left = 0;
  for (const one of all) {
    const weight = weigh(one);
    if (pages.length === 0 || weight > left) {
      pages.push([]);
      left = room;
    }
    pages.at(-1)?.push(one);
    left -= weight;
  }
  return pages.length > 0 ? pages : [[]];
}

/** Whether answers take the whole width: a long one would not end in half of it. */
export const isWide = (texts: readonly string[]): boolean => texts.length < 3 || texts.some((text) => text.length > LONG);

/** Answers under their question, in two columns where all are short; a long question leaves them less. */
export function answerPages(texts: readonly string[], question: string): string[][] {
  const room = Math.max(5, LINES - 1.3 * (lines(question, HEADING) - 1));
  const wide = isWide(texts);
  return packed(texts, wide ? room : 2 * room - 2, (text) => lines(text, wide ? WHOLE : HALF) + 0.7);
}

/** Actions, one under the other, with who, when and why. */
export const actionPages = <T extends { what: string; findings: readonly string[] }>(actions: readonly T[]): T[][] =>
  packed(actions, LINES, (one) => lines(one.what, WHOLE) + (one.findings.length > 0 ? 2.7 : 1.7));
