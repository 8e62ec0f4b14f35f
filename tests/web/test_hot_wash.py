"""The hot wash on a real server: who answered is in no byte that leaves it."""

import io
import json
import zipfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import httpx
import pytest

from app.live.desk import browser_hash
from tests.people import Person

EXPORTS = (
    *(
        "report.docx",
        "as-run.xlsx",
        "as-run.csv",
        "posts.csv",
        "notes.csv",
        "actions.xlsx",
        "actions.csv",
        "log.json",
    ),
)
QUESTIONS = ["What went well?", "What surprised you?", "What do we change?"]
SAID = {"Ada": "Vermilion was the first reply", "Bo": "Umber stood at the gate"}


@pytest.fixture
async def people(base: str) -> AsyncIterator[dict[str, Person]]:
    """Dana leads; Ada and Bo have played; the first question is on the screen."""
    async with AsyncExitStack() as closing:
        names = ("Dana", "Ada", "Bo")
        people = {name: await closing.enter_async_context(Person(base)) for name in names}
        dana = people["Dana"]
        started = await dana.start(mode="room", name="Dana")
        for name, seat in (("Ada", "critic-1"), ("Bo", "bystander-1")):
            await people[name].join(started["links"]["code"], name, seat)
        for person in people.values():
            await person.come()
        await dana.done("clock.start")
        await dana.done("clock.end")
        await dana.done("wash.open", questions=QUESTIONS)
        await dana.done("wash.ask", on="question", question=1)
        yield people


async def answer(person: Person, text: str, question: int = 1) -> httpx.Response:
    return await person.http.post(
        f"/api/rehearsals/{person.rehearsal}/answers", json={"question": question, "text": text}
    )


def plain(body: bytes) -> bytes:
    """A file with what it has packed laid open."""
    if not body.startswith(b"PK"):
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return body + b"".join(packed.read(name) for name in packed.namelist())


async def test_answers_are_counted_then_shown_and_nothing_says_whose_they_are(
    people: dict[str, Person],
) -> None:
    dana = people["Dana"]
    for name, text in SAID.items():
        given = await answer(people[name], text)
        assert (given.status_code, given.json()) == (httpx.codes.OK, {"answers": {"1": text}})
    for person in people.values():
        await person.event("wash.answered", count=2)
        assert not [raw for raw in person.raw for text in SAID.values() if text in raw]
    await dana.done("wash.close", question=1)
    for person in people.values():
        closed = await person.event("wash.closed", question=1)
        assert closed["event"]["texts"] == sorted(SAID.values())

    api = f"/api/rehearsals/{dana.rehearsal}"
    log = (await dana.http.get(f"{api}/exports/log.json")).json()
    every = [(before, one) for before, one in zip(log["entries"], log["entries"][1:], strict=False)]
    pairs = [pair for pair in every if pair[1]["events"][0]["kind"] == "wash.answered"]
    assert len(pairs) == 2
    cookies = [person.http.cookies["squall"] for person in people.values()]
    secrets = [*cookies, *map(browser_hash, cookies)]
    of_people = [*secrets, *SAID, "critic-1", "bystander-1"]
    of_people += [person.welcome["you"]["participant"] for person in people.values()]
    marks = []
    for before, entry in pairs:
        assert (entry["by"], entry["ask"], entry["at"]) == ("desk", "", before["at"])
        assert not [word for word in of_people if word in json.dumps(entry)]
        marks.append(entry["events"][0]["mark"])
    assert len(set(marks)) == 2

    for export in EXPORTS:
        got = await dana.http.get(f"{api}/exports/{export}")
        assert got.status_code == httpx.codes.OK, export
        body = plain(got.content)
        hidden = secrets if export == "log.json" else [*secrets, *marks]
        assert not [word for word in hidden if word.encode() in body], export
    review = (await dana.http.get(f"{api}/review")).content
    assert not [word for word in (*secrets, *marks) if word.encode() in review]
    for person in people.values():
        sent = "".join(person.raw)
        assert not [word for word in (*secrets, *marks) if word in sent]


async def test_what_cannot_be_answered_is_refused_in_words(people: dict[str, Person], base: str) -> None:
    dana, ada = people["Dana"], people["Ada"]
    for text, question, code in (("", 1, "invalid"), ("x" * 281, 1, "too_long"), ("Well", 2, "conflict")):
        refused = await answer(ada, text, question)
        assert refused.json()["code"] == code, refused.text
    assert (await answer(ada, "x" * 9_000)).status_code == httpx.codes.REQUEST_ENTITY_TOO_LARGE
    async with Person(base) as stranger:
        stranger.rehearsal = dana.rehearsal
        assert (await answer(stranger, "Well")).json()["code"] == "forbidden"
        mine = await stranger.http.get(f"/api/rehearsals/{dana.rehearsal}/answers")
        assert mine.status_code == httpx.codes.FORBIDDEN
    by_socket = await ada.ask("wash.answer", question=1, mark="forged", text="Well")
    assert by_socket["code"] == "invalid"
    await dana.done("wash.close", question=1)
    assert (await answer(ada, "Too late")).json()["code"] == "conflict"


async def test_one_hears_of_the_talk_again_after_coming_back(people: dict[str, Person]) -> None:
    dana, bo = people["Dana"], people["Bo"]
    await answer(bo, SAID["Bo"])
    await dana.done("finding.settle", finding="unapproved:p1", standing="agreed")
    await dana.done("action.add", what="A deputy says yes", owner="Legal", due="2026-12-05")
    await bo.go()
    talk = (await bo.come())["snapshot"]["role"]["talk"]
    assert [one["standing"] for one in talk["settled"]] == ["agreed"]
    assert [(one["what"], one["owner"], one["due"]) for one in talk["actions"]] == [
        ("A deputy says yes", "Legal", "2026-12-05")
    ]
    assert [(one["state"], one["count"], one["texts"]) for one in talk["wash"]["questions"]] == [
        ("open", 1, []),
        ("unasked", 0, []),
        ("unasked", 0, []),
    ]
    mine = await bo.http.get(f"/api/rehearsals/{bo.rehearsal}/answers")
    assert mine.json() == {"answers": {"1": SAID["Bo"]}}


async def test_a_browser_talks_from_the_seat_that_leads(people: dict[str, Person], base: str) -> None:
    async def place(person: Person) -> object:
        return (await person.http.get(f"/api/rehearsals/{people['Dana'].rehearsal}/place")).json()

    assert await place(people["Dana"]) == {"seat": "facilitator-1"}
    assert await place(people["Bo"]) == {"seat": "bystander-1"}
    async with Person(base) as stranger:
        assert await place(stranger) == {"seat": None}
