"""A journal is a world's whole story: each input does what it says, to its own world, at its step."""

from dataclasses import replace

import numpy as np
import pytest

from app.crowd.answers import Answer, weights_of
from app.crowd.cascades import BRAND, BY_FOLLOWERS, BY_THREAD
from app.crowd.engine import Engine
from app.crowd.journal import (
    IN_THREAD,
    Answered,
    Input,
    Journal,
    PassedOn,
    Posted,
    Pushed,
    Put,
    Removed,
    Ruled,
    Trusted,
    Tuned,
    apply,
    run,
)
from app.crowd.parameters import HUMOUR, parameters
from app.crowd.roots import Root

CRITIC = Root(entity=11, source="critic", valence=-0.8, arousal=0.8, accounts=50_000.0)
REPLY = Root(entity=12, source="critic", valence=-0.5, arousal=0.5, accounts=10.0)
OURS = Root(entity=21, source="brand", valence=0.0, arousal=0.2, accounts=5_000.0)
SORRY, JOKE = Answer(weights=weights_of("apology")), Answer(weights=weights_of("humour"))


def an_engine(worlds: int = 1) -> Engine:
    return Engine(parameters(), [7] * worlds)


def stormy(worlds: int = 1, *, steps: int = 30) -> Engine:
    """Worlds with a critic's post that has been around for a while."""
    engine = an_engine(worlds)
    run(engine, [(Put(step=0, what=Posted(root=CRITIC)),)] * worlds, steps)
    return engine


def row(engine: Engine, entity: int, world: int = 0) -> int:
    rows = engine.model.cascades
    return int(np.flatnonzero((rows.entity == np.uint64(entity)) & (rows.world == world))[0])


def readers(engine: Engine, entity: int) -> float:
    return float(engine.model.cascades.views[row(engine, entity)].sum())


def test_a_post_is_put_on_the_feed() -> None:
    engine = stormy(steps=1)
    assert engine.model.cascades.valence[row(engine, 11)] == -0.8
    assert readers(engine, 11) > 0


def test_a_reply_is_shown_to_a_part_of_its_threads_readers_and_a_post_is_not() -> None:
    engine = stormy()
    seen = readers(engine, 11)
    apply(engine, 0, Posted(root=REPLY, under=11))
    apply(engine, 0, Posted(root=replace(REPLY, entity=13)))
    rows = engine.model.cascades
    below, beside = row(engine, 12), row(engine, 13)
    assert rows.shown[below].sum() == pytest.approx(10 + IN_THREAD * seen)
    assert rows.ways[below, BY_THREAD] == pytest.approx(IN_THREAD * seen, rel=0.05)
    assert rows.shown[beside].sum() == pytest.approx(10)
    assert rows.ways[beside, BY_THREAD] == 0


def test_a_reply_to_what_is_over_is_a_post_like_any_other() -> None:
    engine = stormy()
    apply(engine, 0, Posted(root=REPLY, under=999))
    assert engine.model.cascades.shown[row(engine, 12)].sum() == pytest.approx(10)


def test_an_answer_waited_no_longer_than_what_it_answers_is_old() -> None:
    engine = stormy(steps=60)
    apply(engine, 0, Posted(root=replace(CRITIC, entity=14)))
    engine.step()
    apply(engine, 0, Answered(root=OURS, answer=SORRY, to=14))
    step = engine.model.parameters.step
    assert engine.model.answers.latency[0] == step
    assert engine.model.cascades.source[row(engine, 21)] == BRAND
    late = stormy(steps=60)
    apply(late, 0, Answered(root=OURS, answer=SORRY))
    assert late.model.answers.latency[0] == 60 * step


def test_a_ruling_changes_what_an_answer_does_and_nothing_of_when_it_came() -> None:
    engine = stormy()
    apply(engine, 0, Answered(root=OURS, answer=SORRY))
    before = float(engine.model.answers.latency[0])
    apply(engine, 0, Ruled(entity=21, answer=JOKE))
    assert engine.model.answers.weights[0, HUMOUR] == 1.0
    assert engine.model.answers.latency[0] == before
    assert len(engine.model.answers) == 1


def test_a_removal_takes_a_post_off_and_only_the_unadmitted_one_leaves_a_screenshot() -> None:
    for admitted, more in ((True, 0), (False, 1)):
        engine = stormy()
        before = len(engine.model.cascades.entity)
        apply(engine, 0, Removed(entity=11, removal="deleted", admitted=admitted))
        assert engine.model.cascades.pending[:, row(engine, 11)].sum() == 0
        assert len(engine.model.cascades.entity) == before + more


