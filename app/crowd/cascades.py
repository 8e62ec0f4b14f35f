"""Every post that can still spread, as rows of arrays: one step works on all of them at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from app.crowd.kernel import PARTS
from app.crowd.rows import COLUMNS, SEGMENT_COUNT, Names, Real, Rows, Whole
from app.crowd.sums import across

SOURCES: Final = ("critic", "inject", "crowd", "press", "ally", "brand", "screenshot", "elsewhere", "other")
"""Who a post is by. `other` is anybody whose post is not about the crisis."""
CRITIC, INJECT, CROWD, ARTICLE, ALLY, BRAND, SHOT, ELSEWHERE, OTHER = range(len(SOURCES))
WAYS: Final = ("followers", "reposts", "trend", "press", "screenshots", "inject", "thread")
"""How a post comes to be seen."""
BY_FOLLOWERS, BY_REPOSTS, BY_TREND, BY_PRESS, BY_SHOTS, BY_INJECT, BY_THREAD = range(len(WAYS))
REPOSTS, LIKES, REPLIES, QUOTES = range(4)


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


class Cascades(Rows):
    """All rows, in the order in which they came; copies for twins lie beside their originals."""

    def __init__(self, room: int = 72) -> None:
        self.count = 0
        self._store: dict[str, NDArray[np.generic]] = {
            name: np.zeros((*shape, room), dtype=kind) for name, (shape, kind) in COLUMNS.items()
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
        super().__init__(self._store, self._pending, 0, self.count)

    def since(self, first: int) -> Rows:
        """The rows from a certain one on, good until rows are added or dropped."""
        return Rows(self._store, self._pending, first, self.count)

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
