"""What Prometheus is told: everything an operator needs, nothing that names a drill or a person."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.people import PATIENCE, Person
from tests.redises import SORT
from tests.serving import ServerProcess

TOKEN = "a token of the operators"
LINE = re.compile(r'^([a-z_]+)(?:\{([a-z_]+="[^"]*"(?:,[a-z_]+="[^"]*")*)\})? (\S+)$')
CLOSED = {
    "role",
    "by",
    "outcome",
    "code",
    "how",
    "state",
    "part",
    "server",
    "version",
    "route",
    "status",
    "le",
}


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A server whose metrics need a token."""
    data: Path = tmp_path_factory.mktemp("guarded")
    running = ServerProcess(data, environment={"SQUALL_METRICS_TOKEN": TOKEN}).start()
    try:
        yield running
    finally:
        running.stop()


async def scraped(base: str, **headers: str) -> dict[tuple[str, str], float]:
    """Every sample by name and labels."""
    async with httpx.AsyncClient(base_url=base, timeout=PATIENCE) as http:
        answer = await http.get("/metrics", headers=headers)
    assert answer.status_code == httpx.codes.OK
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    samples = {}
    for line in answer.text.splitlines():
        if not line.startswith("#"):
            found = LINE.match(line)
            assert found, line
            samples[found[1], found[2] or ""] = float(found[3])
    return samples


async def test_a_drill_shows_in_every_number(base: str) -> None:
    async with Person(base) as dana, Person(base) as mara, Person(base) as teo:
        code = (await dana.start(mode="room", name="Dana Okonjo-Lindqvist"))["links"]["code"]
        await mara.join(code, "Mara", "brand-comms")
        await teo.join(code, "Teo", "critic-1")
        for person in (dana, mara, teo):
            await person.come()
        await dana.done("clock.start")
        await teo.done("post.publish", author="kevmarsh", text="Still at the gate, xyzzy.")
        await mara.event("post.published", author="kevmarsh")
        refused = await teo.ask("clock.pause")
        assert refused["type"] == "refused"
        await dana.first_post()
        told = await scraped(base)

        for role in ("brand", "critic", "facilitator"):
            assert told["squall_sockets", f'role="{role}"'] == 1
            assert told["squall_deliveries_total", f'role="{role}"'] >= 1
        assert told["squall_asks_total", 'by="seat",outcome="done"'] >= 2
        assert told["squall_refusals_total", 'by="seat",code="forbidden"'] == 1
        assert told["squall_rehearsals", 'state="live"'] == 1
        assert told["squall_conducted", ""] == 1
        assert told["squall_conductor_changes_total", ""] == 1
        assert told["squall_snapshots_total", 'how="built"'] >= 3
        assert {told["squall_store_up", f'part="{part}"'] for part in ("redis", "doorbell", "sql")} == {1}
        servers = {labels: up for (name, labels), up in told.items() if name == "squall_redis_up"}
        assert len(servers) == (6 if SORT == "cluster" else 2)
        assert set(servers.values()) == {1}
        assert told["process_resident_memory_bytes", ""] > 10_000_000
        for time in ("append", "fanout", "beat", "crowd_step", "log_lag", "snapshot_build"):
            assert told[f"squall_{time}_seconds_count", ""] >= 1, time
        assert told["squall_http_requests_total", 'route="/api/join",status="200"'] == 2

        await mara.go()
        async with httpx.AsyncClient(base_url=base, timeout=PATIENCE) as http:
            text = (await http.get("/metrics")).text
        names = (dana.rehearsal, code, "Okonjo", "brand-comms", "critic-1", "kevmarsh", "xyzzy")
        assert not [name for name in names if name in text]
        assert set(re.findall(r'([a-z_]+)="', text)) <= CLOSED


async def test_what_came_through_a_proxy_finds_no_metrics(base: str) -> None:
    async with httpx.AsyncClient(base_url=base, timeout=PATIENCE) as http:
        for header in ("x-forwarded-for", "forwarded", "x-real-ip"):
            answer = await http.get("/metrics", headers={header: "127.0.0.1"})
            assert answer.status_code == httpx.codes.NOT_FOUND
            assert "squall_" not in answer.text
        assert "/metrics" not in (await http.get("/openapi.json")).json()["paths"]


async def test_a_token_opens_the_metrics_and_nothing_else_does(guarded: ServerProcess) -> None:
    async with httpx.AsyncClient(base_url=guarded.base, timeout=PATIENCE) as http:
        for headers in ({}, {"authorization": "Bearer wrong"}, {"authorization": f"Basic {TOKEN}"}):
            assert (await http.get("/metrics", headers=headers)).status_code == httpx.codes.NOT_FOUND
    told = await scraped(guarded.base, authorization=f"Bearer {TOKEN}")
    assert told["squall_draining", ""] == 0
    assert TOKEN not in guarded.written()
