"""Every post that can still spread, as rows of arrays: one step works on all of them at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

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

    In memory a column of several numbers lies number by number, not row by row: what a step does to all rows
    runs along it.

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

    def __init__(self, room: int = 72) -> None:
        self.count = 0
        self._store: dict[str, NDArray[np.generic]] = {
            name: np.zeros((*shape, room), dtype=kind) for name, (shape, kind) in _COLUMNS.items()
        }
        self._pending = np.zeros((PARTS, SEGMENT_COUNT, room))
        self._look()

    def __getstate__(self) -> dict[str, object]:
        return {"count": self.count, "_store": self._store, "_pending": self._pending}

    def __setstate__(self, state: dict[str, object]) -> None:
        """A copy's columns show the copy."""
        self.__dict__.update(state)
        self._look()

    def _look(self) -> None:
        """Let the columns show the rows there are."""
        for name, column in self._store.items():
            setattr(self, name, column[..., : self.count].T)
        self.pending = self._pending[:, :, : self.count].transpose(0, 2, 1)

    def add(self, fresh: Fresh) -> Whole:
        """Add rows; returns their places."""
        more = len(fresh.world)
        self._make_room(self.count + more)
        place = slice(self.count, self.count + more)
        for name, column in self._store.items():
            column[..., place] = np.transpose(getattr(fresh, name, 0))
        self._store["block"][place] = -1
        self._store["burst"][place] = 1.0
        self._pending[:, :, place] = 0.0
        self.count += more
        self._look()
        places = np.arange(place.start, place.stop)
        self.ways[places, fresh.way] = across(fresh.shown)
        return places

    def keep(self, wanted: NDArray[np.bool_]) -> None:
        """Drop all other rows."""
        kept = np.flatnonzero(wanted)
        first = int(np.argmin(wanted))
        for column in (*self._store.values(), self._pending):
            column[..., first : len(kept)] = np.take(column, kept[first:], axis=-1)
        self.count = len(kept)
        self._look()

    def copy(self, world: int, to: Sequence[int], answers: Whole) -> None:
        """Add the rows of a world once more for each of some other worlds, copies beside their originals.

        Args:
            world: whose rows.
            to: which worlds get them.
            answers: for each of those, where each answer there is has its copy; shape (to, M).
        """
        copied = self.world == world
        times = np.where(copied, 1 + len(to), 1)
        from_ = np.repeat(np.arange(self.count), times)
        turn = np.arange(len(from_)) - (np.cumsum(times) - times)[from_] - 1
        new = turn >= 0
        self._make_room(len(from_))
        for column in (*self._store.values(), self._pending):
            column[..., : len(from_)] = np.take(column, from_, axis=-1)
        self.count = len(from_)
        self._look()
        self.world[new] = np.asarray(to)[turn[new]]
        moved = np.flatnonzero(new & (self.answer >= 0))
        self.answer[moved] = answers[turn[moved], self.answer[moved]]

    def _make_room(self, needed: int) -> None:
        """Grow by half or more; an odd number of cache lines (of 8 numbers) keeps columns apart."""
        room = len(self._store["world"])
        if needed <= room:
            return
        more = 16 * (max(needed, room + room // 2) // 16) + 24
        self._store = {name: _grown(column, more) for name, column in self._store.items()}
        self._pending = _grown(self._pending, more)


def _grown(column: NDArray[Any], room: int) -> NDArray[Any]:
    grown = np.zeros((*column.shape[:-1], room), dtype=column.dtype)
    grown[..., : column.shape[-1]] = column
    return grown
