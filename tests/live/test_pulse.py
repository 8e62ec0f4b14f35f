import json

from app.ids import CONDUCTOR, DESK, ParticipantId, View
from app.live.outbox import Outbox
from app.live.pulse import Pulse
from app.live.room import Room
from app.rehearsal.commands import ActAsCrowd, StartClock, TakeSeat
from app.store.memory_log import MemoryLog
from tests.build import facilitator
from tests.live.conftest import ID


async def started(log: MemoryLog) -> Room:
    room = await Room.open(log, ID)
    await room.ask(DESK, TakeSeat(role="facilitator", participant=ParticipantId("dana"), name="Dana"))
    await room.ask(facilitator(), StartClock())
    return room


def outbox(room: Room, view: str) -> Outbox:
    async def send(_: str) -> None:
        raise AssertionError("nothing is sent here; what waits is looked at")

    return Outbox(room.rings, {View(view): room.rings.of(View(view)).n}, send)


def kinds(box: Outbox) -> set[str]:
    """What waits to be sent, by type."""
    return {json.loads(piece)["type"] for piece in box._gather()}


async def test_a_page_opened_late_is_told_the_listening_tools_reading_at_once(log: MemoryLog) -> None:
    room = await started(log)
    pulse, early = Pulse(room), outbox(room, "brand")
    pulse.beat({early: View("brand")})
    assert "listening" in kinds(early)
    late = outbox(room, "brand")
    pulse.beat({early: View("brand"), late: View("brand")})
    assert "listening" not in kinds(early)
    assert "listening" in kinds(late)


async def test_truth_is_told_to_staff_and_to_the_brand_the_tools_reading_alone(log: MemoryLog) -> None:
    room = await started(log)
    boxes = {view: outbox(room, view) for view in ("brand", "critic", "bystander", "observer", "facilitator")}
    Pulse(room).beat({box: View(view) for view, box in boxes.items()})
    told = {
        view: kinds(box) & {"mood", "listening", "armed", "contradicted", "checked"}
        for view, box in boxes.items()
    }
    assert told == {
        "brand": {"listening"},
        "critic": set(),
        "bystander": set(),
        "observer": {"mood", "listening", "contradicted", "checked"},
        "facilitator": {"mood", "listening", "armed", "contradicted", "checked"},
    }


async def test_the_mood_is_exact_for_staff_and_nowhere_in_what_players_are_told(log: MemoryLog) -> None:
    room = await started(log)
    act = ActAsCrowd(beat=1, counts=(), trust=61.37, heat=23.91, mentions=(7_919, 4_211, 1_307))
    await room.ask(CONDUCTOR, act)
    boxes = {view: outbox(room, view) for view in ("brand", "critic", "bystander", "observer", "facilitator")}
    Pulse(room).beat({box: View(view) for view, box in boxes.items()})
    told = {view: [json.loads(piece) for piece in box._gather()] for view, box in boxes.items()}
    for view in ("observer", "facilitator"):
        (mood,) = (message["sample"] for message in told[view] if message["type"] == "mood")
        assert (mood["trust"], mood["heat"], mood["mentions"]) == (61.37, 23.91, [7_919, 4_211, 1_307])
    players = json.dumps([told[view] for view in ("brand", "critic", "bystander")])
    assert [figure for figure in ("61.37", "23.91", "7919", "4211", "1307") if figure in players] == []
