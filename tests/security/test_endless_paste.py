"""A million lines, pasted wherever somebody may write: refused in words, and nothing else suffers."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.people import PATIENCE, Person
from tests.serving import ServerProcess

LINES = "and another line\n" * 1_000_000
MEGABYTE = 1_000_000
MOST_MEMORY = 120 * MEGABYTE
"""A body is read up to its limit; some are parsed whole before they are found too long."""
MOST_IN_A_FRAME = 12_000
WITHIN = 10.0
TOO_MUCH = {httpx.codes.REQUEST_ENTITY_TOO_LARGE, httpx.codes.UNPROCESSABLE_ENTITY}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    data: Path = tmp_path_factory.mktemp("pasted")
    running = ServerProcess(data).start()
    try:
        yield running
    finally:
        running.stop()


async def memory(base: str) -> float:
    async with httpx.AsyncClient(base_url=base, timeout=PATIENCE) as http:
        text = (await http.get("/metrics")).text
    name = "process_resident_memory_bytes "
    return next(float(line.split()[-1]) for line in text.splitlines() if line.startswith(name))


@pytest.mark.trust(29)
async def test_a_paste_of_a_million_lines_is_refused_in_words_wherever_it_goes(server: ServerProcess) -> None:
    async with Person(server.base) as dana, Person(server.base) as mara:
        code = (await dana.start(mode="room", name="Dana"))["links"]["code"]
        await mara.join(code, "Mara", "brand-comms")
        await mara.come()
        before = await memory(server.base)
        bodies = {
            "/api/read": {"text": LINES},
            "/api/join": {"key": code, "name": LINES, "seat": "critic-1"},
            "/api/join/look": {"key": LINES},
            "/api/workshop": {"name": "Mara", "text": LINES},
            "/api/rehearsals": {"scenario": LINES},
        }
        for path, body in bodies.items():
            began = time.monotonic()
            answer = await mara.http.post(path, json=body)
            assert time.monotonic() - began < WITHIN
            assert answer.status_code in TOO_MUCH, (path, answer.status_code, answer.text[:200])
            assert len(answer.content) < 1_000, path
            assert answer.json()["detail"], path
        plan = await mara.http.post(f"/api/rehearsals/{mara.rehearsal}/plan/read", content=LINES.encode())
        assert plan.status_code in TOO_MUCH, plan.text[:200]
        refused = await mara.ask("chat.say", text=LINES[:MOST_IN_A_FRAME])
        assert (refused["type"], refused["code"]) == ("refused", "too_long")
        assert "characters" in refused["detail"]
        assert await memory(server.base) - before < MOST_MEMORY

        said = {"type": "ask", "ask": "much", "command": {"kind": "chat.say", "text": LINES}}
        await mara.say_text(json.dumps([said]))
        assert await mara.wait_closed() == 1009
        place = mara.place()
        await mara.go()
        assert (await mara.come(resume=place))["mode"] == "resumed"
        await mara.done("chat.say", text="In short, then.")
        assert "Traceback" not in server.written()
