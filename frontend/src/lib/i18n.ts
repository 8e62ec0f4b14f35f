// Words of the screens. One folder a language, one file an area: `t("landing.promise")` is `promise` in
// src/i18n/<language>/landing.json; of an area that is spoken at once, `<area>.later.json` has what no first paint says. Texts are ICU MessageFormat, as translators' tools read it:
// "{who} wrote", "{count, plural, one {{count} post} other {{count} posts}}". A brace is written '{', and a # where things are counted '#'.
import { createSubscriber } from "svelte/reactivity";
import { Speech, type Values, type Words } from "./speech";

// What the first paint of a door or a room says. All other areas come with what speaks them, by `addWords`.
const english = import.meta.glob<Words>("../i18n/en/{app,brand,bystander,feed,parts,room,skins}.json", { eager: true, import: "default" });
const others = import.meta.glob<Words>(["../i18n/*/*.json", "!../i18n/en/*.json"], { import: "default" });

const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur"]);

const areaOf = (path: string): string => /([^/.]+)(?:\.later)?\.json$/.exec(path)?.[1] ?? path;
const languageOf = (path: string): string => /i18n\/([^/]+)\//.exec(path)?.[1] ?? "en";

/** Every language with a folder, English first. */
export const languages: readonly string[] = ["en", ...new Set(Object.keys(others).map(languageOf))];

const speech = new Speech();
for (const [path, words] of Object.entries(english)) speech.add(areaOf(path), words);

const follow = createSubscriber((update) => speech.onchoose(update));

/** The words for a key in the language chosen; follows the language when read in a component. */
export function t(key: string, values: Values = {}): string {
  follow();
  return speech.say(key, values);
}

/** The words for a name from a list that may grow: a name without words of its own is shown as it is. */
export function called(area: string, name: string): string {
  return speech.knows(`${area}.${name}`) ? t(`${area}.${name}`) : name;
}

/** English words of one more area; those of other languages are loaded with the language. */
export function addWords(area: string, words: Words): void {
  speech.add(area, words);
}

export function language(): string {
  follow();
  return speech.language;
}

export function direction(of: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.has(of.split("-")[0] ?? "") ? "rtl" : "ltr";
}

/** Load a language's words, then speak it and turn the page the way it is written. */
export async function setLanguage(next: string): Promise<void> {
  const files = Object.entries(others).filter(([path]) => languageOf(path) === next);
  const words = await Promise.all(files.map(async ([path, load]) => [areaOf(path), await load()] as const));
  speech.choose(next, words);
  document.documentElement.lang = next;
  document.documentElement.dir = direction(next);
}
