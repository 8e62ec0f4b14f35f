"""A whole drill without a server: cues, stand-ins and crowd through `decide`, at chosen beats."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from app.crowd.step import step
from app.ids import CONDUCTOR, SeatId
from app.rehearsal.commands import Command, DeliverInject
from app.rehearsal.cues import due
from app.rehearsal.refusals import Refused
from app.scenario.reading import read_scenario
from app.scenario.scenario import Scenario
from app.standins.play import moves
from tests.build import Drill, a_drill, started

Between = Callable[[Drill, float], None]
SHIPPED = Path(__file__).resolve().parents[2] / "scenarios" / "too-wide-for-the-seat" / "scenario.yaml"


@cache
def shipped() -> Scenario:
    """The scenario every first drill is played with."""
    return read_scenario(SHIPPED.read_text(encoding="utf-8"))


class Headless:
    """A drill and what was refused on the way."""

    def __init__(self, drill: Drill) -> None:
        self.drill = drill
        self.refused: list[tuple[float, SeatId, Command, Refused]] = []

    def run(self, until: float, every: float = 0.5, between: Between | None = None) -> "Headless":
        """Beat `every` so many exercise seconds, at real speed, until that exercise time."""
        drill = self.drill
        for beat in range(int(drill.t / every) + 1, int(until / every) + 1):
            t = beat * every
            if between is not None:
                between(drill, t)
            self.beat(t)
        return self

    def beat(self, t: float) -> None:
        drill = self.drill
        for cue in tuple(due(drill.rehearsal.cues.values(), t)):
            self._try(CONDUCTOR, DeliverInject(inject=cue.inject.id), t)
        for seat in tuple(drill.rehearsal.seats.values()):
            for move in moves(drill.rehearsal, seat, t):
                self._try(seat.id, move, t)
        act = step(drill.rehearsal, t)
        if act is not None:
            self._try(CONDUCTOR, act, t)

    def _try(self, by: SeatId, command: Command, t: float) -> None:
        try:
            self.drill.ask(by, command, t)
        except Refused as refusal:
            self.refused.append((t, by, command, refusal))


def headless(scenario: Scenario, *, seed: int = 7) -> Headless:
    """A drill at StartEx with stand-ins in every seat."""
    return Headless(a_drill(started(), scenario=scenario, seed=seed))