def test_passing_on_shows_a_post_to_more() -> None:
    engine = stormy(steps=1)
    before = engine.model.cascades.ways[row(engine, 11), BY_FOLLOWERS]
    apply(engine, 0, PassedOn(entity=11, accounts=3_000.0))
    after = engine.model.cascades.ways[row(engine, 11), BY_FOLLOWERS]
    assert after - before == pytest.approx(3_000, rel=0.1)


def test_a_push_moves_its_quantity_at_once() -> None:
    engine = stormy()
    before = engine.model.worlds.anger[0].copy()
    apply(engine, 0, Pushed(quantity="anger", by=0.25, half_life=None))
    assert engine.model.worlds.anger[0] == pytest.approx(np.minimum(1.0, before + 0.25))


def test_the_bystanders_dial_draws_the_neutrals_along_until_it_is_let_go() -> None:
    pulled, free = stormy(), stormy()
    apply(pulled, 0, Trusted(value=1.0))
    for engine in (pulled, free):
        run(engine, [()], 60)
    assert pulled.model.worlds.trust[0, 1] > free.model.worlds.trust[0, 1] + 0.005
    apply(pulled, 0, Trusted(value=None))
    high = pulled.model.worlds.trust[0, 1]
    run(pulled, [()], 90)
    assert pulled.model.worlds.trust[0, 1] <= high


def test_the_facilitators_dials_stand_where_they_are_put() -> None:
    engine = an_engine(2)
    apply(engine, 1, Tuned(dial="volume", value=3.0))
    apply(engine, 1, Tuned(dial="mood", value=-0.5))
    assert engine.model.worlds.volume.tolist() == [1.0, 3.0]
    assert engine.model.worlds.mood.tolist() == [0.0, -0.5]


ALL: Journal = (
    Put(step=0, what=Posted(root=CRITIC)),
    Put(step=3, what=Posted(root=REPLY, under=11)),
    Put(step=5, what=Answered(root=OURS, answer=SORRY, to=11)),
    Put(step=6, what=PassedOn(entity=11, accounts=500.0)),
    Put(step=7, what=Tuned(dial="volume", value=2.0)),
    Put(step=8, what=Trusted(value=0.2)),
    Put(step=8, what=Pushed(quantity="attention", by=0.2, half_life=3_600.0)),
    Put(step=9, what=Ruled(entity=21, answer=JOKE)),
    Put(step=12, what=Removed(entity=21, removal="deleted")),
)


def test_a_run_is_each_input_before_its_own_step() -> None:
    by_run, by_hand = an_engine(), an_engine()
    run(by_run, [ALL], 40)
    for step in range(40):
        for put in ALL:
            if put.step == step:
                apply(by_hand, 0, put.what)
        by_hand.step()
    assert by_run.mark(0) == by_hand.mark(0)


def test_a_run_in_parts_is_the_same_run() -> None:
    whole, parts = an_engine(), an_engine()
    run(whole, [ALL], 40)
    for until in (4, 5, 8, 40):
        run(parts, [ALL], until)
    assert parts.mark(0) == whole.mark(0)


def test_worlds_are_the_same_until_the_step_in_which_their_journals_part() -> None:
    engine = an_engine(3)
    marks = []
    for until in range(1, 41):
        run(engine, [ALL, ALL, ALL[:-1]], until)
        marks.append([engine.mark(world) for world in range(3)])
    assert all(one == other for one, other, _ in marks)
    assert all(one == third for one, _, third in marks[:12])
    assert marks[12][0] != marks[12][2]


@pytest.mark.parametrize("what", [put.what for put in ALL], ids=lambda what: type(what).__name__)
def test_what_is_put_into_one_world_stays_in_it(what: Input) -> None:
    both, alone = stormy(2), stormy()
    if isinstance(what, Ruled | Removed):
        for engine in (both, alone):
            for world in range(len(engine.model.worlds)):
                apply(engine, world, Answered(root=OURS, answer=SORRY))
    apply(both, 1, what)
    for engine in (both, alone):
        for _ in range(12):
            engine.step()
    assert both.mark(0) == alone.mark(0)
    assert both.mark(1) != both.mark(0)
