"""What an account says of itself, and what it wrote about before anybody was angry."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from app.chance import chosen, uniform
from app.crowd.people.words import read
from app.crowd.segments import Segment

BIO, INTEREST, ROLE, SECOND, ASIDE, HOME, SEGMENT, SIGN, POST, WORDING = range(80, 90)
"""Streams of chance."""

LONGEST: Final = 160
"""Characters a biography may have."""
_FACTS: Final = 4
_BETWEEN: Final = (" · ", ". ", " | ", " / ", " — ", "\n")
_SILENT: Final = 0.12
"""Share of trolls that say nothing of themselves."""
_EITHER: Final = re.compile(r"\{([^{}]*)\}")
_GENDER: Final = re.compile(r"\[([^\[\]|]*)\|([^\[\]|]*)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What people who care for one thing say of themselves and write about it."""

    bio: tuple[str, ...]
    posts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lives:
    """The lives of a language."""

    roles: tuple[str, ...]
    homes: tuple[str, ...]
    asides: tuple[str, ...]
    everyday: tuple[str, ...]
    interests: tuple[Subject, ...]
    segments: Mapping[Segment, Subject]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Whose life it is: in which language they write, what is theirs alone."""

    language: str
    segment: Segment
    woman: bool
    key: tuple[int, ...]

    def luck(self, *stream: int) -> float:
        return uniform(*self.key, *stream)


@cache
def lives_of(language: str) -> Lives:
    """The lives of a language that has words."""
    found = read(language)
    return Lives(
        roles=tuple(found["roles"]),
        homes=tuple(found["homes"]),
        asides=tuple(found["asides"]),
        everyday=tuple(found["everyday"]),
        interests=tuple(_subject(one) for one in found["interests"].values()),
        segments={name: _subject(one) for name, one in found["segments"].items()},
    )


def bio_of(person: Person) -> str:
    """A biography: a few facts in a row, what they do and what they care for among them."""
    if person.segment == "trolls" and person.luck(BIO, 0) < _SILENT:
        return ""
    lives, between = lives_of(person.language), chosen(_BETWEEN, *person.key, SIGN)
    own, (first, second) = lives.segments[person.segment].bio, _interests(person)
    parts = [
        *_perhaps(own, 0.55, person, SEGMENT),
        *_perhaps(lives.roles, 0.0 if person.segment == "press" else 0.6, person, ROLE),
        *_perhaps(first.bio, 1.0, person, INTEREST),
        *_perhaps(second.bio, 0.35, person, SECOND),
        *_perhaps(lives.asides, 0.4, person, ASIDE),
        *_perhaps(lives.homes, 0.4, person, HOME),
    ]
    del parts[_FACTS:]
    while len(between.join(parts)) > LONGEST:
        parts.pop()
    return between.join(parts)


def earlier_posts(person: Person) -> tuple[str, ...]:
    """Three to five posts, none like another, the first one the latest."""
    lives = lives_of(person.language)
    own, (first, second) = lives.segments[person.segment].posts, _interests(person)
    texts = [
        *_some(first.posts, 2, person, POST, 0),
        *_some(lives.everyday, 1, person, POST, 1),
        *_some(second.posts, int(person.luck(POST, 2) < 0.7), person, POST, 3),
        *_some(own, int(bool(own) and person.luck(POST, 4) < 0.7), person, POST, 5),
    ]
    return tuple(sorted(texts, key=lambda text: person.luck(POST, 6, texts.index(text))))


def _subject(found: Mapping[str, Sequence[str]]) -> Subject:
    return Subject(bio=tuple(found["bio"]), posts=tuple(found["posts"]))


def _interests(person: Person) -> tuple[Subject, Subject]:
    """Two things somebody cares for, the first one more."""
    interests = lives_of(person.language).interests
    first = int(person.luck(INTEREST, 0) * len(interests))
    apart = 1 + int(person.luck(INTEREST, 1) * (len(interests) - 1))
    return interests[first], interests[(first + apart) % len(interests)]


def _perhaps(texts: Sequence[str], share: float, person: Person, stream: int) -> list[str]:
    """One of some texts, or none."""
    if not texts or person.luck(stream, 2) >= share:
        return []
    return [_worded(chosen(texts, *person.key, stream, 3), person, stream)]


def _some(texts: Sequence[str], many: int, person: Person, *stream: int) -> list[str]:
    """So many texts, each another one."""
    start = int(person.luck(*stream, 0) * len(texts)) if many else 0
    step = 1 + int(person.luck(*stream, 1) * (len(texts) - 1)) if many > 1 else 0
    return [_worded(texts[(start + turn * step) % len(texts)], person, *stream, turn) for turn in range(many)]


def _worded(text: str, person: Person, *stream: int) -> str:
    """A text with its choices made."""
    told = _GENDER.sub(lambda found: found.group(2 if person.woman else 1), text)
    return _EITHER.sub(
        lambda found: chosen(found.group(1).split("|"), *person.key, WORDING, *stream, found.start()), told
    )
