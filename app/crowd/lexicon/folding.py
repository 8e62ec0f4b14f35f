"""One spelling for what people type in many: letters folded one for one, so every place in the text stays.

Accents, Arabic hamzas and tatweel, curly quotes and foreign digits go; `ä` becomes `a`, and a list's own
`ä` is looked for as `a` and as `ae`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice, product
from unicodedata import normalize

GONE = "\ue000"
"""Stands where a mark was; it is left out of words."""
BREAK = "."
"""The token of all that ends a clause."""

_LATIN = {code: base for code in range(0xC0, 0x250) if (base := normalize("NFD", chr(code))[0]) != chr(code)}
_MARKS = (*range(0x300, 0x370), *range(0x610, 0x61B), *range(0x64B, 0x660), 0x670, *range(0x6D6, 0x6EE))
_ARABIC = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ک": "ك"}
_FOLDED: Mapping[int, str] = {
    **_LATIN,
    **dict.fromkeys(_MARKS, GONE),
    **dict.fromkeys(map(ord, "ـء\u00ad\u200b\u200c\u200d\u200e\u200f\ufe0f"), GONE),
    **{ord(written): folded for written, folded in _ARABIC.items()},
    **{0x660 + digit: str(digit) for digit in range(10)},
    **{0x6F0 + digit: str(digit) for digit in range(10)},
    **dict.fromkeys(map(ord, "’‘ʼ´`"), "'"),
    ord("ı"): "i",
}
_UMLAUTS = {"ä": ("a", "ae"), "ö": ("o", "oe"), "ü": ("u", "ue"), "ß": ("ß", "ss")}
_TOKEN = re.compile(
    r"https?://\S+|www\.\S+"
    rf"|[@\w{GONE}][\w{GONE}]*(?:'[\w{GONE}]+)*"
    r"|[\u2600-\u27bf\U0001f300-\U0001faff]"
    r"|[!?…;()\n؟،؛—–¿¡]|(?<!\d)[.:,]|[.:,](?!\d)"
)
STOPS: Mapping[str, str] = dict.fromkeys(".!?…;:,()\n؟،؛—–¿¡", BREAK)
"""What ends a clause; a point inside a number ends nothing."""


@dataclass(frozen=True, slots=True)
class Words:
    """A folded text in pieces: a word, an emoji, or the end of a clause (`BREAK`).

    `pieces` says which piece of the text each comes from: two words run together come from one.
    """

    plain: str
    texts: list[str] = field(default_factory=list)
    pieces: list[int] = field(default_factory=list)

    def spans(self, wanted: Iterable[tuple[int, int]]) -> list[slice]:
        """Where in the text the words from `first` up to, but without, `last` are, for each wanted."""
        ends = [(self.pieces[first], self.pieces[last - 1]) for first, last in wanted]
        most = max((last for _, last in ends), default=-1)
        places = [one.span() for one in islice(_TOKEN.finditer(self.plain), most + 1)]
        return [slice(places[first][0], places[last][1]) for first, last in ends]


def folded(text: str) -> str:
    """The text in one spelling; character n is still character n."""
    if text.isascii():
        return text.lower().replace("`", "'")
    return text.replace("İ", "i").lower().translate(_FOLDED)


def spellings(word: str) -> tuple[str, ...]:
    """The ways a word of a list may stand in a folded text."""
    parts = [_UMLAUTS.get(letter, (folded(letter).replace(GONE, ""),)) for letter in word.lower()]
    return tuple("".join(one) for one in product(*parts))


def words_of(plain: str, same: Mapping[str, str]) -> Words:
    """The words of a folded text.

    Args:
        plain: as `folded` gives it.
        same: what stands for other words: `don't` for `do not`, and each of `STOPS` for a break.
    """
    found = _TOKEN.findall(plain)
    if GONE in plain:
        found = [word.replace(GONE, "") for word in found]
    words = Words(plain)
    for piece, word in enumerate(found):
        if word in same:
            parts = same[word].split()
            words.texts.extend(parts)
            words.pieces.extend([piece] * len(parts))
        else:
            words.texts.append(word)
            words.pieces.append(piece)
    return words
