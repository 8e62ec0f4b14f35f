"""Dry runs over HTTP: one at a time, in a process that gives way, gone when nobody waits for it."""

import asyncio
import json
import os
import signal
import time
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.cli import main
from app.live.child import LAZY
from app.web.services import MOST_DRY_RUNS
from tests.people import Person
from tests.serving import PLAIN, ServerProcess
from tests.web.dry_runs import (
    LONG,
    SHORT,
    asked,
    children,
    library,
    lives,
    page,
    priority,
    report_of,
    seen,
    until,
)

ADDRESSES = count(2)
"""The last number of each test's own address: all of 127.0.0.0/8 is this machine."""


@pytest.fixture(scope="module")
def scenarios(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return library(tmp_path_factory.mktemp("library"))


@pytest.fixture(scope="module")
def server(scenarios: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    running = started(scenarios, tmp_path_factory.mktemp("dry-runs"))
    try:
        yield running
    finally:
        running.stop()


@pytest.fixture
async def http(server: ServerProcess) -> AsyncIterator[httpx.AsyncClient]:
    """Each test comes from an address of its own, as one may ask only so often, and leaves no dry run."""
    mine: set[str] = set()

    async def keep(answer: httpx.Response) -> None:
        if answer.status_code == httpx.codes.ACCEPTED:
            await answer.aread()
            mine.add(answer.json()["run"])

    async with httpx.AsyncClient(
        base_url=server.base,
        timeout=20.0,
        event_hooks={"response": [keep]},
        transport=httpx.AsyncHTTPTransport(local_address=f"127.0.0.{next(ADDRESSES)}", verify=PLAIN),
    ) as client:
        yield client
        for run in mine:
            await client.delete(f"/api/dry-runs/{run}")
        await until(lambda: not children(server.pid))


def started(scenarios: Path, data: Path) -> ServerProcess:
    return ServerProcess(data, environment={"SQUALL_SCENARIOS": str(scenarios)}).start()


async def a_playing_one(http: httpx.AsyncClient, server: ServerProcess) -> tuple[str, int]:
    """A dry run that goes on for minutes: its id, and its process."""
    run = await asked(http, LONG)
    await seen(http, run, lambda one: one["done"] > 0)
    (child,) = children(server.pid)
    return run, child


async def test_a_dry_run_shows_what_the_command_line_shows(
    http: httpx.AsyncClient, scenarios: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = await report_of(http, await asked(http, seed=5))
    assert main(["play", str(scenarios / SHORT), "--seed", "5", "--json"]) == 0
    assert told == json.loads(capsys.readouterr().out)
    assert told["length"] == 120.0
    assert {one["id"]: one["outs"] for one in told["injects"]} == {"i1": [10.0], "i2": [120.0], "i5": []}


async def test_a_seed_is_drawn_where_none_is_named(http: httpx.AsyncClient) -> None:
    answer = (await http.post(f"/api/scenarios/{SHORT}/dry-runs", json={})).json()
    assert (await report_of(http, answer["run"]))["seed"] == answer["seed"]


async def test_it_tells_how_far_it_is(http: httpx.AsyncClient) -> None:
    run = await asked(http, LONG)
    pages = await seen(http, run, lambda one: one["done"] > 0.004)
    done = [one["done"] for one in pages]
    assert done == sorted(done)
    assert pages[0]["state"] in ("waiting", "playing")
    assert pages[-1]["state"] == "playing"
    assert {one["report"] for one in pages} == {None}


async def test_one_is_played_at_a_time_and_the_others_come_in_turn(
    http: httpx.AsyncClient, server: ServerProcess
) -> None:
    first, _ = await a_playing_one(http, server)
    second, third = [await asked(http) for _ in range(2)]
    waiting = (await seen(http, third, lambda one: one["ahead"] == 2))[-1]
    assert waiting["state"] == "waiting"
    assert len(children(server.pid)) == 1
    assert (await http.delete(f"/api/dry-runs/{second}")).status_code == httpx.codes.NO_CONTENT
    await seen(http, third, lambda one: one["ahead"] == 1)
    assert (await http.delete(f"/api/dry-runs/{first}")).status_code == httpx.codes.NO_CONTENT
    assert (await report_of(http, third))["length"] == 120.0


async def test_too_many_cannot_wait(http: httpx.AsyncClient) -> None:
    runs = [await asked(http, LONG) for _ in range(7)]
    answer = await http.post(f"/api/scenarios/{SHORT}/dry-runs", json={})
    assert (answer.status_code, answer.json()["code"]) == (503, "busy")
    assert answer.headers["retry-after"] == "60"
    assert len({*runs}) == 7


async def test_what_nobody_waits_for_any_more_is_ended(
    http: httpx.AsyncClient, server: ServerProcess
) -> None:
    run, child = await a_playing_one(http, server)
    await http.delete(f"/api/dry-runs/{run}")
    await until(lambda: not lives(child))
    assert (await page(http, run))["problem"] == "nobody waited for it any more"


@pytest.mark.slow
async def test_who_only_goes_away_stops_waiting_too(http: httpx.AsyncClient, server: ServerProcess) -> None:
    _, child = await a_playing_one(http, server)
    await until(lambda: not lives(child), within=30.0)


async def test_a_server_that_stops_ends_it(http: httpx.AsyncClient, server: ServerProcess) -> None:
    _, child = await a_playing_one(http, server)
    try:
        assert server.stop() in (0, 130)
        assert not lives(child)
    finally:
        server.start()


async def test_a_server_that_is_killed_leaves_nothing_behind(
    http: httpx.AsyncClient, server: ServerProcess
) -> None:
    _, child = await a_playing_one(http, server)
    server.kill()
    try:
        await until(lambda: not lives(child))
    finally:
        server.start()


async def test_a_child_that_dies_fails_its_dry_run_only(
    http: httpx.AsyncClient, server: ServerProcess
) -> None:
    run, child = await a_playing_one(http, server)
    os.kill(child, signal.SIGKILL)
    problem = (await seen(http, run, lambda one: one["state"] == "failed"))[-1]["problem"]
    assert problem == "it could not be played; the server's log says why"
    assert (await report_of(http, await asked(http)))["length"] == 120.0


async def test_every_node_knows_where_a_dry_run_stands_and_may_end_it(
    http: httpx.AsyncClient, server: ServerProcess, scenarios: Path
) -> None:
    other = started(scenarios, server.data)
    try:
        async with httpx.AsyncClient(base_url=other.base, timeout=20.0) as there:
            done = await asked(http, seed=5)
            assert await report_of(there, done) == await report_of(http, done)
            run, child = await a_playing_one(http, server)
            await there.delete(f"/api/dry-runs/{run}")
            await until(lambda: not lives(child))
    finally:
        other.stop()


async def test_a_live_drill_answers_as_before_while_a_dry_run_plays(
    http: httpx.AsyncClient, server: ServerProcess
) -> None:
    async with Person(server.base) as dana:
        await dana.start(mode="solo", speed=1.0)
        await dana.come()
        alone = await pings(dana, 20)
        _, child = await a_playing_one(http, server)
        assert priority(child) == max(LAZY, priority(server.pid))
        beside = await pings(dana, 40)
        assert lives(child)
    assert max(beside) < 1.0
    assert sorted(beside)[len(beside) // 2] < 0.1 + 5 * sorted(alone)[len(alone) // 2]


async def pings(person: Person, count: int) -> list[float]:
    """Seconds until each of so many pings was answered."""
    waits = []
    for _ in range(count):
        asked_at = time.monotonic()
        await person.say({"type": "ping", "c0": asked_at})
        await person.wait_for(lambda one, c0=asked_at: one["type"] == "pong" and one["c0"] == c0)  # type: ignore[misc]
        waits.append(time.monotonic() - asked_at)
        await asyncio.sleep(0.05)
    return waits


async def test_an_address_may_have_only_so_many(http: httpx.AsyncClient) -> None:
    for _ in range(MOST_DRY_RUNS):
        await http.delete(f"/api/dry-runs/{await asked_when_there_is_room(http)}")
    answer = await http.post(f"/api/scenarios/{SHORT}/dry-runs", json={})
    assert (answer.status_code, answer.json()["code"]) == (429, "rate_limited")
    assert 0 < int(answer.headers["retry-after"]) <= 600


async def asked_when_there_is_room(http: httpx.AsyncClient) -> str:
    async with asyncio.timeout(30.0):
        while True:
            answer = await http.post(f"/api/scenarios/{SHORT}/dry-runs", json={})
            if answer.status_code == httpx.codes.ACCEPTED:
                run: str = answer.json()["run"]
                return run
            await asyncio.sleep(0.2)


@pytest.mark.parametrize(
    ("path", "told", "status", "code"),
    [
        ("/api/scenarios/nowhere/dry-runs", {}, 404, "not_found"),
        (f"/api/scenarios/{SHORT}/dry-runs", {"seed": 0}, 422, "invalid"),
        (f"/api/scenarios/{SHORT}/dry-runs", {"seed": 10**9}, 422, "invalid"),
        (f"/api/scenarios/{SHORT}/dry-runs", {"seed": "five"}, 422, "invalid"),
    ],
)
async def test_what_cannot_be_played_is_told(
    http: httpx.AsyncClient, path: str, told: dict[str, Any], status: int, code: str
) -> None:
    answer = await http.post(path, json=told)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    unknown = await http.get("/api/dry-runs/nobodys")
    assert (unknown.status_code, unknown.json()["code"]) == (404, "not_found")
