"""What a facilitator does about people, over real sockets."""

import asyncio

import httpx

from app.wire.closing import Close
from tests.people import Person

FORBIDDEN = httpx.codes.FORBIDDEN


async def a_room(dana: Person, *players: tuple[Person, str, str]) -> str:
    code: str = (await dana.start(mode="room", name="Dana"))["links"]["code"]
    await dana.come()
    for person, name, seat in players:
        await person.join(code, name, seat)
        await person.come()
    return code


async def test_whoever_is_moved_is_told_and_finds_the_new_seat_with_the_same_browser(base: str) -> None:
    async with Person(base) as dana, Person(base) as mara:
        await a_room(dana, (mara, "Mara", "brand-comms"))
        await dana.done("seat.move", seat="brand-comms", to="critic-1")
        assert await mara.wait_closed() == Close.MOVED
        (found,) = (await mara.http.get("/api/mine")).json()["rehearsals"]
        assert (found["seat"], found["role"]) == ("critic-1", "critic")
        old = await mara.http.post(f"/api/rehearsals/{mara.rehearsal}/ticket", json={"seat": "brand-comms"})
        assert old.status_code == FORBIDDEN
        mara.seat = "critic-1"
        assert (await mara.come())["you"]["role"] == "critic"


async def test_two_who_swap_each_come_back_in_the_others_seat(base: str) -> None:
    async with Person(base) as dana, Person(base) as mara, Person(base) as teo:
        await a_room(dana, (mara, "Mara", "brand-comms"), (teo, "Teo", "critic-1"))
        await dana.done("seat.move", seat="brand-comms", to="critic-1")
        await asyncio.gather(mara.wait_closed(), teo.wait_closed())
        mara.seat, teo.seat = "critic-1", "brand-comms"
        assert (await mara.come())["you"]["name"] == "Mara"
        assert (await teo.come())["you"]["position"] == "communicator"


async def test_a_seat_somebody_was_moved_from_can_be_taken_and_each_keeps_their_own(base: str) -> None:
    async with Person(base) as dana, Person(base) as mara, Person(base) as bo:
        code = await a_room(dana, (mara, "Mara", "brand-comms"))
        await dana.done("seat.move", seat="brand-comms", to="critic-1")
        await mara.wait_closed()
        await bo.join(code, "Bo", "brand-comms")
        assert (await bo.come())["you"]["name"] == "Bo"
        mara.seat = "critic-1"
        assert (await mara.come())["you"]["name"] == "Mara"


async def test_behind_locked_doors_whoever_sits_comes_back_and_nobody_new_comes_in(base: str) -> None:
    async with Person(base) as dana, Person(base) as mara, Person(base) as bo:
        code = await a_room(dana, (mara, "Mara", "brand-comms"))
        await dana.done("door.lock", locked=True)
        looked = await bo.http.post("/api/join/look", json={"key": code})
        assert looked.json()["locked"] is True
        refused = await bo.http.post("/api/join", json={"key": code, "name": "Bo", "seat": "critic-1"})
        assert (refused.status_code, refused.json()["code"]) == (FORBIDDEN, "forbidden")
        await mara.go()
        assert (await mara.come())["you"]["name"] == "Mara"


async def test_where_people_are_let_in_by_hand_nobody_sits_down_before_they_are(base: str) -> None:
    async with Person(base) as dana, Person(base) as bo, Person(base) as cy:
        code = await a_room(dana)
        await dana.done("door.watch", on=True)
        for person, name in ((bo, "Bo"), (cy, "Cy")):
            asked = {"key": code, "name": name, "seat": "critic-1"}
            for _ in range(2):  # asking again is waiting on
                answer = await person.http.post("/api/join", json=asked)
                assert (answer.status_code, answer.json()["waits"]) == (httpx.codes.ACCEPTED, True)
            assert await at_the_door(person, code) == (True, [])
        bos, cys = [
            (await dana.event("knock.heard", name=name))["event"]["participant"] for name in ("Bo", "Cy")
        ]
        await dana.done("knock.answer", participant=bos, admit=True)
        await dana.done("knock.answer", participant=cys, admit=False)
        assert await at_the_door(bo, code) == (False, ["critic-1"])
        assert await at_the_door(cy, code) == (False, [])
        bo.rehearsal, bo.seat = dana.rehearsal, "critic-1"
        assert (await bo.come())["you"]["name"] == "Bo"
        await dana.done("clock.start")
        await dana.done("clock.end")
        review = f"/api/rehearsals/{dana.rehearsal}/review"
        assert (await bo.http.get(review)).status_code == httpx.codes.OK
        assert (await cy.http.get(review)).status_code == FORBIDDEN


