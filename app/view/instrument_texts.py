"""What a listening tool reads in the posts it sees: what they are about, who is loud, and where it errs."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from app.feed.posts import Post
from app.ids import Handle
from app.scenario.scenario import Scenario
from app.view.instrument_words import common_words

MOST_TOPICS, MOST_TAGS, MOST_THEMES, MOST_LOUD = 2, 3, 6, 3
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
    """Something many posts of the sample speak of; `posts` counts those."""

    sort: Literal["topic", "tag", "word"]
    text: str
    posts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Loud:
    """An account of the sample; `posts` counts those of its in the sample."""

    handle: Handle
    name: str
    followers: int
    posts: int


@lru_cache(maxsize=8_192)
def skill(text: str, accuracy: float) -> float:
    """How often the tool takes such a text for what it is."""
    left = (OF_IRONY if _LAUGHS.search(text) else 1.0) * (OF_SHORT if len(text) <= SHORT else 1.0)
    return GUESSING + (accuracy - GUESSING) * left


def themes(texts: Sequence[str], scenario: Scenario) -> tuple[Theme, ...]:
    """Topics of the scenario that were named, then tags, then words; each where the most posts have it."""
    topics = _most("topic", (set(_topics(text, scenario)) for text in texts), MOST_TOPICS)
    tags = _most("tag", (set(_TAG.findall(text.casefold())) for text in texts), MOST_TAGS)
    said = " ".join(one.text for one in (*topics, *tags)).casefold()
    known = common_words(scenario.language) | _names(scenario)
    words = ({word for word in _WORD.findall(text.casefold()) if word not in known} for text in texts)
    fresh = ({word for word in some if word not in said} for some in words)
    return (*topics, *tags, *_most("word", fresh, MOST_THEMES - len(topics) - len(tags)))


def loudest(posts: Iterable[Post]) -> tuple[Loud, ...]:
    """The accounts with the most followers reached, counting each post."""
    accounts: dict[Handle, Loud] = {}
    for post in posts:
        known = accounts.get(post.author)
        accounts[post.author] = Loud(
            handle=post.author,
            name=post.name,
            followers=post.followers,
            posts=1 + (known.posts if known else 0),
        )
    order = sorted(accounts.values(), key=lambda one: (-one.followers * one.posts, one.handle))
    return tuple(order[:MOST_LOUD])


def _most(sort: Literal["topic", "tag", "word"], found: Iterable[set[str]], most: int) -> tuple[Theme, ...]:
    counts = Counter(item for some in found for item in sorted(some))
    order = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return tuple(
        Theme(sort=sort, text=text, posts=posts) for text, posts in order[:most] if posts >= LEAST_POSTS
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
