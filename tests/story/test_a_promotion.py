"""A rehearsal on two nodes, from the lobby to the review, whose Redis falls in the middle and is replaced.

The replica that is promoted has all that was acknowledged: nobody is sent away, nothing comes twice, and what
was asked meanwhile is done once. (One that lagged is `tests/faults/test_failover.py`.)
"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from redis.crc import key_slot

from app.ids import RehearsalId
from app.rehearsal.entry import Entry
from app.store.keys import Keys
from tests.checker import check_alike, check_gapless, check_log, log_of
from tests.people import Message, Person
from tests.serving import ServerProcess
from tests.store.clusters import Cluster, Server, Watch, running

pytestmark = pytest.mark.faults
SPEED = 15.0
"""The second inject falls due some six wall seconds after the first: while nobody answers, or soon after."""
BACK_WITHIN = 20.0
"""Wall seconds from the fall until asks are done again; six on a machine with time to spare."""
ANSWER = "The seat was sold twice. That was our mistake, and we are calling you now."


@pytest.fixture(params=["cluster", "sentinel"])
async def redises(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Cluster | Watch]:
    """Masters with a replica each."""
    folder = tmp_path / "redis"
    made = Cluster(folder, replicas=True) if request.param == "cluster" else Watch(folder)
    async with running(made):
        yield made


@pytest.fixture
async def nodes(
    tmp_path: Path, redises: Cluster | Watch
) -> AsyncIterator[tuple[ServerProcess, ServerProcess]]:
    """Two nodes on one Redis and one SQL."""
    one, two = (
        ServerProcess(tmp_path / "data", environment={"SQUALL_REDIS_URL": redises.url}) for _ in range(2)
    )
    two.output = tmp_path / "two.log"
    try:
        await asyncio.gather(asyncio.to_thread(one.start), asyncio.to_thread(two.start))
        yield one, two
    finally:
        await asyncio.to_thread(one.kill)
        await asyncio.to_thread(two.kill)


@dataclass(slots=True)
class Table:
    """Who plays, and what they were told is done."""

    dana: Person
    mara: Person
    ilan: Person
    bo: Person
    teo: Person
    done: list[str] = field(default_factory=list, kw_only=True)

    @property
    def people(self) -> tuple[Person, ...]:
        return self.dana, self.mara, self.ilan, self.bo, self.teo

    async def does(self, person: Person, kind: str, **fields: object) -> Message:
        """Ask as a page does: again, for as long as it is told that it may."""
        answer = await person.insist(kind, ask=f"{person.seat}-{len(self.done)}", **fields)
        self.done.append(answer["ask"])
        return answer


async def test_from_the_lobby_to_the_review_with_another_redis(
    nodes: tuple[ServerProcess, ServerProcess], redises: Cluster | Watch
) -> None:
    one, two = nodes
    async with AsyncExitStack() as leaving:
        come = [await leaving.enter_async_context(Person(base)) for base in _in_turn(one.base, two.base, 5)]
        table = Table(*come)
        await given_five_at_two_nodes(table)
        draft = await when_an_answer_waits_for_its_approvals(table)
        promoted = await then_the_server_of_the_drill_falls(table, redises)
        lines = await while_the_war_room_goes_on_talking(table)
        await then_the_answer_goes_out_and_the_next_inject_comes(table, draft)
        await then_everybody_was_shown_all_of_it_and_nobody_was_sent_away(table, lines)
        await when_it_ends_the_review_tells_it(table)
        assert (await promoted.ask("ROLE"))[0] == b"master"
        entries = await log_of(one.data, table.dana.rehearsal, redis=redises.url)
    check_log(entries, table.done)
    assert [kind for kind in _kinds(entries) if kind == "clock.started"] == ["clock.started"]


async def given_five_at_two_nodes(table: Table) -> None:
    links = (await table.dana.start(mode="room", name="Dana"))["links"]
    for person, name, seat in (
        (table.mara, "Mara", "brand-comms"),
        (table.ilan, "Ilan", "brand-legal"),
        (table.bo, "Bo", "brand-decision"),
        (table.teo, "Teo", "critic-1"),
    ):
        await person.join(links["code"], name, seat)
    for person in table.people:
        person.patience = 60.0
        await person.come()
    await table.does(table.dana, "clock.speed", speed=SPEED)
    await table.does(table.dana, "clock.start")
    await table.dana.event("inject.delivered", inject="01")


async def when_an_answer_waits_for_its_approvals(table: Table) -> str:
    post = (await table.does(table.teo, "post.publish", author="kevmarsh", text="No answer yet."))["made"][0]
    await table.mara.event("post.published", post=post)
    opened = await table.does(table.mara, "draft.open", text=ANSWER, reply_to=post)
    draft: str = opened["made"][0]
    await table.does(table.mara, "draft.submit", draft=draft)
    await table.ilan.event("draft.submitted", draft=draft)
    return draft


async def then_the_server_of_the_drill_falls(table: Table, redises: Cluster | Watch) -> Server:
    if isinstance(redises, Watch):
        return await redises.fell()
    return await redises.fell(key_slot(Keys(RehearsalId(table.dana.rehearsal)).log.encode()))


async def while_the_war_room_goes_on_talking(table: Table) -> list[str]:
    """Three talk at once; gives what they said."""
    began = time.monotonic()

    async def talks(person: Person) -> list[str]:
        said = [f"{person.seat} says {number}" for number in range(4)]
        for number, text in enumerate(said):
            answer = await person.insist("chat.say", ask=f"{person.seat}-talk-{number}", text=text)
            table.done.append(answer["ask"])
        return said

    told = await asyncio.gather(*(talks(person) for person in (table.mara, table.ilan, table.bo)))
    assert time.monotonic() - began < BACK_WITHIN
    return [text for said in told for text in said]


async def then_the_answer_goes_out_and_the_next_inject_comes(table: Table, draft: str) -> None:
    # Each goes by what they are shown: a node that hears no bells yet judges by what it knew 5 s ago.
    await table.does(table.ilan, "draft.approve", draft=draft)
    await table.bo.event("draft.approved", draft=draft, position="legal")
    await table.does(table.bo, "draft.approve", draft=draft)
    await table.mara.event("draft.approved", draft=draft, position="decision_maker")
    await table.does(table.mara, "draft.publish", draft=draft)
    for person in (table.dana, table.teo):
        await person.event("post.published", text=ANSWER)
    await table.dana.event("inject.delivered", inject="02")


async def then_everybody_was_shown_all_of_it_and_nobody_was_sent_away(table: Table, lines: list[str]) -> None:
    for person in (table.mara, table.ilan, table.bo):
        for text in lines:
            await person.event("chat.said", text=text)
    for person in table.people:
        assert person.is_here
        check_gapless(person.events(), {view: at[0] for view, at in person.welcome["at"].items()})
    check_alike([person.events() for person in table.people])
    assert len({person.welcome["epoch"] for person in table.people}) == 1


async def when_it_ends_the_review_tells_it(table: Table) -> None:
    await table.does(table.dana, "clock.end")
    for base in {person.base for person in table.people}:
        table.dana.turn_to(base)
        review = await table.dana.http.get(f"/api/rehearsals/{table.dana.rehearsal}/review")
        assert review.status_code == 200, review.text
        assert ANSWER in review.text


def _in_turn(one: str, other: str, count: int) -> list[str]:
    return [one if place % 2 == 0 else other for place in range(count)]


def _kinds(entries: list[Entry]) -> list[str]:
    return [event.kind for entry in entries for event in entry.events]
