"""Posts that are taken down, hidden or moderated: what is removed comes back as a screenshot."""

from typing import Final, Literal

import numpy as np

from app.crowd import philox
from app.crowd.cascades import BY_SHOTS, REPLIES, SHOT
from app.crowd.exactly import exp
from app.crowd.exposing import show_to
from app.crowd.model import Model
from app.crowd.roots import add_rows
from app.crowd.sums import across

Removal = Literal["deleted", "hidden", "moderated", "removed", "blocked", "limited", "reported"]

BY_SHOT: Final = 5 << 60
SHOT_REACH: Final = 10_000.0
"""Accounts that a screenshot is shown to at once, whatever the post had."""
BLAME: Final = 0.1
"""Blame that a screenshot of something taken down adds."""
HIDDEN_LEAVES: Final = 0.3
MODERATED_LEAVES: Final = 0.5
TRACES: Final[dict[Removal, float]] = {
    "deleted": 1.0,
    "hidden": 0.5,
    "moderated": 0.15,
    "removed": 0.15,
    "blocked": 0.5,
    "limited": 0.3,
    "reported": 0.3,
}
"""How likely each is to be noticed, against a deletion."""


def take_down(model: Model, world: int, entity: int, removal: Removal, *, admitted: bool = False) -> bool:
    """Remove a post of a world, or make it smaller; returns whether a screenshot of it goes round.

    Args:
        model: the state; it is changed.
        world: where the post is.
        entity: its name.
        removal: `deleted` and `removed` take it off, `hidden` puts it out of sight, `moderated` thins its
            replies; its author is `blocked`, replies to it are `limited` or it is `reported` without
            any reason, and it stays as it is.
        admitted: the brand says itself, at once, what it took down: then nobody makes a point of it.
    """
    rows = model.cascades
    found = np.flatnonzero((rows.world == world) & (rows.entity == np.uint64(entity)))
    if not len(found):
        return False
    row = int(found[0])
    seen = float(across(rows.views[row : row + 1])[0])
    captured = not admitted and _captured(model, row, seen, removal)
    if removal in ("deleted", "removed"):
        rows.pending[:, row] = 0.0
    elif removal == "hidden":
        rows.pending[:, row] *= HIDDEN_LEAVES
        rows.infection[row] *= HIDDEN_LEAVES
    elif removal == "moderated":
        rows.ratios[row, REPLIES - 1] *= MODERATED_LEAVES
    if captured:
        _screenshot(model, world, entity, seen)
    return captured


def uncover(model: Model, world: int, entity: int) -> None:
    """Somebody shows a screenshot of something taken back: it goes round, or is seen by more if it did."""
    rows, shot = model.cascades, BY_SHOT ^ entity
    own = rows.world == world
    if (own & (rows.entity == np.uint64(shot))).any():
        show_to(model, world, shot, SHOT_REACH, BY_SHOTS)
        return
    found = np.flatnonzero(own & (rows.entity == np.uint64(entity)))
    _screenshot(model, world, entity, float(across(rows.views[found]).sum()) if len(found) else 0.0)


def _captured(model: Model, row: int, seen: float, removal: Removal) -> bool:
    rows = model.cascades
    luck = philox.uniforms(rows.seed[row : row + 1], rows.entity[row : row + 1], 0, philox.SCREENSHOT, 1)
    missed = exp(np.array([-TRACES[removal] * seen / model.parameters.physics.screenshot_views]))
    return bool(luck[0, 0] > missed[0])


def _screenshot(model: Model, world: int, entity: int, seen: float) -> None:
    worlds = model.worlds
    where = np.array([world])
    add_rows(
        model,
        world=where,
        entity=np.array([BY_SHOT ^ entity], dtype=np.uint64),
        source=np.array([SHOT]),
        valence=np.array([-1.0]),
        arousal=np.array([0.9]),
        funny=np.array([0.0]),
        gain=np.array([model.parameters.physics.screenshot_gain]),
        accounts=np.array([max(SHOT_REACH, 0.5 * seen)]),
        way=np.array([BY_SHOTS]),
    )
    worlds.novelty[world] = model.now
    worlds.blame[world] = np.minimum(1.0, worlds.blame[world] + BLAME)
