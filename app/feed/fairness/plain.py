"""A text in one spelling, from which one finds back to what was written."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import combining, normalize

_SAME = {
    **dict.fromkeys("’‘ʼ´`", "'"),
    **dict.fromkeys("أإآٱ", "ا"),
    "ى": "ي",
    "ی": "ي",
    "ة": "ه",
    "ک": "ك",
    "ـ": "",
}
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
"""Signs nobody sees, with which words are hidden from lists."""


@dataclass(frozen=True, slots=True)
class Plain:
    """`places` says of each sign of `folded` which one of the text it comes from."""

    text: str
    folded: str
    places: Sequence[int]

    def written(self, start: int, end: int) -> str:
        """Part of the folded text, as it was written."""
        return self.text[self.places[start] : self.places[end - 1] + 1]


def plain(text: str) -> Plain:
    """The text in small letters, without accents, vowel signs and what cannot be seen."""
    if text.isascii():
        return Plain(text, text.lower().replace("`", "'"), range(len(text)))
    signs = [_folded(sign) for sign in text]
    folded = "".join(signs)
    if len(folded) == len(text) and all(signs):
        return Plain(text, folded, range(len(text)))
    places = tuple(place for place, sign in enumerate(signs) for _ in sign)
    return Plain(text, folded, places)


@lru_cache(maxsize=4_096)
def _folded(sign: str) -> str:
    if sign in _UNSEEN:
        return ""
    if sign in _SAME:
        return _SAME[sign]
    return "".join(one for one in normalize("NFKD", sign.lower()) if not combining(one))
