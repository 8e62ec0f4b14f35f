"""Posts as rows of arrays: columns that show all rows there are, or those from a certain one on."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from app.crowd import philox

Real = NDArray[np.float64]
Whole = NDArray[np.int64]
Names = NDArray[np.uint64]

SEGMENT_COUNT: Final = 7
WAY_COUNT: Final = 7
COLUMNS: Final[dict[str, tuple[tuple[int, ...], type]]] = {
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
    "ways": ((WAY_COUNT,), np.float64),
}
"""The shape and kind of what each row has in a column."""


class Rows:
    """Rows to be read, and to be changed in place; what is changed here is changed in `Cascades`.

    In memory a column of several numbers lies number by number, not row by row: what a step does to all rows
    runs along it.

    Columns, all of length `count`.

    world, entity: which world it is in, and its name there.
    born: audience seconds at which it came; never less than that of the row before it.
    valence, arousal, funny: how it leans (-1 to 1), how it stirs and how funny it is (0 to 1).
    infection: reposts per view.
    kernel: which of the kernels its readers react by.
    answer: its place among the answers, -1 for what is not of the brand.
    block, burst: the five minutes it is in; its luck in them, less by how old its news is.
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

    def __init__(self, columns: Mapping[str, NDArray[Any]], pending: Real, first: int, end: int) -> None:
        """Show the rows from `first` up to `end`, which is left out."""
        self.count = end - first
        for name, column in columns.items():
            setattr(self, name, column[..., first:end].T)
        self.pending = pending[:, :, first:end].transpose(0, 2, 1)


def apart(seed: Names, entity: Names) -> tuple[Whole, Whole | None]:
    """Which rows have chances of their own: twins of a post that lie together share theirs, drawn once.

    Returns:
        The first row of each such group, and of each row its group; None if every row is one.
    """
    new = np.ones(len(entity), dtype=np.bool_)
    new[1:] = (entity[1:] != entity[:-1]) | (seed[1:] != seed[:-1])
    first = np.flatnonzero(new)
    return first, np.cumsum(new) - 1 if len(first) < len(new) else None


def drawn(seed: Names, entity: Names, tick: int, stream: int, many: int) -> Real:
    """Numbers between 0 and 1 for each row, shape (rows, many); see `philox.uniforms`."""
    first, group = apart(seed, entity)
    numbers = philox.uniforms(seed[first], entity[first], tick, stream, many)
    return numbers if group is None else numbers[group]
