"""Who of the population speaks next: of the right segment, and nobody who is known already."""

from collections import Counter
from dataclasses import replace

from app.crowd.accounts import row_of
from app.crowd.audience import parameters_of
from app.crowd.casting import Casting
from app.crowd.segments import CRITICS, LOYAL, NEUTRAL, PRESS, TROLLS
from app.rehearsal.events import Byline
from app.scenario.scenario import Scenario
from tests.airline import AIRLINE


def casting(scenario: Scenario = AIRLINE, seed: int = 7) -> Casting:
    return Casting(scenario, seed, parameters_of(scenario))


def drawn(
    segment: int, count: int, *, scenario: Scenario = AIRLINE, seed: int = 7
) -> list[tuple[int, str, Byline]]:
    taken = {one.handle.lower() for one in scenario.cast}
    who = casting(scenario, seed)
    return [who.draw(segment, taken, turn, 1) for turn in range(count)]


def test_the_same_turn_is_the_same_account_and_another_seed_has_others() -> None:
    assert drawn(NEUTRAL, 30) == drawn(NEUTRAL, 30)
    ours, theirs = ({handle for _, handle, _ in drawn(NEUTRAL, 30, seed=seed)} for seed in (7, 8))
    assert len(ours & theirs) < 5


def test_an_account_is_of_the_segment_that_speaks() -> None:
    population = casting().population
    for segment in (LOYAL, NEUTRAL, CRITICS, TROLLS, PRESS):
        for row, _, byline in drawn(segment, 10):
            assert population.at(row).segment == segment
            assert byline.followers == population.at(row).followers


def test_nobody_speaks_twice_nor_has_the_handle_of_somebody_of_the_cast() -> None:
    handles = [handle.lower() for _, handle, _ in drawn(TROLLS, 300)]
    assert max(Counter(handles).values()) == 1
    assert not set(handles) & {one.handle.lower() for one in AIRLINE.cast}


def test_a_handle_that_was_taken_is_drawn_again() -> None:
    (row, handle, _), *_ = drawn(NEUTRAL, 1)
    taken = {handle.lower()}
    other, second, _ = casting().draw(NEUTRAL, taken, 0, 1)
    assert other != row
    assert taken == {handle.lower(), second.lower()}


def test_those_who_act_more_speak_more_often() -> None:
    population = casting().population
    spoke = [population.at(row).activity for row, _, _ in drawn(NEUTRAL, 200)]
    first, last = population.starts[NEUTRAL : NEUTRAL + 2]
    everybody = [population.at(row).activity for row in range(first, last, 97)]
    assert sorted(spoke)[100] > 3 * sorted(everybody)[len(everybody) // 2]


def test_a_handle_leads_back_to_its_row() -> None:
    population = casting().population
    for row, handle, _ in drawn(CRITICS, 10):
        assert row_of(population, handle, language="en") == row


def test_an_audience_is_cast_from_as_many_accounts_as_the_scenario_has() -> None:
    large = replace(AIRLINE, crowd=replace(AIRLINE.crowd, size=200_000))
    assert len(casting().population) == AIRLINE.crowd.size
    assert len(casting(large).population) == 200_000
