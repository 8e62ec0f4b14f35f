"""The facilitator's pushes: a quantity is moved at once and let go by halves, and stays within its bounds."""

import numpy as np
import pytest
from numpy.typing import NDArray

from app.crowd.engine import Engine
from app.crowd.parameters import parameters
from app.crowd.pushes import Quantity
from app.scenario.audience import AS_CALIBRATED

QUANTITIES: tuple[Quantity, ...] = (
    "severity",
    "responsibility",
    "truth",
    "anger",
    "amusement",
    "attention",
    "trust",
)
STEADY: tuple[Quantity, ...] = ("severity", "responsibility", "truth")
"""Nothing but a push moves these while nobody posts."""
NAMES = {"responsibility": "blame"}
STEP = AS_CALIBRATED.physics.step * AS_CALIBRATED.physics.pace


def an_engine(worlds: int = 1) -> Engine:
    return Engine(parameters(), [7] * worlds)


def value(engine: Engine, quantity: Quantity) -> NDArray[np.float64]:
    """The quantity by world (and segment)."""
    values: NDArray[np.float64] = getattr(engine.model.worlds, NAMES.get(quantity, quantity))
    return values.copy()


@pytest.mark.parametrize("quantity", QUANTITIES)
@pytest.mark.parametrize("by", [0.05, -0.05])
def test_a_push_moves_its_quantity_at_once_and_no_other(quantity: Quantity, by: float) -> None:
    engine = an_engine()
    before = {one: value(engine, one) for one in QUANTITIES}
    engine.push(0, quantity, by, None)
    for one in QUANTITIES:
        moved = by if one == quantity else 0.0
        assert value(engine, one) == pytest.approx(
            np.maximum(-1 if one == "truth" else 0, before[one] + moved)
        )


@pytest.mark.parametrize("quantity", STEADY)
def test_half_of_a_push_is_gone_after_its_half_life_and_all_of_it_in_the_end(quantity: Quantity) -> None:
    engine = an_engine()
    before = value(engine, quantity)
    engine.push(0, quantity, -0.2, 15 * STEP)
    left = []
    for steps in (15, 15, 150):
        for _ in range(steps):
            engine.step()
        left.append(float((value(engine, quantity) - before).max()))
    assert left == pytest.approx([-0.1, -0.05, 0.0], abs=1e-3)


@pytest.mark.parametrize("quantity", STEADY)
def test_a_push_without_a_half_life_stays(quantity: Quantity) -> None:
    engine = an_engine()
    before = value(engine, quantity)
    engine.push(0, quantity, -0.2, None)
    for _ in range(100):
        engine.step()
    assert value(engine, quantity) == pytest.approx(before - 0.2)


@pytest.mark.parametrize("quantity", QUANTITIES)
@pytest.mark.parametrize("by", [1.0, -1.0])
def test_nothing_is_pushed_beyond_its_bounds(quantity: Quantity, by: float) -> None:
    engine = an_engine()
    for _ in range(3):
        engine.push(0, quantity, by, 600.0)
        engine.step()
        found = value(engine, quantity)
        assert found.min() >= (-1 if quantity == "truth" else 0)
        assert found.max() <= 1


def test_a_push_that_ran_into_a_bound_takes_back_only_what_it_moved() -> None:
    engine = an_engine()
    before = value(engine, "severity")
    engine.push(0, "severity", 1.0, 5 * STEP)
    for _ in range(100):
        engine.step()
    assert value(engine, "severity") == pytest.approx(before, abs=1e-3)


def test_two_pushes_add_up_and_fade_each_at_its_own_pace() -> None:
    engine = an_engine()
    before = value(engine, "severity")
    engine.push(0, "severity", 0.1, 10 * STEP)
    engine.push(0, "severity", 0.2, 20 * STEP)
    assert value(engine, "severity") == pytest.approx(before + 0.3)
    for _ in range(20):
        engine.step()
    assert value(engine, "severity") == pytest.approx(before + 0.025 + 0.1, abs=1e-3)


def test_a_push_at_one_world_leaves_the_others_alone() -> None:
    engine, alone = an_engine(3), an_engine()
    engine.push(1, "anger", 0.5, 600.0)
    for one in (engine, alone):
        for _ in range(20):
            one.step()
    assert engine.mark(0) == engine.mark(2) == alone.mark(0) != engine.mark(1)


def test_a_fork_goes_on_with_the_pushes_it_had() -> None:
    engine = an_engine()
    engine.push(0, "severity", 0.2, 10 * STEP)
    engine.fork(0, 1)
    for _ in range(10):
        engine.step()
    assert value(engine, "severity")[1] == value(engine, "severity")[0]
    assert value(engine, "severity")[1] == pytest.approx(AS_CALIBRATED.crisis.severity + 0.1, abs=1e-3)
