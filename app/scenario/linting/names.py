"""Names of real companies, platforms and people in what ought to be made up."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from app.scenario.faults import Fault
from app.scenario.linting.advising import advice
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
    owned = {_plain(name) for name in _found(scenario.provenance, scenario.language)}
    owned |= {_plain(name) for name in _listed()["words"] if name in scenario.provenance.split()}
    for at, persona in enumerate(scenario.cast):
        if _is_account(persona.handle) and _plain(persona.handle) not in owned:
            yield advice(f"cast[{at}].handle", f"@{persona.handle} is somebody's", _REMEDY)
    for text in texts(scenario):
        if text.path == "provenance":
            continue
        for name in dict.fromkeys(_found(text.words, scenario.language)):
            if _plain(name) not in owned:
                yield advice(text.path, f"{name} is real", _REMEDY)


def _found(text: str, language: str) -> Iterator[str]:
    yield from (match[0] for match in _names().finditer(text))
    if language.partition("-")[0] not in _NOUNS:
        yield from (match[0] for match in _words().finditer(text) if _is_a_name_there(text, match))
    cast = (match[0] for match in _MENTION.finditer(text) if _is_account(match[1]))
    yield from cast


def _is_a_name_there(text: str, match: re.Match[str]) -> bool:
    """Whether capitals make a name of that word: within a sentence, with small words about it."""
    before, after = text[: match.start()].rstrip(" ‘'"), text[match.end() :].lstrip(" ")
    begins = not before or not (before[-1].isalnum() or before[-1] in ",;")
    last = re.findall(r"[\w'’-]+", before)[-1:]
    beside = after[:1].isupper() or (bool(last) and last[0][:1].isupper() and last[0] != "I")
    return not begins and not beside


def _is_account(handle: str) -> bool:
    return _plain(handle) in _accounts()


def _plain(name: str) -> str:
    """A name as it would be in a handle: small letters without accents, spaces and signs."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in apart if sign.isalnum())


@cache
def _accounts() -> frozenset[str]:
    listed = _listed()
    names = (_plain(name) for sort, several in listed.items() if sort != "words" for name in several)
    return frozenset(name for name in names if len(name) > 2)


@cache
def _names() -> re.Pattern[str]:
    several = [name for sort, names in _listed().items() if sort not in _APART for name in names]
    return re.compile("|".join(map(_whole, sorted(several, key=len, reverse=True))), re.IGNORECASE)


@cache
def _words() -> re.Pattern[str]:
    return re.compile("|".join(map(_whole, _listed()["words"])))


def _whole(name: str) -> str:
    """A pattern for the whole name, however its apostrophe and spaces are set."""
    pattern = re.escape(name).replace(r"\ ", r"\s+").replace("'", "['’]?")
    if unicodedata.name(name[0], "").split(" ")[0] in _WITHOUT_SPACES:
        return pattern
    return rf"(?<![\w@#]){pattern}(?!\w)"


@cache
def _listed() -> Mapping[str, tuple[str, ...]]:
    source = (files("app.scenario.linting") / "names.yaml").read_text(encoding="utf-8")
    found: dict[str, list[str]] = yaml.load(source, Loader=_LOADER)  # noqa: S506 - it makes nothing but text
    return {sort: tuple(names) for sort, names in found.items()}
