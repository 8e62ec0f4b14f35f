// The desk's order of things: whose turn a draft is, until when, and what the plan says of its words.
import { rungsOf } from "$lib/rungs";
import { t } from "$lib/i18n";
import { isOpen, type Position } from "$live/drafts";
import { clearedOf, deciders, there, turnOf, wayOf, type Content } from "$live/model";
import type { Room } from "$live/room.svelte";
import type { Rung } from "$parts/types";
import type { Draft, Fact, Plan } from "$wire/wire";

export interface Due {
  /** What is waited for, for the chip. */
  label: string;
  /** Exercise seconds. */
  at: number;
}

/** Until when the plan wants the next step of a draft; undefined where it gives no time. */
export function dueOf(draft: Draft, room: Pick<Room, "plan" | "seats">): Due | undefined {
  const last = draft.steps.at(-1)?.t ?? draft.opened_t;
  const turn = turnOf(room, draft);
  if (turn) {
    const within = draft.within[draft.needs.indexOf(turn.position)] ?? 0;
    return within > 0 ? { label: t(`rungs.position.${turn.position}`), at: last + within } : undefined;
  }
  const out = clearedOf(room, draft);
  const rung = room.plan?.ladder.find((each) => each.does === (out ? "publish" : "draft"));
  if (!rung || rung.within === 0) return undefined;
  return { label: t(out ? "rungs.publish" : "rungs.draft"), at: last + rung.within };
}

/** Drafts something can still become of, the most urgent first. */
export function openDrafts(room: Room): Draft[] {
  const at = (draft: Draft): number => dueOf(draft, room)?.at ?? (clearedOf(room, draft) ? 0 : Infinity);
  return room.drafts.filter(isOpen).sort((a, b) => at(a) - at(b));
}

export const myTurn = (room: Room, draft: Draft): boolean => turnOf(room, draft)?.seats.some((seat) => seat.id === room.seat) ?? false;

/** Who plays a position: "you", a first name, or the position's own name. */
export function playerOf(room: Room, position: Position): string {
  if (room.you?.position === position) return t("desk.you");
  const seat = room.seats.find((each) => each.position === position);
  return seat?.name?.split(" ")[0] ?? t("desk.standin");
}

/** Who would say yes for a position now: its player, or whoever does so in its place. */
function deciderOf(room: Room, draft: Draft, position: Position): string {
  const [seat] = deciders(room, draft, position);
  if (!seat) return t("model.nobody");
  if (seat.position === position) return playerOf(room, position);
  const who = seat.id === room.seat ? t("desk.you") : (seat.name?.split(" ")[0] ?? t("desk.standin"));
  return t("model.delegate", { who, position: t(`rungs.position.${position}`) });
}

/** The ladder as it is drawn, with a name on each step that waits. */
export function ladderOf(room: Room, draft: Draft): Rung[] {
  const names = new Map(draft.needs.map((position) => [t(`rungs.position.${position}`), deciderOf(room, draft, position)]));
  const publisher = room.plan?.ladder.find((rung) => rung.does === "publish")?.position ?? "communicator";
  names.set(t("rungs.publish"), playerOf(room, publisher));
  const first = (name: string): string => (name === t("desk.standin") ? name : (name.split(" ")[0] ?? name));
  const who = (rung: Rung): string | undefined => (rung.who ? first(rung.who) : rung.state === "next" || rung.state === "now" ? names.get(rung.label) : undefined);
  const nameOf = (seat: string): string => (room.seatOf(seat)?.participant === null ? t("desk.standin") : room.nameOf(seat));
  return rungsOf(draft, nameOf).map((rung) => {
    const name = who(rung);
    return name ? { ...rung, who: name } : rung;
  });
}

/** What a draft is called in a list. */
export function titleOf(room: Room, draft: Draft): string {
  const answered = draft.reply_to ? room.timeline.get(draft.reply_to) : undefined;
  return answered ? t("desk.answerTo", { who: `@${answered.author}` }) : t("desk.newPost");
}

/** The first position that must say yes to a class of content, of those that are there. */
export function firstApprover(room: Room, content: Content = "information"): Position | undefined {
  const present = room.seats.filter(there).map((seat) => seat.position);
  return room.plan && wayOf(room.plan, content, room.severity).needs.find((one) => present.includes(one));
}

export interface Check {
  good: boolean;
  text: string;
}

/** What the plan and the facts say of the words, before anybody else does. */
export function checks(text: string, cited: readonly Fact[], plan: Plan | undefined): Check[] {
  const words = text.toLowerCase();
  const crossed = (plan?.red_lines ?? []).filter((line) => words.includes(line.toLowerCase()));
  const open = cited.filter((fact) => fact.standing !== "confirmed");
  return [
    ...crossed.map((line) => ({ good: false, text: t("desk.check.redLine", { line }) })),
    ...open.map((fact) => ({ good: false, text: t(`desk.check.${fact.standing}`, { id: fact.id.toUpperCase() }) })),
    ...(text && crossed.length === 0 && plan?.red_lines.length ? [{ good: true, text: t("desk.check.noRedLine") }] : []),
    ...(cited.length > 0 && open.length === 0 ? [{ good: true, text: t("desk.check.confirmed") }] : []),
  ];
}

/** The blanks of a holding line, each once: `{name}`, `{time}`. */
export const blanks = (text: string): string[] => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ""))];

export const filled = (text: string, words: Record<string, string>): string =>
  text.replace(/\{(\w+)\}/g, (blank, name: string) => words[name]?.trim() || blank);
