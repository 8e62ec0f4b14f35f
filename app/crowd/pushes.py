"""The facilitator's pushes: a quantity moved at once, and let go again with a half-life."""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from app import exact
from app.crowd.model import Model

Real = NDArray[np.float64]
Quantity = Literal["severity", "responsibility", "truth", "anger", "amusement", "attention", "trust"]
_ATTRIBUTE: Final[dict[Quantity, str]] = {"responsibility": "blame"}
LN2: Final = exact.LN2


@dataclass(slots=True, kw_only=True)
class Push:
    """One push: how much of it is still there, by segment if it has any, and what one step leaves of that."""

    world: int
    quantity: Quantity
    left: Real
    keeps: float


def push(model: Model, world: int, quantity: Quantity, by: float, half_life: float | None) -> Push:
    """Move a quantity by `by`, -1 to 1 or as far as it goes; `half_life` is in audience seconds, or None."""
    keeps = 1.0 if half_life is None else exact.exp(-LN2 * model.parameters.step / half_life)
    left = _move(model, world, quantity, np.float64(by))
    return Push(world=world, quantity=quantity, left=left, keeps=keeps)


def let_go(model: Model, pushes: list[Push]) -> None:
    """Take back what one step takes of each push."""
    for one in pushes:
        if one.keeps < 1:
            gone = one.left * (1 - one.keeps)
            _move(model, one.world, one.quantity, -gone)
            one.left = one.left - gone


def _move(model: Model, world: int, quantity: Quantity, by: Real | np.float64) -> Real:
    """Move a quantity, and tell how far it went."""
    values = getattr(model.worlds, _ATTRIBUTE.get(quantity, quantity))
    low, before = -1.0 if quantity == "truth" else 0.0, np.copy(values[world])
    values[world] = np.clip(before + by, low, 1.0)
    moved: Real = values[world] - before
    return moved
