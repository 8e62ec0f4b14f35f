"""Texts that are not in the scenario's language: what was left when somebody translated it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from app.scenario.faults import Fault
from app.scenario.linting.advising import REMEMBERED, advice
from app.scenario.linting.scripts import bare_words, foreign_script, letters
from app.scenario.linting.texts import Text, texts
from app.scenario.scenario import Scenario

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""All it reads is text: `no` and `on` are words here."""
_WORD = re.compile(r"[^\W\d_]{2,}(?:['’][^\W\d_]+)?")
SURE, LIKELY = 4, 2
"""Different small words of another language that make a text foreign by itself, and as one of many."""
SURE_LETTERS, LIKELY_LETTERS = 20, 3
"""The same for letters of another script."""
LEAST = 3
"""Posts of a list that must be foreign, beside being most of those one can tell."""


def untranslated(scenario: Scenario) -> Iterator[Fault]:
    """Cards and briefs in another language one by one; posts only where most of a list are.

    A single post may well be in another language: somebody writes from abroad.
    """
    lists: defaultdict[str, list[Text]] = defaultdict(list)
    for text in texts(scenario):
        if text.posted:
            lists[_list_of(text)].append(text)
        elif other := _other(text.words, scenario.language, SURE, SURE_LETTERS):
            reason = f"it reads like `{other}`, and the scenario is in `{scenario.language}`"
            yield advice(text.path, reason, "Translate it.")
    for name, posts in lists.items():
        yield from _mostly_foreign(name, posts, scenario.language)


def _list_of(text: Text) -> str:
    """The list a post belongs to: `msel`, `crowd.words.against`, `seats[1].lines`."""
    before, _, after = text.path.rpartition("[")
    return before if after.endswith("]") else before.partition("[")[0]


def _mostly_foreign(name: str, posts: list[Text], language: str) -> Iterator[Fault]:
    told = [(post, _other(post.words, language, LIKELY, LIKELY_LETTERS)) for post in posts]
    foreign = [(post, other) for post, other in told if other]
    own = sum(other is None and _is_own(post.words, language) for post, other in told)
    if len(foreign) < LEAST or len(foreign) <= own:
        return
    most = Counter(other for _, other in foreign).most_common(1)[0][0]
    reason = (
        f"{len(foreign)} of {len(posts)} texts of {name} read like `{most}`, the scenario is in `{language}`"
    )
    yield advice(foreign[0][0].path, reason, "Translate them, or change `language`.")


@lru_cache(REMEMBERED)
def _other(text: str, language: str, least: int, least_letters: int) -> str | None:
    """The language or script a text is in, where that is clearly not the scenario's."""
    if foreign_script(text, language):
        script, count = letters(text).most_common(1)[0]
        return f"{script.capitalize()} script" if count >= least_letters else None
    own = language.partition("-")[0].lower()
    if own not in _small_words():
        return None
    counted = _count(text)
    other, most = max(((name, hits) for name, hits in counted.items() if name != own), key=lambda one: one[1])
    return other if most >= least and most >= 3 * counted[own] else None


@lru_cache(REMEMBERED)
def _is_own(text: str, language: str) -> bool:
    """Whether one can tell that it is in the scenario's language."""
    own = language.partition("-")[0].lower()
    return _count(text)[own] > 0 if own in _small_words() else not foreign_script(text, language)


def _count(text: str) -> dict[str, int]:
    """Different small words of each language in a text."""
    words = set(_WORD.findall(bare_words(text).casefold().replace("’", "'")))
    return {name: sum(word in small for word in words) for name, small in _small_words().items()}


@cache
def _small_words() -> Mapping[str, frozenset[str]]:
    source = (files("app.scenario.linting") / "languages.yaml").read_text(encoding="utf-8")
    found: dict[str, list[str]] = yaml.load(source, Loader=_LOADER)  # noqa: S506 - it makes nothing but text
    return {name: frozenset(words) for name, words in found.items()}
