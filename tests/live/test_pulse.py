import asyncio
import json

from app.ids import CONDUCTOR, DESK, FactId, ParticipantId
from app.live.fan import Fan
from app.live.pulse import Pulse
from app.live.room import Room
from app.rehearsal.commands import (
    ActAsCrowd,
    ClaimFact,
    ConfirmFact,
    OpenDraft,
    PublishDraft,
    StartClock,
    TakeSeat,
)
from app.store.memory_log import MemoryLog
from tests.build import brand, facilitator
from tests.live.conftest import ID
from tests.live.lines import Kept

VIEWS = ("brand", "critic", "bystander", "observer", "facilitator")


async def started(log: MemoryLog) -> Room:
    room = await Room.open(log, ID)
    await room.ask(DESK, TakeSeat(role="facilitator", participant=ParticipantId("dana"), name="Dana"))
    await room.ask(facilitator(), StartClock())
    return room


def fan_of(room: Room) -> tuple[Fan, dict[str, Kept]]:
    """A socket of every role's view."""
    fan = Fan(room.rings)
    kept = {view: Kept(room.rings, view) for view in VIEWS}
    for one in kept.values():
        fan.add(one.outbox)
    return fan, kept


async def test_a_page_opened_late_is_told_the_listening_tools_reading_at_once(log: MemoryLog) -> None:
    room = await started(log)
    pulse, fan = Pulse(room), Fan(room.rings)
    early, late = Kept(room.rings, "brand"), Kept(room.rings, "brand")
    fan.add(early.outbox)
    pulse.beat(fan)
    await asyncio.sleep(0)
    assert "listening" in early.kinds()
    fan.add(late.outbox)
    pulse.beat(fan)
    await asyncio.sleep(0)
    assert "listening" not in early.kinds()
    assert "listening" in late.kinds()


async def test_truth_is_told_to_staff_and_to_the_brand_the_tools_reading_alone(log: MemoryLog) -> None:
    room = await started(log)
    fan, kept = fan_of(room)
    Pulse(room).beat(fan)
    await asyncio.sleep(0)
    kinds = {"mood", "listening", "armed", "contradicted", "checked"}
    told = {view: one.kinds() & kinds for view, one in kept.items()}
    assert told == {
        "brand": {"listening"},
        "critic": set(),
        "bystander": set(),
        "observer": {"mood", "listening", "contradicted", "checked"},
        "facilitator": {"mood", "listening", "armed", "contradicted", "checked"},
    }


async def test_a_new_contradiction_is_told_with_the_next_pulse(log: MemoryLog) -> None:
    room = await started(log)
    fan, kept = fan_of(room)
    pulse = Pulse(room)
    pulse.beat(fan)
    await asyncio.sleep(0)
    assert "contradicted" in kept["observer"].kinds()
    await room.ask(DESK, TakeSeat(role="brand", participant=ParticipantId("hana"), name="Hana", seat=brand()))
    await room.ask(brand(), ClaimFact(text="The cabin door was open for nine minutes."))
    await room.ask(brand(), ConfirmFact(fact=FactId("f1"), source="Door log"))
    pulse.beat(fan)
    await asyncio.sleep(0)
    assert "contradicted" not in kept["observer"].kinds()
    await room.ask(brand(), OpenDraft(text="The cabin door was open for four minutes."))
    (draft,) = room.state.drafts
    await room.ask(brand(), PublishDraft(draft=draft, anyway="No time"))
    pulse.beat(fan)
    await asyncio.sleep(0)
    assert "contradicted" in kept["observer"].kinds()


async def test_what_the_log_says_of_the_guide_is_told_within_two_pulses_and_once(log: MemoryLog) -> None:
    room = await started(log)
    fan, kept = fan_of(room)
    pulse = Pulse(room)
    pulse.beat(fan)
    await asyncio.sleep(0)
    assert "checked" in kept["observer"].kinds()
    await room.ask(DESK, TakeSeat(role="brand", participant=ParticipantId("hana"), name="Hana", seat=brand()))
    await room.ask(brand(), OpenDraft(text="We are looking into it."))
    (draft,) = room.state.drafts
    await room.ask(brand(), PublishDraft(draft=draft, anyway="No time"))
    told: list[bool] = []
    for _ in range(4):
        pulse.beat(fan)
        await asyncio.sleep(0)
        told.append("checked" in kept["observer"].kinds())
    assert any(told[:2])
    assert not any(told[2:])


async def test_the_mood_is_exact_for_staff_and_nowhere_in_what_players_are_told(log: MemoryLog) -> None:
    room = await started(log)
    act = ActAsCrowd(beat=1, counts=(), trust=61.37, heat=23.91, mentions=(7_919, 4_211, 1_307))
    await room.ask(CONDUCTOR, act)
    fan, kept = fan_of(room)
    Pulse(room).beat(fan)
    await asyncio.sleep(0)
    told = {view: one.line.messages for view, one in kept.items()}
    for view in ("observer", "facilitator"):
        (mood,) = (message["sample"] for message in told[view] if message["type"] == "mood")
        assert (mood["trust"], mood["heat"], mood["mentions"]) == (61.37, 23.91, [7_919, 4_211, 1_307])
    players = json.dumps([told[view] for view in ("brand", "critic", "bystander")])
    assert [figure for figure in ("61.37", "23.91", "7919", "4211", "1307") if figure in players] == []
