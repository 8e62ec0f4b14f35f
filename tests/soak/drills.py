"""A drill that goes on while everything around it is broken."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from random import Random

import httpx
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from app.ids import SeatId
from app.rehearsal.evolve import fold
from app.rehearsal.state import Rehearsal
from app.store.log import StoreError
from tests.people import Person
from tests.soak.books import Book, Ledger, Message
from tests.soak.plant import Plant
from tests.soak.players import ANSWERED_WITHIN, CONNECTED_WITHIN, Player
from tests.soak.proof import newest, prove, same_snapshot, whole_archive, whole_log
from tests.soak.roles import PARTS

SPEED = 2.0
OPEN_WITHIN = 60.0
AGREE_WITHIN = 20.0
"""Seconds until every node has the newest entry: a lost doorbell is made up for every 5 s."""
ARCHIVED_WITHIN = 120.0
PAUSE = 0.5


class Drill:
    """One rehearsal with its people."""

    def __init__(self, name: str, plant: Plant, ledger: Ledger, chance: Random) -> None:
        self.name = name
        self.began = time.monotonic()
        self.players: list[Player] = []
        self.book = Book(name, ledger)
        self.rehearsal = ""
        self._plant = plant
        self._chance = chance

    async def open(self, on_yes: Callable[[Player], None], people: int = len(PARTS)) -> None:
        """Start it and let everybody in; in an outage, try again."""
        links: dict[str, str] = {}
        for part in PARTS[:people]:
            person = Person(self._plant.bases()[0])
            key = links.get(part.key, "").rpartition("#")[2]
            if not links:
                links = (await self._try(person, lambda who: who.start(mode="room", name="Dana")))["links"]
                self.rehearsal = person.rehearsal
            else:
                await self._try(
                    person,
                    lambda who, key=key, part=part: who.join(key, part.name, part.seat),  # type: ignore[misc]
                )
            player = Player(person, part, self.book, self._plant.bases, Random(self._chance.random()))
            player.on_yes = on_yes
            self.players.append(player)
        self.rest()
        for player in self.players:
            player.begin()
        await self._connected()
        dana = self.players[0]
        await self.insist(dana, "clock.speed", speed=SPEED)
        await self.insist(dana, "clock.start")
        self.go_on()

    async def insist(self, player: Player, kind: str, **fields: object) -> None:
        """Ask while the player rests; that it was so already is as good."""
        answer = await player.ask(kind, **fields)
        if answer["type"] == "refused" and answer["code"] not in ("conflict", "paused", "forbidden", "ended"):
            self.book.fail(f"{kind} was refused: {answer}")

    def rest(self) -> None:
        for player in self.players:
            player.free.clear()

    def go_on(self) -> None:
        for player in self.players:
            player.free.set()

    async def quiet(self) -> None:
        """Let everybody hear the answer to what they asked, and ask no more."""
        self.rest()
        async with asyncio.timeout(2 * ANSWERED_WITHIN):
            await asyncio.gather(*(player.idle.wait() for player in self.players))
        await self._connected()

    async def check(self, most: int | None = None) -> None:
        """Stand still, hold everything against the log, and go on.

        Args:
            most: of how many newcomers' pictures to look at, drawn by chance; None for all.
        """
        await self.quiet()
        await self._take_baton()
        await self.insist(self.players[0], "clock.pause")
        await self._pictures(most)
        await self._proved()
        await self.insist(self.players[0], "clock.resume")
        self.go_on()

    async def end(self) -> None:
        """EndEx; then everything is checked, in SQL too."""
        await self.quiet()
        await self._take_baton()
        await self.insist(self.players[0], "clock.end")
        await self._pictures(None)
        self.book.ledger.counts["entries"] += await self._proved()
        await self._archived()
        self.book.ledger.counts["drills"] += 1

    async def _take_baton(self) -> None:
        """Whoever was cut off for long has handed it over, and what they ask of the clock is refused."""
        await self.insist(self.players[0], "baton.take")

    async def _proved(self) -> int:
        """Hold what people were told against the log; gives its length."""
        so_far = self.book.copy()
        entries = await whole_log(self._plant.redis_url, self.rehearsal)
        await asyncio.to_thread(prove, so_far, entries)
        return len(entries)

    async def close(self) -> None:
        """Everybody leaves."""
        while self.players:
            await self.players.pop().end()

    async def _connected(self) -> None:
        async with asyncio.timeout(OPEN_WITHIN):
            await asyncio.gather(*(player.connected.wait() for player in self.players))

    async def _try(self, person: Person, what: Callable[[Person], Awaitable[Message]]) -> Message:
        deadline = time.monotonic() + OPEN_WITHIN
        while True:
            try:
                return await what(person)
            except (httpx.HTTPError, AssertionError):
                if time.monotonic() > deadline:
                    raise
            person.base = self._chance.choice(self._plant.bases())
            person.http.base_url = httpx.URL(person.base)
            person.http.headers["origin"] = person.base
            await asyncio.sleep(PAUSE)

    async def _pictures(self, most: int | None) -> None:
        """What a newcomer is shown at each node, in each seat, is what folding the log gives."""
        seats = [
            player.person.seat for player in self.players[1:]
        ]  # whoever looks at the others is the first
        pairs = [(node.server.base, seat) for node in self._plant.nodes for seat in seats]
        chosen = pairs if most is None else self._chance.sample(pairs, min(most, len(pairs)))
        state = await self._folded()
        for base, seat in chosen:
            self.book.ledger.counts["checks"] += 1
            self.book.ledger.counts["snapshots held against the log"] += 1
            deadline = time.monotonic() + AGREE_WITHIN
            while not await self._agrees(base, seat, state):
                if time.monotonic() > deadline:
                    self.book.fail(f"{base} shows a newcomer in {seat} something else than the log")
                    break
                await asyncio.sleep(PAUSE)
                if state.seq != await newest(self._plant.redis_url, self.rehearsal):
                    state = await self._folded()

    async def _folded(self) -> Rehearsal:
        """What the log gives; in a thread, for the proxies between nodes and Redis must not stand still."""
        entries = await whole_log(self._plant.redis_url, self.rehearsal)
        return await asyncio.to_thread(fold, entries)

    async def _agrees(self, base: str, seat: str, state: Rehearsal) -> bool:
        with suppress(httpx.HTTPError, OSError, WebSocketException, AssertionError):
            shown = (await self._looked(base, seat))["snapshot"]
            return await asyncio.to_thread(same_snapshot, shown, state, SeatId(seat))
        return False

    async def _looked(self, base: str, seat: str) -> Message:
        """The welcome of a facilitator who looks at a seat through a node."""
        dana = self.players[0].person
        async with asyncio.timeout(CONNECTED_WITHIN):
            answer = await dana.http.post(
                f"{base}/api/rehearsals/{self.rehearsal}/ticket",
                json={"seat": seat, "watch": True},
                headers={"origin": base},
            )
            assert answer.status_code == httpx.codes.OK, answer.text
            address = f"{base.replace('http', 'ws')}/live/{self.rehearsal}"
            async with connect(
                address,
                subprotocols=["squall.v1"],  # type: ignore[list-item]
                origin=base,  # type: ignore[arg-type]
                max_size=None,
                close_timeout=0.5,
            ) as socket:
                enter = {"type": "enter", "ticket": answer.json()["ticket"], "tab": "picture"}
                await socket.send(json.dumps([enter]))
                (welcome, *_) = json.loads(await socket.recv())
                assert welcome["type"] == "welcome", welcome
                found: Message = welcome
                return found

    async def _archived(self) -> None:
        """SQL holds what Redis holds, soon after EndEx."""
        self.book.ledger.counts["checks"] += 1
        deadline = time.monotonic() + ARCHIVED_WITHIN
        while True:
            with suppress(StoreError, OSError):
                kept = await whole_archive(self._plant.database, self.rehearsal)
                if kept == await whole_log(self._plant.redis_url, self.rehearsal):
                    return
            if time.monotonic() > deadline:
                self.book.fail(f"SQL does not hold all of the log {ARCHIVED_WITHIN:g} s after EndEx")
                return
            await asyncio.sleep(1.0)


def all_players(drills: Sequence[Drill]) -> list[Player]:
    return [player for drill in drills for player in drill.players]
