import asyncio
from contextlib import aclosing

import pytest

from app.ids import RehearsalId, Seq
from app.rehearsal.entry import Entry
from app.store.log import (
    HEADROOM,
    AskReused,
    Conflict,
    EventLog,
    LogLost,
    Rewound,
    TooLarge,
)
from tests.store.made import BORIS, a_rehearsal_id, an_entry, packed, poison, until


@pytest.fixture
async def rehearsal(log: EventLog) -> RehearsalId:
    """A rehearsal whose log holds entry 1."""
    made = a_rehearsal_id()
    await log.create(made, an_entry(1), "epoch-1")
    return made


async def fill(log: EventLog, rehearsal: RehearsalId, upto: int) -> None:
    for seq in range(await log.last(rehearsal) + 1, upto + 1):
        await log.append(rehearsal, Seq(seq - 1), an_entry(seq))


async def heard(log: EventLog, rehearsal: RehearsalId, after: int, count: int) -> list[Entry]:
    """The first `count` entries a follower is given."""
    got: list[Entry] = []
    async with asyncio.timeout(10), aclosing(log.follow(rehearsal, Seq(after))) as entries:
        async for entry in entries:
            got.append(entry)
            if len(got) == count:
                break
    return got


async def test_what_was_appended_is_read_as_it_was(log: EventLog, rehearsal: RehearsalId) -> None:
    second = an_entry(2, "Übermut & 🌊 \u202e\n", ask="a1", by=BORIS)
    assert await log.append(rehearsal, Seq(1), second) == 2
    assert await log.read(rehearsal, Seq(0)) == [an_entry(1), second]
    assert await log.read(rehearsal, Seq(1)) == [second]
    assert await log.read(rehearsal, Seq(2)) == []
    assert await log.read(rehearsal, Seq(0), 1) == [an_entry(1)]
    assert await log.last(rehearsal) == 2


async def test_only_one_of_two_appends_after_the_same_entry_succeeds(
    log: EventLog, rehearsal: RehearsalId
) -> None:
    tries = [log.append(rehearsal, Seq(1), an_entry(2, f"try {n}", tag=n)) for n in range(8)]
    outcomes = await asyncio.gather(*tries, return_exceptions=True)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Conflict"] * 7 + ["int"]
    assert await log.last(rehearsal) == 2


async def test_an_entry_must_be_numbered_next(log: EventLog, rehearsal: RehearsalId) -> None:
    with pytest.raises(ValueError, match="cannot come after"):
        await log.append(rehearsal, Seq(1), an_entry(3))


async def test_an_ask_told_twice_has_one_effect(log: EventLog, rehearsal: RehearsalId) -> None:
    await log.append(rehearsal, Seq(1), an_entry(2, ask="a1"), body="post hello")
    await fill(log, rehearsal, 5)
    retried = an_entry(6, "decided again", ask="a1", tag=99)
    assert await log.append(rehearsal, Seq(5), retried, body="post hello") == 2
    assert await log.last(rehearsal) == 5
    assert await log.ask_seq(rehearsal, "a1") == 2
    assert await log.ask_seq(rehearsal, "a2") is None


async def test_the_same_ask_id_for_something_else_is_turned_down(
    log: EventLog, rehearsal: RehearsalId
) -> None:
    await log.append(rehearsal, Seq(1), an_entry(2, ask="a1"), body="post hello")
    with pytest.raises(AskReused):
        await log.append(rehearsal, Seq(2), an_entry(3, ask="a1"), body="post goodbye")
    with pytest.raises(AskReused):
        await log.append(rehearsal, Seq(2), an_entry(3, ask="a1", by=BORIS), body="post hello")
    assert await log.last(rehearsal) == 2


async def test_an_empty_ask_is_not_remembered(log: EventLog, rehearsal: RehearsalId) -> None:
    await log.append(rehearsal, Seq(1), an_entry(2))
    assert await log.append(rehearsal, Seq(2), an_entry(3)) == 3
    assert await log.ask_seq(rehearsal, "") is None


