import asyncio
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.crowd.step import Crowds
from app.ids import DESK, DraftId, ExerciseTime, ParticipantId, SeatId, Seq
from app.live import conductor as live_conductor
from app.live.company import ALONE, Company
from app.live.conductor import CAUGHT_UP_MS, STALL_MS, Conductor
from app.live.room import Room
from app.rehearsal.calling import due
from app.rehearsal.commands import (
    ActAsCrowd,
    OpenDraft,
    PauseClock,
    RecallDraft,
    ResumeClock,
    ScheduleDraft,
    SetSpeed,
    StartClock,
    TakeSeat,
)
from app.rehearsal.cues import Cue
from app.rehearsal.events import ClockEnded, ClockRebased, DraftPublished, InjectDelivered, Mode
from app.rehearsal.state import Rehearsal
from app.standins.play import moves
from app.store.lease import MemoryLeaseBook, MemoryLeases
from app.store.memory_log import MemoryLog
from tests.build import brand, facilitator
from tests.live.conftest import ID, log_of

COMPANY = Company(crowd=Crowds(), standins=moves)


class Wall:
    """A wall clock that only moves when told."""

    def __init__(self) -> None:
        self.ms = 10_000

    def pass_(self, ms: int) -> None:
        self.ms += ms


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> Wall:
    clock = Wall()
    monkeypatch.setattr(Room, "now", lambda self: max(clock.ms, self.state.at))
    return clock


async def started(log: MemoryLog, *, speed: float = 1.0, stand_ins: bool = False) -> Room:
    room = await Room.open(log, ID)
    await room.ask(DESK, TakeSeat(role="facilitator", participant=ParticipantId("dana"), name="Dana"))
    if not stand_ins:
        for seat in room.state.seats.values():
            seat.standin = False
    if speed != 1.0:
        await room.ask(facilitator(), SetSpeed(speed=speed))
    await room.ask(facilitator(), StartClock())
    return room


async def delivered(log: MemoryLog) -> list[str]:
    entries = await log.read(ID, Seq(0), 100_000)
    return [event.inject for entry in entries for event in entry.events if isinstance(event, InjectDelivered)]


async def test_due_injects_go_out_once_whoever_conducts(log: MemoryLog, wall: Wall) -> None:
    room = await started(log)
    other = await Room.open(log, ID)
    book = MemoryLeaseBook()
    conductors = [Conductor(one, MemoryLeases(book, str(at))) for at, one in enumerate((room, other))]
    for _ in range(200):
        wall.pass_(500)
        await asyncio.gather(*(conductor.beat() for conductor in conductors))
    due = sorted(one.id for one in room.state.scenario.msel if one.at is not None and one.at <= 100)
    assert due
    assert sorted(await delivered(log)) == due


