"""People at a real server: HTTP with their own cookies, and a socket that keeps every raw frame."""

import asyncio
import itertools
import json
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.serving import PLAIN

SCENARIO = "too-wide-for-the-seat"
FIRST_INJECT = 8.0
"""Exercise seconds until its first inject goes out."""
PATIENCE = 20.0
"""Seconds to wait for what must come."""

Message = dict[str, Any]


class Person:
    """One browser's worth of a participant."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.http = httpx.AsyncClient(base_url=base, headers={"origin": base}, timeout=PATIENCE, verify=PLAIN)
        self.rehearsal = ""
        self.seat = ""
        self.raw: list[str] = []
        self.messages: list[Message] = []
        self.welcome: Message = {}
        self.closed: int | None = None
        self.patience = PATIENCE
        self._numbers = itertools.count(1)
        self._socket: ClientConnection | None = None
        self._reader: asyncio.Task[None] | None = None
        self._news = asyncio.Condition()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.go()
        await self.http.aclose()

    def turn_to(self, base: str) -> None:
        """The same browser, led to another server."""
        self.base = base
        self.http.base_url = httpx.URL(base)
        self.http.headers["origin"] = base

    async def start(self, **asked: Any) -> dict[str, Any]:
        """Start a rehearsal, and hold the seat it gives."""
        answer = await self.http.post("/api/rehearsals", json={"scenario": SCENARIO, **asked})
        assert answer.status_code == httpx.codes.CREATED, answer.text
        return self._seated(answer.json())

    async def join(self, key: str, name: str, seat: str | None = None) -> dict[str, Any]:
        """Take a seat by code or key."""
        answer = await self.http.post("/api/join", json={"key": key, "name": name, "seat": seat})
        assert answer.status_code == httpx.codes.OK, answer.text
        return self._seated(answer.json())

    async def ticket(self, seat: str | None = None) -> str:
        answer = await self.http.post(
            f"/api/rehearsals/{self.rehearsal}/ticket", json={"seat": seat or self.seat}
        )
        assert answer.status_code == httpx.codes.OK, answer.text
        given: str = answer.json()["ticket"]
        return given

    async def come(self, resume: Message | None = None, tab: str = "tab-1") -> Message:
        """Open the socket, enter, and wait for the welcome."""
        ticket = await self.ticket()
        await self.open()
        enter: Message = {"type": "enter", "ticket": ticket, "tab": tab}
        await self.say(enter if resume is None else {**enter, "resume": resume})
        self.welcome = await self.wait_for(lambda one: one["type"] == "welcome")
        return self.welcome

    async def open(self) -> None:
        """Open the socket and say nothing."""
        address = f"{self.base.replace('http', 'ws')}/live/{self.rehearsal}"
        self._socket = await connect(address, subprotocols=["squall.v1"], origin=self.base, max_size=None)  # type: ignore[list-item,arg-type]
        self.closed = None
        self.raw.clear()
        self.messages.clear()
        self._reader = asyncio.create_task(self._read(self._socket))

    async def go(self) -> None:
        """Close the socket, as a closed tab does."""
        if self._socket is not None:
            await self._socket.close()
        if self._reader is not None:
            await asyncio.gather(self._reader, return_exceptions=True)
        self._socket = self._reader = None

    @property
    def is_here(self) -> bool:
        """Whether the socket is open."""
        return self._socket is not None and self.closed is None

    async def say(self, *messages: Message) -> None:
        await self.say_text(json.dumps(messages))

    async def say_text(self, text: str | bytes) -> None:
        assert self._socket is not None
        await self._socket.send(text)

    async def ask(self, kind: str, /, ask: str = "", **fields: Any) -> Message:
        """Ask for a command and wait for its answer."""
        ask = ask or f"{self.seat}-{next(self._numbers)}"
        await self.say({"type": "ask", "ask": ask, "command": {"kind": kind, **fields}})
        return await self.answered(ask)

    async def answered(self, ask: str) -> Message:
        """What an ask is answered, come or coming."""
        return await self.wait_for(lambda one: one["type"] in ("done", "refused") and one["ask"] == ask)

    async def done(self, kind: str, /, **fields: Any) -> Message:
        """Ask, and insist on a yes."""
        answer = await self.ask(kind, **fields)
        assert answer["type"] == "done", answer
        return answer

    async def insist(self, kind: str, /, *, ask: str, **fields: Any) -> Message:
        """Ask until there is a yes, for as long as each no says that it may be told again."""
        async with asyncio.timeout(self.patience):
            while (answer := await self.ask(kind, ask=ask, **fields))["type"] != "done":
                assert answer["retry"] in ("same_ask", "after"), answer
                self.messages.remove(answer)
                await asyncio.sleep(answer["after_ms"] / 1000)
        return answer

    async def event(self, kind: str, **fields: Any) -> Message:
        """The first event of that kind with those fields, come or coming; the whole frame."""
        return await self.wait_for(
            lambda one: (
                one["type"] == "event"
                and one["event"]["kind"] == kind
                and all(one["event"].get(name) == value for name, value in fields.items())
            )
        )

    async def first_post(self) -> None:
        """As facilitator: go on to the scenario's first inject instead of waiting for it."""
        await self.done("clock.jump", to=FIRST_INJECT, passed="deliver")
        await self.event("inject.delivered", inject="01")

    def events(self, view: str | None = None) -> list[Message]:
        """The event frames so far, of one view if named."""
        found = [one for one in self.messages if one["type"] == "event"]
        return [one for one in found if view is None or one["view"] == view]

    def place(self) -> Message:
        """Where this socket stands, as a resume proves it."""
        at: dict[str, list[int]] = {view: list(place) for view, place in self.welcome["at"].items()}
        for one in self.events():
            at[one["view"]] = [one["n"], one["tag"]]
        return {"epoch": self.welcome["epoch"], "at": at, "secret": self.welcome["secret"]}

    async def wait_for(self, wanted: Callable[[Message], bool], *, since: int = 0) -> Message:
        """The first message that fits, come or coming; not among the first so many."""
        seen = since
        async with asyncio.timeout(self.patience), self._news:
            while True:
                for message in self.messages[seen:]:
                    if wanted(message):
                        return message
                seen = len(self.messages)
                if self.closed is not None:
                    raise AssertionError(f"the socket closed with {self.closed} before that came")
                await self._news.wait()

    async def wait_closed(self) -> int:
        """The code the socket closes with."""
        async with asyncio.timeout(self.patience), self._news:
            await self._news.wait_for(lambda: self.closed is not None)
        assert self.closed is not None
        return self.closed

    async def _read(self, socket: ClientConnection) -> None:
        code = 1000
        try:
            async for text in socket:
                assert isinstance(text, str)
                self.raw.append(text)
                async with self._news:
                    self.messages.extend(json.loads(text))
                    self._news.notify_all()
        except ConnectionClosed:
            code = 1006
        async with self._news:
            self.closed = socket.close_code or code
            self._news.notify_all()

    def _seated(self, body: dict[str, Any]) -> dict[str, Any]:
        self.rehearsal, self.seat = body["id"], body["seat"]
        return body
