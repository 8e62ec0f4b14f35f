"""A whole drill at the most talkative level: no secret and nobody's words in what the server wrote."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.people import PATIENCE, Person
from tests.serving import ServerProcess
from tests.store.killing import kill_redis

SECRET, TOKEN = "canary-of-the-signing-key", "canary-of-the-metrics"
NAMES = ("Canaria Danasdottir", "Canario Marason")
SAID = ("canary-post", "canary-chat", "canary-draft", "canary-query", "canary-referer", "canary-bad-frame")
HELD = ("canary-login", "canary-password", "canary-invitation", "canary-of-a-link")


@pytest.fixture(scope="module")
def talkative(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    data: Path = tmp_path_factory.mktemp("talkative")
    environment = {
        "SQUALL_LOG_LEVEL": "debug",
        "SQUALL_SECRET": SECRET,
        "SQUALL_METRICS_TOKEN": TOKEN,
    }
    running = ServerProcess(data, environment=environment).start()
    try:
        yield running
    finally:
        running.stop()


async def knock_wrongly(person: Person, links: dict[str, str]) -> list[str]:
    """Every sort of request that fails; gives the secrets it held."""
    forged = f"{links['observer'].rpartition('#')[2]}x"
    http = person.http
    await http.get("/join?key=canary-query", headers={"referer": f"{person.base}/canary-referer"})
    await http.get("/api/nowhere/canary-query?ticket=canary-query")
    await http.post("/api/join/look", json={"key": forged})
    await http.post("/api/join", content=b'{"key": "canary-post')
    await http.post("/api/rehearsals", json={"scenario": "canary-post", "name": ["canary-post"]})
    account = {"login": "canary-login", "name": "canary-login", "password": "canary-password"}
    await http.post("/api/host/sign-in", json=account)
    await http.post("/api/host/sign-up", json=account | {"key": "canary-invitation"})
    await http.get("/api/shared/review", headers={"authorization": "Bearer canary-of-a-link"})
    await http.get("/metrics", headers={"authorization": f"Bearer {TOKEN}x"})
    await http.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"})
    return [forged]


@pytest.mark.trust(20)
async def test_no_secret_no_name_and_no_word_is_written_down(talkative: ServerProcess) -> None:
    async with Person(talkative.base) as dana, Person(talkative.base) as mara:
        links = (await dana.start(mode="room", name=NAMES[0]))["links"]
        await mara.join(links["code"], NAMES[1], "brand-comms")
        held = [await mara.ticket(), *await knock_wrongly(dana, links)]
        await dana.come()
        await mara.come()
        await dana.done("clock.start")
        await mara.done("chat.say", text="canary-chat")
        await mara.done("draft.open", text="canary-draft")
        await mara.ask("post.publish", author="nobody", text="canary-post")
        await mara.say({"type": "ask", "ask": "1", "command": {"kind": "canary-post"}})
        await kill_redis(talkative.data)
        await mara.ask("chat.say", text="canary-chat again")
        await mara.say_text('[{"type": "canary-bad-frame')
        await mara.wait_closed()
        cookies = [*dana.http.cookies.values(), *mara.http.cookies.values()]
        keys = [link.rpartition("#")[2] for name, link in links.items() if "#" in link]
        rehearsal = dana.rehearsal

    written = talkative.written()
    for secret in (SECRET, TOKEN, links["code"], *held, *cookies, *keys, *NAMES, *SAID, *HELD):
        assert secret not in written
        assert not [part for part in secret.split() if len(part) > 5 and part in written]
    told: list[dict[str, Any]] = [json.loads(line) for line in written.splitlines()]
    assert {"request", "socket opened", "socket ended by us"} <= {line["says"] for line in told}
    assert any(line["level"] == "warning" for line in told)
    opened = [line for line in told if line["says"] == "socket opened"]
    assert {line["rehearsal"] for line in opened} == {rehearsal}
    assert all(line["request"] for line in opened)


async def test_a_request_is_noted_by_its_route_under_the_name_its_answer_carries(
    talkative: ServerProcess,
) -> None:
    async with httpx.AsyncClient(base_url=talkative.base, timeout=PATIENCE) as http:
        answer = await http.get("/api/rehearsals/canary-path/review?canary=1")
        await http.get("/ready")
    told = [json.loads(line) for line in talkative.written().splitlines()]
    (line,) = [one for one in told if one.get("request") == answer.headers["x-request-id"]]
    assert line["route"].startswith("/api/rehearsals/{rehearsal}")
    assert (line["method"], line["status"]) == ("GET", answer.status_code)
    assert line["ms"] >= 0
    assert "canary" not in str(line)
    assert not [one for one in told if one.get("route") == "/ready"]
