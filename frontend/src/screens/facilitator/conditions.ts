// A condition, and where it stands, in words.
import { apart } from "$lib/direction";
import { count, duration } from "$lib/format";
import { language, t as words } from "$lib/i18n";
import type { Condition, Gauge } from "$wire/wire";
import { numberOf } from "../staff/numbers";

/** What must be so for it to hold: `trust below 45, and (the brand silent for 06:00, or …)`. */
export function inWords(condition: Condition): string {
  const { all, any, none } = condition;
  const asked = [...single(condition), ...all.map(grouped)];
  if (any.length > 0) asked.push(bracketed(any.map(grouped).join(words("facilitator.when.or")), any.length > 1));
  asked.push(...none.map((one) => words("facilitator.when.not", { what: grouped(one) })));
  return asked.join(words("facilitator.when.and"));
}

const bracketed = (said: string, several: boolean): string => (several ? `(${said})` : said);
const grouped = (one: Condition): string => bracketed(inWords(one), parts(one) > 1);

const parts = (one: Condition): number => single(one).length + one.all.length + one.none.length + (one.any.length > 0 ? 1 : 0);

function single(one: Condition): string[] {
  const said: [key: string, value: string | null][] = [
    ["silence", lasting(one.silence)],
    ["reach_above", one.reach_above === null ? null : count(one.reach_above, language())],
    ["heat_above", plain(one.heat_above)],
    ["heat_below", plain(one.heat_below)],
    ["trust_above", plain(one.trust_above)],
    ["trust_below", plain(one.trust_below)],
    ["said", one.said.length > 0 ? one.said.map((word) => `“${apart(word)}”`).join(", ") : null],
    ["deleted", one.deleted ? "" : null],
    ["pasted", plain(one.pasted)],
    ["refuted", plain(one.refuted)],
    ["waiting", lasting(one.waiting)],
    ["unanswered", one.unanswered === null ? null : `@${one.unanswered}`],
    ["delivered", one.delivered === null ? null : numberOf(one.delivered)],
  ];
  return said.flatMap(([key, what]) => (what === null ? [] : [words(`facilitator.when.${key}`, { what, count: Number(what) || 0, time: duration(one.patience) })]));
}

const plain = (value: number | null): string | null => (value === null ? null : String(value));
const lasting = (seconds: number | null): string | null => (seconds === null ? null : duration(seconds));

const LASTING = new Set(["silence", "waiting", "unanswered"]);

/** Where one thing stands against what it takes: `04:10 / 08:00`, `62 / 70`. */
export function standing({ what, value, wanted }: Gauge): string {
  const shown = (n: number): string => (LASTING.has(what) ? duration(n) : count(Math.round(n), language()));
  return `${shown(value)} / ${shown(wanted)}`;
}
