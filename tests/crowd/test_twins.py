"""What-ifs: the same world with the same luck, but for what was put in differently."""

from copy import deepcopy
from dataclasses import replace
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.crowd.answers import Answer, weights_of
from app.crowd.engine import Engine
from app.crowd.journal import Answered, Journal, PassedOn, Posted, Pushed, Put, Removed, Trusted, apply, run
from app.crowd.model import LONGEST_STEP
from app.crowd.parameters import Parameters, parameters
from app.crowd.roots import Root
from app.crowd.twins import Change, Outcome, changed, coarser, fork_of, shares, twins
from app.feed.intent import STRATEGIES, Strategy

SEED: Final = 11
UNTIL: Final = 60
NUMBERS: Final = parameters(hour=9.0)


def said(entity: int, **over: object) -> Posted:
    root = Root(entity=entity, source="critic", valence=-0.9, arousal=0.8, accounts=200_000.0)
    return Posted(root=replace(root, **over))  # type: ignore[arg-type]


def answered(entity: int, *strategies: Strategy, to: int | None = None) -> Answered:
    root = Root(entity=entity, source="brand", valence=0.0, arousal=0.2, accounts=20_000.0)
    return Answered(root=root, answer=Answer(weights=weights_of(*strategies)), to=to)


STORY: Final[Journal] = (
    Put(step=0, what=said(1)),
    Put(step=4, what=Pushed(quantity="anger", by=0.2, half_life=3_600.0)),
    Put(step=9, what=answered(2, "apology", to=1)),
    Put(step=9, what=Posted(root=said(3, accounts=5_000.0).root, under=1)),
    Put(step=15, what=PassedOn(entity=1, accounts=40_000.0)),
    Put(step=20, what=Trusted(value=0.7)),
    Put(step=26, what=answered(4, "explain")),
    Put(step=31, what=Removed(entity=3, removal="deleted")),
    Put(step=40, what=said(5, source="inject", accounts=50_000.0)),
)
APOLOGY: Final = 2
DENIES: Final = Change(out=(APOLOGY,), put=(Put(step=9, what=answered(2, "deny", to=1)),))
LATER: Final = Change(out=(APOLOGY,), put=(Put(step=25, what=STORY[APOLOGY].what),))


def alone(journal: Journal, until: int = UNTIL, seed: int = SEED) -> Engine:
    engine = Engine(NUMBERS, [seed])
    run(engine, [journal], until)
    return engine


def of_the_story(*changes: Change, until: int = UNTIL) -> tuple[Outcome, ...]:
    return twins(NUMBERS, SEED, STORY, changes, until)


def test_a_twin_without_a_change_is_the_original_bit_for_bit() -> None:
    original, twin, put_in_again = of_the_story(Change(), Change(out=(0,), put=(STORY[0],)))
    assert twin == original
    assert put_in_again == original
    assert original.mark == alone(STORY).mark(0)


@pytest.mark.parametrize(
    "change",
    [
        DENIES,
        LATER,
        Change(out=(APOLOGY,)),
        Change(out=(6, 7)),
        Change(put=(Put(step=33, what=answered(8, "humour")),)),
        Change(out=(8,), put=(Put(step=58, what=said(5)),)),
    ],
)
def test_a_twin_is_what_its_own_story_would_have_made_of_the_world(change: Change) -> None:
    _, twin = of_the_story(change)
    assert twin.mark == alone(changed(STORY, change)).mark(0)


@given(
    place=st.integers(min_value=0, max_value=len(STORY) - 1),
    strategy=st.sampled_from(STRATEGIES),
    later=st.integers(min_value=0, max_value=8),
)
@settings(max_examples=12, deadline=None)
def test_a_change_changes_nothing_before_it(place: int, strategy: Strategy, later: int) -> None:
    instead = Put(step=STORY[place].step + later, what=answered(90, strategy))
    change = Change(out=(place,), put=(instead,))
    fork = fork_of(STORY, change)
    assert alone(changed(STORY, change), fork).mark(0) == alone(STORY, fork).mark(0)


