"""The facilitator's pushes: a quantity moved at once, and let go again with a half-life."""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from app import exact
from app.crowd.model import Model

Quantity = Literal["severity", "responsibility", "truth", "anger", "amusement", "attention", "trust"]
_ATTRIBUTE: Final[dict[Quantity, str]] = {"responsibility": "blame"}
LN2: Final = exact.LN2


@dataclass(slots=True, kw_only=True)
class Push:
    """One push: how much of it is still there, and what one step leaves of that."""

    world: int
    quantity: Quantity
    left: float
    keeps: float


def push(model: Model, world: int, quantity: Quantity, by: float, half_life: float | None) -> Push:
    """Move a quantity by `by`, -1 to 1; `half_life` is in audience seconds, None for ever."""
    keeps = 1.0 if half_life is None else exact.exp(-LN2 * model.parameters.step / half_life)
    _move(model, world, quantity, by)
    return Push(world=world, quantity=quantity, left=by, keeps=keeps)


def let_go(model: Model, pushes: list[Push]) -> None:
    """Take back what one step takes of each push."""
    for one in pushes:
        gone = one.left * (1 - one.keeps)
        if gone:
            _move(model, one.world, one.quantity, -gone)
            one.left -= gone


def _move(model: Model, world: int, quantity: Quantity, by: float) -> None:
    values = getattr(model.worlds, _ATTRIBUTE.get(quantity, quantity))
    low = -1.0 if quantity == "truth" else 0.0
    values[world] = np.clip(values[world] + by, low, 1.0)
