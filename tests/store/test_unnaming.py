"""Whoever is taken out of a rehearsal is named in no key, no row and no export; what happened stays."""

from dataclasses import replace

import pytest

from app.ids import RehearsalId, Seq
from app.rehearsal import commands as c
from app.rehearsal.entry import Entry
from app.rehearsal.events import SeatReserved, SeatTaken, WashAnswered
from app.review.build import review_of
from app.store.archive import Archive
from app.store.archiving import close_out
from app.store.event_log import RedisLog
from app.store.log import Conflict, EventLog, LogLost
from app.store.log_file import sealed
from app.store.memory_log import MemoryLog
from app.store.redis_client import RedisClient
from app.store.review_file import write_review
from app.store.tables import DigestRow
from app.store.unnaming import NobodySat, StillRunning, Unnaming, erase_participant
from tests.build import a_drill, brand, critic, facilitator
from tests.exchange.test_names import NAMES, exports, readable, unsealed
from tests.store.made import a_rehearsal_id, an_entry, packed
from tests.store.rows import a_participant_row, a_rehearsal_row
from tests.store.test_erasing import in_redis, in_sql

GONE, STAYS = NAMES[1:3], (NAMES[0], *NAMES[3:])
"""Two sat in the critic's seat, one after the other."""


def a_log(rehearsal: RehearsalId) -> list[Entry]:
    """A drill that is over, with its names unsealed and an answer in the hot wash."""
    drill = unsealed()
    drill.ask(facilitator(), c.AddAction(what="Write it down.", owner=GONE[0].upper()))
    first = drill.log[0]
    created = replace(first.events[0], rehearsal=rehearsal)  # type: ignore[arg-type]
    return [replace(first, events=(created,)), *drill.log[1:]]


async def kept(log: EventLog, archive: Archive, rehearsal: RehearsalId) -> list[Entry]:
    entries = a_log(rehearsal)
    await log.restore(rehearsal, "epoch-1", packed(*entries))
    await archive.add_rehearsal(a_rehearsal_row(rehearsal))
    taken = next(
        one for entry in entries for one in entry.events if isinstance(one, SeatTaken) and one.name == GONE[0]
    )
    row = a_participant_row("p1", "critic-1", rehearsal=rehearsal)
    row.id, row.name = taken.participant, GONE[0]
    await archive.add_participant(row)
    assert await in_sql(archive, GONE[0]) == ["participants"]
    await archive.add_participant(
        a_participant_row("p2", "brand-comms", browser="bb" * 32, rehearsal=rehearsal)
    )
    await close_out(log, archive, rehearsal)
    await archive.keep_digest(DigestRow(rehearsal=rehearsal, version="1", entries=1, body=GONE[0].encode()))
    return entries


async def test_their_name_and_browser_are_in_no_store_and_no_export(
    redis_log: RedisLog, client: RedisClient, archive: Archive
) -> None:
    rehearsal = a_rehearsal_id()
    before = await kept(redis_log, archive, rehearsal)
    assert await in_sql(archive, "aa" * 32) == ["participants"]
    assert await erase_participant(redis_log, archive, rehearsal, critic(), settle=0) > 0
    after = await redis_log.read(rehearsal, Seq(0))
    assert await archive.read_entries(rehearsal) == after
    raw = repr(await redis_log.read_packed(rehearsal, Seq(0))).casefold()
    assert not [name for name in GONE if name.casefold() in raw]
    for name in GONE:
        assert await in_redis(client, name) == []
        assert await in_sql(archive, name) == []
        for export, data in exports(after):
            assert name.encode() not in readable(data), export
    assert await in_sql(archive, "aa" * 32) == []
    assert await in_sql(archive, "bb" * 32) == ["participants"]
    told = dict(exports(after))["review"].decode()
    assert all(name in told for name in (NAMES[0], NAMES[4]))
    assert [one.seq for one in after] == [one.seq for one in before]
    row = await archive.rehearsal(rehearsal)
    assert row is not None
    assert (await archive.verify(rehearsal, row.epoch)).entries == len(after)
    assert await in_sql(archive, "'epoch-1'") == []
    assert await redis_log.epoch(rehearsal) == row.epoch != "epoch-1"
    assert await erase_participant(redis_log, archive, rehearsal, critic(), settle=0) > 0


async def test_one_that_redis_forgot_long_ago_is_written_anew_as_well(
    memory_log: MemoryLog, archive: Archive
) -> None:
    rehearsal = a_rehearsal_id()
    await kept(memory_log, archive, rehearsal)
    await memory_log.erase(rehearsal)
    await erase_participant(memory_log, archive, rehearsal, critic(), settle=0)
    assert GONE[0] not in repr(await archive.read_entries(rehearsal))
    with pytest.raises(LogLost):
        await erase_participant(memory_log, archive, RehearsalId("none"), critic(), settle=0)


def test_what_happened_is_the_same_but_for_who() -> None:
    before = a_log(RehearsalId("r1"))
    tags = iter(range(10_000))
    after = Unnaming(seat=critic(), key=b"k").over(before, lambda: next(tags))
    assert [one.tag for one in after] == list(range(len(before)))
    for one, other in zip(sealed(before), sealed(after), strict=True):
        if "AddAction" not in repr(one) and "ActionAdded" not in repr(one):
            assert replace(one, tag=0) == replace(other, tag=0)
    named = {
        (one.seat, one.name)
        for entry in after
        for one in entry.events
        if isinstance(one, SeatTaken | SeatReserved)
    }
    assert (brand(), NAMES[0]) in named
    assert (critic(), "Critic 1") in named or all(name not in GONE for _, name in named)
    assert b"seats" in write_review(review_of(after))


def test_marks_of_the_hot_wash_say_no_more_whose_they_were_and_alike_stay_alike() -> None:
    marks = ("4f", "4f", "51")
    said = [WashAnswered(question=1, mark=mark, text="x", count=1) for mark in marks]
    work = Unnaming(seat=critic(), key=b"k")
    hidden = [work._event(one).mark for one in said]  # type: ignore[union-attr]
    assert hidden[0] == hidden[1] != hidden[2]
    assert not set(hidden) & set(marks)


def test_while_it_runs_and_where_nobody_sat_nothing_is_written_anew() -> None:
    running = a_drill()
    running.sit(critic(), "Ada")
    with pytest.raises(StillRunning):
        Unnaming(seat=critic(), key=b"k").over(running.log, lambda: 1)
    with pytest.raises(NobodySat):
        Unnaming(seat=critic(9), key=b"k").over(a_log(RehearsalId("r1")), lambda: 1)


async def test_a_log_is_replaced_only_by_one_that_was_made_from_all_of_it(log: EventLog) -> None:
    rehearsal = a_rehearsal_id()
    await log.create(rehearsal, an_entry(1), "epoch-1")
    await log.append(rehearsal, Seq(1), an_entry(2))
    for replacing, entries in (("epoch-1", [an_entry(1, "a")]), ("epoch-0", [an_entry(1), an_entry(2)])):
        with pytest.raises(Conflict):
            await log.rewrite(rehearsal, "epoch-2", packed(*entries), replacing=replacing)
    assert (await log.epoch(rehearsal), await log.last(rehearsal)) == ("epoch-1", 2)
    anew = [an_entry(1, "b"), an_entry(2, "c")]
    await log.rewrite(rehearsal, "epoch-2", packed(*anew), replacing="epoch-1")
    assert await log.read(rehearsal, Seq(0)) == anew
    assert await log.epoch(rehearsal) == "epoch-2"
