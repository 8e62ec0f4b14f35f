"""The review of a drill that is over: the same from the server and from its log in a file."""

from pathlib import Path

import httpx
import pytest

from app.cli import main
from tests.people import Person


async def test_the_log_as_a_file_is_reviewed_elsewhere_as_here(
    base: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    async with Person(base) as dana, Person(base) as stranger:
        await dana.start(mode="room", name="Dana Kessler")
        await dana.come()
        await dana.done("clock.start")
        await dana.first_post()
        api = f"/api/rehearsals/{dana.rehearsal}"
        early = await dana.http.get(f"{api}/exports/log.json")
        assert (early.status_code, early.json()["code"]) == (httpx.codes.CONFLICT, "conflict")
        await dana.done("clock.end")
        log = await dana.http.get(f"{api}/exports/log.json")
        while True:  # stand-ins may still say their last words
            review, before = await dana.http.get(f"{api}/review"), log
            log = await dana.http.get(f"{api}/exports/log.json")
            if log.content == before.content:
                break
        refused = await stranger.http.get(f"{api}/exports/log.json")
        assert (refused.status_code, refused.json()["code"]) == (httpx.codes.FORBIDDEN, "forbidden")
    assert f"squall-{dana.rehearsal}-log.json" in log.headers["content-disposition"]
    assert b"Kessler" not in log.content
    file = tmp_path / "log.json"
    file.write_bytes(log.content)
    assert main(["review", str(file), "--json"]) == 0
    assert capfdbinary.readouterr().out == review.content
