"""What is shown of a row of the population: a handle, a name, a life so far; made on the spot, never kept."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from app.chance import between, normal, uniform
from app.crowd.people import handles
from app.crowd.people.handles import spell
from app.crowd.people.lives import Person, bio_of, earlier_posts
from app.crowd.people.naming import display_name, person_of
from app.crowd.people.words import Given, spoken, words_of
from app.crowd.population import Accounts
from app.crowd.segments import SEGMENTS, Segment
from app.exact import exp, log
from app.ids import Handle

JOINED, FOLLOWING, POSTS, GAP, CLOCK, TONGUE, WOMAN, TURN = range(90, 98)
"""Streams of chance."""

_OLDEST: Final = 5_200
"""Days since the first accounts joined."""
_TROLLS_OLDEST: Final = 700
_YOUNGEST: Final = 45
_OWN_LANGUAGE: Final = {"english": "en", "spanish": "es", "german": "de", "arabic": "ar"}
_IN_OWN: Final = 0.3
"""Share of accounts with a name of another language that write of themselves in that one."""
_RENAMED: Final = 20
"""Tries for a name that nobody in the cast has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A post from before StartEx, and how many seconds before."""

    text: str
    before: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account that nobody plays.

    Attributes:
        row: its place in the population.
        followers: how many follow it.
        following: how many it follows.
        posts: how many it has written since it joined.
        joined: ISO date in the story.
        segment: which part of the audience it is of; never shown to players.
        history: some of its posts, the latest first.
    """

    row: int
    handle: Handle
    name: str
    bio: str
    followers: int
    following: int
    posts: int
    joined: str
    segment: Segment
    history: tuple[Earlier, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Who an account says it is: what a post of it shows."""

    handle: Handle
    name: str
    given: Given | None


def named(population: Accounts, row: int, *, language: str, cast: Container[str] = ()) -> Named:
    """The handle and the name of a row: the same whenever asked.

    Args:
        population: which has the row.
        row: the account's place.
        language: the scenario's.
        cast: display names that are taken, in small letters.
    """
    tongue, key = spoken(language), _key(population, row)
    spelled = spell(population.seed, row, tongue)
    for turn in range(_RENAMED):
        given = person_of(spelled, words_of(tongue), tongue, *key, TURN, turn)
        name = display_name(given, spelled, *key, TURN, turn)
        if name.lower() not in cast:
            return Named(handle=Handle(spelled.handle), name=name, given=given)
    return Named(handle=Handle(spelled.handle), name=spelled.handle, given=None)


def describe(
    population: Accounts, row: int, *, language: str, story_start: str, cast: Container[str] = ()
) -> Account:
    """Everything that is shown of a row: the same whenever asked.

    Args:
        population: which has the row.
        row: the account's place.
        language: the scenario's.
        story_start: date and time of StartEx in the story, ISO 8601 without zone.
        cast: display names that are taken, in small letters.
    """
    at = population.at(row)
    key, segment = _key(population, row), SEGMENTS[at.segment]
    who = named(population, row, language=language, cast=cast)
    life = Person(
        language=_writes(who.given, spoken(language), *key),
        segment=segment,
        woman=who.given.woman if who.given else uniform(*key, WOMAN) < 0.5,
        key=key,
    )
    start, days = datetime.fromisoformat(story_start), _days(segment, *key)
    history, followers = _history(life, start), at.followers
    return Account(
        row=row,
        handle=who.handle,
        name=who.name,
        bio=bio_of(life),
        followers=followers,
        following=_following(followers, *key),
        posts=len(history) + _posts(at.activity, days, *key),
        joined=(start.date() - timedelta(days=days)).isoformat(),
        segment=segment,
        history=history,
    )


def row_of(population: Accounts, handle: str, *, language: str) -> int | None:
    """Which row bears a handle, None if none does."""
    return handles.row_of(handle, seed=population.seed, size=len(population), language=spoken(language))


def rows_of(taken: Iterable[str], *, seed: int, size: int, language: str) -> tuple[int, ...]:
    """The rows that would bear handles of the cast: they are left out of the population."""
    tongue = spoken(language)
    rows = (handles.row_of(handle, seed=seed, size=size, language=tongue) for handle in taken)
    return tuple(row for row in rows if row is not None)


def _key(population: Accounts, row: int) -> tuple[int, int]:
    """What all chance of an account is keyed by."""
    return population.at(row).name_seed, row


def _writes(person: Given | None, language: str, *key: int) -> str:
    """The language somebody writes of themselves in: the scenario's, mostly."""
    own = _OWN_LANGUAGE.get(person.culture.id, language) if person else language
    return own if own == language or uniform(*key, TONGUE) < _IN_OWN else language


def _days(segment: Segment, *key: int) -> int:
    """Days since an account joined; trolls have to start again more often."""
    oldest = _TROLLS_OLDEST if segment == "trolls" else _OLDEST
    luck = uniform(*key, JOINED)
    return _YOUNGEST + int(oldest * luck * luck)


def _following(followers: int, *key: int) -> int:
    size = exp(3.2 + 0.35 * log(followers + 5) + 0.8 * normal(*key, FOLLOWING))
    return min(7_500, 3 + round(size))


def _posts(activity: float, days: int, *key: int) -> int:
    """Posts since an account joined: the one in the middle writes twice a month, the busiest all day."""
    rate = 0.06 * exp(0.7 * log(activity + 0.01)) * between(0.5, 1.5, *key, POSTS)
    return min(250_000, round(rate * days))


def _history(person: Person, start: datetime) -> tuple[Earlier, ...]:
    """Its posts of the last weeks, each at an hour when people are up."""
    found: list[Earlier] = []
    day = start.replace(hour=0, minute=0, second=0, microsecond=0)
    for number, text in enumerate(earlier_posts(person)):
        day -= timedelta(days=1 + int(8 * uniform(*person.key, GAP, number)))
        at = day + timedelta(seconds=int(between(7 * 3600, 23 * 3600, *person.key, CLOCK, number)))
        found.append(Earlier(text=text, before=(start - at).total_seconds()))
    return tuple(found)
