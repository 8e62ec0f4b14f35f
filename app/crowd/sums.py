"""Sums that are always added in the same order: the same bits everywhere."""

from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

Number = TypeVar("Number", np.float64, np.int64)
Real = NDArray[np.float64]
Whole = NDArray[np.int64]

_SEGMENTS: Final = np.arange(7)[:, None]


def across(table: NDArray[Number]) -> NDArray[Number]:
    """Sums over the last axis."""
    total = table[..., 0].copy()
    for column in range(1, table.shape[-1]):
        total += table[..., column]
    return total


def by_key(keys: Whole, values: Real, many: int) -> Real:
    """The sum of the values of each key from 0 to `many`, which is left out."""
    return np.bincount(keys, weights=values, minlength=many).astype(np.float64, copy=False)


def cells(world: Whole, many: int) -> Whole:
    """A key for each row and segment, segment by segment, where row `i` is in `world[i]` of `many`."""
    return (world + many * _SEGMENTS).reshape(-1)


def by_cell(keys: Whole, table: Real, many: int) -> Real:
    """The sums of a table of rows and segments by world, shape (many, 7); `keys` are from `cells`."""
    return np.ascontiguousarray(by_key(keys, table.T.reshape(-1), 7 * many).reshape(7, many).T)
