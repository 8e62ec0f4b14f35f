from pathlib import Path
from textwrap import dedent
from typing import Any

import httpx
import pytest

from app.web.readings import MOST_BYTES, MOST_CHARS
from app.web.services import MOST_READINGS
from tests.people import Person
from tests.serving import ServerProcess

OWNED = "Kev, we are sorry. That was our mistake; at 18:52 our duty desk skipped rule 7."


async def asked(person: Person, **draft: Any) -> httpx.Response:
    return await person.http.post("/api/read", json=draft)


async def test_a_draft_is_read_for_whoever_takes_part(base: str) -> None:
    async with Person(base) as dana:
        await dana.start(mode="room")
        found = (await asked(dana, text=OWNED, answers=True)).json()
        assert found["strategies"] == ["apology"]
        assert (found["target"], found["conditional"], found["disagreement"]) == ("thread", False, None)
        assert found["specificity"] > 0.8
        assert {"family": "apology", "words": "sorry", "start": OWNED.index("sorry")} in found["cues"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Lo sentimos, fue culpa nuestra."),
        ("de-AT", "Es tut uns leid."),
        ("ar", "نعتذر منكم، والخطأ خطؤنا."),
    ],
)
async def test_it_is_read_in_the_language_it_is_written_in(base: str, language: str, text: str) -> None:
    async with Person(base) as dana:
        await dana.start(mode="room")
        assert (await asked(dana, text=text, language=language)).json()["strategies"] == ["apology"]
        assert not (await asked(dana, text=text, language="en")).json()["strategies"]


async def test_chips_that_the_words_contradict_are_told(base: str) -> None:
    async with Person(base) as dana:
        await dana.start(mode="room")
        text = "He was asked twice. It was a misunderstanding."
        told = (await asked(dana, text=text, strategies=["apology"])).json()["disagreement"]
        assert told.startswith("chosen: apology; the words read as deflect")


async def test_nothing_is_read_for_strangers(base: str) -> None:
    async with Person(base) as dana, Person(base) as stranger:
        await dana.start(mode="room")
        forged = {"cookie": f"squall={'A' * 43}"}
        for headers in ({}, forged):
            refused = await stranger.http.post("/api/read", json={"text": OWNED}, headers=headers)
            assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")


@pytest.mark.parametrize(
    ("draft", "status", "code", "detail"),
    [
        ({}, 422, "invalid", "text: Field required"),
        ({"text": "a", "language": "en; drop"}, 422, "invalid", "language: "),
        ({"text": "a", "strategies": ["sulk"]}, 422, "invalid", "strategies.0: "),
        ({"text": "a" * (MOST_CHARS + 1)}, 422, "too_long", "10001 of 10000 characters"),
        ({"text": "a" * MOST_BYTES}, 413, "too_long", "more than 131072 bytes"),
    ],
)
async def test_what_cannot_be_read_is_told_why(
    base: str, draft: dict[str, Any], status: int, code: str, detail: str
) -> None:
    async with Person(base) as dana:
        await dana.start(mode="room")
        answer = await asked(dana, **draft)
        assert (answer.status_code, answer.json()["code"]) == (status, code)
        assert detail in answer.json()["detail"]


async def test_ten_thousand_characters_can_be_read_in_any_script(base: str) -> None:
    async with Person(base) as dana:
        await dana.start(mode="room")
        text = "نعتذر منكم. ".ljust(MOST_CHARS - 1, "😅")
        assert (await asked(dana, text=text, language="ar")).status_code == httpx.codes.OK


async def test_an_address_may_have_only_so_much_read(tmp_path: Path) -> None:
    server = ServerProcess(tmp_path).start()
    try:
        async with Person(server.base) as dana:
            await dana.start(mode="room")
            answers = [await asked(dana, text="Sorry.") for _ in range(MOST_READINGS)]
            assert {one.status_code for one in answers} == {200}
            refused = await asked(dana, text="Sorry.")
            assert (refused.status_code, refused.json()["code"]) == (429, "rate_limited")
            assert 0 < int(refused.headers["retry-after"]) <= 60
    finally:
        server.stop()


async def test_a_reader_of_others_is_asked_if_the_host_names_it_and_may_fail(tmp_path: Path) -> None:
    packages = tmp_path / "packages"
    offer(packages)
    server = ServerProcess(
        tmp_path, environment={"PYTHONPATH": str(packages), "SQUALL_READER": "choir"}
    ).start()
    try:
        async with Person(server.base) as dana:
            await dana.start(mode="room")
            found = await asked(dana, text="La la la.")
            assert found.json()["strategies"] == ["humour"]
            failed = await asked(dana, text="Silence.")
            assert (failed.status_code, failed.json()["code"]) == (503, "unavailable")
    finally:
        server.stop()


def test_a_reader_that_nobody_offers_keeps_the_server_from_starting(tmp_path: Path) -> None:
    server = ServerProcess(tmp_path, environment={"SQUALL_READER": "nobody"})
    with pytest.raises(RuntimeError, match="ended at once"):
        server.start()
    assert server.written() == (
        "squall: no installed package offers a squall.reader named 'nobody'; there is: none\n"
    )


def offer(packages: Path) -> None:
    """A package with a reader, as pip would leave it."""
    info = packages / "choir-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: choir\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[squall.reader]\nchoir = choir:Choir\n")
    (packages / "choir.py").write_text(
        dedent(
            """
            from app.feed.gist import Gist

            class Choir:
                def read(self, text, language):
                    if "la" not in text.lower():
                        raise ValueError("nothing is sung")
                    return Gist(weights=(0, 0, 0, 0, 0, 0, 0, 0, 1.0))
            """
        )
    )
