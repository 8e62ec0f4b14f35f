// Makes the words of src/i18n ready when a page is built, so that no page brings a reader of messages. A file becomes one list of
// its keys, `state.down` for `down` in `state`; a message is a text, or what lingui says with values in it.
import { compileMessageOrThrow, type CompiledMessage } from "@lingui/message-utils/compileMessage";
import type { Plugin } from "vite";

const FILE = /\/(src\/i18n\/([^/]+)\/[^/]+\.json)$/;
const QUOTED = /''|'[{}#](?:[^']|'')*'/g;
const PLURALS: Record<string, Intl.PluralRuleType> = { plural: "cardinal", selectordinal: "ordinal" };

/** Lingui says "A" for `\x41`, and the number for a `#` with nothing beside it, quoted or not. Written so, both are said as they stand. */
const asWritten = (text: string): string => (text === "#" ? "\\x23" : text.replaceAll("\\", "\\x5c"));

/** The parser takes a brace that holds no name for text, as in `{{who}}`. */
function braceless(text: string): string {
  if (/[{}]/.test(text)) throw new Error("a brace around no name is quoted: '{'");
  return text;
}

function* textsOf(words: unknown, path: readonly string[] = []): Generator<[key: string, text: string]> {
  if (typeof words === "string") yield [path.join("."), words];
  else if (words === null || typeof words !== "object") throw new Error(`${path.join(".")}: ${words} is no text`);
  else for (const [name, below] of Object.entries(words)) yield* textsOf(below, [...path, name]);
}

/** Refuses what can be read, and goes wrong when it is said. */
function check(message: CompiledMessage, language: string, inside = ""): void {
  for (const token of message) {
    if (token === "#" && inside === "select") throw new Error("a # within a select is not said as a number, write its name: {count}");
    if (typeof token === "string") continue;
    const [name, type, cases] = token as [string, string?, Record<string, CompiledMessage>?];
    if (type === undefined) continue;
    if (type !== "select" && !(type in PLURALS)) throw new Error(`{${name}, ${type}}: there is plural, selectordinal and select`);
    const { offset: _, ...said } = cases ?? {};
    if (!said.other) throw new Error(`{${name}, ${type}} has no \`other\``);
    const known = type === "select" ? undefined : new Intl.PluralRules(language, { type: PLURALS[type] }).resolvedOptions().pluralCategories;
    for (const [which, below] of Object.entries(said)) {
      const counts = known === undefined || /^\d+$/.test(which) || known.some((one) => one === which);
      if (!counts) throw new Error(`{${name}, ${type}}: ${language} never says \`${which}\`, only ${known.join(", ")} and numbers like =0`);
      check(below, language, type);
    }
  }
}

function compiled(text: string, language: string): string | CompiledMessage {
  const plain = compileMessageOrThrow(text);
  compileMessageOrThrow(text.replace(QUOTED, ""), braceless);
  if (plain.every((token) => typeof token === "string")) return plain.join("");
  const message = compileMessageOrThrow(text, asWritten);
  check(message, language);
  return message;
}

/** A file of a language's words, ready to be said. Throws what is wrong, and with which key. */
export function ready(file: string, language: string): Record<string, string | CompiledMessage> {
  const words = new Map<string, string | CompiledMessage>();
  for (const [key, text] of textsOf(JSON.parse(file))) {
    if (words.has(key)) throw new Error(`${key}: is there twice`);
    try {
      words.set(key, compiled(text, language));
    } catch (fault) {
      throw new Error(`${key}: ${(fault as Error).message}`, { cause: fault });
    }
  }
  return Object.fromEntries(words);
}

/** For every file of src/i18n/<language>: it comes ready, or stops the build. */
export function words(): Plugin {
  return {
    name: "words",
    enforce: "pre", // Vite makes a module of what it gives
    transform: {
      filter: { id: FILE },
      handler(text, id) {
        const [, file = "", language = ""] = FILE.exec(id) ?? [];
        try {
          return { code: JSON.stringify(ready(text, language)), map: null };
        } catch (fault) {
          return this.error(`${file}: ${(fault as Error).message}`);
        }
      },
    },
  };
}
