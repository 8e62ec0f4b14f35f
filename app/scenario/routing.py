"""Whether the routes of a scenario file agree: one for each class and severity, nobody asked twice."""

from app.scenario.faults import Findings
from app.scenario.nodes import Node
from app.scenario.routes import LADDER
from app.scenario.spots import spots, word_of, words_at


def check_routes(root: Node, findings: Findings) -> None:
    """Add a fault for every route that contradicts another, or asks one position twice."""
    _check_names(root, findings)
    _check_one_each(root, findings)
    for spot in spots(root, "plan.routes.*"):
        seen: set[str] = set()
        for asked in spots(spot.node, "approvals.*.position", spot.path):
            if asked.text in seen:
                reason = f"`{asked.text}` is asked twice on one route"
                findings.add(asked.node.line, asked.path, reason, "Name each position once.")
            seen.add(asked.text or "")
    _check_delegates(root, findings)


def _check_names(root: Node, findings: Findings) -> None:
    for spot in spots(root, "plan.routes.*.id"):
        if spot.text == LADDER:
            reason = f"`{LADDER}` is the route of whatever has none"
            findings.add(spot.node.line, spot.path, reason, "Choose another id.")


def _check_one_each(root: Node, findings: Findings) -> None:
    first: dict[tuple[str | None, str], int] = {}
    for spot in spots(root, "plan.routes.*"):
        case = (word_of(spot.node, "content"), word_of(spot.node, "severity") or "1")
        if case[0] is not None and case in first:
            reason = f"`{case[0]}` from severity {case[1]} on has a route already, on line {first[case]}"
            findings.add(spot.node.line, spot.path, reason, "Choose another severity, or drop one of them.")
        first.setdefault(case, spot.node.line)


def _check_delegates(root: Node, findings: Findings) -> None:
    known = words_at(root, "seats.*.position")
    for spot in spots(root, "plan.delegates.*"):
        position = word_of(spot.node, "position")
        for delegate in spots(spot.node, "by.*", spot.path):
            if delegate.text == position:
                remedy = "Name who decides when they are not there."
                findings.add(delegate.node.line, delegate.path, "nobody is their own delegate", remedy)
            elif delegate.text is not None and known and delegate.text not in known:
                reason = f"`{delegate.text[:60]}` is not a position with a seat"
                findings.add(delegate.node.line, delegate.path, reason, "Name a position with a seat.")
