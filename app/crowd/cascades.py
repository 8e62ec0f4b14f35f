"""Every post that can still spread, as rows of arrays: one step works on all of them at once."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.crowd.kernel import PARTS
from app.crowd.sums import across

Real = NDArray[np.float64]
Whole = NDArray[np.int64]
Names = NDArray[np.uint64]

SEGMENT_COUNT: Final = 7
SOURCES: Final = ("critic", "inject", "crowd", "press", "ally", "brand", "screenshot", "elsewhere", "other")
"""Who a post is by. `other` is anybody whose post is not about the crisis."""
CRITIC, INJECT, CROWD, ARTICLE, ALLY, BRAND, SHOT, ELSEWHERE, OTHER = range(len(SOURCES))
WAYS: Final = ("followers", "reposts", "trend", "press", "screenshots", "inject", "thread")
"""How a post comes to be seen."""
BY_FOLLOWERS, BY_REPOSTS, BY_TREND, BY_PRESS, BY_SHOTS, BY_INJECT, BY_THREAD = range(len(WAYS))
REPOSTS, LIKES, REPLIES, QUOTES = range(4)

_COLUMNS: Final[dict[str, tuple[tuple[int, ...], type]]] = {
    "world": ((), np.int64),
    "entity": ((), np.uint64),
    "seed": ((), np.uint64),
    "born": ((), np.float64),
    "source": ((), np.int64),
    "valence": ((), np.float64),
    "arousal": ((), np.float64),
    "funny": ((), np.float64),
    "infection": ((), np.float64),
    "kernel": ((), np.int64),
    "answer": ((), np.int64),
    "block": ((), np.int64),
    "burst": ((), np.float64),
    "ratios": ((3,), np.float64),
    "shown": ((SEGMENT_COUNT,), np.float64),
    "views": ((SEGMENT_COUNT,), np.float64),
    "reposted": ((SEGMENT_COUNT,), np.int64),
    "totals": ((4,), np.int64),
    "ways": ((len(WAYS),), np.float64),
}


@dataclass(slots=True)
class Fresh:
    """Rows to be added, as columns of one length; see `Cascades` for what they mean."""

    world: Whole
    entity: Names
    seed: Names
    born: Real
    source: Whole
    valence: Real
    arousal: Real
    funny: Real
    infection: Real
    kernel: Whole
    answer: Whole
    ratios: Real
    shown: Real
    """Accounts it is shown to at once, by segment; shape (rows, 7)."""
    way: Whole


class Cascades:
    """The rows.

    Columns, all of length `count`.

    world, entity: which world it is in, and its name there.
    born: audience seconds at which it came.
    valence, arousal, funny: how it leans (-1 to 1), how it stirs and how funny it is (0 to 1).
    infection: reposts per view.
    kernel: which of the kernels its readers react by.
    answer: its place among the answers, -1 for what is not of the brand.
    block, burst: the five minutes it is in, and its luck in them.
    ratios: likes, replies and quotes for each repost.
    pending: accounts that were shown it and have not reacted yet; shape (6, rows, 7).
    shown, views: accounts that were shown it, and those that looked, so far; shape (rows, 7).
    reposted, totals: reposts by segment; reposts, likes, replies and quotes so far.
    ways: accounts it was shown to, by the way it came to them.
    """

    world: Whole
    entity: Names
    seed: Names
    born: Real
    source: Whole
    valence: Real
    arousal: Real
    funny: Real
    infection: Real
    kernel: Whole
    answer: Whole
    block: Whole
    burst: Real
    ratios: Real
    shown: Real
    views: Real
    reposted: Whole
    totals: Whole
    ways: Real
    pending: Real

    def __init__(self, room: int = 64) -> None:
        self.count = 0
        self._store: dict[str, NDArray[np.generic]] = {
            name: np.zeros((room, *shape), dtype=kind) for name, (shape, kind) in _COLUMNS.items()
        }
        self._pending = np.zeros((PARTS, room, SEGMENT_COUNT))
        self._look()

    def _look(self) -> None:
        """Let the columns show the rows there are."""
        for name, column in self._store.items():
            setattr(self, name, column[: self.count])
        self.pending = self._pending[:, : self.count]

    def add(self, fresh: Fresh) -> Whole:
        """Add rows; returns their places."""
        more = len(fresh.world)
        self._make_room(self.count + more)
        place = slice(self.count, self.count + more)
        for name, column in self._store.items():
            column[place] = getattr(fresh, name, 0)
        self._store["block"][place] = -1
        self._store["burst"][place] = 1.0
        self._pending[:, place] = 0.0
        self.count += more
        self._look()
        places = np.arange(place.start, place.stop)
        self.ways[places, fresh.way] = across(fresh.shown)
        return places

    def keep(self, wanted: NDArray[np.bool_]) -> None:
        """Drop all other rows."""
        kept = np.flatnonzero(wanted)
        for column in self._store.values():
            column[: len(kept)] = column[kept]
        self._pending[:, : len(kept)] = self._pending[:, kept]
        self.count = len(kept)
        self._look()

    def _make_room(self, needed: int) -> None:
        room = len(self._store["world"])
        if needed <= room:
            return
        more = max(needed, 2 * room)
        for name, column in self._store.items():
            grown = np.zeros((more, *column.shape[1:]), dtype=column.dtype)
            grown[:room] = column
            self._store[name] = grown
        pending = np.zeros((PARTS, more, SEGMENT_COUNT))
        pending[:, :room] = self._pending
        self._pending = pending
