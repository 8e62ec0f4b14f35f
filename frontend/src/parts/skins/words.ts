// What a platform's shape makes of a post's words: a headline, a clip's length, the line said aloud.

const HEADLINE = 120;
const SHORT_HEADLINE = 90;
const CAPTION = 84;

export interface Headed {
  title: string;
  body: string;
}

/** A headline and the rest: a first line of its own, else a short first sentence. Without either no headline. */
export function headed(text: string): Headed {
  const line = text.indexOf("\n");
  if (line > 0 && line <= HEADLINE) return { title: text.slice(0, line).trim(), body: text.slice(line + 1).trim() };
  const sentence = /^(.{8,}?[.!?؟…])\s+(?=\S)/u.exec(text.slice(0, SHORT_HEADLINE + 2))?.[1];
  if (line < 0 && sentence) return { title: sentence, body: text.slice(sentence.length).trim() };
  return { title: "", body: text };
}

/** The words of a headline and a body, as one post. */
export const joined = (title: string, body: string): string => (title.trim() === "" ? body.trim() : `${title.trim()}\n${body.trim()}`);

export interface Clip {
  /** As written: `41 s`, `1:52`; empty where it is not said. */
  length: string;
  text: string;
}

/** Scenarios write a clip as "(clip, 41 s) what one sees"; the length belongs on the poster. */
export function clipped(text: string): Clip {
  const found = /^\((?:clip|video|photo|picture)(?:,\s*([^)]{1,12}))?\)\s*/i.exec(text);
  return found ? { length: found[1]?.trim() ?? "", text: text.slice(found[0].length) } : { length: "", text };
}

/** What is said aloud in a clip: the words in quotation marks, in order. */
export function spoken(text: string): string[] {
  return [...text.matchAll(/[“«„"]([^“”«»„"]{2,160})[”»“"]/gu)].map((found) => (found[1] ?? "").trim()).filter((line) => line !== "");
}

/** The few words on a poster: what is said first, else the first sentence, cut at a word. */
export function caption(text: string): string {
  const line = spoken(text)[0] ?? /^.*?[.!?؟…](?=\s|$)/u.exec(text)?.[0] ?? text;
  if (line.length <= CAPTION) return line;
  const cut = line.slice(0, CAPTION);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), CAPTION / 2)).trim()}…`;
}
