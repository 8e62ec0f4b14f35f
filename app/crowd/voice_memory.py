"""Whether a text is too like one that was said: cheap enough to ask for every text of a storm."""

from collections.abc import Mapping
from functools import lru_cache
from zlib import crc32

from app.feed.wording import folded

ALIKE = 0.6
"""Share of the shorter text's pieces found in the longer from which on they count as alike."""
LATELY = 1_500
"""Folded letters that were said just before: some thirty texts."""
_PIECE = 5
"""Letters a piece has."""
_BITS = 2047
_SHORT = 26
"""Folded letters up to which a text's words are looked for one by one."""
_LEAST, _FEW_WORDS, _LONG_WORDS = 8, 3, 14
"""Folded letters a text needs, and different words, or letters instead: less is in everything."""


class Memory:
    """What was said so far."""

    __slots__ = ("_said", "_sketches", "joined", "lately")

    def __init__(self, said: Mapping[str, None]) -> None:
        self._said = said
        self._sketches = [sketch(text) for text in said]
        self.joined = "\n".join(said)
        """All of it as one text."""
        self.lately = self.joined[-LATELY:]
        """What one still has in the ear."""

    def knows(self, text: str) -> bool:
        """Whether this, or nearly this, was said."""
        plain = folded(text)
        if plain in self._said:
            return True
        mine, size = sketch(plain)
        for bits, count in self._sketches:
            if (mine & bits).bit_count() > ALIKE * min(size, count):
                return True
        return len(plain) <= _SHORT and self._has_all(text)

    def _has_all(self, text: str) -> bool:
        """Whether some text has all the words of a short one."""
        words = [folded(word) for word in text.split()]
        return any(all(word in said for word in words) for said in self._said)


def says_little(text: str) -> bool:
    """Whether a text is so short that half of all texts would contain it."""
    words = {folded(word) for word in text.split()}
    return len(folded(text)) < (_LEAST if len(words) >= _FEW_WORDS else _LONG_WORDS)


@lru_cache(maxsize=16_384)
def sketch(plain: str) -> tuple[int, int]:
    """A folded text's pieces of five letters as bits of one number, and how many bits are set."""
    raw, bits = plain.encode("utf-32-le"), 0
    for at in range(0, max(4, len(raw) - 4 * _PIECE + 4), 4):
        bits |= 1 << (crc32(raw[at : at + 4 * _PIECE]) & _BITS)
    return bits, bits.bit_count()
