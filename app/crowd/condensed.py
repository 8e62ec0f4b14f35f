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

from app.crowd.population import AT_ONCE, Accounts, Row, Rows, followers_from, starts_of, words_of
from app.crowd.quantiles import ACTIVITY

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
class Condensed(Accounts):
    """Says the same of every row, and of every draw, as the `Population` that `populate` makes.

    Attributes:
        seed: of the rehearsal.
        left_out: rows that never act.
        starts: the first row of each segment, and how many rows there are.
        ends: the activity of all rows up to the end of each block.
    """

    seed: int
    left_out: frozenset[int]
    starts: Rows
    ends: NDArray[np.float64]

    def at(self, row: int) -> Row:
        number, place = divmod(row, BLOCK)
        block = _block(self, number)
        return Row(
            followers=int(block.followers[place]),
            activity=float(block.activity[place]),
            segment=int(np.searchsorted(self.starts, row, side="right")) - 1,
            name_seed=int(block.name_seed[place]),
        )

    def activity_before(self, row: int) -> float:
        if row == 0:
            return 0.0
        number, place = divmod(row - 1, BLOCK)
        return float(_block(self, number).so_far[place])

    def rows_at(self, activity: NDArray[np.float64], side: Literal["left", "right"]) -> Rows:
        return np.array([self._row_at(one, side) for one in activity.tolist()])

    def _row_at(self, activity: float, side: Literal["left", "right"]) -> int:
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
    return Condensed(seed=seed, left_out=out, starts=starts_of(size, shares), ends=np.array(ends))


@lru_cache(maxsize=KEPT_BLOCKS)
def _block(people: Condensed, number: int) -> Block:
    part = slice(number * BLOCK, min((number + 1) * BLOCK, len(people)))
    one, two, _, four = words_of(people.seed, part)
    active = _activity(two, part, people.left_out)
    return Block(
        followers=followers_from(one).astype(np.uint32),
        activity=active,
        name_seed=four.astype(np.uint32),
        so_far=_sums(float(people.ends[number - 1]) if number else 0.0, active),
    )


def _activity(words: NDArray[np.uint64], part: slice, left_out: frozenset[int]) -> NDArray[np.float32]:
    active = ACTIVITY.draw(words).astype(np.float32)
    active[[row - part.start for row in left_out if part.start <= row < part.stop]] = 0
    return active


def _sums(before: float, active: NDArray[np.float32]) -> NDArray[np.float64]:
    """Running sums, one row after the other from what came before: the bits of one long sum."""
    summed: NDArray[np.float64] = np.cumsum(np.concatenate(([before], active)), dtype=np.float64)[1:]
    return summed
