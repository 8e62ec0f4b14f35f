// Which way a text runs. `dir="auto"` goes by the first letter, and in any language handles, addresses
// and blanks are Latin: a text that begins with one would run the wrong way.

const NO_WORDS = /(?<![\p{L}\p{N}_])@[\p{L}\p{N}_.-]+|https?:\/\/\S+|\{[^{}]*\}/gu;
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** For `dir`: by the first letter of its words; `auto` as long as there is none. */
export function directionOf(text: string): "ltr" | "rtl" | "auto" {
  const letter = /\p{L}/u.exec(text.replace(NO_WORDS, " "))?.[0];
  if (letter === undefined) return "auto";
  return RIGHT_TO_LEFT.test(letter) ? "rtl" : "ltr";
}

/** A word from the right for a sentence from the left: several in a row keep their order. */
export function apart(word: string): string {
  return directionOf(word) === "rtl" ? `\u2068${word}\u2069` : word;
}
