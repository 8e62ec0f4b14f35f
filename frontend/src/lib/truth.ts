// Truth badges: what only facilitators, observers and the review are told of a post.
import type { Badge, Posture, Tone } from "$parts/types";
import type { Intent, Origin, ReviewedPost, ReviewedSeat } from "$wire/wire";
import { t } from "./i18n";
import { named } from "./intents";

/** The role behind a seat id, if anybody knows that seat. */
export type RoleOf = (seat: string) => ReviewedSeat["role"] | undefined;

/** Stances within this of zero are neither for nor against. */
const NEUTRAL = 0.2;

/** What is true of a post: who wrote it, how it leans, what the brand meant by it. */
export function badgesOf(origin: Origin | null, roleOf: RoleOf, posture: Posture | null = null, unapproved = false): Badge[] {
  const found: Badge[] = [];
  if (origin) found.push(sourceOf(origin, roleOf));
  if (origin && origin.stance !== null) found.push(leaning(origin.stance));
  if (posture) found.push({ text: t(`parts.posture.${posture}`), tone: posture === "defends" ? "warn" : "neutral" });
  if (unapproved) found.push({ text: t("truth.unapproved"), tone: "bad" });
  return found;
}

/** What a post of the brand was meant to do, and what the facilitator says it does. */
export function meaningOf(intent: Intent | null, judged: Intent | null): Badge[] {
  const found: Badge[] = [];
  if (intent) found.push({ text: t("intent.badgeMeant", { what: named(intent.strategies) }), tone: "accent" });
  if (judged) found.push({ text: t("intent.badgeTaken", { what: named(judged.strategies) }), tone: "facilitator", role: "facilitator" });
  return found;
}

/** A post of the brand that contradicts a fact. */
export const contradicting = (fact: string): Badge => ({ text: t("truth.contradicts", { fact: fact.toUpperCase() }), tone: "bad" });
/** What a critic meant a post to do to the crowd: the crew and those who know the truth are told. */
export const tacticOf = (tactic: ReviewedPost["tactic"]): Badge[] => (tactic ? [{ text: t(`tactics.${tactic}.name`), tone: "critic", role: "critic" }] : []);

function sourceOf(origin: Origin, roleOf: RoleOf): Badge {
  if (origin.sort === "inject") return { text: t("truth.inject", { id: origin.inject ?? "" }), tone: "facilitator", role: "facilitator" };
  if (origin.sort === "crowd") return { text: t("truth.crowd"), tone: "crowd", role: "crowd" };
  if (origin.sort === "facilitator") return { text: t("truth.facilitator"), tone: "facilitator", role: "facilitator" };
  const role = roleOf(origin.seat ?? "");
  const who = t(origin.sort === "standin" ? "truth.standin" : "truth.person");
  if (!role) return { text: who, tone: "neutral" };
  return { text: t("truth.player", { role: t(`truth.role.${role}`), who }), tone: role, role };
}

function leaning(stance: number): Badge {
  const side: [string, Tone] = stance <= -NEUTRAL ? ["against", "bad"] : stance >= NEUTRAL ? ["for", "good"] : ["neutral", "neutral"];
  const text = t(`truth.${side[0]}`, { by: Math.abs(stance).toFixed(1) });
  return { text, tone: side[1] };
}
