"""What a column of an MSEL can mean, and how likely a header means it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import Literal, get_args

from app.exchange.plain import plain, read_yaml

Field = Literal[
    "id",
    "time",
    "date",
    "title",
    "text",
    "by",
    "to",
    "channel",
    "answers",
    "reach",
    "heat",
    "tests",
    "objective",
    "expected",
    "within",
    "position",
    "chance",
    "lasts",
    "contingency",
    "guidance",
    "cue",
    "kind",
    "story_date",
    "actual",
    "move",
    "group",
    "track",
    "faction",
    "media",
    "profile",
    "poll",
    "likes",
    "shares",
    "replies",
    "capability",
    "score",
    "controller",
    "evaluator",
    "deliverable",
    "status",
    "section",
]
"""Every meaning a column can have; those up to `kind` are read into the inject, the others kept beside it."""

FIELDS: tuple[Field, ...] = get_args(Field)
READ: tuple[Field, ...] = FIELDS[: FIELDS.index("kind") + 1]
KEPT_TOO: frozenset[Field] = frozenset(("to", "kind", "date"))
"""Read for what they say about the inject, and kept beside it as they were written."""

KEYS = (
    *("after", "later", "when", "unless", "every", "times", "hold", "impact", "hints", "picture"),
    *("platform", "stars", "story", "breaks"),
)
"""The keys of an inject that stand in the one column `cue`; `at` too, where a contingency has one."""

SURE, MAYBE = 1.0, 0.7
"""Confidence in a header that is in the alias table, and in one that may mean something else."""
LEAST = 0.5
"""Confidence below which nothing is suggested."""

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_SIGNS = re.compile(r"[^\w#+]+")


@dataclass(frozen=True, slots=True)
class Guess:
    """A field a header may mean, with the confidence in it from 0 to 1."""

    field: Field
    confidence: float


def header_of(field: Field) -> str:
    """What Squall writes over a column of that meaning."""
    return str(read_yaml("aliases.yaml")[field]["header"])


def guesses(header: str) -> tuple[Guess, ...]:
    """What `header` may mean, the likeliest first; empty where nothing is likely."""
    whole = simple(header)
    bare = simple(_BRACKETS.sub(" ", header.replace("(s)", "s").replace("(e)", "e")))
    found: dict[Field, float] = {}
    for name, less in ((whole, 0.0), (bare, 0.05)):
        for guess in _aliases().get(name, ()):
            found[guess.field] = max(found.get(guess.field, 0.0), guess.confidence - less)
    if not found and bare:
        found = _near(bare)
    ranked = sorted(found.items(), key=lambda one: (-one[1], FIELDS.index(one[0])))
    return tuple(Guess(field, round(confidence, 2)) for field, confidence in ranked if confidence >= LEAST)


def simple(header: str) -> str:
    """A header without case, accents and punctuation."""
    return " ".join(_SIGNS.sub(" ", plain(header)).replace("_", " ").split())


@cache
def _aliases() -> Mapping[str, tuple[Guess, ...]]:
    table: dict[str, dict[Field, float]] = {}
    for field in FIELDS:
        entry = read_yaml("aliases.yaml")[field]
        sure = [
            entry["header"],
            *(alias for lang in ("en", "fr", "de", "es", "ar") for alias in entry.get(lang, ())),
        ]
        for aliases, confidence in ((entry.get("maybe", ()), MAYBE), (sure, SURE)):
            for alias in aliases:
                table.setdefault(simple(str(alias)), {})[field] = confidence
    return {
        name: tuple(Guess(field, confidence) for field, confidence in meanings.items())
        for name, meanings in table.items()
        if name
    }


def _near(header: str) -> dict[Field, float]:
    """Meanings of a header that holds an alias among other words, or is one misspelt."""
    found: dict[Field, float] = {}
    if len(header) > 80:
        return found
    around = set(header.split())
    for alias, meanings in _aliases().items():
        parts = set(alias.split())
        share = len(parts) / len(around)
        close = 0.0
        if len(alias) > 2 and parts < around:
            close = 0.5 + 0.3 * share
        elif len(alias) > 4 and abs(len(alias) - len(header)) < 3:
            ratio = SequenceMatcher(None, alias, header).ratio()
            close = 0.75 * ratio if ratio > 0.84 else 0.0
        for guess in meanings:
            found[guess.field] = max(found.get(guess.field, 0.0), close * guess.confidence)
    return found
