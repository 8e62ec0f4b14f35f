"""What was done to posts in a step: drawn from what was to be expected, where there was luck enough."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.crowd import philox
from app.crowd.rates import Rates
from app.crowd.rows import Rows, apart

Real = NDArray[np.float64]
Whole = NDArray[np.int64]

AT_ONCE: Final = 1 << 14
"""Rows worked on together, so that what is found on the way stays in the processor's cache."""
ONE_BY_ONE: Final = 6.0
"""Up to so many reposts are expected, each has a follower count of its own; above, bins are counted."""


@dataclass(frozen=True, slots=True)
class Deeds:
    """What was done to posts in a step, as columns of one length.

    what: reposts by which segment, or 7, 8 and 9 for likes, replies and quotes.
    row: to which of the rows that move.
    counts: how often; and `mean`, how often that was to be expected.
    """

    what: Whole
    row: Whole
    counts: Whole
    mean: Real

    def only(self, some: NDArray[np.bool_]) -> "Deeds":
        """Some of them."""
        return Deeds(self.what[some], self.row[some], self.counts[some], self.mean[some])


def done(tick: int, rows: Rows, rates: Rates) -> Deeds:
    """All that was done to some rows, of which some is to be expected."""
    luck, starts = _Luck(tick, rows), range(0, max(1, rows.count), AT_ONCE)
    parts = [_draw(rates, luck, slice(start, start + AT_ONCE)) for start in starts]
    columns = ([getattr(part, name) for part in parts] for name in ("what", "row", "counts", "mean"))
    return parts[0] if len(parts) == 1 else Deeds(*(np.concatenate(column) for column in columns))


def _draw(rates: Rates, luck: "_Luck", part: slice) -> Deeds:
    """What was done to some rows at all, and whatever is counted by bins.

    Only where luck is good enough for the most that can be expected, what is expected is worked out.
    """
    most, numbers = rates.most(part), luck.of(part)
    row = np.flatnonzero((numbers > 1 - most).any(axis=0))
    mean = rates.of(part.start + row)
    at, counts = philox.likely_counts(mean, np.take(numbers, row, axis=1))
    means = mean.reshape(-1)[at]
    some = np.flatnonzero((counts > 0) | (means > ONE_BY_ONE))
    what, place = np.divmod(at[some], max(1, len(row)))
    return Deeds(what, part.start + row[place], counts[some], means[some])


class _Luck:
    """Ten numbers for each row and this step. Twins of a post that lie together share theirs, drawn once."""

    def __init__(self, tick: int, rows: Rows) -> None:
        first, self._group = apart(rows.seed, rows.entity)
        self._drawn = philox.uniforms(rows.seed[first], rows.entity[first], tick, philox.COUNTS, 10).T

    def of(self, part: slice) -> Real:
        """Those of some rows; shape (10, rows)."""
        if self._group is None:
            return self._drawn[:, part]
        return np.take(self._drawn, self._group[part], axis=1)
