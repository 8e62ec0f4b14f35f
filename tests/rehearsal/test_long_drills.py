"""Long drills of anything that can be asked: deep states, rare events."""

from collections.abc import Iterator
from contextlib import suppress
from functools import cache

import pytest

from app.ids import SeatId
from app.rehearsal import commands as c
from app.rehearsal.drafts import Draft
from app.rehearsal.events import ClockEnded
from app.rehearsal.evolve import fold
from app.rehearsal.refusals import Refused
from app.store.codec import decode, encode
from tests.build import Drill, a_drill, brand, critic, facilitator, observer, seated, started
from tests.rehearsal.illegal import illegal
from tests.rehearsal.wild import Wild

ASKS = 1_500
IN_THE_LOBBY = 100
SEEDS = range(4)
PLAYERS = ("brand", "critic", "bystander")


@cache
def wild_drill(seed: int, asks: int = ASKS) -> Drill:
    """A drill in which everybody asks for anything; held drills go on, and nobody ends it early."""
    drill = a_drill()
    drill.sit(critic(), host=True)
    for number in range(asks):
        if number == IN_THE_LOBBY:
            drill.happened(started())
        wild = Wild(seed * ASKS + number, drill.rehearsal, drill.t)
        go_on(drill, wild)
        by, command = wild.ask()
        if isinstance(command, c.StartClock | c.EndClock):
            continue
        with suppress(Refused):
            drill.ask(by, command, at=drill.at + wild.random.choice([0.0, 0.5, 4.0]))
        if number % 10 == 0:
            assert illegal(drill.rehearsal) == []
    drill.happened(ClockEnded(), by=facilitator())
    return drill


def go_on(drill: Drill, wild: Wild) -> None:
    """Staff who left come back, empty seats get their stand-ins, the clock goes on."""
    seats = drill.rehearsal.seats
    if seats[facilitator()].participant is None:
        drill.happened(seated(facilitator(), "facilitator"))
    if seats[observer()].participant is None:
        drill.happened(seated(observer(), "observer"))
    empty = [seat for seat in seats.values() if not seat.played and seat.role in PLAYERS]
    if len(empty) > 2:
        drill.ask(facilitator(), c.StaffSeat(seat=empty[0].id, standin=True))
    if drill.rehearsal.clock.state == "paused" and wild.mostly():
        drill.ask(drill.rehearsal.baton or facilitator(), c.ResumeClock())
    newest = list(drill.rehearsal.drafts.values())[-2:] if wild.random.random() < 0.1 else []
    for draft in newest:
        for move in next_moves(draft):
            with suppress(Refused):
                drill.ask(*move)


def next_moves(draft: Draft) -> Iterator[tuple[SeatId, c.Command]]:
    """What the plan would do with a draft: chance alone hardly ever gets one published."""
    if draft.state == "writing":
        yield brand(), c.SubmitDraft(draft=draft.id)
    elif draft.waits_for is not None:
        yield brand(draft.waits_for), c.ApproveDraft(draft=draft.id)
    elif draft.state == "approved":
        yield brand(), c.PublishDraft(draft=draft.id)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_long_drill_of_anything_stays_legal(seed: int) -> None:
    assert illegal(wild_drill(seed).rehearsal) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_the_log_alone_makes_the_same_rehearsal(seed: int) -> None:
    drill = wild_drill(seed)
    stored = [decode(entry.seq, encode(entry)) for entry in drill.log]
    assert stored == drill.log
    assert fold(stored) == drill.rehearsal


@pytest.mark.parametrize("seed", SEEDS)
def test_times_of_a_log_never_go_back(seed: int) -> None:
    drill = wild_drill(seed)
    walls = [entry.at for entry in drill.log]
    assert walls == sorted(walls)
    t = 0.0
    for length in range(1, len(drill.log), 50):
        state = fold(drill.log[:length])
        assert state.clock.time(state.at) >= t
        t = state.clock.time(state.at)
