"""What the brand keeps out of sight: a fair complaint comes back by those who saw it, abuse nobody misses."""

from typing import Final

import numpy as np

from app.crowd.cascades import BY_FOLLOWERS, REPLIES
from app.crowd.exposing import show_to
from app.crowd.model import Model
from app.crowd.sums import across
from app.crowd.taking_down import Removal, take_down
from app.feed.platforms import WhoReplies

RELIEF: Final = 0.3
"""Anger that is gone where everybody who follows the affair had seen the abuse that is out of sight now."""
LEFT: Final[dict[WhoReplies, float]] = {"everyone": 1.0, "followers": 0.35, "nobody": 0.0}
"""Replies that are left of a post's, by who may still reply."""
NEVER: Final = 1e-9
"""What stands for no replies at all, so that they can come back."""
SHOWN_BACK: Final = 1 / 0.3
"""What showing a post again makes of how readily it is passed on: as before it was hidden."""
PINNED_SHOWN: Final = 0.3
"""Accounts that come upon what is pinned on a page, against those it was shown to before."""


def silence(model: Model, world: int, entity: int, act: Removal, *, fair: bool) -> bool:
    """The brand keeps a post or its author out of sight; returns whether a screenshot goes round.

    Args:
        model: the state; it is changed.
        world: where the post is.
        entity: the post's name.
        act: what the brand did.
        fair: it was a complaint, and broke no rule of the platform.
    """
    if not fair:
        _relieve(model, world, entity)
    return take_down(model, world, entity, act, admitted=not fair)


def show_again(model: Model, world: int, entity: int) -> None:
    """A hidden post is in sight again."""
    for row in _rows(model, world, entity):
        model.cascades.infection[row] *= SHOWN_BACK


def limit(model: Model, world: int, entity: int, before: WhoReplies, now: WhoReplies) -> None:
    """Other people may reply to a post from now on; the ratios of who may no longer come back with them."""
    for row in _rows(model, world, entity):
        ratios, place = model.cascades.ratios, REPLIES - 1
        was = LEFT[before] or NEVER
        ratios[row, place] = ratios[row, place] / was * (LEFT[now] or NEVER)


def pin(model: Model, world: int, entity: int, *, on: bool) -> None:
    """Keep an answer on top: more come upon it, and more of those who come upon the criticism see it."""
    model.answers.lift(model.parameters, world, entity, on=on)
    if on:
        for row in _rows(model, world, entity):
            more = PINNED_SHOWN * float(across(model.cascades.shown[row : row + 1])[0])
            show_to(model, world, entity, more, BY_FOLLOWERS)


def _relieve(model: Model, world: int, entity: int) -> None:
    """Calm each part of the audience by how much of those who follow the affair had seen it."""
    worlds = model.worlds
    for row in _rows(model, world, entity):
        attentive = model.parameters.people * np.maximum(worlds.attention[world], 0.02)
        part = np.minimum(1.0, model.cascades.views[row] / attentive)
        worlds.anger[world] *= 1 - RELIEF * part


def _rows(model: Model, world: int, entity: int) -> list[int]:
    rows = model.cascades
    return [int(row) for row in np.flatnonzero((rows.world == world) & (rows.entity == np.uint64(entity)))]
