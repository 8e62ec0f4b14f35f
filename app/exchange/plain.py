"""Words compared without case, accents, scripts of digits and spaces; and the word lists of this package."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85]")
_TATWEEL = "\u0640"


def plain(text: str) -> str:
    """`text` in small letters without accents, with digits 0-9 and single spaces."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    signs = (_ascii_digit(sign) for sign in folded if unicodedata.category(sign) not in ("Mn", "Cf"))
    return " ".join("".join(signs).replace(_TATWEEL, "").split())


def _ascii_digit(sign: str) -> str:
    return str(unicodedata.digit(sign)) if sign.isdecimal() else sign


def shown(text: str) -> str:
    """`text` with line ends of one kind, tabs as spaces, and without signs that cannot be shown."""
    text = _BREAKS.sub("\n", text).replace("\t", " ")
    return "".join(s for s in text if s == "\n" or unicodedata.category(s) not in ("Cc", "Cs")).strip()


@cache
def read_yaml(name: str) -> Any:
    """The data in a file of this package."""
    text = files("app.exchange").joinpath(name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=_LOADER)  # noqa: S506 - the safe loader, written in C


@cache
def words(group: str) -> Mapping[str, str]:
    """What each plain word of a group of words.yaml stands for: `oui` for `yes` in the group `yes`."""
    found = read_yaml("words.yaml")[group]
    named = found.items() if isinstance(found, dict) else [(group, found)]
    return {plain(str(word)): str(name) for name, listed in named for word in listed}
