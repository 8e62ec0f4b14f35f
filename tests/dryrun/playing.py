"""A dry run of the small airline, with other injects where a test needs them."""

from dataclasses import replace

from app.dryrun.building import dry_run_of
from app.dryrun.report import DryRun, InjectRun
from app.dryrun.watching import Watch
from app.headless import BEGAN, RUNNER, Cast, Drill, StandIns, conduct
from app.ids import ExerciseTime, InjectId
from app.live.company import no_crowd
from app.rehearsal.commands import EndClock, PlayerCommand
from app.rehearsal.seats import Seat
from app.rehearsal.state import Rehearsal
from app.scenario.msel import Inject
from app.scenario.scenario import Scenario
from tests.airline import AIRLINE, PRESS

Deed = tuple[float, str, PlayerCommand]
"""When, from which seat, and what."""


def an_inject(name: str, **told: object) -> Inject:
    """An inject by the press."""
    plain = Inject(id=InjectId(name), title=f"Inject {name}", at=None, by=PRESS, text=f"About {name}.")
    return replace(plain, **told)  # type: ignore[arg-type]


def airline(*msel: Inject, minutes: int = 10, **other: object) -> Scenario:
    """The airline with these injects."""
    return replace(AIRLINE, minutes=minutes, msel=msel, **other)  # type: ignore[arg-type]


def shown(scenario: Scenario, *deeds: Deed) -> DryRun:
    """What a dry run shows in which the seats do just these things."""
    drill, watch = Drill(scenario, seed=7), Watch()
    drill.start()
    for t in conduct(drill, Cast(crowd=no_crowd, standins=acting(deeds))):
        watch.see(drill.rehearsal, t)
    # Without a crowd nothing may have been asked for in the last minutes.
    drill.ask(RUNNER, EndClock(), BEGAN + 60_000 * scenario.minutes)
    return dry_run_of(drill, watch)


def acting(deeds: tuple[Deed, ...]) -> StandIns:
    """Stand-ins that do what is on the list, once."""
    left = list(deeds)

    def act(_: Rehearsal, seat: Seat, t: ExerciseTime) -> tuple[PlayerCommand, ...]:
        due = [deed for deed in left if deed[1] == seat.id and deed[0] <= t]
        for deed in due:
            left.remove(deed)
        return tuple(command for *_, command in due)

    return act


def the(run: DryRun, name: str) -> InjectRun:
    """The inject of that name."""
    return next(one for one in run.injects if one.id == name)
