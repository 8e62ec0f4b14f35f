// What a review found, in words and in an order of their own.
import { t as words } from "$lib/i18n";
import { duration } from "$lib/format";
import type { Cite, Finding, Talk } from "$wire/wire";
import type { Book } from "./book";

export type Which = "all" | "mistake" | "opportunity" | "unseen";

export const WHICH: readonly Which[] = ["all", "mistake", "opportunity", "unseen"];

export function chosen(findings: readonly Finding[], which: Which): Finding[] {
  if (which === "all") return [...findings];
  if (which === "unseen") return findings.filter((each) => each.noticed_t === null);
  return findings.filter((each) => each.sort === which);
}

/** The mark a finding has on the chart. */
export const markOf = (finding: Finding): "mistake" | "chance" => (finding.sort === "mistake" ? "mistake" : "chance");

/** What became of it, in a word: taken or missed for chances, nothing for mistakes. */
export const outcome = (finding: Finding): "taken" | "missed" | undefined =>
  finding.taken === null ? undefined : finding.taken ? "taken" : "missed";

/** Who of the brand noticed it, and how long after it was there. */
export function noticed(finding: Finding, book: Book): string {
  if (finding.noticed_t === null) return words("found.notNoticed");
  const who = finding.noticed_by === null ? "" : book.nameOf(finding.noticed_by);
  const after = finding.noticed_t - finding.t;
  return after > 0
    ? words("found.noticedAfter", { who, time: duration(after) })
    : words("found.noticedAt", { who, time: duration(finding.noticed_t) });
}

/** A piece of evidence by its name. */
export const citeLabel = (cite: Cite): string => words(`found.cite.${cite.sort}`, { id: cite.id });

export const TACTICS: readonly Talk["tactic"][] = ["ask", "story", "joke", "evidence", "rally", "leak", "help", "plain"];
export const STANCES: readonly Talk["stance"][] = ["against", "unsure", "for"];
export const OTHER = "other";

/** How dark a field is, 1 to 4, by its posts against the fullest field: each step is four times the one before. */
export function shade(posts: number, most: number): 1 | 2 | 3 | 4 {
  const share = posts / Math.max(1, most);
  return share > 1 / 2 ? 4 : share > 1 / 8 ? 3 : share > 1 / 32 ? 2 : 1;
}

/** A topic's name; what speaks of none has one of its own. */
export const topicName = (topic: string, topics: readonly (readonly [string, string])[]): string =>
  topics.find(([id]) => id === topic)?.[1] ?? words("found.otherTopic");
