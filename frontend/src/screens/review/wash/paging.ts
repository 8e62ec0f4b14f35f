// How much fits on the big screen at once. Lines are those of its smallest type, some 36 letters in half its width.

const LINES = 12;
const HALF = 36;
const WHOLE = 75;
const HEADING = 44;

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

/** Answers in two columns under their question: a long one leaves them less. */
export function answerPages(texts: readonly string[], question: string): string[][] {
  const room = Math.max(3, LINES - 2 * (lines(question, HEADING) - 1));
  return packed(texts, 2 * room - 2, (text) => lines(text, HALF) + 0.7);
}

/** Actions, one under the other, with who, when and why. */
export const actionPages = <T extends { what: string; findings: readonly string[] }>(actions: readonly T[]): T[][] =>
  packed(actions, LINES, (one) => lines(one.what, WHOLE) + (one.findings.length > 0 ? 2.7 : 1.7));
