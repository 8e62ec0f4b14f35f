"""Every scenario of the library plays through: what is planned goes out, whatever stand-ins do."""

from pathlib import Path

import pytest

from app.headless import Cast, Drill, conduct
from app.live.company import no_crowd
from app.rehearsal.cues import Cue
from app.scenario.lint import lint
from app.scenario.reading import read_scenario
from app.standins.play import moves
from app.store.library import FILE

LIBRARY = sorted(Path("scenarios").glob(f"*/{FILE}"))
LEAST_INJECTS, LEAST_PERSONAS, LEAST_AT_HAND = 25, 12, 40


@pytest.mark.parametrize("file", LIBRARY, ids=lambda file: file.parent.name)
def test_what_is_planned_goes_out_and_nothing_twice(file: Path) -> None:
    scenario = read_scenario(file.read_text(encoding="utf-8"))
    drill = Drill(scenario, seed=7)
    drill.start()
    for _ in conduct(drill, Cast(crowd=no_crowd, standins=moves), every=5.0):
        continue
    drill.end()
    cues = drill.rehearsal.cues.values()
    planned = {cue.inject.id: cue.inject.times for cue in cues if _goes_out_by_itself(cue)}
    assert planned == {cue.inject.id: len(cue.outs) for cue in cues if _goes_out_by_itself(cue)}
    assert all(len(cue.outs) <= cue.inject.times for cue in cues)
    assert not [cue.inject.id for cue in cues if cue.group is not None and cue.outs]


@pytest.mark.parametrize("file", LIBRARY, ids=lambda file: file.parent.name)
def test_each_is_whole_enough_for_an_evening(file: Path) -> None:
    scenario = read_scenario(file.read_text(encoding="utf-8"))
    assert lint(scenario) == ()
    assert len(scenario.msel) >= LEAST_INJECTS
    assert len(scenario.cast) >= LEAST_PERSONAS
    assert len(scenario.on_demand) >= LEAST_AT_HAND
    assert {one.group for one in scenario.on_demand} == {
        "noise",
        "journalist",
        "employee",
        "troll",
        "supporter",
    }
    assert [seat.id for seat in scenario.seats if seat.role != "brand" and not seat.card.goals] == []
    assert [inject.chance for inject in scenario.msel if inject.chance]


def _goes_out_by_itself(cue: Cue) -> bool:
    """Whether it is sure to go out: no contingency, no condition, no hand."""
    inject = cue.inject
    sure = not (inject.contingency or inject.by_hand or inject.when)
    return cue.group is None and sure
