import asyncio
import json
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from app.web.listening import MOST_MISREAD
from app.wire.closing import Close
from tests.people import Person
from tests.serving import ServerProcess


@pytest.fixture(scope="module", params=["ready", "plain"])
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ServerProcess]:
    """The same promises hold however frames are written."""
    data: Path = tmp_path_factory.mktemp(request.param)
    running = ServerProcess(data, environment={"SQUALL_SOCKETS": request.param}).start()
    try:
        yield running
    finally:
        running.stop()


@pytest.mark.trust(19)
async def test_a_foreign_page_is_turned_away_before_the_upgrade(base: str) -> None:
    async with Person(base) as dana:
        await dana.start(mode="room")
        address = f"{base.replace('http', 'ws')}/live/{dana.rehearsal}"
        for origin in ("http://evil.test", "null", f"{base}.evil.test", None):
            with pytest.raises(InvalidStatus) as refused:
                await connect(address, subprotocols=["squall.v1"], origin=origin)  # type: ignore[list-item,arg-type]
            assert refused.value.response.status_code == httpx.codes.FORBIDDEN


@pytest.mark.trust(20)
async def test_a_ticket_opens_one_socket(base: str) -> None:
    async with Person(base) as dana, Person(base) as eve:
        await dana.start(mode="room")
        ticket = await dana.ticket()
        await dana.open()
        await dana.say({"type": "enter", "ticket": ticket, "tab": "a"})
        await dana.wait_for(lambda one: one["type"] == "welcome")
        eve.rehearsal = dana.rehearsal
        await eve.open()
        await eve.say({"type": "enter", "ticket": ticket, "tab": "b"})
        assert await eve.wait_closed() == Close.BAD_TICKET


@pytest.mark.trust(20)
async def test_a_ticket_is_good_for_its_own_rehearsal_only(base: str) -> None:
    async with Person(base) as dana, Person(base) as other:
        await dana.start(mode="room")
        await other.start(mode="room")
        ticket = await other.ticket()
        await dana.open()
        await dana.say({"type": "enter", "ticket": ticket, "tab": "a"})
        assert await dana.wait_closed() == Close.BAD_TICKET


@pytest.mark.trust(20)
async def test_a_ticket_is_good_for_the_page_that_asked_for_it_only(base: str) -> None:
    async with Person(base) as dana:
        await dana.start(mode="room")
        dana.http.headers["origin"] = "http://evil.test"
        ticket = await dana.ticket()
        await dana.open()
        await dana.say({"type": "enter", "ticket": ticket, "tab": "a"})
        assert await dana.wait_closed() == Close.BAD_TICKET


@pytest.mark.trust(17, 18)
@pytest.mark.parametrize(
    "first",
    ["hello", "{}", '[{"type":"ping","c0":1}]', "[" * 20 + "]" * 20, '[{"type":"enter"}]', "[NaN]", "[]"],
)
async def test_whoever_does_not_enter_is_closed(base: str, first: str) -> None:
    async with Person(base) as dana:
        await dana.start(mode="room")
        await dana.open()
        await dana.say_text(first)
        assert await dana.wait_closed() == Close.BAD_FRAME
        assert dana.messages[-1]["type"] == "bye"


@pytest.mark.trust(18)
async def test_whoever_says_nothing_is_closed_after_five_seconds(base: str) -> None:
    async with Person(base) as dana:
        await dana.start(mode="room")
        await dana.open()
        began = asyncio.get_running_loop().time()
        assert await dana.wait_closed() == Close.NO_ENTER
        assert asyncio.get_running_loop().time() - began >= 4.5


@pytest.mark.trust(17)
async def test_binary_and_oversized_frames_close_the_socket(base: str) -> None:
    async with Person(base) as dana:
        await dana.start(mode="room")
        await dana.come()
        await dana.say_text(b"[]")
        assert await dana.wait_closed() == Close.BAD_FRAME
        await dana.go()
        await dana.come()
        await dana.say_text(json.dumps(["x" * 20_000]))
        assert await dana.wait_closed() == Close.BAD_FRAME


async def test_an_unknown_command_is_refused_and_the_socket_lives(base: str) -> None:
    async with Person(base) as dana:
        await dana.start(mode="room")
        await dana.come()
        refused = await dana.ask("rehearsal.destroy")
        assert (refused["type"], refused["code"]) == ("refused", "invalid")
        assert (await dana.ask("seat.ready", ready=True))["type"] == "done"


async def test_whoever_goes_on_talking_nonsense_is_closed(base: str) -> None:
    async with Person(base) as dana:
        await dana.start(mode="room")
        await dana.come()
        for number in range(MOST_MISREAD):
            await dana.say({"type": "shout", "number": number})
        assert (await dana.ask("seat.ready", ready=True))["type"] == "done"
        await dana.say({"type": "shout"})
        assert await dana.wait_closed() == Close.ABUSE


