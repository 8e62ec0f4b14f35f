"""Sums that are always added in the same order: the same bits everywhere."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Number = TypeVar("Number", np.float64, np.int64)


def across(table: NDArray[Number]) -> NDArray[Number]:
    """Sums over the last axis."""
    total = table[..., 0].copy()
    for column in range(1, table.shape[-1]):
        total += table[..., column]
    return total


def by_key(keys: NDArray[np.int64], values: NDArray[np.float64], many: int) -> NDArray[np.float64]:
    """The sum of the values of each key from 0 to `many`, which is left out."""
    return np.bincount(keys, weights=values, minlength=many).astype(np.float64)


def cells(world: NDArray[np.int64]) -> NDArray[np.int64]:
    """A key for each world and segment, row by row."""
    return (world[:, None] * 7 + np.arange(7)).reshape(-1)
