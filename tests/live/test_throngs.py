"""Thousands may look on: a beat, an ask, an entry and a newcomer must not look at all of them."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any, Self

import pytest

from app.ids import DESK, DraftId, ParticipantId, SeatId, Seq, View
from app.live.company import Company
from app.live.conductor import Conductor
from app.live.rings import Rings
from app.live.room import Room
from app.rehearsal import commands as c
from app.rehearsal.calling import called_for
from app.rehearsal.entry import Entry
from app.rehearsal.seats import KNOWN_OBSERVERS, Seat
from app.rehearsal.state import Rehearsal
from app.standins.play import GLANCES, moves
from app.store.lease import MemoryLeaseBook, MemoryLeases
from app.view.snapshot import role_snapshot
from tests.build import Drill, a_drill, brand, facilitator, started
from tests.live.conftest import ID, log_of

FEW, MANY = KNOWN_OBSERVERS + 10, 20 * KNOWN_OBSERVERS
GROWS = 1.05
"""What may come of longer numbers and names."""


class Steps:
    """How many instructions of Python a block takes: the same on every machine."""

    def __init__(self) -> None:
        self.taken = 0
        self._before = sys.gettrace()

    def __enter__(self) -> Self:
        sys.settrace(self._count)
        return self

    def __exit__(self, *_: object) -> None:
        sys.settrace(self._before)

    def _count(self, frame: FrameType, what: str, _: Any) -> Any:
        frame.f_trace_opcodes = True
        self.taken += what == "opcode"
        return self._count


def steps(work: Callable[[], object]) -> int:
    with Steps() as counted:
        work()
    return counted.taken


def watched(rehearsal: Rehearsal, observers: int) -> None:
    for number in range(len(rehearsal.watching) + 1, observers + 1):
        who = ParticipantId(f"w{number}")
        rehearsal.add_seat(Seat(id=SeatId(f"observer-{number}"), role="observer", title="", participant=who))


def asks(drill: Drill) -> None:
    drill.ask(brand(), c.OpenDraft(text="We are looking into it."))
    drill.ask(brand(), c.SubmitDraft(draft=DraftId("d1")))
    called_for(drill.rehearsal, next(iter(drill.rehearsal.cues.values())))
    events = drill.ask(
        facilitator(), c.PublishPost(author=drill.rehearsal.scenario.cast[1].handle, text="So?")
    )
    entry = Entry(seq=Seq(9), at=drill.rehearsal.at, by=facilitator(), ask="", tag=1, events=events)
    Rings().take_in(drill.rehearsal, entry, 1.0)


def snapshots(drill: Drill) -> None:
    for view in ("brand", "observer"):
        role_snapshot(drill.rehearsal, View(view))


def newcomers(drill: Drill) -> None:
    drill.ask(DESK, c.TakeSeat(role="facilitator", participant=ParticipantId("f2"), name="Fay"))
    drill.ask(DESK, c.TakeSeat(role="critic", participant=ParticipantId("cy"), name="Cy"))


@pytest.mark.parametrize("work", [asks, snapshots, newcomers])
def test_an_ask_an_entry_and_a_newcomer_cost_what_they_cost_with_few(work: Callable[[Drill], None]) -> None:
    few, many = (a_drill(started()) for _ in range(2))
    watched(few.rehearsal, FEW)
    watched(many.rehearsal, MANY)
    work(a_drill(started()))  # what is worked out once is not counted
    assert steps(lambda: work(many)) <= GROWS * steps(lambda: work(few))


async def test_a_beat_costs_what_it_costs_with_few(monkeypatch: pytest.MonkeyPatch) -> None:
    await beats(FEW, monkeypatch)  # what is worked out once is not counted
    few = await beats(FEW, monkeypatch)
    assert await beats(MANY, monkeypatch) <= GROWS * few


async def beats(observers: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """What some beats of a drill take in which stand-ins play all seats, and look up at each."""
    now = 10_000
    monkeypatch.setattr(Room, "now", lambda self: max(now, self.state.at))
    room = await Room.open(await log_of("room"), ID)
    await room.ask(DESK, c.TakeSeat(role="facilitator", participant=ParticipantId("dana"), name="Dana"))
    watched(room.state, observers)
    await room.ask(facilitator(), c.SetSpeed(speed=GLANCES))
    await room.ask(facilitator(), c.StartClock())
    conductor = Conductor(room, MemoryLeases(MemoryLeaseBook(), "one"), Company(standins=moves))
    await conductor.beat()
    with Steps() as counted:
        for _ in range(4):
            now += 500
            await conductor.beat()
    return counted.taken
