"""A whole drill without a server, at chosen beats, and with people in between."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from app.crowd.step import Crowds
from app.ids import CONDUCTOR, SeatId
from app.rehearsal.calling import due
from app.rehearsal.commands import Command, DeliverInject, SetSpeed
from app.rehearsal.refusals import Refused
from app.scenario.reading import read_scenario
from app.scenario.scenario import Scenario
from app.standins.play import moves
from tests.build import Drill, a_drill, facilitator, started, wall

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
        self.crowds = Crowds()
        self.refused: list[tuple[float, SeatId, Command, Refused]] = []

    def run(self, until: float, every: float = 0.5, between: Between | None = None) -> "Headless":
        """Beat `every` so many wall seconds until so many have passed; `between` acts before each."""
        for beat in range(int(self.drill.at / every) + 1, int(until / every) + 1):
            if between is not None:
                between(self.drill, beat * every)
            self.beat(beat * every)
        return self

    def beat(self, at: float) -> None:
        """One beat, `at` wall seconds after the log began."""
        rehearsal = self.drill.rehearsal
        t = rehearsal.clock.time(wall(at))
        for cue in tuple(due(rehearsal, t)):
            self._try(CONDUCTOR, DeliverInject(inject=cue.inject.id), at)
        for seat in tuple(rehearsal.seats.values()):
            for move in moves(rehearsal, seat, t):
                self._try(seat.id, move, at)
        act = self.crowds(rehearsal, t)
        if act is not None:
            self._try(CONDUCTOR, act, at)

    def _try(self, by: SeatId, command: Command, at: float) -> None:
        try:
            self.drill.ask(by, command, at)
        except Refused as refusal:
            self.refused.append((at, by, command, refusal))


def headless(scenario: Scenario, *, seed: int = 7, speed: float = 1.0) -> Headless:
    """A drill at StartEx with stand-ins in every seat."""
    drill = a_drill(started(), scenario=scenario, seed=seed)
    if speed != 1.0:
        drill.ask(facilitator(), SetSpeed(speed=speed))
    return Headless(drill)
