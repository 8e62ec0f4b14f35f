"""What is to be expected of a step, and the draws that make numbers of it."""

import numpy as np
import pytest

from app import chance, exact
from app.crowd import philox
from app.crowd.answers import Answer, weights_of
from app.crowd.engine import Engine
from app.crowd.exactly import exp, log
from app.crowd.model import STEP
from app.crowd.parameters import parameters
from app.crowd.rates import Rates
from app.crowd.roots import Root
from app.crowd.spreading import look
from app.scenario.audience import Audience, Physics

WORLDS = 3


def a_storm(steps: int) -> Engine:
    engine = Engine(parameters(audience=Audience(physics=Physics(anger_spreads=4.0))), range(WORLDS))
    for world in range(WORLDS):
        for entity, valence in enumerate((-1.0, -0.3, 0.0, 0.9), start=1):
            root = Root(entity=entity, source="critic", valence=valence, arousal=1.0, accounts=9e4, funny=0.5)
            engine.post(world, root)
        engine.answer(
            world,
            Root(entity=9, source="brand", valence=0.0, arousal=0.2, accounts=2e4),
            Answer(weights=weights_of("attack")),
        )
    for _ in range(steps):
        engine.step()
    return engine


@pytest.mark.parametrize("steps", [0, 1, 20, 120])
def test_no_more_is_to_be_expected_than_the_most(steps: int) -> None:
    model = a_storm(steps).model
    rows, count = model.cascades, model.cascades.count
    rates = Rates(model, rows, look(model, rows, ((STEP, slice(0, count)),)), np.full(count, 1.7))
    expected, most = rates.of(np.arange(count)), rates.most(slice(0, count))
    assert (expected <= most).all()
    assert expected.max() > 0
    assert most.sum() < 10 * expected.sum()


def test_many_draws_are_those_that_would_be_made_one_by_one() -> None:
    seeds = np.array([7, 7, 1 << 63 | 5], dtype=np.uint64)
    names = np.array([1, 3 << 60 | 9, 1], dtype=np.uint64)
    found = philox.uniforms(seeds, names, 12, philox.BURST, 6)
    for seed, name, row in zip(seeds.tolist(), names.tolist(), found, strict=True):
        key = (seed & 0xFFFFFFFF, seed >> 32)
        words = [
            word
            for block in range(2)
            for word in chance.philox((name & 0xFFFFFFFF, 12, philox.BURST << 16 | block, name >> 32), key)
        ]
        assert row.tolist() == [(word + 0.5) * 2.0**-32 for word in words[:6]]


def test_a_draw_is_the_same_among_others_of_one_seed_or_of_many() -> None:
    names = np.arange(5, dtype=np.uint64)
    same = philox.uniforms(np.full(5, 3, dtype=np.uint64), names, 1, philox.COUNTS, 10)
    mixed = philox.uniforms(np.array([3, 3, 3, 3, 4], dtype=np.uint64), names, 1, philox.COUNTS, 10)
    assert (same[:4] == mixed[:4]).all()
    assert (same[4] != mixed[4]).all()


def test_counts_have_the_mean_and_the_spread_of_poissons() -> None:
    luck = (np.arange(200_000) + 0.5) / 200_000
    for mean in (0.01, 0.7, 5.0, 11.9, 40.0):
        counts = philox.poisson(np.full(len(luck), mean), luck)
        assert counts.mean() == pytest.approx(mean, rel=0.01)
        assert counts.var() == pytest.approx(mean, rel=0.02)
        assert (np.diff(counts) >= 0).all()


def test_tables_in_any_order_of_memory_give_the_same_counts() -> None:
    luck = philox.uniforms(np.full(9, 1, dtype=np.uint64), np.arange(9, dtype=np.uint64), 0, philox.COUNTS, 7)
    mean = np.linspace(0.1, 20.0, 63).reshape(9, 7)
    row_by_row = philox.poisson(mean, np.ascontiguousarray(luck))
    assert (philox.poisson(np.asfortranarray(mean), np.asfortranarray(luck)) == row_by_row).all()


def test_arrays_have_the_powers_and_logarithms_of_single_numbers() -> None:
    numbers = np.array([-699.5, -3.25, -1e-9, 0.0, 0.1, 1.0, 12.0, 650.0])
    assert exp(numbers) == pytest.approx([exact.exp(one) for one in numbers.tolist()], rel=1e-7)
    positive = np.array([1e-12, 0.3, 1.0, 2.0, 1e9])
    assert log(positive) == pytest.approx([exact.log(one) for one in positive.tolist()], rel=1e-7, abs=1e-9)
    assert exp(np.array([-1e9])) == exp(np.array([-700.0]))
