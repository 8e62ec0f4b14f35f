// A draft's way through the decision model, as the rungs of the ladder that is drawn.
import { reasonOf } from "./reasons";
import type { Rung } from "$parts/types";
import type { Draft, Step } from "$wire/wire";
import { duration } from "./format";
import { t } from "./i18n";

export type NameOf = (seat: string) => string;

/** The rungs of the latest version: drafted, each position it needs, published. */
export function rungsOf(draft: Draft, nameOf: NameOf): Rung[] {
  const steps = latest(draft.steps);
  const written = draft.steps.find((step) => step.did === "opened");
  const first: Rung = { label: t("rungs.draft"), state: draft.state === "writing" ? "now" : "done", note: duration(written?.t ?? draft.opened_t) };
  const middle = draft.needs.map((position) => approval(draft, position, steps, nameOf));
  return [first, ...firstWaits(middle, draft, nameOf), publication(draft, nameOf)];
}

/** The steps since the draft was last handed in: approvals of an older version do not count. */
function latest(steps: readonly Step[]): readonly Step[] {
  const from = steps.findLastIndex((step) => step.did === "submitted" || step.did === "classified");
  return from < 0 ? [] : steps.slice(from);
}

function approval(draft: Draft, position: Draft["needs"][number], steps: readonly Step[], nameOf: NameOf): Rung {
  const label = t(`rungs.position.${position}`);
  const name = (one: Step): string => (one.delegate ? t("model.delegate", { who: nameOf(one.seat), position: label }) : nameOf(one.seat));
  if (draft.absent.includes(position)) return { label, state: "skipped", note: t("model.nobody") };
  const step = steps.find((each) => each.position === position && (each.did === "approved" || each.did === "rejected"));
  if (step?.did === "approved") return { label, state: "done", who: name(step), note: taken(draft, position, step, steps) };
  if (step) return { label, state: "refused", who: name(step), note: reasonOf(step) || duration(step.t) };
  return { label, state: draft.unapproved !== null ? "skipped" : "next", note: draft.unapproved !== null ? t("rungs.none") : "" };
}

/** When it was said, how long it took, and whether that was longer than the route allows. */
function taken(draft: Draft, position: Draft["needs"][number], step: Step, steps: readonly Step[]): string {
  const before = steps[steps.indexOf(step) - 1];
  if (!before) return duration(step.t);
  const took = step.t - before.t;
  const within = draft.within[draft.needs.indexOf(position)] ?? 0;
  return t(within > 0 && took > within ? "model.late" : "model.took", { time: duration(step.t), took: duration(took) });
}

/** Of those that have not judged yet, the first is the one everybody waits for, or who sent it back. */
function firstWaits(rungs: readonly Rung[], draft: Draft, nameOf: NameOf): Rung[] {
  const at = rungs.findIndex((rung) => rung.state === "next");
  const refused = draft.state === "rejected" ? draft.steps.findLast((step) => step.did === "rejected") : undefined;
  if (refused) return rungs.map((rung, i) => (i === at ? { ...rung, state: "refused", who: nameOf(refused.seat), note: reasonOf(refused) } : rung));
  if (draft.state !== "waiting") return [...rungs];
  return rungs.map((rung, i) => (i === at ? { ...rung, state: "now" } : rung));
}

function publication(draft: Draft, nameOf: NameOf): Rung {
  const label = t("rungs.publish");
  const step = draft.steps.findLast((each) => each.did === "published");
  if (step && draft.unapproved !== null) return { label, state: "refused", who: nameOf(step.seat), note: t("rungs.logged", { time: duration(step.t) }) };
  if (step) return { label, state: "done", who: nameOf(step.seat), note: duration(step.t) };
  if (draft.state === "dropped") return { label, state: "refused", note: t("rungs.dropped") };
  return { label, state: draft.state === "approved" ? "now" : "next", note: "" };
}