async def test_the_very_same_entry_sent_again_is_stored_once(log: EventLog, rehearsal: RehearsalId) -> None:
    assert await log.append(rehearsal, Seq(1), an_entry(2)) == 2
    assert await log.append(rehearsal, Seq(1), an_entry(2)) == 2
    assert await log.last(rehearsal) == 2


async def test_a_log_is_created_once(log: EventLog, rehearsal: RehearsalId) -> None:
    await log.create(rehearsal, an_entry(1), "epoch-1")
    with pytest.raises(Conflict):
        await log.create(rehearsal, an_entry(1, tag=77), "epoch-2")
    assert await log.epoch(rehearsal) == "epoch-1"


async def test_a_log_nobody_created_is_lost(log: EventLog) -> None:
    nowhere = a_rehearsal_id()
    with pytest.raises(LogLost):
        await log.append(nowhere, Seq(4), an_entry(5))
    with pytest.raises(LogLost):
        await log.read(nowhere, Seq(0))
    with pytest.raises(LogLost):
        await log.last(nowhere)
    with pytest.raises(LogLost):
        await log.epoch(nowhere)
    with pytest.raises(LogLost):
        await log.new_epoch(nowhere, "a", "b")
    with pytest.raises(LogLost):
        await heard(log, nowhere, 0, 1)


async def test_an_append_after_another_past_is_turned_down(log: EventLog, rehearsal: RehearsalId) -> None:
    with pytest.raises(Rewound):
        await log.append(rehearsal, Seq(1), an_entry(2), tag=11)
    with pytest.raises(Rewound):
        await log.append(rehearsal, Seq(4), an_entry(5))
    assert await log.append(rehearsal, Seq(1), an_entry(2), tag=10) == 2


async def test_a_full_log_takes_only_its_end(log: EventLog, rehearsal: RehearsalId) -> None:
    await fill(log, rehearsal, 20)
    with pytest.raises(TooLarge):
        await log.append(rehearsal, Seq(20), an_entry(21))
    for seq in range(21, 21 + HEADROOM):
        await log.append(rehearsal, Seq(seq - 1), an_entry(seq), final=True)
    with pytest.raises(TooLarge):
        await log.append(rehearsal, Seq(20 + HEADROOM), an_entry(21 + HEADROOM), final=True)


async def test_a_follower_gets_the_past_and_then_what_comes(log: EventLog, rehearsal: RehearsalId) -> None:
    await fill(log, rehearsal, 4)
    following = asyncio.create_task(heard(log, rehearsal, 1, 9))
    await fill(log, rehearsal, 10)
    assert [entry.seq for entry in await following] == list(range(2, 11))


async def test_every_follower_gets_every_entry_whoever_writes(log: EventLog, rehearsal: RehearsalId) -> None:
    following = [asyncio.create_task(heard(log, rehearsal, 0, 20)) for _ in range(5)]

    async def write(text: str) -> None:
        while (last := await log.last(rehearsal)) < 20:
            try:
                await log.append(rehearsal, last, an_entry(last + 1, text, tag=hash(text) % 1000))
            except (Conflict, TooLarge):
                continue

    await asyncio.gather(*(write(text) for text in ("a", "b", "c")))
    whole = await log.read(rehearsal, Seq(0))
    assert all(entries == whole for entries in await asyncio.gather(*following))


async def test_a_follower_of_another_past_is_told(log: EventLog, rehearsal: RehearsalId) -> None:
    await fill(log, rehearsal, 3)
    with pytest.raises(Rewound):
        await anext(log.follow(rehearsal, Seq(3), tag=31))
    with pytest.raises(LogLost):
        await anext(log.follow(rehearsal, Seq(7)))


