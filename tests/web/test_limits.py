from pathlib import Path

import httpx
import pytest

from app.web import limits
from app.web.limits import Limits
from tests.people import Person
from tests.serving import ServerProcess


async def test_codes_cannot_be_guessed_at_will(tmp_path: Path) -> None:
    server = ServerProcess(tmp_path).start()
    try:
        async with Person(server.base) as dana, Person(server.base) as eve:
            code = (await dana.start(mode="room"))["links"]["code"]
            for _ in range(70):
                assert (
                    await eve.http.post("/api/join/look", json={"key": code})
                ).status_code == httpx.codes.OK
            for number in range(60):
                key = "AAAAAA" if number % 2 else f"{dana.rehearsal}.forged"
                wrong = await eve.http.post("/api/join/look", json={"key": key})
                assert wrong.status_code == httpx.codes.NOT_FOUND
            for path, body in (
                ("look", {"key": code}),
                ("", {"key": code, "name": "Eve", "seat": "critic-1"}),
            ):
                refused = await eve.http.post(f"/api/join/{path}".rstrip("/"), json=body)
                assert (refused.status_code, refused.json()["code"]) == (429, "rate_limited")
                assert 0 < int(refused.headers["retry-after"]) <= 60
    finally:
        server.stop()


def test_a_window_slides_and_each_address_has_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr(limits, "monotonic", lambda: now)
    tries = Limits(most=2, seconds=10)
    tries.tried("a", "key")
    now += 4
    tries.tried("a", "key")
    assert tries.blocked("a", "key") == 6
    assert tries.blocked("b", "key") == tries.blocked("a", "start") == 0
    now += 7
    assert tries.blocked("a", "key") == 0
