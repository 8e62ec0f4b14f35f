"""Names of real companies, platforms and people in what ought to be made up."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from app.scenario.faults import Fault
from app.scenario.linting.advising import REMEMBERED, advice
from app.scenario.linting.texts import texts
from app.scenario.scenario import Scenario

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_MENTION = re.compile(r"[@#](\w{2,})")
_NOUNS = ("de",)
"""Languages in which capitals show no name."""
_APART = ("words", "handles")
_WITHOUT_SPACES = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "ARABIC")
"""Scripts in which a name may touch the words beside it."""
_REMEDY = "Make one up, or say in `provenance` why it has to be this one."


def real_names(scenario: Scenario) -> Iterator[Fault]:
    """Names in texts, handles and hashtags, but for those the provenance owns up to."""
    told = (*_names().finditer(scenario.provenance), *_words().finditer(scenario.provenance))
    owned = {_plain(match[0]) for match in told}
    for at, persona in enumerate(scenario.cast):
        if (handle := _plain(persona.handle)) in _accounts() and handle not in owned:
            yield advice(f"cast[{at}].handle", f"@{persona.handle} is somebody's", _REMEDY)
    for text in texts(scenario):
        if text.path == "provenance":
            continue
        for name in dict.fromkeys(_found(text.words, scenario.language)):
            if _plain(name) not in owned:
                yield advice(text.path, f"{name} is real", _REMEDY)


@lru_cache(REMEMBERED)
def _found(text: str, language: str) -> tuple[str, ...]:
    return tuple(_looked_for(text, language))


def _looked_for(text: str, language: str) -> Iterator[str]:
    yield from (match[0] for match in _names().finditer(text))
    if language.partition("-")[0] not in _NOUNS:
        yield from (match[0] for match in _words().finditer(text) if _is_a_name_there(text, match))
    for match in _MENTION.finditer(text):
        if _plain(match[1]) in (_accounts() if match[0].startswith("@") else _owners()):
            yield match[0]


def _is_a_name_there(text: str, match: re.Match[str]) -> bool:
    """Whether capitals make a name of that word: within a sentence, with small words about it."""
    before, after = text[: match.start()].rstrip(" ‘'"), text[match.end() :].lstrip(" ")
    begins = not before or not (before[-1].isalnum() or before[-1] in ",;")
    last = re.findall(r"[\w'’-]+", before)[-1:]
    beside = after[:1].isupper() or (bool(last) and last[0][:1].isupper() and last[0] != "I")
    return not begins and not beside and last != ["the"]


def _plain(name: str) -> str:
    """A name as it would be in a handle: small letters without accents, spaces and signs."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in apart if sign.isalnum())


@cache
def _owners() -> frozenset[str]:
    """The names as they would be in a hashtag."""
    names = (_plain(name) for sort, several in _listed().items() if sort not in _APART for name in several)
    return frozenset(name for name in names if len(name) > 2)


@cache
def _accounts() -> frozenset[str]:
    return _owners() | frozenset(_listed()["handles"])


@cache
def _names() -> re.Pattern[str]:
    several = [name for sort, names in _listed().items() if sort not in _APART for name in names]
    touching = [name for name in several if unicodedata.name(name[0], "").split(" ")[0] in _WITHOUT_SPACES]
    apart = [name for name in several if name not in touching]
    return re.compile(rf"{_whole(apart)}|{_either(touching)}", re.IGNORECASE)


@cache
def _words() -> re.Pattern[str]:
    return re.compile(_whole(_listed()["words"]))


def _whole(names: Iterable[str]) -> str:
    """A pattern for any of the names as whole words."""
    return rf"(?<![\w@#])(?:{_either(names)})(?!\w)"


def _either(names: Iterable[str]) -> str:
    """A pattern for any of the names, however their apostrophes and spaces are set."""
    longest_first = sorted(names, key=len, reverse=True)
    return "|".join(re.escape(name).replace(r"\ ", r"\s+").replace("'", "['’]?") for name in longest_first)


@cache
def _listed() -> Mapping[str, tuple[str, ...]]:
    source = (files("app.scenario.linting") / "names.yaml").read_text(encoding="utf-8")
    found: dict[str, list[str]] = yaml.load(source, Loader=_LOADER)  # noqa: S506 - it makes nothing but text
    return {sort: tuple(names) for sort, names in found.items()}
