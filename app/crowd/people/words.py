"""The names and words that accounts of a language are made of, read once from this folder."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

FALLBACK: Final = "en"
_SHARED: Final = 24
"""Things with English names that the handles of another language have."""
_STROKES: Final = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ı": "i", "ß": "ss", "æ": "ae"})
"""Letters that Unicode does not take apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Culture:
    """How names of a culture are put together; not every script has initials."""

    id: str
    families: tuple[str, ...]
    family_first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A given name as it is written, and in the letters of a handle."""

    name: str
    spelled: str
    woman: bool
    culture: Culture


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word as it is written, and in the letters of a handle."""

    name: str
    spelled: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What the handles and names of a language are made of."""

    givens: tuple[Given, ...]
    things: tuple[Word, ...]
    leads: tuple[Word, ...]


def spoken(language: str) -> str:
    """The language whose words are used: `de` for `de-AT`, English for one that has none."""
    main = language.split("-", maxsplit=1)[0].lower()
    return main if main in _names()["mixes"] else FALLBACK


@cache
def words_of(language: str) -> Words:
    """The words of a language that `spoken` gave."""
    taken = [_taken(culture, many) for culture, many in _names()["mixes"][language].items()]
    shared, own = _handles()["any"]["things"].split(), _handles()[language]
    things = (*(shared if language == FALLBACK else shared[:_SHARED]), *own["things"].split())
    return Words(
        givens=tuple({given.spelled: given for givens in reversed(taken) for given in givens}.values()),
        things=tuple(_word(text) for text in things),
        leads=tuple(_word(text) for text in own["leads"].split()),
    )


def plain(name: str) -> str:
    """A name in the letters of a handle: `żofie` is `zofie`."""
    apart = unicodedata.normalize("NFKD", name.lower().translate(_STROKES))
    return "".join(letter for letter in apart if letter.isascii() and letter.isalpha())


def _taken(name: str, many: int) -> list[Given]:
    """The first names of a culture, half of them women's."""
    found = _names()["cultures"][name]
    culture = Culture(
        id=name,
        families=tuple(one.replace("_", " ") for one in found["family"].split()),
        family_first=found.get("family_first", False),
    )
    return [
        _given(word, woman=woman, culture=culture)
        for woman in (True, False)
        for word in found["women" if woman else "men"].split()[: many // 2]
    ]


def _word(text: str) -> Word:
    name, _, spelled = text.partition(":")
    return Word(name=name.replace("_", " "), spelled=spelled or name)


def _given(word: str, *, woman: bool, culture: Culture) -> Given:
    name, _, spelled = word.partition(":")
    return Given(name=name, spelled=spelled or plain(name), woman=woman, culture=culture)


def read(name: str) -> Any:
    """One of this folder's tables."""
    text = (files("app.crowd.people") / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.CSafeLoader)


@cache
def _names() -> Any:
    return read("names")


@cache
def _handles() -> Any:
    return read("handles")
