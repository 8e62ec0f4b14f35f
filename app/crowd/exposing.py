"""Showing posts to accounts, of whom some were shown them before."""

import numpy as np
from numpy.typing import NDArray

from app.crowd.exactly import exp
from app.crowd.model import Model
from app.crowd.sums import across

Real = NDArray[np.float64]
Whole = NDArray[np.int64]


def show(model: Model, places: Whole, followers: Real, way: int, early: Real | None = None) -> None:
    """Show the posts at some places to followers, whose segments are like the reposters'."""
    if not len(places):
        return
    shares = model.parameters.shares
    homophily = model.parameters.physics.homophily
    mixed = homophily * followers + (1 - homophily) * across(followers)[:, None] * shares
    expose(model, places, mixed, way, early)


def expose(model: Model, places: Whole, accounts: Real, way: int, early: Real | None = None) -> None:
    """Show posts to accounts; those who were shown them before do not count again.

    Args:
        model: its cascades are changed.
        places: of the posts.
        accounts: how many of each segment; shape (places, 7).
        way: how the posts come to them.
        early: what an account counts for in each part of the kernel, 1 if it is shown the post now; shape
            (6, places).
    """
    rows, people = model.cascades, model.parameters.people[:, None]
    pending, shown, more = rows.pending.transpose(0, 2, 1), rows.shown.T, accounts.T
    before = shown[:, places]
    both = np.empty((2, *before.shape))
    both[0], both[1] = before, more
    both /= -people
    missed, passed_by = exp(both)
    fresh = people * missed * (1 - passed_by)
    shown[:, places] = before + more
    pending[:, :, places] += fresh if early is None else early[:, None] * fresh
    rows.ways[places, way] += across(fresh.T)


def show_to(model: Model, world: int, entity: int, accounts: float, way: int) -> None:
    """Show a post of a world to so many more accounts, of all segments alike."""
    rows = model.cascades
    places = np.flatnonzero((rows.world == world) & (rows.entity == np.uint64(entity)))
    if len(places):
        expose(model, places, (accounts * model.parameters.shares)[None, :], way)
