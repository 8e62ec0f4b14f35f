// Truth badges: what only facilitators, observers and the review are told of a post.
import type { Badge, Posture, Tone } from "$parts/types";
import type { Intent, Origin, ReviewedPost, ReviewedSeat } from "$wire/wire";
import { t } from "./i18n";
import { named } from "./strategies";

/** What is told of a post to those who know the truth. */
type Told = Pick<ReviewedPost, "origin" | "posture" | "intent" | "judged" | "tactic">;

/** The role behind a seat id, if anybody knows that seat. */
export type RoleOf = (seat: string) => ReviewedSeat["role"] | undefined;

/** A badge in the words that are there when it is drawn: those of the truth come with the screens that tell it. */
const badge = (words: () => string, tone: Tone, role?: Badge["role"]): Badge => ({ get text() { return words(); }, tone, ...(role ? { role } : {}) });

/** Stances within this of zero are neither for nor against. */
const NEUTRAL = 0.2;

/** What is true of a post, and what else of it is known beside it: the fact it contradicts, that nobody approved it. */
export function badgesOn(post: Told, roleOf: RoleOf, { against, unapproved = false }: { against?: string | undefined; unapproved?: boolean }): Badge[] {
  const truth = post.origin ? [...(against ? [contradicting(against)] : []), ...badgesOf(post.origin, roleOf, post.posture, unapproved), ...meaningOf(post.intent, post.judged)] : [];
  return [...truth, ...tacticOf(post.tactic)];
}

/** Who wrote it, how it leans, what the brand meant by it. */
function badgesOf(origin: Origin | null, roleOf: RoleOf, posture: Posture | null = null, unapproved = false): Badge[] {
  const found: Badge[] = [];
  if (origin) found.push(sourceOf(origin, roleOf));
  if (origin && origin.stance !== null) found.push(leaning(origin.stance));
  if (posture) found.push(badge(() => t(`parts.posture.${posture}`), posture === "defends" ? "warn" : "neutral"));
  if (unapproved) found.push(badge(() => t("truth.unapproved"), "bad"));
  return found;
}

/** What a post of the brand was meant to do, and what the facilitator says it does. */
function meaningOf(intent: Intent | null, judged: Intent | null): Badge[] {
  const found: Badge[] = [];
  if (intent) found.push(badge(() => t("intent.badgeMeant", { what: named(intent.strategies) }), "accent"));
  if (judged) found.push(badge(() => t("intent.badgeTaken", { what: named(judged.strategies) }), "facilitator", "facilitator"));
  return found;
}

/** A post of the brand that contradicts a fact. */
const contradicting = (fact: string): Badge => badge(() => t("truth.contradicts", { fact: fact.toUpperCase() }), "bad");

/** What a critic meant a post to do to the crowd: the crew and those who know the truth are told. */
const tacticOf = (tactic: ReviewedPost["tactic"]): Badge[] => (tactic ? [badge(() => t(`tactics.${tactic}.name`), "critic", "critic")] : []);

function sourceOf(origin: Origin, roleOf: RoleOf): Badge {
  if (origin.sort === "inject") return badge(() => t("truth.inject", { id: origin.inject ?? "" }), "facilitator", "facilitator");
  if (origin.sort === "crowd") return badge(() => t("truth.crowd"), "crowd", "crowd");
  if (origin.sort === "facilitator") return badge(() => t("truth.facilitator"), "facilitator", "facilitator");
  const role = roleOf(origin.seat ?? "");
  const who = (): string => t(origin.sort === "standin" ? "truth.standin" : "truth.person");
  if (!role) return badge(who, "neutral");
  return badge(() => t("truth.player", { role: t(`truth.role.${role}`), who: who() }), role, role);
}

function leaning(stance: number): Badge {
  const side: [string, Tone] = stance <= -NEUTRAL ? ["against", "bad"] : stance >= NEUTRAL ? ["for", "good"] : ["neutral", "neutral"];
  return badge(() => t(`truth.${side[0]}`, { by: Math.abs(stance).toFixed(1) }), side[1]);
}
