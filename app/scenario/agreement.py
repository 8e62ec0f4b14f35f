"""Whether the parts of a scenario file agree: ids, references, seats, times.

Works on the tree, not on the finished scenario, so that a misspelt handle is told of even where
another part is broken.
"""

from collections.abc import Callable

from app.ids import CONDUCTOR, DESK
from app.scenario.cueing import check_conditions, check_cues
from app.scenario.faults import Findings
from app.scenario.instrument import AS_SOLD
from app.scenario.nodes import Items, Keys, Node
from app.scenario.placing import check_places
from app.scenario.routing import check_routes
from app.scenario.speech import check_answers, check_blanks, check_lengths, check_voices
from app.scenario.spots import spots, word_of, words_at
from app.scenario.times import read_time, say_time

_UNIQUE = (
    "cast.*.handle",
    "seats.*.id",
    "seats.*.personas.*",
    "plan.components.*.id",
    "plan.holding.*.id",
    "plan.assumptions.*.id",
    "plan.routes.*.id",
    "plan.delegates.*.position",
    "objectives.*.id",
    "msel.*.id",
    "on_demand.*.id",
    "guide.*.id",
    "facts.*.id",
    "leaks.*.id",
)
"""What may be there only once; two seats never speak as one persona."""

_REFERENCES = (
    ("brand", "cast.*.handle", "a handle of the cast"),
    ("seats.*.personas.*", "cast.*.handle", "a handle of the cast"),
    ("plan.components.*.owner", "seats.*.position", "a position with a seat"),
    ("plan.ladder.*.position", "seats.*.position", "a position with a seat"),
    ("plan.routes.*.approvals.*.position", "seats.*.position", "a position with a seat"),
    ("plan.assumptions.*.owner", "seats.*.position", "a position with a seat"),
    ("msel.*.by", "cast.*.handle", "a handle of the cast"),
    ("on_demand.*.by", "cast.*.handle", "a handle of the cast"),
    ("msel.*.tests.*", "plan.assumptions.*.id", "an assumption of the plan"),
    ("msel.*.objective", "objectives.*.id", "an objective"),
    ("msel.*.expected.position", "seats.*.position", "a position with a seat"),
    ("guide.*.objective", "objectives.*.id", "an objective"),
    ("guide.*.check.injects.*", "msel.*.id", "an inject"),
    ("guide.*.check.facts.*", "facts.*.id", "a fact of the scenario"),
)


def check_agreement(root: Node, findings: Findings) -> None:
    """Add a fault for everything in the tree that contradicts another part of it."""
    checks: tuple[Callable[[Node, Findings], None], ...] = (
        _check_unique,
        _check_references,
        _check_seats,
        _check_times,
        _check_shared_ids,
        check_cues,
        check_conditions,
        _check_lag,
        check_routes,
        check_answers,
        check_voices,
        check_lengths,
        check_places,
        check_blanks,
    )
    for check in checks:
        check(root, findings)


def _check_unique(root: Node, findings: Findings) -> None:
    for route in _UNIQUE:
        first: dict[str, int] = {}
        for spot in spots(root, route):
            if spot.text is None:
                continue
            word = spot.text.lower()
            if word in first:
                reason = f"`{spot.text[:60]}` is already used on line {first[word]}"
                findings.add(spot.node.line, spot.path, reason, "Choose another.")
            first.setdefault(word, spot.node.line)


def _check_references(root: Node, findings: Findings) -> None:
    for route, target, meaning in _REFERENCES:
        known = words_at(root, target)
        for spot in spots(root, route):
            if spot.text is not None and known and spot.text not in known:
                remedy = findings.suggest(spot.text, known, f"Name {meaning}.")
                findings.add(spot.node.line, spot.path, f"`{spot.text[:60]}` is not {meaning}", remedy)


def _check_seats(root: Node, findings: Findings) -> None:
    for spot in spots(root, "seats.*"):
        if not isinstance(spot.node, Keys):
            continue
        if word_of(spot.node, "id") in (CONDUCTOR, DESK):
            reason = f"`{word_of(spot.node, 'id')}` is how the server itself asks"
            findings.add(spot.node.line, f"{spot.path}.id", reason, "Choose another id.")
        role = word_of(spot.node, "role")
        has_position = word_of(spot.node, "position") not in (None, "null", "~")
        personas = spot.node.entries.get("personas")
        has_personas = isinstance(personas, Items) and bool(personas.items)
        if role == "brand" and not has_position:
            findings.add(spot.node.line, spot.path, "a brand seat has no position", "Give it a `position`.")
        if role == "brand" and has_personas:
            findings.add(
                spot.node.line, spot.path, "a brand seat has personas", "Remove them: it speaks as the brand."
            )
        if role in ("critic", "bystander") and has_position:
            findings.add(spot.node.line, spot.path, f"a {role} has a position", "Only brand seats have one.")
        if role in ("critic", "bystander") and not has_personas:
            findings.add(spot.node.line, spot.path, f"a {role} has no persona", "Give it `personas`.")


def _check_times(root: Node, findings: Findings) -> None:
    minutes = next((spot.text for spot in spots(root, "minutes")), None)
    if minutes is None or not minutes.isdecimal() or len(minutes) > 3:
        return
    end = int(minutes) * 60
    for route in ("msel.*.at", "facts.*.at"):
        for spot in spots(root, route):
            at = read_time(spot.text) if spot.text else None
            if at is not None and at > end:
                reason = f"{say_time(at)} is after the end, {say_time(end)}"
                findings.add(
                    spot.node.line, spot.path, reason, "Move it forward, or give the drill more minutes."
                )
    for spot in spots(root, "msel.*"):
        contingency = (word_of(spot.node, "contingency") or "").lower() == "true"
        waits = isinstance(spot.node, Keys) and "when" in spot.node.entries
        if contingency and not waits and read_time(word_of(spot.node, "at") or "") is not None:
            reason = "a contingency inject has a time, and would be delivered whatever players do"
            remedy = "Write `at: by hand`, or what it waits for: `unless` or `when`."
            findings.add(spot.node.line, spot.path, reason, remedy)


def _check_shared_ids(root: Node, findings: Findings) -> None:
    """What lies ready goes out like an inject, and needs a name of its own."""
    taken = words_at(root, "msel.*.id")
    for spot in spots(root, "on_demand.*.id"):
        if spot.text in taken:
            findings.add(spot.node.line, spot.path, f"`{spot.text}` is an inject already", "Choose another.")


def _check_lag(root: Node, findings: Findings) -> None:
    for spot in spots(root, "crowd.instrument"):
        if not isinstance(spot.node, Keys):
            continue
        least, most = (
            getattr(AS_SOLD, name) if (word := word_of(spot.node, name)) is None else read_time(word)
            for name in ("lag_from", "lag_to")
        )
        if least is not None and most is not None and least > most:
            reason = f"the lag is {say_time(least)} at its best and {say_time(most)} at its worst"
            findings.add(spot.node.line, spot.path, reason, "Let `lag_to` be no less than `lag_from`.")
