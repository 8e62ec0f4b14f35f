// A post's text in pieces: words, #tags and @handles. Nothing becomes a link, so nothing leads out.

export interface Piece {
  kind: "text" | "tag" | "handle";
  text: string;
}

// A sign counts only at the start of a word: `row#15` and `a@b` are plain text.
const SIGNED = /(?<![\p{L}\p{N}_])(?:#[\p{L}\p{N}_]*\p{L}[\p{L}\p{N}_]*|@[\p{L}\p{N}_]+(?:[.-][\p{L}\p{N}_]+)*)/gu;

export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(SIGNED)) {
    if (match.index > from) found.push({ kind: "text", text: text.slice(from, match.index) });
    found.push({ kind: match[0].startsWith("#") ? "tag" : "handle", text: match[0] });
    from = match.index + match[0].length;
  }
  if (from < text.length) found.push({ kind: "text", text: text.slice(from) });
  return found;
}

/** How long a text is, as the server counts it: in code points, without blank ends. */
export function characters(text: string): number {
  return [...text.trim()].length;
}
