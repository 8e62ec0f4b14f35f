"""A fork that repeats what the drill did has the drill's crowd, act for act."""

import pytest

from app.crowd.step import Crowds
from app.ids import DESK, RehearsalId
from app.rehearsal.entry import Entry
from app.rehearsal.events import ClockResumed, CrowdActed, Event
from app.rehearsal.evolve import fold
from app.rehearsal.forking import From, forked
from tests.build import wall
from tests.crowd.storms import OWNED, RULES, Storm, a_storm

END = 300.0
SAID = 200.0


def run_from(storm: Storm, t: float) -> Storm:
    """The same storm from `t` on, with a crowd that knows nothing but the new log."""
    again = Storm()
    drill = again.drill
    drill.log = list(forked(tuple(storm.drill.log), From(t=t), RehearsalId("fork"), tag=3))
    drill.rehearsal = fold(drill.log)
    again.crowds = Crowds()
    drill.happened(ClockResumed(), by=DESK, at=t)
    return again


def after(log: list[Entry], t: float) -> list[tuple[int, Event]]:
    """What the crowd did after a moment; how it stood is in its counts, its mood and its posts."""
    acts = [entry for entry in log if entry.at > wall(t) and isinstance(entry.events[0], CrowdActed)]
    return [(entry.at, event) for entry in acts for event in entry.events]


def a_long_storm(answer: str, seed: int) -> Storm:
    """Angry post, an answer at 120 s, another one at 200 s."""
    storm = a_storm(answer, seed=seed)
    storm.on(SAID)
    storm.say(RULES, SAID)
    storm.on(END)
    return storm


@pytest.mark.parametrize("seed", [7, 8])
@pytest.mark.parametrize("t", [40.0, 121.0, 180.0])
def test_a_fork_that_repeats_the_same_moves_has_the_same_crowd(t: float, seed: int) -> None:
    storm = a_long_storm(OWNED, seed)
    again = run_from(storm, t)
    if t < 120:
        again.on(120.0)
        again.say(OWNED, 120.0, reply_to="p1")
    again.on(SAID)
    again.say(RULES, SAID)
    again.on(END)
    expected = after(storm.drill.log, t)
    assert len(expected) > 20
    assert after(again.drill.log, t) == expected
    assert again.rehearsal.mood.trust == storm.rehearsal.mood.trust


def test_another_move_has_another_crowd() -> None:
    storm = a_long_storm(OWNED, 7)
    silent = run_from(storm, 180.0)
    silent.on(END)
    assert after(silent.drill.log, SAID) != after(storm.drill.log, SAID)