async def test_who_comes_by_the_facilitators_link_walks_past_a_watched_door(base: str) -> None:
    async with Person(base) as dana, Person(base) as noa:
        links = (await dana.start(mode="room", name="Dana"))["links"]
        await dana.come()
        await dana.done("door.watch", on=True)
        await noa.join(links["facilitator"].partition("#")[2], "Noa")
        assert (await noa.come())["you"]["role"] == "facilitator"


async def at_the_door(person: Person, code: str) -> tuple[bool, list[str]]:
    """Whether they wait, and the seats they have."""
    looked = (await person.http.post("/api/join/look", json={"key": code})).json()
    return looked["waits"], looked["mine"]


async def test_a_kept_seat_says_for_whom_at_the_door(base: str) -> None:
    async with Person(base) as dana, Person(base) as bo:
        code = await a_room(dana)
        await dana.done("seat.reserve", seat="critic-1", name="Mara")
        looked = (await bo.http.post("/api/join/look", json={"key": code})).json()
        assert {one["id"]: one["reserved"] for one in looked["seats"]}["critic-1"] == "Mara"
        refused = await bo.http.post("/api/join", json={"key": code, "name": "Bo", "seat": "critic-1"})
        assert refused.status_code == httpx.codes.CONFLICT


async def watching(person: Person, seat: str) -> None:
    """Open a socket that looks at a seat."""
    asked = await person.http.post(
        f"/api/rehearsals/{person.rehearsal}/ticket", json={"seat": seat, "watch": True}
    )
    assert asked.status_code == httpx.codes.OK, asked.text
    await person.open()
    await person.say({"type": "enter", "ticket": asked.json()["ticket"], "tab": "looking"})
    person.welcome = await person.wait_for(lambda one: one["type"] == "welcome")


async def test_a_facilitator_sees_what_a_seat_sees_and_puts_nobody_out(base: str) -> None:
    async with Person(base) as dana, Person(base) as look, Person(base) as mara:
        await a_room(dana, (mara, "Mara", "critic-1"))
        look.rehearsal = dana.rehearsal
        look.http.cookies = dana.http.cookies
        await watching(look, "critic-1")
        shown = look.welcome
        assert (shown["you"]["seat"], shown["you"]["watching"], shown["you"]["can"]) == ("critic-1", True, [])
        assert shown["snapshot"]["role"]["war_room"] is None
        await dana.done("whisper.send", to="critic-1", text="Wait for minute five")
        assert (await look.event("whisper.sent"))["event"]["text"] == "Wait for minute five"
        assert (await mara.event("whisper.sent"))["event"]["text"] == "Wait for minute five"
        assert (await mara.done("seat.ready", ready=True))["type"] == "done"
        assert (mara.closed, dana.closed) == (None, None)


async def test_whoever_only_looks_may_ask_for_nothing(base: str) -> None:
    async with Person(base) as dana, Person(base) as look, Person(base) as mara:
        await a_room(dana, (mara, "Mara", "critic-1"))
        look.rehearsal = dana.rehearsal
        look.http.cookies = dana.http.cookies
        await watching(look, "critic-1")
        assert (await look.ask("clock.start"))["code"] == "forbidden"


async def test_nobody_but_a_facilitator_looks_at_another_seat(base: str) -> None:
    async with Person(base) as dana, Person(base) as mara, Person(base) as bo:
        await a_room(dana, (mara, "Mara", "critic-1"), (bo, "Bo", "brand-comms"))
        asked = await mara.http.post(
            f"/api/rehearsals/{mara.rehearsal}/ticket", json={"seat": "brand-comms", "watch": True}
        )
        assert asked.status_code == FORBIDDEN
