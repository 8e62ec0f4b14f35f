// Says a key's words in the language chosen, and in English what that has none for. Words are as vite.words.ts makes them ready.
import { type Messages, setupI18n } from "@lingui/core";

/** One area's words. TypeScript sees the file, which vite.words.ts makes one list of. */
export type Words = Record<string, unknown>;
export type Values = Record<string, string | number>;

/** Lingui reads `\x41` as a letter wherever it stands, and has a mark for the number that is counted: what people wrote is neither. */
const READ = /[\\%]/g;

const under = (area: string, words: Words): Messages => Object.fromEntries(Object.entries(words).map(([key, said]) => [`${area}.${key}`, said])) as Messages;

function asWritten(values: Values): Values {
  const written = { ...values };
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === "string") written[name] = value.replace(READ, (sign) => (sign === "%" ? "\\x25" : "\\x5c"));
  }
  return written;
}

export class Speech {
  // English is counted as English counts, where it stands in for another language too.
  readonly #english = setupI18n({ locale: "en", messages: { en: {} } });
  readonly #chosen = setupI18n({ locale: "en", messages: { en: {} } });

  get language(): string {
    return this.#chosen.locale;
  }

  /** English words of an area. Nobody is told: what needs them comes with them. */
  add(area: string, words: Words): void {
    this.#english.load("en", under(area, words));
  }

  /** Speak a language from now on, with these words by area. */
  choose(language: string, words: readonly (readonly [area: string, Words])[]): void {
    const messages = Object.assign({}, ...words.map(([area, said]) => under(area, said))) as Messages;
    this.#chosen.loadAndActivate({ locale: language, messages });
  }

  /** Calls back whenever a language is chosen, until what it gives is called. */
  onchoose(told: () => void): () => void {
    return this.#chosen.on("change", told);
  }

  knows(key: string): boolean {
    return key in this.#chosen.messages || key in this.#english.messages;
  }

  /** The words for a key, values put in; a key without words is said as it is. */
  say(key: string, values: Values): string {
    const speaker = key in this.#chosen.messages ? this.#chosen : this.#english;
    const words = speaker.messages[key];
    if (typeof words === "string") return words;
    return Array.isArray(words) ? speaker._(key, asWritten(values)) : key;
  }
}
