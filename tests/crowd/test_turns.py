"""What is old moves less often, and no less for that."""

import numpy as np
import pytest

from app.crowd.answers import Answer, weights_of
from app.crowd.engine import Engine
from app.crowd.kernel import WEIGHTS, decays, waiting
from app.crowd.model import HERE, LONGEST_ROUND, LONGEST_STEP, ROUND, TURN, Model
from app.crowd.parameters import parameters
from app.crowd.roots import Root
from app.crowd.sums import across
from app.crowd.turns import OLD_AFTER, YOUNG_FOR
from app.scenario.audience import Audience, Physics
from tests.crowd.facts.storms import without_turns

HOUR = 3_600.0


def an_engine(step: float = 40, worlds: int = 1, **physics: float) -> Engine:
    audience = Audience(physics=Physics(pace=1, step=step, **physics))
    return Engine(parameters(audience=audience, hour=12), [7] * worlds)


def complaint(entity: int = 1, **over: float) -> Root:
    return Root(entity=entity, source="critic", valence=-0.9, arousal=0.8, accounts=2e5, **over)  # type: ignore[arg-type]


def unheeded() -> Root:
    """A post of a person, which people look at and nobody passes on."""
    return Root(entity=1 << 40, source="other", valence=0.0, arousal=0.0, accounts=2e5, gain=0.0)


def go(engine: Engine, hours: float) -> None:
    until = round(hours * HOUR / engine.model.parameters.step)
    while engine.model.tick < until:
        engine.step()


def looked(engine: Engine) -> list[bool]:
    """Whether the first post was looked at in each of the steps of the next round."""
    rows, found = engine.model.cascades, []
    for _ in range(engine.model.spans[ROUND]):
        before = float(across(rows.views[:1])[0])
        engine.step()
        found.append(float(across(rows.views[:1])[0]) > before)
    return found


@pytest.mark.parametrize(
    ("step", "turn", "round_"), [(6, 20, 60), (40, 3, 9), (50, 2, 6), (100, 1, 3), (120, 1, 3), (300, 1, 1)]
)
def test_turns_and_rounds_are_whole_and_no_longer_than_they_may_be(
    step: float, turn: int, round_: int
) -> None:
    spans = Model(an_engine(step).model.parameters, [1]).spans
    assert spans == (1, turn, round_)
    assert spans[TURN] == 1 or spans[TURN] * step <= LONGEST_STEP
    assert spans[ROUND] == spans[TURN] or spans[ROUND] * step <= LONGEST_ROUND


@pytest.mark.parametrize(
    ("age", "often"), [(0.0, 9), (YOUNG_FOR - 400, 9), (YOUNG_FOR + 400, 3), (OLD_AFTER + 400, 1)]
)
def test_the_older_a_post_the_less_often_it_moves(age: float, often: int) -> None:
    engine = an_engine()
    engine.post(0, unheeded())
    go(engine, age / HOUR)
    while engine.model.tick % engine.model.spans[ROUND]:
        engine.step()
    moved = looked(engine)
    assert sum(moved) == often
    assert moved[-1]


@pytest.mark.parametrize("start", [0, 1, 2, 4])
@pytest.mark.parametrize("rounds", [5, 7, 40])
def test_a_post_nobody_passes_on_is_looked_at_as_the_kernel_says(start: int, rounds: int) -> None:
    engine = an_engine()
    step, people = engine.model.parameters.step, engine.model.parameters.people
    go(engine, start * step / HOUR)
    engine.post(0, unheeded())
    shown = across(people * -np.expm1(-engine.model.cascades.shown / people))[0]
    until = rounds * engine.model.spans[ROUND]
    go(engine, until * step / HOUR)
    looked = 1 - waiting((until - start) * step, engine.model.parameters.physics.soon)
    assert float(across(engine.model.cascades.views)[0]) == pytest.approx(looked * shown, rel=1e-6)


def test_nobody_is_lost_who_is_shown_a_post_in_the_middle_of_a_turn() -> None:
    early = an_engine().model.early
    assert across(np.array(WEIGHTS) * early).reshape(-1) == pytest.approx([1.0] * 6)
    assert (early[0] == 1).all()
    assert (early[1:, :, 0] > 1).all()


@pytest.mark.parametrize("time", [TURN, ROUND])
def test_who_is_shown_a_post_in_the_middle_of_a_turn_looks_as_early_as_that(time: int) -> None:
    model = an_engine().model
    step, steps = model.parameters.step, model.spans[time]
    since = decays((steps + (steps - 1) / 2) * step, model.parameters.physics.soon)
    looked = float(across(np.array(WEIGHTS) * (1 - since)))
    assert float(across(model.giving[time, HERE] * model.early[time, HERE])) == pytest.approx(
        looked, rel=0.05
    )
    assert float(across(model.giving[time, HERE])) < 0.9 * looked


def test_all_that_is_shown_is_seen_or_still_to_be_seen() -> None:
    engine = an_engine()
    engine.post(0, complaint())
    go(engine, 6)
    rows = engine.model.cascades
    to_come = sum(weight * across(rows.pending[part]) for part, weight in enumerate(WEIGHTS))
    people = engine.model.parameters.people
    reached = across(people * -np.expm1(-rows.shown / people))
    brought = (rows.answer < 0) & (rows.kernel == 0)
    assert (across(rows.views) + to_come)[brought] == pytest.approx(reached[brought], rel=1e-6)


def test_a_world_among_twins_that_forked_late_has_the_bits_of_one_alone() -> None:
    alone, together = an_engine(), an_engine()
    for engine in (alone, together):
        engine.post(0, complaint())
        go(engine, 2.51)
    twin, other = together.fork(0, 2)
    together.post(other, complaint(5))
    for engine in (alone, together):
        go(engine, 4)
    assert together.mark(0) == together.mark(twin) == alone.mark(0)
    assert together.mark(other) != alone.mark(0)


def test_an_older_answer_is_seen_below_all_the_criticism_of_its_turn() -> None:
    quiet = an_engine(organic_gain=0.0, burst=0.0, trend_gain=0.0, leak=0.0).model.parameters
    told = []
    for engine in (Engine(quiet, [7]), without_turns(quiet, [7])):
        engine.post(0, complaint(1 << 40, gain=1e-9))
        brand = Root(entity=2, source="brand", valence=0.0, arousal=0.0, accounts=2e4, gain=1e-9)
        engine.answer(0, brand, Answer(weights=weights_of("empathy")))
        go(engine, 5)
        told.append(float(engine.model.answers.informed[0, 1]))
    assert told[0] == pytest.approx(told[1], rel=0.005)
