"""Probes are answered at once; who asks for more waits until all routes are there."""

import asyncio
import threading

import httpx
from fastapi import FastAPI

from app.main import create_app
from app.settings import Settings
from app.web import health
from app.web.doors import Doors, Place


class Rest:
    """Routes that take until somebody says so."""

    def __init__(self) -> None:
        self.times = 0
        self.begun = threading.Event()
        self.may_end = threading.Event()

    def __call__(self) -> Place:
        self.times += 1
        self.begun.set()
        assert self.may_end.wait(20)
        return placed


def placed(app: FastAPI) -> None:
    app.add_api_route("/late", said)


async def said() -> str:
    return "here"


def doors(rest: Rest) -> Doors:
    made = Doors(title="t", version="1", rest=rest)
    made.add_api_route("/health", said)
    return made


async def test_a_probe_is_answered_while_others_wait_for_their_routes() -> None:
    rest = Rest()
    transport = httpx.ASGITransport(doors(rest))
    async with httpx.AsyncClient(transport=transport, base_url="http://node") as client:
        late = [asyncio.create_task(client.get("/late")) for _ in range(5)]
        assert await asyncio.to_thread(rest.begun.wait, 20)
        assert (await client.get("/health")).status_code == 200
        assert not any(one.done() for one in late)
        rest.may_end.set()
        assert [(await one).json() for one in late] == ["here"] * 5
        assert (await client.get("/later")).status_code == 404
    assert rest.times == 1


async def test_a_probe_is_answered_while_the_interface_is_described() -> None:
    rest, begun, may_end = Rest(), threading.Event(), threading.Event()
    rest.may_end.set()
    app = doors(rest)
    app.include_router(health.router)
    times = 0

    def slowly() -> dict[str, str]:
        nonlocal times
        times += 1
        begun.set()
        assert may_end.wait(20)
        return {"openapi": "3.1.0"}

    app.openapi = slowly  # type: ignore[method-assign]
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://node") as client:
        described = asyncio.create_task(client.get("/openapi.json"))
        assert await asyncio.to_thread(begun.wait, 20)
        assert (await client.get("/late")).json() == "here"
        assert not described.done()
        may_end.set()
        assert (await described).json() == {"openapi": "3.1.0"}
        assert (await client.get("/openapi.json")).json() == {"openapi": "3.1.0"}
    assert times == 1


def test_the_description_has_all_routes() -> None:
    paths = create_app(Settings()).openapi()["paths"]
    assert {"/ready", "/api/rehearsals", "/api/rehearsals/{rehearsal}/review"} <= paths.keys()
