"""The plan as Markdown over HTTP: for the brand and those who watch it, and for nobody else."""

import httpx

from app.exchange.plan_markdown.blocks import MOST_BYTES
from tests.people import Person

OK, FORBIDDEN, TOO_LARGE = httpx.codes.OK, httpx.codes.FORBIDDEN, httpx.codes.REQUEST_ENTITY_TOO_LARGE
FILE = "## Listening\nOwner: legal\n\nWe watch at night too.\n\n## Red lines\n- by the book\n"


async def read(person: Person, text: str, **asked: bool) -> httpx.Response:
    address = f"/api/rehearsals/{person.rehearsal}/plan/read"
    return await person.http.post(address, content=text.encode(), params=asked)


async def markdown(person: Person) -> httpx.Response:
    return await person.http.get(f"/api/rehearsals/{person.rehearsal}/plan.md")


async def test_the_brand_reads_a_file_and_asks_for_what_it_says(base: str) -> None:
    async with Person(base) as fay, Person(base) as mara:
        begun = await fay.start(mode="room", name="Fay")
        await mara.join(begun["links"]["code"], "Mara", "brand-comms")
        await mara.come()
        found = (await read(mara, FILE)).json()
        assert (found["version"], found["faults"]) == (4, [])
        assert [part["text"] for part in found["patch"]["components"]] == ["We watch at night too."]
        assert found["patch"]["components"][0]["id"] == "listening"
        assert (found["patch"]["red_lines"], found["patch"]["removed"]) == (["by the book"], [])
        whole = (await read(mara, FILE, whole=True)).json()["patch"]["removed"]
        assert {"sort": "component", "id": "big-accounts"} in whole
        await mara.done("plan.edit", saw=4, patch=found["patch"])
        written = await markdown(mara)
        assert "We watch at night too." in written.text
        assert written.headers["content-disposition"] == 'attachment; filename="plan-v5.md"'
        again = (await read(mara, written.text, whole=True)).json()
        assert [sort for sort, said in again["patch"].items() if said] == []


async def test_nobody_else_gets_at_the_plan(base: str) -> None:
    async with Person(base) as fay, Person(base) as kev, Person(base) as nobody:
        begun = await fay.start(mode="room", name="Fay")
        await kev.join(begun["links"]["code"], "Kev", "critic-1")
        nobody.rehearsal = fay.rehearsal
        assert (await markdown(fay)).status_code == OK
        assert (await read(fay, FILE)).status_code == FORBIDDEN
        for person in (kev, nobody):
            assert (await markdown(person)).status_code == FORBIDDEN
            assert (await read(person, FILE)).status_code == FORBIDDEN


async def test_a_file_that_is_too_large_or_no_text_is_turned_down(base: str) -> None:
    async with Person(base) as fay, Person(base) as mara:
        begun = await fay.start(mode="room", name="Fay")
        await mara.join(begun["links"]["code"], "Mara", "brand-comms")
        assert (await read(mara, "x" * (MOST_BYTES + 1))).status_code == TOO_LARGE
        address = f"/api/rehearsals/{mara.rehearsal}/plan/read"
        assert (await mara.http.post(address, content=b"\xff\xfe#")).json()["code"] == "invalid"
        faulty = (await read(mara, "## Voice\nOwner: the cat\n")).json()["faults"]
        assert [(one["line"], one["reason"]) for one in faulty] == [(2, "nobody here is called `the cat`")]
