"""People who ask all the time, and who do what the page does when a line or a node is gone."""

import asyncio
import json
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from random import Random

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from tests.people import Person
from tests.soak.books import REFUSED_FOR_NOW, Book, Message
from tests.soak.roles import Command, Part, any_of, forbidden, sure

ASKS_EVERY = (2.0, 6.0)
"""Wall seconds between an answer and the next ask."""
SILENT_AFTER = 45.0
PING_EVERY = 20.0
ANSWERED_WITHIN = 90.0
"""Seconds until an ask that is asked again and again counts as never answered."""
CONNECTED_WITHIN = 5.0
FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0
"""The page's: full jitter, doubled with each try."""
COME_BACK_BELOW = 4500
MARK = "soak"
"""Begins every ask's id: a proxy knows a person's ask by it from what the conductor does."""

Refresh = Callable[[], Sequence[str]]


class Player:
    """One browser of one participant. What is not answered is asked again, under the same id.

    Attributes:
        acked: when the newest ask that was answered with yes was first sent, by `time.monotonic`.
        free: until it is set, nothing new is asked.
    """

    def __init__(self, person: Person, part: Part, book: Book, nodes: Refresh, chance: Random) -> None:
        self.person = person
        self.part = part
        self.book = book
        self.acked = 0.0
        self.at: dict[str, tuple[int, int]] = {}
        self.t = 0.0
        self.clock = "lobby"
        self.connected = asyncio.Event()
        self.free = asyncio.Event()
        self.idle = asyncio.Event()
        self.hurry = asyncio.Event()
        self.on_yes: Callable[[Player], None] = lambda _: None
        self._nodes = nodes
        self._chance = chance
        self._forbidden = forbidden(book.name, part.role)
        self._resume: Message | None = None
        self._socket: ClientConnection | None = None
        self._pending: tuple[str, Command] | None = None
        self._answers: asyncio.Queue[Message] = asyncio.Queue()
        self._number = 0
        self._sent = 0
        self._node = chance.randrange(100)
        self._after = 0.0
        self._tasks: list[asyncio.Task[None]] = []

    def begin(self) -> None:
        self._tasks = [asyncio.create_task(work) for work in (self._stay(), self._act())]

    async def end(self) -> None:
        """Close the tab."""
        for task in self._tasks:
            task.cancel()
        for found in await asyncio.gather(*self._tasks, return_exceptions=True):
            if isinstance(found, Exception):
                self.book.fail(f"{self.part.name} broke down: {found!r}")
        await self.person.http.aclose()

    async def ask(self, kind: str, **fields: object) -> Message:
        """Ask once, however often it takes; gives the yes, or the no that is final."""
        self._number += 1
        ask = f"{MARK}-{self.person.seat}-{self._number}"
        asked = time.monotonic()
        self._pending = (ask, (kind, fields))
        self.book.ledger.counts["asks"] += 1
        await self._send()
        try:
            async with asyncio.timeout(ANSWERED_WITHIN):
                answer = await self._final(ask)
        except TimeoutError:
            self.book.fail(f"{ask} ({kind}) was not answered within {ANSWERED_WITHIN:g} s")
            return {"type": "refused", "ask": ask, "code": "unanswered"}
        finally:
            self._pending = None
        if answer["type"] == "refused":
            self.book.refuse(ask, answer["code"])
            return answer
        self.acked = asked
        self.book.ledger.counts["acknowledged"] += 1
        self.book.ledger.waits.append(time.monotonic() - asked)
        self.on_yes(self)
        return answer

    async def _final(self, ask: str) -> Message:
        while True:
            answer = await self._answers.get()
            if answer["ask"] != ask:
                continue
            if answer["type"] == "done" or answer["code"] not in REFUSED_FOR_NOW:
                return answer
            self.book.ledger.counts["refused for now"] += 1
            sent = self._sent
            await asyncio.sleep(answer["after_ms"] / 1000 * self._chance.uniform(1.0, 1.5))
            if self._sent == sent:  # on a new line it went out again already, and goes out once
                await self._send()

    async def _act(self) -> None:
        while True:
            self.hurry.clear()
            self.idle.set()
            await asyncio.gather(self.free.wait(), self.connected.wait())
            self.idle.clear()
            kind, fields = self._next()
            await self.ask(kind, **fields)
            self.idle.set()
            with suppress(TimeoutError):
                async with asyncio.timeout(self._chance.uniform(*ASKS_EVERY)):
                    await self.hurry.wait()

    def _next(self) -> Command:
        if self.part.role == "facilitator" and self.clock == "paused":
            return "clock.resume", {}
        if self.hurry.is_set() or self._chance.random() < 0.6:
            return sure(self.book.name, self.part.role, self._number)
        return any_of(self.book.name, self.part.role, self._number, self.t, self._chance)

    async def _send(self) -> None:
        """Ask what is not answered; without a line it is asked when there is one."""
        if self._pending is None or self._socket is None or not self.connected.is_set():
            return
        self._sent += 1
        ask, (kind, fields) = self._pending
        message = {"type": "ask", "ask": ask, "command": {"kind": kind, **fields}}
        with suppress(WebSocketException, OSError):
            await self._socket.send(json.dumps([message]))
            self.book.ledger.counts["sent"] += 1

    async def _stay(self) -> None:
        """Have a line to some node, always."""
        tries = 0
        while True:
            bases = self._nodes()
            for _ in bases:
                self._node += 1
                if await self._visited(bases[self._node % len(bases)]):
                    tries = 0
                    break
            longest = min(LONGEST_WAIT, FIRST_WAIT * 2 ** (tries + 1))
            wait = self._after or self._chance.uniform(0, longest)
            tries += 1
            self._after = 0.0
            await asyncio.sleep(wait)

    async def _visited(self, base: str) -> bool:
        """Stay with one node until the line ends; gives whether it was welcome there."""
        self.person.base = base
        self.person.http.base_url = httpx.URL(base)
        self.person.http.headers["origin"] = base
        welcome, socket = False, None
        try:
            async with asyncio.timeout(CONNECTED_WITHIN):
                socket = await self._opened(base)
            self._socket = socket
            await self._listen(socket)
        except (OSError, httpx.HTTPError, WebSocketException, AssertionError):
            self.book.ledger.counts["lines lost"] += 1
        finally:
            welcome = self.connected.is_set()
            self.connected.clear()
            self._socket = None
            if socket is not None:
                await socket.close()
        if socket is not None and (socket.close_code or 0) >= COME_BACK_BELOW:
            self._stray(socket.close_code or 0)
        return welcome

    async def _opened(self, base: str) -> ClientConnection:
        """A socket that has said who comes."""
        ticket = await self.person.ticket()
        socket = await connect(
            f"{base.replace('http', 'ws')}/live/{self.person.rehearsal}",
            subprotocols=["squall.v1"],  # type: ignore[list-item]
            origin=base,  # type: ignore[arg-type]
            max_size=None,
            ping_interval=None,
            close_timeout=0.5,
        )
        enter = {"type": "enter", "ticket": ticket, "tab": "tab-1"}
        await socket.send(json.dumps([enter | ({"resume": self._resume} if self._resume else {})]))
        return socket

    def _stray(self, code: int) -> None:
        """Told to stay away: a ticket may have grown old meanwhile, the rest must not happen."""
        self.book.ledger.counts[f"closed with {code}"] += 1
        if code != 4501:
            self.book.fail(f"{self.part.name} was told to stay away with {code}")

    async def _listen(self, socket: ClientConnection) -> None:
        loop = asyncio.get_running_loop()
        ping = asyncio.create_task(self._ping(socket))
        try:
            async with asyncio.timeout(CONNECTED_WITHIN) as silence:
                async for text in socket:
                    silence.reschedule(loop.time() + SILENT_AFTER)
                    assert isinstance(text, str)
                    await self._hear(text)
        finally:
            ping.cancel()

    async def _ping(self, socket: ClientConnection) -> None:
        with suppress(WebSocketException, OSError):
            while True:
                await asyncio.sleep(PING_EVERY)
                await socket.send(json.dumps([{"type": "ping", "c0": time.time() * 1000}]))

    async def _hear(self, text: str) -> None:
        if any(word in text for word in self._forbidden):
            self.book.fail(f"{self.part.role} was sent what it may not read: {text[:300]}")
        for message in json.loads(text):
            match message["type"]:
                case "event":
                    self._see(message)
                case "welcome":
                    await self._enter(message)
                case "done":
                    self.book.done(message["ask"], tuple(message["made"]))
                    self._answers.put_nowait(message)
                case "refused":
                    self._answers.put_nowait(message)
                case "bye":
                    least, most = message["after_ms"]
                    self._after = self._chance.uniform(least, most) / 1000
                case "now":
                    self.clock = message["clock"]["state"]
                case _:
                    continue

    async def _enter(self, welcome: Message) -> None:
        counts, mode = self.book.ledger.counts, welcome["mode"]
        counts[f"welcomes {mode}"] += 1
        self.book.epochs.add(welcome["epoch"])
        places = {view: (place[0], place[1]) for view, place in welcome["at"].items()}
        if mode == "resumed" and places != self.at:
            self.book.fail(f"{self.part.name} resumed at {places}, not at {self.at}")
        if mode == "snapshot" and self.at:
            self._look_back(places)
        self.at = places
        self.clock = welcome["clock"]["state"]
        self._resume = {"epoch": welcome["epoch"], "secret": welcome["secret"], "at": {}}
        self._place()
        self.connected.set()
        await self._send()

    def _look_back(self, places: dict[str, tuple[int, int]]) -> None:
        """A snapshot may skip, but it never shows a world that is older than what was seen."""
        for view, (n, _) in self.at.items():
            if places.get(view, (n, 0))[0] < n:
                self.book.fail(f"{self.part.name}'s {view} went back from {n} to {places[view][0]}")

    def _see(self, frame: Message) -> None:
        view, n = frame["view"], frame["n"]
        last = self.at.get(view, (0, 0))[0]
        self.book.ledger.counts["frames"] += 1
        self.book.show(frame)
        if n <= last:
            self.book.ledger.counts["frames shown twice"] += 1
            return
        if n != last + 1:
            self.book.fail(f"{self.part.name}'s {view} has a gap after {last}: then came {n}")
        self.at[view] = (n, frame["tag"])
        self.t = frame["t"]
        self._follow(frame["event"]["kind"])
        self._place()

    def _follow(self, kind: str) -> None:
        match kind:
            case "clock.paused":
                self.clock = "paused"
            case "clock.started" | "clock.resumed":
                self.clock = "live"
            case "clock.ended":
                self.clock = "ended"
            case _:
                return

    def _place(self) -> None:
        assert self._resume is not None
        self._resume["at"] = {view: list(place) for view, place in self.at.items()}
