// A tip is a sentence; its chip is the beginning of it. Pressing the chip shows the rest.

const LONGEST = 26;

/** The first sentence or clause of a tip, cut between words where it is still too long. */
export function headline(tip: string, longest = LONGEST): string {
  const clause = (/^[^.,;:!?…]+/u.exec(tip.trim())?.[0] ?? tip).trim();
  if (clause.length <= longest) return clause;
  let short = "";
  for (const word of clause.split(/\s+/)) {
    if (short && short.length + word.length + 1 > longest) break;
    short = short ? `${short} ${word}` : word;
  }
  return `${short}…`;
}
