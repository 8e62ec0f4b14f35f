"""Posts of small accounts: too many for rows of their own, so that one row stands for those of an hour."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.crowd.cascades import BY_FOLLOWERS, CROWD
from app.crowd.exposing import expose
from app.crowd.model import HERE, TURN, Model
from app.crowd.roots import add_rows
from app.crowd.rows import Rows
from app.crowd.sums import by_key

Real = NDArray[np.float64]
Whole = NDArray[np.int64]

CHATTER: Final = 3 << 60
"""Names of such rows are this, the hour and four bits for the segment and side."""
CHATS_FOR: Final = 3_600.0
"""Audience seconds whose small posts are one row."""
CELLS: Final = 14
"""Segments and sides: seven against, seven for."""


def overhear(model: Model, world: Whole, cell: Whole, followers: Real) -> None:
    """Count the followers of small accounts that posted, by world and cell; they read it as the turn ends."""
    worlds = model.worlds
    heard = by_key(world * CELLS + cell, followers, CELLS * len(worlds))
    worlds.overheard += heard.reshape(len(worlds), CELLS)


def chat(model: Model) -> None:
    """Add those readers to the row of each segment and side of this hour."""
    readers = model.worlds.overheard.T.reshape(-1)
    wanted = np.flatnonzero(readers)
    if not len(wanted):
        return
    there = _rows_of_the_hour(model)
    new = wanted[there[wanted] < 0]
    if len(new):
        there[new] = _new_rows(model, new)
    accounts = readers[wanted][:, None] * model.parameters.shares
    expose(model, there[wanted], accounts, BY_FOLLOWERS, model.early[TURN, HERE][:, None])
    model.worlds.overheard[:] = 0.0


def _hour(model: Model) -> int:
    return int(model.now / CHATS_FOR)


def _name(model: Model) -> np.uint64:
    return np.uint64(CHATTER | _hour(model) << 4)


def _rows_of_the_hour(model: Model) -> Whole:
    """The row of each cell and world, cell by cell; -1 where there is none."""
    name, worlds = _name(model), len(model.worlds)
    there = np.full(CELLS * worlds, -1)
    first = int(np.searchsorted(model.cascades.born, _hour(model) * CHATS_FOR))
    rows: Rows = model.cascades.since(first)
    pooled = np.flatnonzero((rows.entity >> np.uint64(4)) == (name >> np.uint64(4)))
    cell = (rows.entity[pooled] & np.uint64(15)).astype(np.int64)
    there[cell * worlds + rows.world[pooled]] = first + pooled
    return there


def _new_rows(model: Model, key: Whole) -> Whole:
    # Cell by cell, so that twins of a row come to lie side by side.
    cell, world = np.divmod(key, len(model.worlds))
    against = cell < CELLS // 2
    anger = model.worlds.anger[world, cell % (CELLS // 2)]
    return add_rows(
        model,
        world=world,
        entity=_name(model) | cell.astype(np.uint64),
        source=np.full(len(key), CROWD),
        valence=np.where(against, -0.7, 0.6),
        arousal=np.where(against, 0.4 + 0.5 * anger, 0.3),
        funny=np.where(against, 0.0, 0.3),
        gain=np.ones(len(key)),
        accounts=np.zeros(len(key)),
        way=np.full(len(key), BY_FOLLOWERS),
    )
