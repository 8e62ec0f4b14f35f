// Words of the screens. One folder a language, one file an area: `t("landing.promise")` is
// `promise` in src/i18n/<language>/landing.json. Plurals by i18next: `new_one`, `new_other` with `count`.
import i18next from "i18next";
import { createSubscriber } from "svelte/reactivity";

type Words = Record<string, unknown>;

// What the first paint of a door or a room says. All other areas come with what speaks them, by `addWords`.
const english = import.meta.glob<Words>("../i18n/en/{app,brand,bystander,feed,mood,parts,room,skins,whispers}.json", { eager: true, import: "default" });
const others = import.meta.glob<Words>(["../i18n/*/*.json", "!../i18n/en/*.json"], { import: "default" });

const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur"]);

const areaOf = (path: string): string => /([^/]+)\.json$/.exec(path)?.[1] ?? path;
const languageOf = (path: string): string => /i18n\/([^/]+)\//.exec(path)?.[1] ?? "en";

/** Every language with a folder, English first. */
export const languages: readonly string[] = ["en", ...new Set(Object.keys(others).map(languageOf))];

void i18next.init({
  lng: "en",
  fallbackLng: "en",
  initAsync: false,
  keySeparator: ".",
  nsSeparator: false,
  interpolation: { escapeValue: false }, // Svelte escapes what it shows
  resources: {
    en: {
      translation: Object.fromEntries(Object.entries(english).map(([path, words]) => [areaOf(path), words])),
    },
  },
});

const follow = createSubscriber((update) => {
  i18next.on("languageChanged", update);
  return () => i18next.off("languageChanged", update);
});

/** The words for a key in the language chosen; follows the language when read in a component. */
export function t(key: string, values: Record<string, string | number> = {}): string {
  follow();
  return i18next.t(key, values);
}

/** The words for a name from a list that may grow: a name without words of its own is shown as it is. */
export function called(area: string, name: string): string {
  return i18next.exists(`${area}.${name}`) ? t(`${area}.${name}`) : name;
}

/** English words of one more area; those of other languages are loaded with the language. */
export function addWords(area: string, words: Words): void {
  i18next.addResourceBundle("en", "translation", { [area]: words }, true, false);
}

export function language(): string {
  follow();
  return i18next.language;
}

export function direction(of: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.has(of.split("-")[0] ?? "") ? "rtl" : "ltr";
}

/** Load a language's words, then speak it and turn the page the way it is written. */
export async function setLanguage(next: string): Promise<void> {
  const files = Object.entries(others).filter(([path]) => languageOf(path) === next);
  for (const [path, load] of files) {
    i18next.addResourceBundle(next, "translation", { [areaOf(path)]: await load() }, true, true);
  }
  await i18next.changeLanguage(next);
  document.documentElement.lang = next;
  document.documentElement.dir = direction(next);
}