async def test_the_same_ask_has_one_effect_and_the_same_answer(base: str) -> None:
    async with Person(base) as dana:
        await dana.start(mode="room")
        await dana.come()
        first = await dana.ask("note.write", ask="once", text="The lobby is calm.")
        dana.messages.remove(first)
        again = await dana.ask("note.write", ask="once", text="The lobby is calm.")
        assert first["made"] == again["made"]
        assert sum(one["event"]["kind"] == "note.written" for one in dana.events()) == 1
        dana.messages.remove(again)
        other = await dana.ask("note.write", ask="once", text="Something else.")
        assert other["code"] == "conflict"


async def test_a_newer_tab_takes_the_seat_over(base: str) -> None:
    async with Person(base) as dana, Person(base) as second:
        await dana.start(mode="room")
        await dana.come(tab="old")
        second.http.cookies = dana.http.cookies
        second.rehearsal, second.seat = dana.rehearsal, dana.seat
        await second.come(tab="new")
        assert await dana.wait_closed() == Close.REPLACED
        assert (await second.ask("seat.ready", ready=True))["type"] == "done"


async def test_a_player_freed_by_the_facilitator_is_told(base: str) -> None:
    async with Person(base) as dana, Person(base) as mara:
        code = (await dana.start(mode="room"))["links"]["code"]
        await dana.come()
        await mara.join(code, "Mara", "brand-comms")
        await mara.come()
        await dana.done("seat.remove", seat="brand-comms")
        assert await mara.wait_closed() == Close.REMOVED


async def test_a_resume_gets_exactly_what_was_missed(base: str) -> None:
    async with Person(base) as dana, Person(base) as mara:
        code = (await dana.start(mode="room"))["links"]["code"]
        await dana.come()
        await mara.join(code, "Mara", "brand-comms")
        await mara.come()
        await mara.done("chat.say", text="one")
        place = mara.place()
        await mara.go()
        for word in ("two", "three"):
            await dana.done("whisper.send", to="brand-comms", text=word)
        welcome = await mara.come(resume=place)
        assert welcome["mode"] == "resumed"
        await mara.event("whisper.sent", text="three")
        heard = [one["event"]["text"] for one in mara.events("seat:brand-comms")]
        assert heard == ["two", "three"]


async def test_a_resume_is_told_the_counters_that_moved_meanwhile(base: str) -> None:
    async with Person(base) as dana, Person(base) as teo:
        code = (await dana.start(mode="room"))["links"]["code"]
        await dana.come()
        await teo.join(code, "Teo", "critic-1")
        await teo.come()
        await dana.done("clock.start")
        post = (await teo.done("post.publish", author="kevmarsh", text="Still at the gate."))["made"][0]
        await teo.event("post.published", post=post)
        await dana.done("clock.pause")
        place = teo.place()
        await teo.go()
        await teo.come(resume=place)
        await teo.wait_for(lambda one: one["type"] != "welcome")
        counted = [one for one in json.loads(teo.raw[1]) if one["type"] == "counts"]
        assert post in [row[0] for one in counted for row in one["posts"]]


@pytest.mark.parametrize("wrong", ["epoch", "tag", "n", "secret", "views"])
async def test_a_resume_that_does_not_fit_the_log_gets_a_snapshot(base: str, wrong: str) -> None:
    async with Person(base) as dana, Person(base) as mara:
        code = (await dana.start(mode="room"))["links"]["code"]
        await mara.join(code, "Mara", "brand-comms")
        await mara.come()
        await mara.done("chat.say", text="one")
        place = mara.place()
        await mara.go()
        match wrong:
            case "epoch":
                place["epoch"] = "another"
            case "tag":
                place["at"]["brand"][1] ^= 1
            case "n":
                place["at"]["brand"][0] += 1
            case "secret":
                place["secret"] = "guessed"
            case _:
                place["at"]["critic"] = place["at"].pop("brand")
        welcome = await mara.come(resume=place)
        assert welcome["mode"] == "snapshot"
        assert [line["text"] for line in welcome["snapshot"]["role"]["war_room"]["chat"]] == ["one"]


@pytest.mark.trust(11)
async def test_who_comes_while_much_is_posted_is_shown_each_post_once(base: str) -> None:
    async with AsyncExitStack() as here:
        dana = await here.enter_async_context(Person(base))
        key = (await dana.start(mode="room", name="Dana"))["links"]["observer"].rpartition("#")[2]
        await dana.come()
        await dana.done("clock.start")
        watchers = [await here.enter_async_context(Person(base)) for _ in range(16)]
        for number, one in enumerate(watchers):
            await one.join(key, f"Watcher {number}")
        said = [f"No-{number}" for number in range(40)]
        async with asyncio.TaskGroup() as coming:
            for place, text in enumerate(said):
                await dana.insist("post.publish", ask=text, author="kevmarsh", text=text)
                if place % 2 and place // 2 < len(watchers):
                    coming.create_task(watchers[place // 2].come())
        for one in watchers:
            if said[-1] not in told_in(one):
                await one.event("post.published", text=said[-1])
            assert [text for text in told_in(one) if text in said] == said


def told_in(person: Person) -> list[str]:
    """The words of all posts somebody was shown: in the snapshot, and since."""
    first = [post["text"] for post in person.welcome["snapshot"]["role"]["posts"]]
    return first + [
        one["event"]["text"] for one in person.events() if one["event"]["kind"] == "post.published"
    ]
