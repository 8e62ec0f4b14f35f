"""What lets an inject out, in a scenario file: one way each, and nothing that waits for itself."""

from collections.abc import Iterator

from app.scenario.faults import Findings
from app.scenario.limits import BY_HAND
from app.scenario.nodes import Items, Keys, Node
from app.scenario.spots import Spot, spots, word_of, words_at

WAYS = ("after", "when", "unless")
_DEEPEST = 6


def check_cues(root: Node, findings: Findings) -> None:
    """Each inject has one way out, and what it waits for is there."""
    injects = words_at(root, "msel.*.id")
    expecting = {
        word_of(spot.node, "id")
        for spot in spots(root, "msel.*")
        if isinstance(spot.node, Keys) and "expected" in spot.node.entries
    }
    for spot in spots(root, "msel.*"):
        if isinstance(spot.node, Keys):
            _check_way(spot, spot.node, findings)
            _check_repeats(spot, spot.node, findings)
            for key in ("after", "unless"):
                _check_inject(spot, key, injects, findings)
            target = word_of(spot.node, "unless")
            if target in injects and target not in expecting:
                remedy = "Give it an `expected`, or name another inject."
                _add(
                    spot, "unless", f"`{target}` expects no action that could fail to come", remedy, findings
                )
    _check_circles(root, findings)


def check_conditions(root: Node, findings: Findings) -> None:
    """Every condition asks for something that can be known."""
    injects, cast = words_at(root, "msel.*.id"), words_at(root, "cast.*.handle")
    for route in ("msel.*.when", "seats.*.card.goals.*.when"):
        for top in spots(root, route):
            for spot in _nested(top, findings):
                if isinstance(spot.node, Keys) and not spot.node.entries:
                    findings.add(spot.node.line, spot.path, "a condition asks nothing", "Say what must hold.")
                _check_inject(spot, "delivered", injects, findings)
                handle = word_of(spot.node, "unanswered")
                if handle is not None and cast and handle not in cast:
                    remedy = findings.suggest(handle, cast, "Name a handle of the cast.")
                    _add(spot, "unanswered", f"`{handle[:60]}` is not of the cast", remedy, findings)


def _nested(spot: Spot, findings: Findings, depth: int = 0) -> Iterator[Spot]:
    yield spot
    if not isinstance(spot.node, Keys):
        return
    for key in ("all", "any", "none"):
        inner = spot.node.entries.get(key)
        if not isinstance(inner, Items):
            continue
        if depth == _DEEPEST:
            remedy = "Say it more simply."
            findings.add(inner.line, f"{spot.path}.{key}", "conditions are nested too deeply", remedy)
            continue
        for at, node in enumerate(inner.items):
            yield from _nested(Spot(f"{spot.path}.{key}[{at}]", node), findings, depth + 1)


def _check_way(spot: Spot, node: Keys, findings: Findings) -> None:
    at, ways = word_of(node, "at"), [key for key in WAYS if key in node.entries]
    if at is None and "at" not in node.entries and not ways:
        remedy = f"Write a time, `after`, `when` or `unless`, or `at: {BY_HAND}`."
        findings.add(node.line, f"{spot.path}.at", "`at` is missing", remedy)
    if len(ways) > 1:
        remedy = "Keep one of them."
        _add(spot, ways[1], f"`{ways[0]}` and `{ways[1]}` both let it out", remedy, findings)
    if ways and at is not None and (at == BY_HAND or ways[0] != "when"):
        _add(spot, "at", f"`at` and `{ways[0]}` both let it out", f"Remove `at: {at[:20]}`.", findings)
    if "later" in node.entries and "after" not in node.entries:
        _add(spot, "later", "`later` than what?", "Name an inject in `after`.", findings)
    if "unless" in ways and (word_of(node, "contingency") or "").lower() != "true":
        remedy = "Write `contingency: true`."
        _add(spot, "unless", "what comes unless players act is a contingency", remedy, findings)


def _check_repeats(spot: Spot, node: Keys, findings: Findings) -> None:
    if "every" in node.entries and word_of(node, "times") in (None, "1"):
        remedy = "Say how often at most: `times: 3`."
        _add(spot, "every", "it is repeated, but goes out once", remedy, findings)
    if "times" in node.entries and "every" not in node.entries and word_of(node, "times") != "1":
        _add(spot, "times", "it goes out more than once, but when?", "Say `every` how long.", findings)


def _check_inject(spot: Spot, key: str, injects: dict[str, None], findings: Findings) -> None:
    name = word_of(spot.node, key)
    if name is None or not injects:
        return
    if name not in injects:
        remedy = findings.suggest(name, injects, "Name an inject of the list.")
        _add(spot, key, f"`{name[:60]}` is not an inject", remedy, findings)


def _check_circles(root: Node, findings: Findings) -> None:
    """Injects that wait for one another never go out."""
    waits = {
        name: (word_of(spot.node, "after") or word_of(spot.node, "unless"), spot)
        for spot in spots(root, "msel.*")
        if (name := word_of(spot.node, "id")) is not None
    }
    for name, (_, spot) in waits.items():
        seen, at = {name}, waits[name][0]
        while at in waits and at not in seen:
            seen.add(at)
            at = waits[at][0]
        if at == name:
            key = "after" if word_of(spot.node, "after") else "unless"
            _add(spot, key, f"`{name}` waits for itself", "Let one of them have a time.", findings)


def _add(spot: Spot, key: str, reason: str, remedy: str, findings: Findings) -> None:
    inner = spot.node.entries.get(key) if isinstance(spot.node, Keys) else None
    findings.add((inner or spot.node).line, f"{spot.path}.{key}", reason, remedy)
