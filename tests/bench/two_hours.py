"""A drill of two hours, played by crowd and stand-ins: the longest anybody is asked to open again."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Final

from app.crowd.breaches import breach_in
from app.crowd.step import Crowds
from app.headless import Cast, Drill, conduct
from app.rehearsal.entry import Entry
from app.scenario.msel import Inject
from app.scenario.reading import read_scenario
from app.scenario.scenario import Scenario
from app.standins.play import moves
from app.store.log_file import write_log_file

MINUTES: Final = 120
BEAT: Final = 2.0
"""Exercise seconds between two beats: a third of a live drill's entries, and as many posts."""
SHIPPED: Final = Path(__file__).resolve().parents[2] / "scenarios/sent-from-the-wrong-account/scenario.yaml"


def stretched(scenario: Scenario, minutes: int = MINUTES) -> Scenario:
    """The scenario with its injects spread over so many minutes."""
    by = minutes / scenario.minutes
    return replace(
        scenario,
        minutes=minutes,
        msel=tuple(_later(one, by) for one in scenario.msel),
    )


def _later(inject: Inject, by: float) -> Inject:
    return inject if inject.at is None else replace(inject, at=round(inject.at * by))


def two_hours() -> list[Entry]:
    """The log."""
    scenario = stretched(read_scenario(SHIPPED.read_text("utf-8")))
    drill = Drill(scenario, seed=1)
    drill.start()
    for _ in conduct(drill, Cast(crowd=Crowds(), standins=moves, judge=breach_in), every=BEAT):
        pass
    drill.end()
    return drill.log


if __name__ == "__main__":
    sys.stdout.buffer.write(write_log_file(two_hours()))
