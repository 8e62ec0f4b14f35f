"""Who says what in a scenario file, in answer to what, how long it is, and what fills its blanks."""

import re

from app.feed.platforms import PLATFORMS, Platform
from app.scenario.faults import Findings
from app.scenario.nodes import Keys, Node
from app.scenario.spots import spots, word_of, words_at

_POSTS = (
    "seats.*.lines.*",
    "plan.holding.*.text",
    *(f"crowd.words.{mood}.*" for mood in ("against", "neutral", "supportive")),
)
_LINE_BLANK = re.compile(r"\{(?!handle\})[^{}]*\}")
_ANY_BLANK = re.compile(r"\{[^{}]*\}")


def check_answers(root: Node, findings: Findings) -> None:
    """A post may answer only what stands before it on the feed, so that no two wait for each other."""
    before: dict[str, str | None] = {}
    every = words_at(root, "msel.*.id")
    for spot in spots(root, "msel.*"):
        answers, inject = word_of(spot.node, "answers"), word_of(spot.node, "id")
        line = (
            spot.node.entries["answers"].line if answers and isinstance(spot.node, Keys) else spot.node.line
        )
        where = f"{spot.path}.answers"
        if inject == "brand":
            findings.add(line, f"{spot.path}.id", "`brand` means the brand itself", "Choose another id.")
        if answers in (None, "brand", "null", "~"):
            pass
        elif answers not in every:
            remedy = findings.suggest(answers, every, "Name an inject, or `brand`.")
            findings.add(line, where, f"`{answers[:60]}` is not an inject", remedy)
        elif answers not in before:
            findings.add(line, where, f"`{answers}` comes later in the list", "Answer an earlier inject.")
        elif before[answers] == "message":
            findings.add(line, where, f"`{answers}` is a direct message", "Answer a post of the feed.")
        if answers and word_of(spot.node, "channel") == "message":
            findings.add(line, where, "a direct message answers no post", "Remove `answers`.")
        if inject:
            before.setdefault(inject, word_of(spot.node, "channel"))


def check_voices(root: Node, findings: Findings) -> None:
    """Contacts only write directly; the brand is never put words into its mouth."""
    brand = next((spot.text for spot in spots(root, "brand")), None)
    contacts = {
        word_of(spot.node, "handle")
        for spot in spots(root, "cast.*")
        if word_of(spot.node, "sort") == "contact"
    } - {None}
    for spot in (*spots(root, "msel.*"), *spots(root, "on_demand.*")):
        by = word_of(spot.node, "by")
        if by is not None and by == brand:
            findings.add(
                spot.node.line, f"{spot.path}.by", "the brand speaks for itself", "Choose another persona."
            )
        if by in contacts and word_of(spot.node, "channel") != "message":
            findings.add(
                spot.node.line,
                spot.path,
                f"`{by}` is a contact and posts nothing",
                "Write `channel: message`.",
            )
        if word_of(spot.node, "channel") == "message" and isinstance(spot.node, Keys):
            shown = spot.node.entries.get("picture")
            if isinstance(shown, Keys):
                reason = "a direct message shows no picture"
                findings.add(shown.line, f"{spot.path}.picture", reason, "Post it, or remove `picture`.")
    for spot in spots(root, "seats.*.personas.*"):
        if spot.text is not None and spot.text in (brand, *contacts):
            remedy = "Choose a persona that posts; brand seats need none."
            findings.add(spot.node.line, spot.path, f"nobody can be seated as `{spot.text}`", remedy)


def check_lengths(root: Node, findings: Findings) -> None:
    main = _platform(next(iter(words_at(root, "platform")), None))
    if main is None:
        return
    texts = [(spot, main) for route in _POSTS for spot in spots(root, route)]
    for inject in (*spots(root, "msel.*"), *spots(root, "on_demand.*")):
        if word_of(inject.node, "channel") != "message":
            place = _platform(word_of(inject.node, "platform")) or main
            texts += [(spot, place) for spot in spots(inject.node, "text", inject.path)]
    for spot, place in texts:
        length = len(spot.text.strip()) if spot.text else 0
        if length > place.post_chars:
            reason = f"{length} characters, {place.name} takes {place.post_chars}"
            findings.add(spot.node.line, spot.path, reason, "Make it shorter.")


def _platform(word: str | None) -> Platform | None:
    return next((place for name, place in PLATFORMS.items() if name == word), None)


def check_blanks(root: Node, findings: Findings) -> None:
    """Only stand-ins and holding lines fill blanks; anywhere else the braces would be shown."""
    routes = [(route, _ANY_BLANK) for route in ("msel.*.text", "on_demand.*.text", *_POSTS[2:])] + [
        ("seats.*.lines.*", _LINE_BLANK)
    ]
    for route, blank in routes:
        for spot in spots(root, route):
            if spot.text and (found := blank.search(spot.text)):
                remedy = "Stand-ins fill `{handle}` only; holding statements may have any blank."
                findings.add(spot.node.line, spot.path, f"nothing fills `{found[0][:60]}` here", remedy)
