import asyncio

import pytest

from app.ids import CONDUCTOR, DESK, InjectId, ParticipantId, SeatId, Seq
from app.live.room import Room
from app.rehearsal.commands import DeliverInject, OpenDraft, SayInChat, StartClock, TakeSeat
from app.rehearsal.evolve import fold
from app.rehearsal.refusals import Refused
from app.store.log import AskReused, LogLost, Unavailable
from app.store.memory_log import MemoryLog
from tests.build import brand, facilitator
from tests.live.conftest import ID, following, log_of

DANA = TakeSeat(role="facilitator", participant=ParticipantId("dana"), name="Dana")


async def seated(room: Room) -> None:
    for seat in ("brand-comms", "brand-legal"):
        take = TakeSeat(role="brand", participant=ParticipantId(seat), name=seat, seat=SeatId(seat))
        await room.ask(DESK, take)


async def reached(room: Room, seq: int) -> None:
    """Wait until a node has followed the log this far."""
    there = asyncio.Event()
    stop = room.listen(lambda entry: there.set() if entry.seq >= seq else None)
    if room.state.seq < seq:
        async with asyncio.timeout(5):
            await there.wait()
    stop()


async def test_what_one_node_accepts_the_other_shows(log: MemoryLog) -> None:
    async with following(log) as here, following(log) as there:
        answer = await here.ask(DESK, DANA)
        await reached(there, answer.seq)
        assert there.state == here.state


async def test_two_nodes_asked_at_once_both_have_their_say(log: MemoryLog) -> None:
    async with following(log) as here, following(log) as there:
        await seated(here)
        said = [
            (node.ask(seat, SayInChat(text=f"{number} from {seat}"), f"{seat}-{number}"))
            for number in range(5)
            for node, seat in ((here, brand()), (there, brand("legal")))
        ]
        answers = await asyncio.gather(*said)
        assert len({answer.seq for answer in answers}) == 10
        await reached(there, max(answer.seq for answer in answers))
        await reached(here, max(answer.seq for answer in answers))
        assert here.state == there.state
        assert here.state == fold(await log.read(ID, Seq(0)))


async def test_the_same_ask_at_two_nodes_has_one_effect_and_one_answer(log: MemoryLog) -> None:
    async with following(log) as here, following(log) as there:
        await seated(here)
        both = await asyncio.gather(
            here.ask(brand(), SayInChat(text="hello"), "ask-1"),
            there.ask(brand(), SayInChat(text="hello"), "ask-1"),
        )
        assert both[0] == both[1]
        assert [line.text for line in here.state.chat] == ["hello"]


async def test_a_node_one_entry_behind_takes_what_the_log_holds_for_its_own_ask(log: MemoryLog) -> None:
    here = await Room.open(log, ID)
    await seated(here)
    there = await Room.open(log, ID)
    first = await here.ask(brand(), SayInChat(text="hello"), "ask-1")
    assert await there.ask(brand(), SayInChat(text="hello"), "ask-1") == first
    assert there.tag == here.tag
    await there.ask(brand(), SayInChat(text="more"), "ask-2")
    assert not there.voided


async def test_a_node_that_has_not_heard_of_a_start_does_not_say_that_nothing_runs(log: MemoryLog) -> None:
    here, deaf = await Room.open(log, ID), await Room.open(log, ID)
    await seated(here)
    await here.ask(DESK, DANA)
    await here.ask(facilitator(), StartClock())
    assert deaf.state.clock.state == "lobby"
    answer = await deaf.ask(brand(), OpenDraft(text="We are looking into it."))
    assert answer.seq == here.state.seq + 1


async def test_a_no_that_stands_in_the_log_too_is_said(log: MemoryLog) -> None:
    here, deaf = await Room.open(log, ID), await Room.open(log, ID)
    await seated(here)
    with pytest.raises(Refused) as refused:
        await deaf.ask(brand(), OpenDraft(text="We are looking into it."))
    assert refused.value.code == "paused"
    assert deaf.state.seq == here.state.seq


async def test_a_no_to_the_conductor_costs_no_look_at_the_log(log: MemoryLog) -> None:
    here, deaf = await Room.open(log, ID), await Room.open(log, ID)
    await seated(here)
    with pytest.raises(Refused):
        await deaf.ask(CONDUCTOR, DeliverInject(inject=InjectId("nothing")))
    assert deaf.state.seq < here.state.seq


async def test_an_ask_answered_before_is_not_refused_by_what_it_did_itself(log: MemoryLog) -> None:
    async with following(log) as room:
        await room.ask(DESK, DANA)
        first = await room.ask(facilitator(), StartClock(), "go")
        assert await room.ask(facilitator(), StartClock(), "go") == first
        with pytest.raises(Refused):
            await room.ask(facilitator(), StartClock(), "go-again")


async def test_an_ask_id_is_for_one_command_of_one_seat(log: MemoryLog) -> None:
    async with following(log) as room:
        await seated(room)
        await room.ask(brand(), SayInChat(text="hello"), "ask-1")
        for seat, text in ((brand(), "other words"), (brand("legal"), "hello")):
            with pytest.raises(Refused) as refused:
                await room.ask(seat, SayInChat(text=text), "ask-1")
            assert refused.value.code == "conflict"
        with pytest.raises(AskReused):
            await log.ask_seq(ID, "ask-1", by="brand-legal")


class AwayLog(MemoryLog):
    """A store that takes the entry and then does not answer, once."""

    silent = False

    async def append(self, *args: object, **named: object) -> object:  # type: ignore[override]
        stored = await super().append(*args, **named)  # type: ignore[arg-type]
        if self.silent:
            self.silent = False
            raise Unavailable("no answer")
        return stored


async def test_a_lost_answer_is_found_when_the_ask_comes_again() -> None:
    log = AwayLog()
    twin = await Room.open(await log_of("room", log), ID)
    await seated(twin)
    log.silent = True
    with pytest.raises(Refused) as refused:
        await twin.ask(brand(), SayInChat(text="hello"), "ask-1")
    assert (refused.value.code, refused.value.retry) == ("unavailable", "same_ask")
    answer = await twin.ask(brand(), SayInChat(text="hello"), "ask-1")
    assert answer.made == ("c1",)
    assert [line.text for line in twin.state.chat] == ["hello"]


async def test_a_room_whose_log_is_gone_says_so(log: MemoryLog) -> None:
    async with following(log) as room:
        await room.ask(DESK, DANA)
        await log.expire(ID, 0)
        async with asyncio.timeout(10):
            await room.lost.wait()
        with pytest.raises(Refused) as refused:
            await room.ask(facilitator(), StartClock())
        assert refused.value.code == "unavailable"
        with pytest.raises(LogLost):
            await Room.open(log, ID)
