"""Whether what is said on a platform can be said there: the scenario plays on it, and it has the form."""

from app.feed.platforms import PLATFORMS
from app.scenario.faults import Findings
from app.scenario.nodes import Node
from app.scenario.spots import Spot, spots, word_of, words_at

_NONE = (None, "null", "~")


def check_places(root: Node, findings: Findings) -> None:
    """Injects are posted where the scenario plays and their persona is, in a form the platform has."""
    main = next(iter(words_at(root, "platform")), None)
    everywhere = {*words_at(root, "platforms.*"), *({main} if main else ())}
    homes = {
        handle: {one.text for one in spots(spot.node, "platforms.*") if one.text}
        for spot in spots(root, "cast.*")
        if (handle := word_of(spot.node, "handle"))
    }
    where: dict[str, str | None] = {}
    for spot in (*spots(root, "msel.*"), *spots(root, "on_demand.*")):
        answers = word_of(spot.node, "answers")
        own = word_of(spot.node, "platform")
        own = None if own in _NONE else own
        there = where.get(answers or "")
        place = own or there or main
        if own is not None and own not in everywhere and own in PLATFORMS:
            _fault(
                findings, spot, "platform", f"the scenario does not play on `{own}`", "Add it to `platforms`."
            )
        if own is not None and there is not None and own != there:
            _fault(findings, spot, "platform", f"`{answers}` is on `{there}`", "Answer it where it is.")
        if (name := word_of(spot.node, "id")) is not None:
            where[name] = place
        if word_of(spot.node, "channel") != "message":
            _check_home(findings, spot, place, homes)
        _check_form(findings, spot, place, answers=answers not in _NONE)


def _check_home(findings: Findings, spot: Spot, place: str | None, homes: dict[str, set[str]]) -> None:
    by = word_of(spot.node, "by")
    there = homes.get(by or "", set())
    if there and place is not None and place not in there:
        _fault(findings, spot, "by", f"`{by}` has no account on `{place}`", "Choose another, or add one.")


def _check_form(findings: Findings, spot: Spot, name: str | None, *, answers: bool) -> None:
    place = next((one for key, one in PLATFORMS.items() if key == name), None)
    if place is None:
        return
    stars, story = word_of(spot.node, "stars"), word_of(spot.node, "story")
    if stars not in _NONE and (not place.stars or answers):
        _fault(findings, spot, "stars", "only a review gives stars", "Remove it.")
    if story == "true" and (place.expires_after is None or answers):
        _fault(findings, spot, "story", f"{place.name} has no such story", "Remove it.")


def _fault(findings: Findings, spot: Spot, key: str, reason: str, remedy: str) -> None:
    found = next(iter(spots(spot.node, key, spot.path)), spot)
    findings.add(found.node.line, f"{spot.path}.{key}", reason, remedy)
