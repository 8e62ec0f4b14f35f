"""A log exported here or elsewhere is opened by whoever has the file, or a link of the command line."""

import io
import json
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from anyio import to_thread

from app.cli import main
from app.crowd.comparing import compare
from app.crowd.reading import read
from app.log_importing import answer
from app.review.build import review_of
from app.store.log_file import LONGEST, write_log_file
from app.store.review_file import write_review
from tests.everything import everything
from tests.people import Person
from tests.serving import ServerProcess

LOG = everything().log
FILE = write_log_file(LOG)
API = "/api/rehearsals/r1"


async def test_an_imported_log_has_the_same_review_and_exports_and_can_be_asked(base: str) -> None:
    async with Person(base) as dana, Person(base) as stranger:
        opened = await dana.http.post("/api/logs", content=FILE)
        assert (opened.status_code, opened.json()["outcome"]) == (httpx.codes.CREATED, "new"), opened.text
        assert opened.json()["url"] == "/review/r1"
        again = await dana.http.post("/api/logs", content=FILE)
        assert again.json() == {**opened.json(), "outcome": "known"}
        review = await dana.http.get(f"{API}/review")
        assert review.content == write_review(review_of(LOG, compare, read))
        assert (await dana.http.get(f"{API}/exports/log.json")).content == FILE
        assert (await dana.http.get(f"{API}/exports/as-run.csv")).status_code == httpx.codes.OK
        assert (await dana.http.get("/api/mine")).json() == {"rehearsals": []}
        what = {"kind": "silent", "post": "p999"}
        supposed = await dana.http.post(f"{API}/what-ifs", json={"what": what})
        assert supposed.json()["detail"] == "choose a post of the brand", supposed.text
        handle = review.json()["posts"][0]["author"]
        card = await dana.http.get(f"{API}/accounts/{handle}")
        assert card.status_code == httpx.codes.OK, card.text
        (drill,) = (await dana.http.get("/api/drills")).json()["drills"]
        assert (drill["id"], drill["imported"], drill["url"]) == ("r1", True, "/review/r1")
        told = (await dana.http.get("/api/trends")).json()
        assert [one["rehearsal"] for one in told["trends"]["drills"]] == ["r1"]
        assert told["missing"] == told["broken"] == 0
        none = await dana.http.get("/api/trends", params={"scenario": "another"})
        assert none.json()["trends"]["drills"] == []
        sheet = await dana.http.get("/api/trends.csv")
        assert sheet.text.splitlines()[-1].endswith(",r1")
        pair = await dana.http.get("/api/trends/pair", params={"one": "r1", "other": "r1"})
        assert pair.json()["cautions"] == []
        strange = await stranger.http.get("/api/trends/pair", params={"one": "r1", "other": "r1"})
        assert strange.json()["code"] == "forbidden"
        assert (await stranger.http.get("/api/trends")).json()["trends"]["drills"] == []
        assert (await stranger.http.get(f"{API}/review")).status_code == httpx.codes.FORBIDDEN


async def test_what_is_no_sound_log_is_refused_and_nothing_of_it_is_there(base: str) -> None:
    other = write_log_file(LOG[:20]).replace(b'"r1"', b'"r2"').replace(b'"sum"', b'"was"')
    async with Person(base) as dana:
        refused = await dana.http.post("/api/logs", content=other)
        assert (refused.status_code, refused.json()["code"]) == (422, "invalid"), refused.text
        assert "the drill is not over in it" in refused.json()["detail"]
        assert (await dana.http.get("/api/rehearsals/r2/review")).status_code == httpx.codes.FORBIDDEN


async def test_a_file_larger_than_any_log_is_turned_away_as_it_comes(base: str) -> None:
    async def body() -> AsyncIterator[bytes]:
        for _ in range(LONGEST // 2**20 + 2):
            yield b" " * 2**20

    async with Person(base) as dana:
        try:
            answer = await dana.http.post("/api/logs", content=body())
        except httpx.WriteError:
            return  # the server had hung up by then
        assert (answer.status_code, answer.json()["code"]) == (413, "too_long")


async def test_the_link_of_the_command_line_opens_the_review_in_any_browser(
    server: ServerProcess, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "log.json"
    file.write_bytes(FILE)
    importing = ["import", str(file), "--data", str(server.data)]
    assert await to_thread.run_sync(main, importing) == 0
    key = capsys.readouterr().out.strip().rpartition("#")[2]
    async with Person(server.base) as dana:
        assert (await dana.http.get(f"{API}/review")).status_code == httpx.codes.FORBIDDEN
        other = "B" if key[-5] == "A" else "A"  # not the last sign, of which two bits say nothing
        forged = await dana.http.post("/api/logs/reader", json={"key": key[:-5] + other + key[-4:]})
        assert forged.json()["code"] == "forbidden"
        opened = await dana.http.post("/api/logs/reader", json={"key": key})
        assert opened.json() == {"id": "r1", "url": "/review/r1"}
        assert (await dana.http.get(f"{API}/exports/log.json")).content == FILE
    file.write_text(json.dumps({"format": "squall-log", "version": 9}))
    assert main(importing) == 1
    assert "Update this server" in capsys.readouterr().err


def test_a_review_too_long_for_a_line_stays_behind_and_the_log_comes_whole() -> None:
    head, review, *entries = answer(io.BytesIO(FILE))
    assert json.loads(review)["rehearsal"] == json.loads(head)["rehearsal"]
    assert list(answer(io.BytesIO(FILE), longest=100))[1:] == ["", *entries]
    assert len(entries) == len(LOG)
