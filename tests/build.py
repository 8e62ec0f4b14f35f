"""Rehearsals for tests: given these events or asks, when asked, then these events or a refusal.

Times are wall seconds since the log began. A drill started with `started()` and never held, sped or
moved has the same exercise time.
"""

from copy import deepcopy

from app.ids import DESK, ExerciseTime, ParticipantId, RehearsalId, SeatId, Seq, WallMs
from app.rehearsal.commands import Command, TakeSeat
from app.rehearsal.decide import decide
from app.rehearsal.entry import Entry
from app.rehearsal.events import ClockStarted, Event, Mode, RehearsalCreated, Role, SeatTaken
from app.rehearsal.evolve import begin, evolve
from app.rehearsal.refusals import Refused
from app.rehearsal.state import Rehearsal
from app.scenario.plan import Position
from app.scenario.scenario import Scenario
from tests.airline import AIRLINE

BEGAN: WallMs = 1_795_200_000_000
"""Wall time of entry 1."""

_BRAND: dict[Position, SeatId] = {
    "decision_maker": SeatId("brand-decision"),
    "communicator": SeatId("brand-comms"),
    "legal": SeatId("brand-legal"),
    "subject_expert": SeatId("brand-ops"),
}

Step = Event | tuple[SeatId, Command] | tuple[SeatId, Command, float]
"""An event as it is, or a seat's command, with its time in seconds if time goes on."""


def minutes(count: float) -> ExerciseTime:
    """Seconds."""
    return count * 60.0


def wall(at: float) -> WallMs:
    """Wall time in ms, `at` seconds after the log began."""
    return BEGAN + round(at * 1000)


def brand(position: Position = "communicator") -> SeatId:
    return _BRAND[position]


def critic(number: int = 1) -> SeatId:
    return SeatId(f"critic-{number}")


def bystander(number: int = 1) -> SeatId:
    return SeatId(f"bystander-{number}")


def facilitator(number: int = 1) -> SeatId:
    return SeatId(f"facilitator-{number}")


def observer(number: int = 1) -> SeatId:
    return SeatId(f"observer-{number}")


def started() -> ClockStarted:
    """StartEx."""
    return ClockStarted()


def created(
    scenario: Scenario = AIRLINE, *, seed: int = 7, mode: Mode = "room", hard: bool = False
) -> RehearsalCreated:
    return RehearsalCreated(rehearsal=RehearsalId("r1"), scenario=scenario, seed=seed, mode=mode, hard=hard)


def seated(seat: SeatId, role: Role, name: str = "", *, host: bool = False) -> SeatTaken:
    """Somebody of that name (or the seat's) sits down."""
    return SeatTaken(
        seat=seat,
        role=role,
        position=next((place for place, one in _BRAND.items() if one == seat), None),
        participant=ParticipantId(f"person-{seat}"),
        name=name or f"Sam of {seat}",
        host=host,
    )


class Drill:
    """A log and what it makes of a rehearsal, grown together through `decide`, as in a room."""

    def __init__(
        self, scenario: Scenario = AIRLINE, *, seed: int = 7, mode: Mode = "room", hard: bool = False
    ) -> None:
        self.log: list[Entry] = []
        self._append(DESK, (created(scenario, seed=seed, mode=mode, hard=hard),), BEGAN)
        self.rehearsal: Rehearsal = begin(self.log[0])

    @property
    def at(self) -> float:
        """Seconds since the log began, as of its last entry."""
        return (self.log[-1].at - BEGAN) / 1000

    @property
    def t(self) -> ExerciseTime:
        """Exercise time as of the last entry."""
        return self.rehearsal.clock.time(self.log[-1].at)

    def ask(self, seat: SeatId, command: Command, at: float | None = None) -> tuple[Event, ...]:
        """Decide, log and apply; by default at the time of the entry before.

        Raises:
            Refused: nothing is logged then.
        """
        when = self.log[-1].at if at is None else max(wall(at), self.log[-1].at)
        events = decide(self.rehearsal, seat, command, when)
        evolve(self.rehearsal, self._append(seat, events, when))
        return events

    def refused(self, seat: SeatId, command: Command, at: float | None = None) -> Refused:
        """The refusal that the ask gets; nothing may have changed."""
        entries, before = len(self.log), deepcopy(self.rehearsal)
        try:
            events = self.ask(seat, command, at)
        except Refused as refusal:
            assert (len(self.log), self.rehearsal) == (entries, before)
            return refusal
        raise AssertionError(f"{seat} was not refused {command}, but made {events}")

    def happened(self, *events: Event, by: SeatId = DESK, at: float | None = None) -> None:
        """Log and apply one entry as it is, whether or not anybody may ask for it."""
        when = self.log[-1].at if at is None else max(wall(at), self.log[-1].at)
        evolve(self.rehearsal, self._append(by, events, when))

    def sit(self, seat: SeatId, name: str = "", *, host: bool = False) -> None:
        """Somebody takes a seat that the scenario has, and plays it instead of the stand-in."""
        self.ask(
            DESK,
            TakeSeat(
                role=self.rehearsal.seats[seat].role,
                participant=ParticipantId(f"person-{seat}"),
                name=name or f"Sam of {seat}",
                seat=seat,
                host=host,
            ),
        )

    def _append(self, by: SeatId, events: tuple[Event, ...], at: WallMs) -> Entry:
        seq = Seq(len(self.log) + 1)
        tag = (seq * 2_654_435_761) % 2**32
        entry = Entry(seq=seq, at=at, by=by, ask=f"ask-{seq}", tag=tag, events=events)
        self.log.append(entry)
        return entry


def a_drill(
    *steps: Step, scenario: Scenario = AIRLINE, seed: int = 7, staff: bool = True, mode: Mode = "room"
) -> Drill:
    """A drill with every player's seat on stand-ins, a facilitator and an observer (unless no `staff`)."""
    drill = Drill(scenario, seed=seed, mode=mode)
    if staff:
        drill.happened(seated(facilitator(), "facilitator", "Fay"), seated(observer(), "observer", "Obi"))
    for step in steps:
        match step:
            case (seat, command):
                drill.ask(seat, command)
            case (seat, command, at):
                drill.ask(seat, command, at)
            case event:
                drill.happened(event)
    return drill


def a_rehearsal(*steps: Step, scenario: Scenario = AIRLINE, staff: bool = True) -> Rehearsal:
    """A rehearsal after these events or asks; see `a_drill`."""
    return a_drill(*steps, scenario=scenario, staff=staff).rehearsal
