// A review with what was said since it was fetched.
import type { Added, Cite, Finding, Review, Settled, ToldTalk } from "$wire/wire";

/** The review as the talk has it now: standings, remarks, costs, people's own findings, actions. */
export function withTalk(review: Review, settled: readonly Settled[], added: readonly Added[], actions: ToldTalk["actions"]): Review {
  const said = new Map(settled.map((one) => [one.finding, one]));
  const known = new Set(review.findings.map((one) => one.id));
  const fresh = added.filter((one) => !known.has(one.id)).map((one) => asFinding(review, one));
  const findings = [...review.findings, ...fresh].map((one) => settledAs(one, said.get(one.id))).sort((a, b) => a.t - b.t || (a.id < b.id ? -1 : 1));
  const agreed = new Set(findings.flatMap((one) => (one.standing === "agreed" ? [one.id] : [])));
  const amendments = review.amendments.map((one) => ({ ...one, agreed: one.findings.some((id) => agreed.has(id)) || (one.agreed && !one.findings.some((id) => said.has(id))) }));
  return { ...review, findings, amendments, actions: [...actions] };
}

const settledAs = (finding: Finding, said: Settled | undefined): Finding =>
  said ? { ...finding, standing: said.standing, remark: said.remark, cost: said.cost ?? finding.cost } : finding;

function asFinding(review: Review, one: Added): Finding {
  const seen = { mark: one.id, seat: one.seat, role: review.seats.find((seat) => seat.id === one.seat)?.role ?? "observer", t: review.length, text: one.what || one.title };
  return {
    id: one.id,
    rule: one.sort === "mistake" ? "added_mistake" : "added_chance",
    sort: one.sort,
    title: one.title,
    definition: "Somebody brought it up after EndEx, in their own words.",
    what: one.what,
    t: one.t,
    until: null,
    evidence: one.evidence.flatMap((piece) => cited(review, piece)),
    seen: [seen],
    noticed_t: null,
    noticed_by: null,
    done: "",
    taken: null,
    confidence: "possible",
    standing: "suggested",
    cost: null,
    remark: "",
  };
}

/** What a fresh finding rests on, as far as the page knows when it was. */
function cited(review: Review, piece: Added["evidence"][number]): Cite[] {
  const t = piece.sort === "post" ? review.posts.find((post) => post.id === piece.id)?.t : piece.sort === "inject" ? review.injects.find((inject) => inject.id === piece.id)?.delivered : undefined;
  return t === undefined || t === null || (piece.sort !== "post" && piece.sort !== "inject") ? [] : [{ sort: piece.sort, id: piece.id, seq: 0, t }];
}

/** How many findings the talk has settled. */
export const settledCount = (review: Review): number => review.findings.filter((one) => one.standing !== "suggested").length;

/** Who may own an action: the seats that were there, by their titles. */
export const ownersOf = (review: Review): string[] => [...new Set(review.seats.filter((seat) => seat.role === "brand" || seat.role === "facilitator").map((seat) => seat.title))];
