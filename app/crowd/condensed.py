"""A population that is not kept: what is asked of it is drawn again, block by block, to the same bits.

A million accounts are 22 MB, and a node conducts hundreds of rehearsals. Kept are the sums of activity at
the ends of blocks, 4 KB; a speaker costs the block it is in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from app.crowd.population import AT_ONCE, Row, Rows, followers_from, starts_of, words_of
from app.crowd.quantiles import ACTIVITY
from app.crowd.segments import SEGMENTS

BLOCK: Final = 1 << 11
"""Rows drawn again together."""
KEPT_BLOCKS: Final = 256
"""The busiest accounts speak more than once; 20 MB for all rehearsals together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Columns of some rows, as those of a `Population`."""

    followers: NDArray[np.uint32]
    activity: NDArray[np.float32]
    name_seed: NDArray[np.uint32]
    so_far: NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Condensed:
    """Says the same of every row, and of every draw, as the `Population` that `populate` makes.

    Attributes:
        seed: of the rehearsal.
        left_out: rows that never act.
        starts: the first row of each segment, and how many rows there are.
        ends: the activity of all rows up to the end of each block.
    """

    seed: int
    left_out: frozenset[int]
    starts: tuple[int, ...]
    ends: tuple[float, ...]

    def __len__(self) -> int:
        return self.starts[-1]

    def at(self, row: int) -> Row:
        """The account of a row."""
        number, place = divmod(row, BLOCK)
        block = _block(self, number)
        return Row(
            followers=int(block.followers[place]),
            activity=float(block.activity[place]),
            segment=int(np.searchsorted(self.starts, row, side="right")) - 1,
            name_seed=int(block.name_seed[place]),
        )

    def sample(self, segment: int, u: NDArray[np.float64]) -> Rows:
        """Rows of accounts of a segment, the busy ones more often.

        Args:
            segment: a place in `SEGMENTS`.
            u: chance, from 0 to 1, for each account wanted.

        Raises:
            ValueError: nobody in the segment ever posts.
        """
        first, last = self.starts[segment], self.starts[segment + 1]
        before = self._so_far(first)
        after = self._so_far(last)
        total = after - before
        if not total > 0:
            raise ValueError(f"no {SEGMENTS[segment]} accounts to choose from")
        last_active = self._row(after, "left")
        return np.array([min(self._row(before + one * total, "right"), last_active) for one in u.tolist()])

    def _so_far(self, row: int) -> float:
        """The activity of all rows before one."""
        if row == 0:
            return 0.0
        number, place = divmod(row - 1, BLOCK)
        return float(_block(self, number).so_far[place])

    def _row(self, activity: float, side: Literal["left", "right"]) -> int:
        """The first row up to which there is so much activity, or with `right` more of it."""
        number = int(np.searchsorted(self.ends, activity, side=side))
        if number == len(self.ends):
            return len(self)
        return number * BLOCK + int(np.searchsorted(_block(self, number).so_far, activity, side=side))


def condensed(*, seed: int, size: int, shares: Sequence[float], left_out: Sequence[int] = ()) -> Condensed:
    """The accounts of a rehearsal; arguments as those of `populate`."""
    ends: list[float] = []
    out = frozenset(left_out)
    for start in range(0, size, AT_ONCE):
        part = slice(start, min(start + AT_ONCE, size))
        active = _activity(words_of(seed, part)[1], part, out)
        so_far = _sums(ends[-1] if ends else 0.0, active)
        ends += so_far[BLOCK - 1 :: BLOCK].tolist()
        if len(active) % BLOCK:
            ends.append(float(so_far[-1]))
    starts = tuple(starts_of(size, shares).tolist())
    return Condensed(seed=seed, left_out=out, starts=starts, ends=tuple(ends))


@lru_cache(maxsize=KEPT_BLOCKS)
def _block(people: Condensed, number: int) -> Block:
    part = slice(number * BLOCK, min((number + 1) * BLOCK, len(people)))
    one, two, _, four = words_of(people.seed, part)
    active = _activity(two, part, people.left_out)
    return Block(
        followers=followers_from(one).astype(np.uint32),
        activity=active,
        name_seed=four.astype(np.uint32),
        so_far=_sums(people.ends[number - 1] if number else 0.0, active),
    )


def _activity(words: NDArray[np.uint64], part: slice, left_out: frozenset[int]) -> NDArray[np.float32]:
    active = ACTIVITY.draw(words).astype(np.float32)
    active[[row - part.start for row in left_out if part.start <= row < part.stop]] = 0
    return active


def _sums(before: float, active: NDArray[np.float32]) -> NDArray[np.float64]:
    """Running sums, one row after the other from what came before: the bits of one long sum."""
    summed: NDArray[np.float64] = np.cumsum(np.concatenate(([before], active)), dtype=np.float64)[1:]
    return summed
