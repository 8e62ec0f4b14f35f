"""Who comes is shown what a view showed a moment ago, and then what happened since."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.ids import DESK, ParticipantId, View
from app.live import hall as halls
from app.live.hall import Hall
from app.rehearsal.commands import PublishPost, StartClock, TakeSeat
from app.rehearsal.events import Role
from app.store.memory_log import MemoryLog
from tests.airline import DIRECTOR
from tests.build import critic, facilitator
from tests.live.conftest import a_hall, following

OBSERVER = View("observer")


@pytest.fixture
async def hall(log: MemoryLog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Hall]:
    """A drill that runs, where a snapshot serves for a minute: a quarter second passes unnoticed here."""
    monkeypatch.setattr(halls, "SNAPSHOT_FOR", 60.0)
    async with following(log) as room:
        for seat in (critic(), None):
            role: Role = "critic" if seat else "facilitator"
            await room.ask(DESK, TakeSeat(role=role, participant=ParticipantId(role), name=role, seat=seat))
        await room.ask(facilitator(), StartClock())
        yield a_hall(room, log, tmp_path)


async def said(hall: Hall, text: str) -> None:
    await hall.room.ask(critic(), PublishPost(author=DIRECTOR, text=text))


def posts(data: bytes) -> list[str]:
    return [post["text"] for post in json.loads(data)["posts"]]


async def test_a_snapshot_serves_all_who_come_soon_and_events_tell_the_rest(hall: Hall) -> None:
    await said(hall, "one")
    first = hall.snapshot(OBSERVER)
    await said(hall, "two")
    later = hall.snapshot(OBSERVER)
    assert later is first
    assert posts(later.data) == ["one"]
    since = [json.loads(piece.data) for piece in hall.room.rings.of(OBSERVER).after(later.n, 10)]
    assert [event["text"] for one in since for event in [one["event"]]] == ["two"]


@pytest.mark.parametrize("view", [View("critic"), View("brand"), View("facilitator")])
async def test_who_plays_or_facilitates_is_shown_the_present(hall: Hall, view: View) -> None:
    first = hall.snapshot(view)
    assert hall.snapshot(view) is first
    await said(hall, "two")
    assert posts(hall.snapshot(view).data) == ["two"]


async def test_counters_that_were_told_to_those_here_are_not_kept_from_who_comes_after(hall: Hall) -> None:
    first = hall.snapshot(OBSERVER)
    hall.beat()
    assert hall.snapshot(OBSERVER) is not first


async def test_after_its_time_it_is_built_anew(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(halls, "SNAPSHOT_FOR", 0.0)
    await said(hall, "one")
    hall.snapshot(OBSERVER)
    await said(hall, "two")
    assert posts(hall.snapshot(OBSERVER).data) == ["one", "two"]
