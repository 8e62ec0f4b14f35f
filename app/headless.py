"""A drill without server, sockets or clock: its log in memory, time as fast as it can be worked out.

The same commands, decisions and events as live: for dry runs, what-ifs and tests.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from app.copying import copied
from app.ids import CONDUCTOR, DESK, ExerciseTime, ParticipantId, RehearsalId, SeatId, Seq, WallMs
from app.rehearsal import moderating
from app.rehearsal.calling import due
from app.rehearsal.commands import (
    ActAsCrowd,
    Command,
    DeliverInject,
    EndClock,
    PlayerCommand,
    StartClock,
    TakeSeat,
)
from app.rehearsal.decide import decide
from app.rehearsal.entry import Entry
from app.rehearsal.events import Mode, RehearsalCreated
from app.rehearsal.evolve import begin, evolve
from app.rehearsal.goals import reached
from app.rehearsal.moderating import Judge
from app.rehearsal.refusals import Refused
from app.rehearsal.seats import Seat
from app.rehearsal.state import Rehearsal
from app.scenario.scenario import Scenario

BEGAN: Final[WallMs] = 1_700_000_000_000
"""Wall time at which every such drill begins: the same drill has the same log whenever it is run."""
RUNNER: Final = SeatId("facilitator-1")

Crowd = Callable[[Rehearsal, ExerciseTime], ActAsCrowd | None]
StandIns = Callable[[Rehearsal, Seat, ExerciseTime], tuple[PlayerCommand, ...]]


class Drill:
    """A rehearsal and its log.

    Attributes:
        rehearsal: as it stands.
        log: all entries.
        refused: what the players' door turned down: when, who, what and why.
    """

    def __init__(self, scenario: Scenario, *, seed: int, mode: Mode = "room") -> None:
        created = RehearsalCreated(
            rehearsal=RehearsalId(f"dry-{scenario.slug}-{seed}"), scenario=scenario, seed=seed, mode=mode
        )
        first = Entry(seq=Seq(1), at=BEGAN, by=DESK, ask="", tag=1, events=(created,))
        self.log: list[Entry] = [first]
        self.rehearsal = begin(first)
        self.refused: list[tuple[ExerciseTime, SeatId, Command, Refused]] = []

    def ask(self, by: SeatId, command: Command, at: WallMs) -> Entry:
        """Decide a command and put what it makes on the log.

        Raises:
            Refused: it was turned down.
        """
        events = decide(self.rehearsal, by, command, at)
        seq = Seq(self.rehearsal.seq + 1)
        entry = Entry(seq=seq, at=at, by=by, ask="", tag=int(seq), events=events)
        evolve(self.rehearsal, entry)
        self.log.append(entry)
        return entry

    def attempt(self, by: SeatId, command: Command, at: WallMs) -> None:
        """Ask, and note a refusal."""
        try:
            self.ask(by, command, at)
        except Refused as refusal:
            self.refused.append((self.rehearsal.clock.time(at), by, command, refusal))

    def start(self) -> None:
        """StartEx, by a facilitator who does nothing else."""
        runner = TakeSeat(role="facilitator", participant=ParticipantId("runner"), name="Dry run")
        self.ask(DESK, runner, BEGAN)
        self.ask(RUNNER, StartClock(), BEGAN)

    def end(self) -> None:
        """EndEx, by the same."""
        self.ask(RUNNER, EndClock(), self.rehearsal.at)

    def copy(self) -> "Drill":
        """The same drill, to go on from here another way."""
        return copied(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who acts beside the cues: the crowd, and stand-ins in all seats nobody sits in."""

    crowd: Crowd
    standins: StandIns
    judge: Judge = moderating.marked


def conduct(
    drill: Drill, cast: Cast, *, every: float = 1.0, until: ExerciseTime | None = None
) -> Iterator[ExerciseTime]:
    """Conduct a drill while its clock runs, as the live one does; yields the exercise time after each beat.

    Args:
        drill: goes on from its latest entry.
        cast: who acts.
        every: exercise seconds between two beats.
        until: where to stop, by default at the end of the scenario.
    """
    rehearsal = drill.rehearsal
    last = 60.0 * rehearsal.scenario.minutes if until is None else until
    at, pause = rehearsal.at, max(1, round(1000 * every / rehearsal.clock.speed))
    while rehearsal.clock.state == "live" and rehearsal.clock.time(at) < last:
        at += pause
        _beat(drill, cast, at)
        yield rehearsal.clock.time(at)


def _beat(drill: Drill, cast: Cast, at: WallMs) -> None:
    rehearsal, t = drill.rehearsal, drill.rehearsal.clock.time(at)
    for cue in tuple(due(rehearsal, t)):
        # Nobody is there to say yes: what waits for one goes out.
        drill.attempt(CONDUCTOR if not cue.inject.hold else RUNNER, DeliverInject(inject=cue.inject.id), at)
    for command in tuple(moderating.due(rehearsal, t, cast.judge)):
        drill.attempt(CONDUCTOR, command, at)
    for seat in tuple(rehearsal.seats.values()):
        if seat.automatic:
            for move in cast.standins(rehearsal, seat, t):
                drill.attempt(seat.id, move, at)
    for goal in tuple(reached(rehearsal, t)):
        drill.attempt(CONDUCTOR, goal, at)
    act = cast.crowd(rehearsal, t)
    if act is not None:
        drill.attempt(CONDUCTOR, act, at)
