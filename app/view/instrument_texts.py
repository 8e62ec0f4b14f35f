"""What a listening tool reads in the posts it sees: what they are about, who is loud, and where it errs."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from app.chance import number_of
from app.feed.posts import Post
from app.ids import Handle
from app.scenario.scenario import Scenario
from app.view.instrument_words import common_words
from app.view.instruments import FOLLOWED, Estimate, followed

Side = Literal["against", "neither", "for"]
SIDES: Final[tuple[Side, Side, Side]] = ("against", "neither", "for")
Trend = Literal["rising", "steady", "fading"]
MOST_TOPICS, MOST_TAGS, MOST_THEMES, MOST_LOUD = 2, 3, 6, 6
SLOTS: Final = 6
LEAST_TO_TURN: Final = 3
TURNS: Final = 2
"""A trend rises where its second half has this many posts, and so many times those of the first."""
LEAST_POSTS: Final = 2
"""Posts a word must be in to be a theme."""
SHORTEST_WORD: Final = 5
SHORT: Final = 40
"""Characters up to which a text says too little to be read well."""
GUESSING: Final = 1 / 3
"""How often a tool is right that knows nothing."""
OF_IRONY, OF_SHORT = 0.35, 0.7
"""What is left of a tool's skill, beyond guessing, where a text is ironic or short. Assumptions."""
_LAUGHS = re.compile(r"[😂🤣😹🙃😏🤡💀]|\b(a?ha(ha)+|(ja){2,}|lo+l|lmao|rofl)\b|ه{3,}|/s\b", re.IGNORECASE)
_TAG = re.compile(r"#\w{1,50}")
_WORD = re.compile(rf"(?<![#@\w])[^\W\d_]{{{SHORTEST_WORD},}}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Something many posts of the sample speak of.

    Attributes:
        posts: how many of the latest half hour do.
        slots: the same in each sixth of it, or of the time since StartEx, oldest first.
        trend: whether more of them came in its second half than in its first.
    """

    sort: Literal["topic", "tag", "word"]
    text: str
    posts: int
    slots: tuple[int, ...] = ()
    trend: Trend = "steady"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loud:
    """An account of the sample.

    Attributes:
        posts: its posts in the sample.
        reach: followers times posts, as the tool estimates them: who could have seen them, not who did.
        side: what the tool takes most of them for.
    """

    handle: Handle
    name: str
    followers: int
    posts: int
    reach: Estimate
    side: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A post of the sample that the tool has read: what it says, when, and what the tool takes it for."""

    post: Post
    text: str
    side: Side


@lru_cache(maxsize=8_192)
def skill(text: str, accuracy: float) -> float:
    """How often the tool takes such a text for what it is."""
    left = (OF_IRONY if _LAUGHS.search(text) else 1.0) * (OF_SHORT if len(text) <= SHORT else 1.0)
    return GUESSING + (accuracy - GUESSING) * left


def themes(said: Sequence[tuple[str, float]], scenario: Scenario) -> tuple[Theme, ...]:
    """Topics of the scenario that were named, then tags, then words; each where the most posts have it.

    Args:
        said: each text, and when: from 0 to 1, the beginning and the end of what is looked at.
        scenario: its topics, its language and its brand's name.
    """
    topics = _most("topic", [(set(_topics(text, scenario)), at) for text, at in said], MOST_TOPICS)
    tags = _most("tag", [(set(_TAG.findall(text.casefold())), at) for text, at in said], MOST_TAGS)
    taken = " ".join(one.text for one in (*topics, *tags)).casefold()
    known = common_words(scenario.language) | _names(scenario)
    words = [
        ({word for word in _WORD.findall(text.casefold()) if word not in known}, at) for text, at in said
    ]
    fresh = [({word for word in some if word not in taken}, at) for some, at in words]
    return (*topics, *tags, *_most("word", fresh, MOST_THEMES - len(topics) - len(tags)))


def loudest(read: Iterable[Read], error: float, seed: int) -> tuple[Loud, ...]:
    """The accounts whose posts could have reached the most, as the tool estimates it."""
    accounts: dict[Handle, list[Read]] = {}
    for one in read:
        accounts.setdefault(one.post.author, []).append(one)
    found = [_loud(posts, error, seed) for posts in accounts.values()]
    return tuple(sorted(found, key=lambda one: (-one.reach.value, one.handle))[:MOST_LOUD])


def trend(slots: Sequence[int]) -> Trend:
    """Which way a theme goes: only what is plain in a sample so small."""
    half = len(slots) // 2
    before, after = sum(slots[:half]), sum(slots[half:])
    if after >= LEAST_TO_TURN and after >= TURNS * before:
        return "rising"
    return "fading" if before >= LEAST_TO_TURN and before >= TURNS * after else "steady"


def _loud(posts: list[Read], error: float, seed: int) -> Loud:
    """One account by its posts, oldest first; of two sides as often, the later one."""
    last = posts[-1].post
    sides = [one.side for one in reversed(posts)]
    return Loud(
        handle=last.author,
        name=last.name,
        followers=last.followers,
        posts=len(posts),
        reach=followed(error, last.followers * len(posts), seed, FOLLOWED, number_of(last.author)),
        side=max(sides, key=sides.count),
    )


def _most(
    sort: Literal["topic", "tag", "word"], found: Iterable[tuple[set[str], float]], most: int
) -> tuple[Theme, ...]:
    slots: dict[str, list[int]] = {}
    for items, at in found:
        for item in sorted(items):
            slots.setdefault(item, [0] * SLOTS)[min(SLOTS - 1, int(at * SLOTS))] += 1
    order = sorted(slots.items(), key=lambda one: (-sum(one[1]), one[0]))
    return tuple(
        Theme(sort=sort, text=text, posts=sum(when), slots=tuple(when), trend=trend(when))
        for text, when in order[:most]
        if sum(when) >= LEAST_POSTS
    )


def _topics(text: str, scenario: Scenario) -> Iterator[str]:
    said = text.casefold()
    for topic in scenario.crowd.topics:
        if any(one.casefold() in said for one in (topic.name, *topic.memes)):
            yield topic.name


def _names(scenario: Scenario) -> frozenset[str]:
    """What the brand is called: in every post, and so no theme."""
    persona = scenario.persona(scenario.brand)
    called = f"{scenario.brand} {persona.name if persona else ''}"
    return frozenset(_WORD.findall(called.casefold()))
