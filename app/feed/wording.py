"""When two texts say the same: the crowd and stand-ins never repeat a text, whoever wrote it first."""

import re
from collections.abc import Iterable
from functools import lru_cache

_REST = re.compile(r"[\W_]+")


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """The text's letters and digits, in one case: what must differ between two posts."""
    return _REST.sub("", text.casefold()) or " ".join(text.split())


def all_folded(texts: Iterable[str]) -> frozenset[str]:
    """What has been said so far."""
    return frozenset(map(folded, texts))
