"""Every role asks for everything it may not have, over a real socket: the page is no guard."""

import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import asdict
from typing import get_args

import pytest

from app.ids import SeatId
from app.rehearsal.commands import PlayerCommand
from app.wire.closing import Close
from tests.people import Message, Person
from tests.rehearsal.plausible import ASKERS, a_full_drill, plausible
from tests.rehearsal.test_may_table import the_table
from tests.serving import ServerProcess

SEATED = {
    "comms": "brand-comms",
    "decision": "brand-decision",
    "critic": "critic-1",
    "bystander": "bystander-1",
    "observer": "observer",
    "facil.": "facilitator-1",
}
"""Column of the table -> where the one sits who asks."""
AT_ONCE = 8
"""Asks a frame: as many as the wire takes."""
NEEDS_A_DRAFT = {"draft.approve", "draft.reject", "draft.publish"}
"""Whose turn it is stands on the draft's own ladder; of one that is not there nothing is said but that."""
MOST_MISREAD = 20
"""Asks of kinds that no client has, before a socket is closed as abuse."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    running = ServerProcess(tmp_path_factory.mktemp("roles")).start()
    try:
        yield running
    finally:
        running.stop()


@pytest.fixture
async def room(server: ServerProcess) -> AsyncIterator[dict[str, Person]]:
    """A running rehearsal with one person of each role."""
    dana = Person(server.base)
    people = {"facil.": dana}
    try:
        links = (await dana.start(mode="room", name="Dana Kessler"))["links"]
        for column, seat in SEATED.items():
            if column != "facil.":
                person = people[column] = Person(server.base)
                key = links["observer"].partition("#")[2] if column == "observer" else links["code"]
                await person.join(key, column.title(), None if column == "observer" else seat)
                await person.come()
        await dana.come()
        await dana.done("clock.start")
        yield people
    finally:
        for person in people.values():
            await person.go()
            await person.http.aclose()


def not_theirs(column: str) -> list[str]:
    """Kinds the table grants this column in no state."""
    return [kind for kind, row in the_table().items() if row[column] == "-"]


async def tried(person: Person, column: str, kinds: list[str]) -> dict[str, Message]:
    """Ask for each kind with every other reason to be accepted; what was answered, by kind."""
    drill, seat = a_full_drill(), SeatId(str(ASKERS[column]))
    frames = [kinds[start : start + AT_ONCE] for start in range(0, len(kinds), AT_ONCE)]
    for frame in frames:
        await person.say(
            *(
                {
                    "type": "ask",
                    "ask": f"try-{kind.replace('.', '-')}",
                    "command": json.loads(json.dumps(asdict(plausible(kind, seat, drill.rehearsal)))),
                }
                for kind in frame
            )
        )
    answers: dict[str, Message] = {}
    for kind in kinds:
        ask = f"try-{kind.replace('.', '-')}"
        answers[kind] = await person.wait_for(
            lambda one, ask=ask: one["type"] in ("done", "refused") and one["ask"] == ask  # type: ignore[misc]
        )
    return answers


@pytest.mark.trust(21)
async def test_what_the_table_grants_them_never_is_refused(room: dict[str, Person]) -> None:
    players_kinds = {command.__dataclass_fields__["kind"].default for command in get_args(PlayerCommand)}
    for column, person in room.items():
        theirs_never = not_theirs(column)
        known = [kind for kind in theirs_never if kind in players_kinds]
        answers = await tried(person, column, known)
        assert {kind: one["type"] for kind, one in answers.items()} == dict.fromkeys(known, "refused"), column
        wrong = {kind: one["code"] for kind, one in answers.items() if one["code"] != "forbidden"}
        assert wrong.keys() <= NEEDS_A_DRAFT, column

        unknown = [kind for kind in theirs_never if kind not in players_kinds]
        answers = await tried(person, column, unknown[:MOST_MISREAD])
        assert {one["code"] for one in answers.values()} == {"invalid"}, column
        assert person.is_here


@pytest.mark.trust(21)
async def test_what_the_table_grants_only_later_is_refused_now(room: dict[str, Person]) -> None:
    for column, person in room.items():
        later = [kind for kind, row in the_table().items() if row[column] != "-" and "R" not in row[column]]
        answers = await tried(person, column, later)
        assert {kind: one["type"] for kind, one in answers.items()} == dict.fromkeys(later, "refused"), column


@pytest.mark.trust(21)
async def test_a_seat_freed_by_the_facilitator_asks_for_nothing_more(room: dict[str, Person]) -> None:
    teo, dana = room["critic"], room["facil."]
    teos = await teo.ticket()
    await dana.done("seat.remove", seat="critic-1")
    assert await teo.wait_closed() == Close.REMOVED
    await teo.go()
    await teo.open()
    await teo.say({"type": "enter", "ticket": teos, "tab": "tab-1"})
    assert await teo.wait_closed() == Close.BAD_TICKET


@pytest.mark.trust(21)
async def test_another_views_cursor_is_answered_with_ones_own_snapshot(room: dict[str, Person]) -> None:
    teo, mara = room["critic"], room["comms"]
    await mara.done("chat.say", text="canary-words of the war room")
    await mara.event("chat.said")
    stolen = mara.place()
    for resume in (stolen, {**teo.place(), "at": stolen["at"]}):
        await teo.go()
        welcome = await teo.come(resume=resume)
        assert welcome["mode"] == "snapshot"
        assert set(welcome["at"]) == {"critic", "seat:critic-1"}
        assert "canary-words" not in "".join(teo.raw)
