"""What a conductor minds of critics and bystanders: goals that tick, and the last word of stand-ins."""

import asyncio
from dataclasses import replace

import pytest

from app.ids import DESK, Seq
from app.live.company import ALONE, Company
from app.live.conductor import WEIGHED_EVERY_MS, Conductor
from app.live.room import Room
from app.rehearsal.commands import EndClock, PublishPost
from app.rehearsal.entry import Entry
from app.rehearsal.events import Event, GoalJudged, VerdictGiven
from app.scenario.condition import Condition
from app.scenario.scenario import Goal
from app.standins.play import moves
from app.store.lease import MemoryLeaseBook, MemoryLeases
from app.store.memory_log import MemoryLog
from tests.airline import AIRLINE, BRAND
from tests.build import brand, created, critic, facilitator
from tests.everything import HOLDING
from tests.live.conftest import ID
from tests.live.test_conductor import started

SEEN = Goal(title="They have seen it", points=5, when=Condition(said=("seen this",)))
SEATS = tuple(
    replace(seat, card=replace(seat.card, goals=(SEEN,))) if seat.id == critic() else seat
    for seat in AIRLINE.seats
)


async def a_log() -> MemoryLog:
    """A rehearsal in which a critic's goal is that the brand says it has seen it."""
    log = MemoryLog()
    begun = created(replace(AIRLINE, seats=SEATS))
    first = Entry(seq=Seq(1), at=1_000, by=DESK, ask="", tag=1, events=(begun,))
    await log.create(ID, first, "epoch-1")
    return log


async def events_of(log: MemoryLog) -> list[Event]:
    return [event for entry in await log.read(ID, Seq(0)) for event in entry.events]


def leases() -> MemoryLeases:
    return MemoryLeases(MemoryLeaseBook(), "one")


async def test_a_goal_ticks_once_a_second_after_its_state_of_play_is_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = 10_000
    monkeypatch.setattr(Room, "now", lambda self: max(now, self.state.at))
    log = await a_log()
    room = await started(log, stand_ins=True)
    conductor = Conductor(room, leases(), ALONE)
    await conductor.beat()
    assert not [event for event in await events_of(log) if isinstance(event, GoalJudged)]
    await room.ask(brand(), PublishPost(author=BRAND, text=HOLDING))
    for _ in range(2):
        now += WEIGHED_EVERY_MS
        await conductor.beat()
    ticked = [event for event in await events_of(log) if isinstance(event, GoalJudged)]
    assert ticked == [GoalJudged(seat=critic(), goal=0, reached=True)]


async def test_stand_ins_of_bystanders_give_their_verdict_once_it_is_over() -> None:
    log = await a_log()
    room = await started(log, stand_ins=True)
    conducting = asyncio.create_task(Conductor(room, leases(), Company(standins=moves)).run())
    async with asyncio.timeout(10):
        await asyncio.sleep(0)
        await room.ask(facilitator(), EndClock())
        await conducting
    given = [event for event in await events_of(log) if isinstance(event, VerdictGiven)]
    assert sorted(one.seat for one in given) == ["bystander-1", "bystander-2"]
