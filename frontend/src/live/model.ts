// The decision model in the browser, as the server decides by it: which way a draft goes, and whose yes it waits for.
import type { Draft, Plan, ShownSeat } from "$wire/wire";
import type { Position } from "./drafts";

export type Content = Draft["content"];

/** In the order they are offered. */
export const CLASSES: readonly Content[] = ["routine", "information", "correction", "apology", "compensation", "legal", "holding"];
const OUTGOING: readonly Position[] = ["communicator", "decision_maker"];

export interface Way {
  id: string;
  title: string;
  needs: readonly Position[];
  /** Exercise seconds allowed for all of it. */
  within: number;
  own: boolean;
}

export interface Turn {
  position: Position;
  /** Those who may say yes now. */
  seats: readonly ShownSeat[];
}

/** What a model is looked up in. */
export interface Team {
  plan: Plan | undefined;
  seats: readonly ShownSeat[];
}

export const there = (seat: ShownSeat): boolean => (seat.participant !== null || seat.standin) && seat.away !== true;

/** The way a class goes at a severity: the whole ladder where no route is written for it. */
export function wayOf(plan: Plan, content: Content, severity: number): Way {
  const fit = plan.routes.filter((one) => one.content === content && one.severity <= severity);
  const route = fit.reduce<(typeof fit)[number] | undefined>((best, one) => (best && best.severity >= one.severity ? best : one), undefined);
  const steps = plan.ladder.filter((rung) => rung.does === "review" || rung.does === "decide");
  const asked = route?.approvals ?? steps;
  return {
    id: route?.id ?? "ladder",
    title: route?.title ?? "",
    needs: [...new Set(asked.map((one) => one.position))],
    within: asked.reduce((sum, one) => sum + one.within, 0),
    own: route?.own ?? true,
  };
}

/** Who decides for a position, in order: it, its delegates, and last the decision maker where the plan has routes. */
function chain(plan: Plan, needs: readonly Position[], position: Position): Position[] {
  const named = plan.delegates.filter((one) => one.position === position).flatMap((one) => one.by);
  const last: Position[] = plan.routes.length > 0 && !needs.includes("decision_maker") ? ["decision_maker"] : [];
  return [...new Set([position, ...named, ...last])];
}

/** Whose words a version is in. */
export const writerOf = (draft: Draft): string => draft.steps.findLast((step) => step.did === "opened" || step.did === "revised")?.seat ?? draft.seat;

/** The seats that may say yes for a position now. */
export function deciders({ plan, seats }: Team, draft: Draft, position: Position): readonly ShownSeat[] {
  if (!plan) return [];
  const own = plan.routes.find((one) => one.id === draft.route)?.own ?? true;
  for (const one of chain(plan, draft.needs, position)) {
    const present = seats.filter((seat) => seat.position === one && there(seat));
    const others = present.filter((seat) => seat.id !== writerOf(draft));
    if (others.length > 0) return others;
    if (present.length > 0 && own && one === position) return present;
  }
  return [];
}

/** Whose turn it is; nobody's for a draft that waits for nobody who is there. */
export function turnOf(team: Team, draft: Draft): Turn | undefined {
  if (draft.state !== "waiting") return undefined;
  for (const position of draft.needs) {
    if (draft.approved_by.includes(position)) continue;
    const seats = deciders(team, draft, position);
    if (seats.length > 0) return { position, seats };
  }
  return undefined;
}

/** Whether the model lets it out: every yes is given, or nobody is there who could give what is missing. */
export const clearedOf = (team: Team, draft: Draft): boolean =>
  draft.state === "approved" || (draft.state === "waiting" && turnOf(team, draft) === undefined);

/** Whether a position publishes what the model lets out, and whether it may publish past it. */
export const publishes = (position: Position | null | undefined): boolean => position != null && OUTGOING.includes(position);
export const breaksGlass = (plan: Plan | undefined, position: Position | null | undefined): boolean => position != null && (plan?.break_glass.includes(position) ?? false);