def test_what_is_changed_changes_what_comes_after_it() -> None:
    apologised, denied, waited, silent = of_the_story(DENIES, LATER, Change(out=(APOLOGY,)))
    assert len({one.mark for one in (apologised, denied, waited, silent)}) == 4
    assert apologised.trusted > denied.trusted
    assert apologised.angry < silent.angry


def test_twins_do_not_feel_each_other() -> None:
    several = of_the_story(LATER, DENIES, Change(out=(6,)), DENIES)
    assert several[2] == several[4] == of_the_story(DENIES)[1]
    assert several[1] == of_the_story(LATER)[1]


def test_an_outcome_says_what_the_worlds_say() -> None:
    outcome = of_the_story()[0]
    worlds = alone(STORY).model.worlds
    assert outcome.trust == tuple(worlds.trust[0])
    assert outcome.articles == worlds.articles[0]
    assert outcome.against >= worlds.volume_against[0] > 0
    assert 0 < outcome.peak <= UNTIL
    assert outcome.loudest >= worlds.angry_rate[0]


def test_what_takes_the_place_of_an_input_comes_before_what_came_after_it() -> None:
    assert [one.what for one in changed(STORY, DENIES)[1:5]] == [
        STORY[1].what,
        DENIES.put[0].what,
        STORY[3].what,
        STORY[4].what,
    ]


def test_a_change_after_the_end_changes_nothing() -> None:
    original, twin = of_the_story(Change(put=(Put(step=UNTIL + 5, what=said(7)),)))
    assert twin == original


def test_the_processors_share_the_twins_fairly() -> None:
    changes = [Change(put=(Put(step=step, what=said(7)),)) for step in range(0, UNTIL, 3)]
    one, other = shares(STORY, changes, UNTIL, 2)
    assert sorted((*one, *other)) == list(range(len(changes)))
    left = [sum(UNTIL - fork_of(STORY, changes[twin]) for twin in part) for part in (one, other)]
    assert abs(left[0] - left[1]) <= UNTIL


def test_a_fork_goes_on_as_the_world_it_came_from() -> None:
    engine, numbers = alone(STORY, 30), [SEED, SEED + 1]
    twin, third = engine.fork(0, 2)
    apply(engine, third, answered(9, "deny"))
    run(engine, [tuple(one for one in STORY if one.step >= 30)] * 3, UNTIL)
    assert engine.mark(twin) == engine.mark(0) == alone(STORY).mark(0)
    assert engine.mark(third) != engine.mark(0)
    two = Engine(NUMBERS, numbers)
    run(two, [STORY, STORY], UNTIL)
    assert two.mark(0) == engine.mark(twin)


def test_a_copy_of_an_engine_goes_on_by_itself() -> None:
    engine = alone(STORY, 30)
    copied, before = deepcopy(engine), engine.mark(0)
    run(copied, [STORY], UNTIL)
    assert engine.mark(0) == before
    assert copied.mark(0) == alone(STORY).mark(0)


def test_a_world_among_many_has_the_same_bits_as_alone() -> None:
    numbers: Parameters = NUMBERS
    engine = Engine(numbers, [SEED, SEED + 1, SEED])
    run(engine, [STORY, STORY, changed(STORY, DENIES)], UNTIL)
    assert engine.mark(0) == alone(STORY).mark(0)
    assert engine.mark(1) == alone(STORY, seed=SEED + 1).mark(0)
    assert engine.mark(2) == alone(changed(STORY, DENIES)).mark(0)


def test_a_coarser_story_has_the_same_inputs_in_fewer_steps() -> None:
    coarse, journal = coarser(NUMBERS, STORY, 2)
    assert coarse.step == 2 * NUMBERS.step
    assert [put.what for put in journal] == [put.what for put in STORY]
    for put, fine in zip(journal, STORY, strict=True):
        assert 0 <= put.step * 2 - fine.step < 2


def test_a_step_that_is_too_long_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        coarser(NUMBERS, STORY, 1 + int(LONGEST_STEP / NUMBERS.step))