async def test_a_follower_notices_a_log_set_back(log: EventLog, rehearsal: RehearsalId) -> None:
    await fill(log, rehearsal, 3)
    async with asyncio.timeout(10), aclosing(log.follow(rehearsal, Seq(0))) as entries:
        assert [(await anext(entries)).seq for _ in range(3)] == [1, 2, 3]
        another_past = packed(an_entry(1), an_entry(2), an_entry(3, "otherwise", tag=5))
        await log.restore(rehearsal, "epoch-2", another_past, replacing="epoch-1")
        with pytest.raises(LogLost):
            await anext(entries)


@pytest.mark.trust(28)
async def test_a_poisoned_entry_is_passed_over_and_the_log_goes_on(log: EventLog) -> None:
    rehearsal = a_rehearsal_id()
    await log.restore(rehearsal, "epoch-1", [*packed(an_entry(1)), poison(2)])
    await log.append(rehearsal, Seq(2), an_entry(3), tag=2)
    entries = await heard(log, rehearsal, 0, 3)
    assert [(entry.seq, len(entry.events)) for entry in entries] == [(1, 1), (2, 0), (3, 1)]
    assert entries == await log.read(rehearsal, Seq(0))


async def test_a_lost_log_is_restored_whole_under_a_new_epoch(log: EventLog) -> None:
    rehearsal = a_rehearsal_id()
    entries = [an_entry(1), an_entry(2, ask="a1"), an_entry(3, by=BORIS)]
    assert await log.restore(rehearsal, "epoch-2", packed(*entries)) == "epoch-2"
    assert await log.epoch(rehearsal) == "epoch-2"
    assert await log.read(rehearsal, Seq(0)) == entries
    assert await log.read_packed(rehearsal, Seq(1)) == packed(*entries[1:])
    assert await log.append(rehearsal, Seq(3), an_entry(4, ask="a1"), body="any") == 2
    assert await log.append(rehearsal, Seq(3), an_entry(4)) == 4


async def test_whoever_restores_second_leaves_the_first_alone(log: EventLog) -> None:
    rehearsal = a_rehearsal_id()
    await log.restore(rehearsal, "epoch-2", packed(an_entry(1), an_entry(2)))
    assert await log.restore(rehearsal, "epoch-3", packed(an_entry(1))) == "epoch-2"
    assert await log.last(rehearsal) == 2
    assert await log.restore(rehearsal, "epoch-3", packed(an_entry(1)), replacing="epoch-2") == "epoch-3"
    assert await log.last(rehearsal) == 1


async def test_a_log_with_a_hole_is_not_restored(log: EventLog) -> None:
    for entries in ([], packed(an_entry(2)), packed(an_entry(1), an_entry(3))):
        with pytest.raises(ValueError, match="whole"):
            await log.restore(a_rehearsal_id(), "epoch-2", entries)


async def test_the_first_to_rename_an_epoch_names_it(log: EventLog, rehearsal: RehearsalId) -> None:
    assert await log.new_epoch(rehearsal, "epoch-1", "epoch-2") == "epoch-2"
    assert await log.new_epoch(rehearsal, "epoch-1", "epoch-3") == "epoch-2"
    assert await log.epoch(rehearsal) == "epoch-2"


async def test_an_expired_log_is_lost(log: EventLog, rehearsal: RehearsalId) -> None:
    await log.append(rehearsal, Seq(1), an_entry(2, ask="a1"))
    await log.expire(rehearsal, 1)

    async def lost() -> bool:
        try:
            await log.last(rehearsal)
        except LogLost:
            return await log.ask_seq(rehearsal, "a1") is None
        return False

    await until(lost)


async def test_live_rehearsals_are_listed_until_unmarked(log: EventLog) -> None:
    several = {a_rehearsal_id() for _ in range(100)}
    for one in several:
        await log.mark_live(one)
        await log.mark_live(one)
    assert several <= set(await log.live())
    for one in several:
        await log.unmark_live(one)
    assert not several & set(await log.live())


async def test_a_log_is_healthy_while_its_bells_ring(log: EventLog) -> None:
    async def healthy() -> bool:
        return log.healthy

    await until(healthy)
