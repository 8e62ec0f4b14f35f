// A condition in words, as short as a table's cell.
import { count } from "$lib/format";
import { language, t as words } from "$lib/i18n";
import { isKeys, isList } from "$live/workshop/tree";
import type { Json } from "$live/workshop/types";
import { MEASURES } from "./schema";
import { shown } from "./times";

/** `trust below 45, and (silent for 06:00 or says policy)`. */
export function inWords(condition: Json | undefined): string {
  if (!isKeys(condition)) return "";
  const own = Object.entries(condition).flatMap(([key, value]) => (MEASURES[key] ? [one(key, value, condition.patience)] : []));
  const inside = (key: string): string[] => (isList(condition[key]) ? condition[key].map(inWords).filter((said) => said !== "") : []);
  const any = inside("any");
  const asked = [...own, ...inside("all").map(bracketed), ...(any.length > 0 ? [bracketed(any.join(words("workshop.when.or")))] : []), ...inside("none").map((said) => words("workshop.when.not", { what: bracketed(said) }))];
  return asked.join(words("workshop.when.and"));
}

const bracketed = (said: string): string => (said.includes(words("workshop.when.and")) || said.includes(words("workshop.when.or")) ? `(${said})` : said);

function one(key: string, value: Json | undefined, patience: Json | undefined): string {
  const what = isList(value) ? value.map((word) => `“${String(word)}”`).join(", ") : typeof value === "number" && key === "reach_above" ? count(value, language()) : MEASURES[key]?.kind === "time" ? shown(value) : String(value);
  return words(`workshop.when.is.${key}`, { what, time: shown(patience ?? "10:00") });
}
