"""A million accounts as six columns: what each is like, and who is likely to act."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from app.crowd.philox import philox
from app.crowd.quantiles import ACTIVITY, FOLLOWER_BINS
from app.crowd.segments import SEGMENTS

Rows = NDArray[np.int64]

SIZE: Final = 1_000_000
SHARES: Final = (0.14, 0.60, 0.1145, 0.08, 0.015, 0.05, 0.0005)
"""Of the segments in a scenario that says nothing else; an assumption."""
_STREAM: Final = 0xFFFF << 16
"""No draw of the engine has this one."""
AT_ONCE: Final = 1 << 15
"""Rows drawn together: their numbers stay in the processor's cache."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One account, as `Population` has it in columns."""

    followers: int
    activity: float
    segment: int
    name_seed: int


class Accounts(ABC):
    """The accounts of a rehearsal by row, however they are kept. The rows of a segment lie together."""

    __slots__ = ()
    seed: int
    starts: Rows
    """The first row of each segment, and how many rows there are."""

    def __len__(self) -> int:
        return int(self.starts[-1])

    @abstractmethod
    def at(self, row: int) -> Row:
        """The account of a row."""

    @abstractmethod
    def activity_before(self, row: int) -> float:
        """The activity of all rows before one."""

    @abstractmethod
    def rows_at(self, activity: NDArray[np.float64], side: Literal["left", "right"]) -> Rows:
        """The first rows up to which there is so much activity, or with `right` more of it."""

    def sample(self, segment: int, u: NDArray[np.float64]) -> Rows:
        """Rows of accounts of a segment, the busy ones more often.

        Args:
            segment: a place in `SEGMENTS`.
            u: chance, from 0 to 1, for each account wanted.

        Raises:
            ValueError: nobody in the segment ever posts.
        """
        before, after = (self.activity_before(int(row)) for row in self.starts[segment : segment + 2])
        if not after > before:
            raise ValueError(f"no {SEGMENTS[segment]} accounts to choose from")
        found = self.rows_at(before + u * (after - before), "right")
        last_active = self.rows_at(np.array([after]), "left")
        rows: Rows = np.minimum(found, last_active)
        return rows


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Population(Accounts):
    """All of them at hand, as columns.

    Attributes:
        seed: of the rehearsal.
        followers: how many follow the account.
        activity: how much it posts, against the account in the middle; 0 for one that is left out.
        segment: its place in `SEGMENTS`.
        platform: where it is, as a place in the shares it was made from.
        name_seed: what its name, biography and earlier posts are drawn from.
        starts: the first row of each segment, and how many rows there are.
        so_far: the activity of all rows up to each.
    """

    seed: int
    followers: NDArray[np.uint32]
    activity: NDArray[np.float32]
    segment: NDArray[np.uint8]
    platform: NDArray[np.uint8]
    name_seed: NDArray[np.uint32]
    starts: Rows
    so_far: NDArray[np.float64]

    @property
    def nbytes(self) -> int:
        """Bytes of memory that the columns take."""
        columns = (self.followers, self.activity, self.segment, self.platform, self.name_seed)
        return sum(column.nbytes for column in (*columns, self.starts, self.so_far))

    def at(self, row: int) -> Row:
        return Row(
            followers=int(self.followers[row]),
            activity=float(self.activity[row]),
            segment=int(self.segment[row]),
            name_seed=int(self.name_seed[row]),
        )

    def activity_before(self, row: int) -> float:
        return float(self.so_far[row - 1]) if row else 0.0

    def rows_at(self, activity: NDArray[np.float64], side: Literal["left", "right"]) -> Rows:
        return np.searchsorted(self.so_far, activity, side=side)


def populate(
    *,
    seed: int,
    size: int = SIZE,
    shares: Sequence[float] = SHARES,
    platforms: Sequence[float] = (1.0,),
    left_out: Collection[int] = (),
) -> Population:
    """The accounts of a rehearsal.

    Args:
        seed: the rehearsal's.
        size: how many accounts.
        shares: of the segments, in their order; they need not add up to 1.
        platforms: the shares of the platforms, likewise.
        left_out: rows that never act, because one of the cast bears their handle.
    """
    starts = starts_of(size, shares)
    ends = starts_of(1 << 32, platforms)[1:-1]
    followers = np.empty(size, dtype=np.uint32)
    activity = np.empty(size, dtype=np.float32)
    platform = np.empty(size, dtype=np.uint8)
    name_seed = np.empty(size, dtype=np.uint32)
    for start in range(0, size, AT_ONCE):
        part = slice(start, min(start + AT_ONCE, size))
        one, two, three, four = words_of(seed, part)
        followers[part] = followers_from(one)
        activity[part] = ACTIVITY.draw(two)
        platform[part] = np.searchsorted(ends, three.astype(np.int64), side="right")
        name_seed[part] = four
    activity[list(left_out)] = 0
    return Population(
        seed=seed,
        followers=followers,
        activity=activity,
        segment=np.repeat(np.arange(len(shares), dtype=np.uint8), np.diff(starts)),
        platform=platform,
        name_seed=name_seed,
        starts=starts,
        so_far=np.cumsum(activity, dtype=np.float64),
    )


def followers_from(words: NDArray[np.uint64]) -> NDArray[np.float64]:
    """How many follow each account, a whole number."""
    drawn: NDArray[np.float64] = np.floor(FOLLOWER_BINS.draw(words) + 0.5)
    return drawn


def words_of(seed: int, part: slice) -> tuple[NDArray[np.uint64], ...]:
    """Four words of chance for each row of a part."""
    rows = np.arange(part.start, part.stop, dtype=np.uint64)
    nought, stream = np.zeros_like(rows), np.full_like(rows, _STREAM)
    low, high = np.uint64(seed & 0xFFFFFFFF), np.uint64(seed >> 32 & 0xFFFFFFFF)
    return philox((rows, nought, stream, nought), (nought + low, nought + high))


def starts_of(size: int, shares: Sequence[float]) -> Rows:
    """Where each share of `size` begins, and `size`."""
    total = fsum(shares)  # `sum` rounds in another way from Python 3.12 on
    starts, before = [0], 0.0
    for share in shares:
        before += share
        starts.append(round(size * before / total))
    return np.array([*starts[:-1], size], dtype=np.int64)