async def test_what_waits_for_a_state_of_play_is_looked_at_once_the_log_has_moved(
    log: MemoryLog, wall: Wall, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[bool] = []

    def recorded(state: Rehearsal, t: ExerciseTime, *, conditions: bool = True) -> Iterator[Cue]:
        looked.append(conditions)
        return due(state, t, conditions=conditions)

    monkeypatch.setattr(live_conductor, "due", recorded)
    room = await started(log)
    conductor = Conductor(room, MemoryLeases(MemoryLeaseBook(), "one"))
    for _ in range(3):
        await conductor.beat()
    before, looked[:] = looked.copy(), []
    wall.pass_(1_000)
    for _ in range(3):
        await conductor.beat()
    # The first beat of these puts a heartbeat into the log, the second finds it there; no cue is due by time.
    assert (before, looked) == ([True], [True])


async def hand_over(log: MemoryLog, here: set[str]) -> Room:
    """Two beats of a drill with two facilitators, of whom the first calls the show."""
    room = await started(log)
    await room.ask(DESK, TakeSeat(role="facilitator", participant=ParticipantId("cy"), name="Cy"))
    conductor = Conductor(room, MemoryLeases(MemoryLeaseBook(), "one"))
    conductor.present = lambda: frozenset(SeatId(seat) for seat in here)
    await conductor.beat()
    await conductor.beat()
    return room


@pytest.mark.parametrize(
    ("here", "gone_for", "caller"),
    [
        ({"facilitator-1", "facilitator-2"}, 0.0, "facilitator-1"),
        ({"facilitator-2", "critic-1"}, 0.0, "facilitator-2"),
        ({"facilitator-2"}, 10.0, "facilitator-1"),
        ({"critic-1"}, 0.0, "facilitator-1"),
        (set(), 0.0, "facilitator-1"),
    ],
)
async def test_a_show_caller_who_is_gone_too_long_hands_over_to_a_facilitator_who_is_here(
    log: MemoryLog, monkeypatch: pytest.MonkeyPatch, here: set[str], gone_for: float, caller: str
) -> None:
    monkeypatch.setattr("app.live.conductor.GONE_FOR", gone_for)
    assert (await hand_over(log, here)).state.baton == caller


async def conducted(log: MemoryLog, wall: Wall, company: Company) -> set[str]:
    """Which seats had their posts, and "crowd" if it posted, after two minutes with empty seats."""
    room = await started(log, stand_ins=True)
    conductor = Conductor(room, MemoryLeases(MemoryLeaseBook(), "one"), company)
    for _ in range(480):
        wall.pass_(250)
        await conductor.beat()
    return {origin.seat or origin.sort for origin in room.state.origins.values()}


async def test_crowd_and_stand_ins_act_where_the_conductor_was_given_them(log: MemoryLog, wall: Wall) -> None:
    assert {"crowd", "critic-1", "inject"} <= await conducted(log, wall, COMPANY)


async def test_without_crowd_and_stand_ins_a_rehearsal_runs_all_the_same(log: MemoryLog, wall: Wall) -> None:
    assert await conducted(log, wall, ALONE) == {"inject"}


def stepped_once(rehearsal: Rehearsal, _t: ExerciseTime) -> ActAsCrowd | None:
    """A crowd that makes its eighth step at once, and rests."""
    return None if rehearsal.mood.beat else ActAsCrowd(beat=1, counts=(), trust=60.0, heat=20.0, tick=8)


async def test_a_beat_of_a_resting_crowd_keeps_its_step(log: MemoryLog, wall: Wall) -> None:
    room = await started(log)
    company = Company(crowd=stepped_once)
    conductor = Conductor(room, MemoryLeases(MemoryLeaseBook(), "one"), company)
    for _ in range(10):
        wall.pass_(500)
        await conductor.beat()
    assert room.state.mood.beat > 3
    assert room.state.mood.tick == 8


async def test_nothing_happens_while_the_clock_stands(log: MemoryLog, wall: Wall) -> None:
    room = await started(log, stand_ins=True)
    conductor = Conductor(room, MemoryLeases(MemoryLeaseBook(), "one"), COMPANY)
    wall.pass_(250)
    await conductor.beat()
    await room.ask(facilitator(), PauseClock())
    before = room.state.seq
    for _ in range(40):
        wall.pass_(5_000)
        await conductor.beat()
    assert room.state.seq == before


@pytest.mark.trust(9)
async def test_a_stall_costs_two_seconds_and_is_owned_up_to(log: MemoryLog, wall: Wall) -> None:
    room = await started(log)
    conductor = Conductor(room, MemoryLeases(MemoryLeaseBook(), "one"))
    for _ in range(8):
        wall.pass_(250)
        await conductor.beat()
    before = room.time()
    wall.pass_(60_000)
    await conductor.beat()
    assert room.time() - before == pytest.approx(CAUGHT_UP_MS / 1000, abs=1.1)
    entries = await log.read(ID, Seq(0), 100_000)
    rebased = [event for entry in entries for event in entry.events if isinstance(event, ClockRebased)]
    assert len(rebased) == 1
    assert rebased[0].lost == pytest.approx(58, abs=1.5)


async def test_a_short_breath_is_no_stall(log: MemoryLog, wall: Wall) -> None:
    room = await started(log)
    conductor = Conductor(room, MemoryLeases(MemoryLeaseBook(), "one"))
    await conductor.beat()
    wall.pass_(STALL_MS - 500)
    await conductor.beat()
    assert room.time() == pytest.approx((STALL_MS - 500) / 1000)


async def test_a_solo_drill_ends_by_itself_and_a_room_waits_for_its_facilitator(wall: Wall) -> None:
    modes: tuple[tuple[Mode, bool], ...] = (("solo", True), ("room", False))
    for mode, ends in modes:
        log = await log_of(mode)
        room = await started(log, speed=60.0)
        conductor = Conductor(room, MemoryLeases(MemoryLeaseBook(), "one"))
        for _ in range(room.state.scenario.minutes * 60 // 60 + 5):
            wall.pass_(1_000)
            await conductor.beat()
        entries = await log.read(ID, Seq(0), 100_000)
        ended = any(isinstance(event, ClockEnded) for entry in entries for event in entry.events)
        assert ended is ends


async def test_a_second_conductor_takes_over_when_the_first_falls_silent(log: MemoryLog) -> None:
    room = await Room.open(log, ID)
    twin = await Room.open(log, ID)
    for one in (room, twin):
        for seat in one.state.seats.values():
            seat.standin = False
    now = 0.0
    book = MemoryLeaseBook(clock=lambda: now)
    first, second = (MemoryLeases(book, name) for name in ("one", "two"))
    fence = await first.acquire(ID)
    assert await second.acquire(ID) is None
    now += 3.5
    newer = await second.acquire(ID)
    assert fence is not None
    assert newer is not None
    assert newer > fence
    assert not await first.renew(ID, fence)


@pytest.mark.trust(8)
async def test_a_lease_is_taken_over_the_moment_it_runs_out(
    log: MemoryLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.live.conductor.RENEW_EVERY", 60.0)
    room, book = await started(log), MemoryLeaseBook()
    await MemoryLeases(book, "killed", held_ms=300).acquire(ID)
    conductor = Conductor(room, MemoryLeases(book, "waiting"))
    running = asyncio.create_task(conductor.run())
    async with asyncio.timeout(20):
        while not conductor.holding:  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0.01)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


@pytest.mark.trust(29)
async def test_a_drill_that_everybody_left_is_held_and_a_week_costs_it_no_entry(
    log: MemoryLog, wall: Wall
) -> None:
    room = await started(log)
    conductor = Conductor(room, MemoryLeases(MemoryLeaseBook(), "one"))
    here = True
    conductor.attended = lambda: here
    for minute in range(90):
        here = minute < 40
        for _ in range(30):
            wall.pass_(2_000)
            await conductor.beat()
        assert room.state.clock.state == ("live" if minute < 69 else "paused"), minute
    held = room.state.seq
    for _ in range(7 * 24):
        wall.pass_(3_600_000)
        await conductor.beat()
    assert room.state.seq == held
    assert (await Room.open(log, ID)).state.clock.state == "paused"
    here = True
    await room.ask(facilitator(), ResumeClock())
    here = False
    wall.pass_(1_000)
    await conductor.beat()
    assert room.state.clock.state == "live"


async def published(log: MemoryLog) -> list[str]:
    entries = await log.read(ID, Seq(0), 100_000)
    return [event.draft for entry in entries for event in entry.events if isinstance(event, DraftPublished)]


@given(
    times=st.lists(st.floats(min_value=1, max_value=10), min_size=1, max_size=4),
    beats=st.lists(st.lists(st.integers(0, 1), max_size=2), min_size=12, max_size=12),
    recalled=st.sets(st.integers(0, 3)),
)
@settings(max_examples=15, deadline=None)
async def test_a_scheduled_draft_goes_out_exactly_once_whoever_conducts(
    times: list[float], beats: list[list[int]], recalled: set[int]
) -> None:
    log = await log_of("room")
    wall = Wall()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Room, "now", lambda self: max(wall.ms, self.state.at))
        room = await started(log)
        mara = TakeSeat(role="brand", participant=ParticipantId("mara"), name="Mara", seat=brand())
        await room.ask(DESK, mara)
        names = [DraftId(f"d{number + 1}") for number in range(len(times))]
        for name, at in zip(names, times, strict=True):
            await room.ask(brand(), OpenDraft(text=f"Of second {at}"))
            await room.ask(brand(), ScheduleDraft(draft=name, at=at, anyway="On air"))
        gone = [name for number, name in enumerate(names) if number in recalled]
        for name in gone:
            await room.ask(brand(), RecallDraft(draft=name))
        nodes = [room, await Room.open(log, ID)]
        book = MemoryLeaseBook()
        conductors = [Conductor(one, MemoryLeases(book, str(at))) for at, one in enumerate(nodes)]
        turns = iter(beats)
        while any(one.going for one in room.state.drafts.values()):
            wall.pass_(1_000)
            await asyncio.gather(*(conductors[one].beat() for one in next(turns, [0, 1])))
        wanted = sorted(set(names) - set(gone))
        assert sorted(await published(log)) == wanted
