"""The drill of a load: opened, filled, played and put away."""

import asyncio
import random
import sys
from collections.abc import Coroutine, Iterable
from contextlib import suppress
from itertools import zip_longest
from time import monotonic
from typing import Any, TypeVar

from app.backups import Progress
from app.load.asked import CannotLoad, Load
from app.load.door import Browser, Door, Keys, Seat
from app.load.lag import Lag
from app.load.line import Line, Lines
from app.load.own_server import OwnServer
from app.load.pinging import ping
from app.load.players import Facilitator, Players, seated
from app.load.sightings import Sightings, Words, new_run
from app.load.spread import Spread
from app.load.usage import Usage, share, usage
from app.load.verdict import Measured
from app.load.watchers import Watchers

PATIENCE = 10.0
"""Seconds to wait for what has not come when the last was asked."""
CLEARED_WITHIN = 20.0
"""Seconds for putting away what is left at the server."""

Thing = TypeVar("Thing")


class Drill:
    """One drill for the load alone, from its first to its last moment."""

    def __init__(self, load: Load, door: Door, own: OwnServer | None) -> None:
        self._load = load
        self._door = door
        self._own = own
        self._tell = Progress(sys.stderr)
        self._run = new_run(random.choice)
        words = Words(self._run)
        self._sightings = Sightings(words, load.players)
        self._words = words
        self._players = Players(load, self._run, words)
        self._facilitator = Facilitator(self._run)
        self._lines: list[Line] = []
        self._lag = Lag()
        self._seat: Seat | None = None
        self._starting: asyncio.Future[Seat] | None = None
        self._begun = False

    async def open(self, host: Browser) -> None:
        """Open the drill, or come to the one that was opened."""
        load = self._load
        if load.link is not None:
            self._seat = await self._by_link(load.link.partition("#")[2])
            return
        scenario = load.scenario or await self._door.first_scenario()
        # Whoever stops us meanwhile leaves no drill behind that we do not know of.
        self._starting = asyncio.ensure_future(self._door.start(host, scenario, load.players))
        self._seat = await asyncio.shield(self._starting)

    async def _by_link(self, key: str) -> Seat:
        look = await self._door.look(key)
        if look["admits"] != "facilitator":
            raise CannotLoad("--link is a facilitator's link; this one lets in others")
        if look["state"] != "lobby":
            raise CannotLoad("that drill has begun; open one for the load alone")
        return await self._door.join(key, "Load proof")

    async def measure(self, watchers: Watchers) -> Measured:
        """Everything from the first who comes in to the last delivery."""
        seat, load = self._facilitators(), self._load
        keys = await self._door.keys(seat)
        lag = asyncio.create_task(self._lag.run())
        pinging = asyncio.create_task(ping(self._lines))
        try:
            began = monotonic()
            await self._seat_players(seat, keys)
            told = {
                "home": self._door.home,
                "key": keys.observer,
                "rehearsal": seat.rehearsal,
                "run": self._run,
            }
            await watchers.enter(
                told, load.observers, lambda inside: self._tell("observers", inside, load.observers)
            )
            entered = monotonic() - began
            if load.link is not None:
                # Whoever opened it holds the baton still, if they came in.
                await self._facilitator.ask("baton.take")
            await self._facilitator.done("clock.start")
            self._begun = True
            return await self._asked(watchers, entered)
        finally:
            lag.cancel()
            pinging.cancel()

    async def _asked(self, watchers: Watchers, entered: float) -> Measured:
        load, players = self._load, self._players
        before: list[Usage | None] = []

        def measure() -> None:
            before.append(self._usage(watchers))
            self._lag.spread = Spread()
            watchers.begin()

        await players.ask(measure, lambda at: self._tell("seconds", int(at), load.seconds))
        after = self._usage(watchers)
        lag, closed = self._lag.spread, self._closed()
        await players.answered(PATIENCE)
        asked = [(act.mark, act.at, act.counts) for act in players.acts]
        came = await watchers.finish(asked, PATIENCE)
        expected = [(act.mark, self._sees(brand=act.brand)) for act in players.acts]
        counts = [(act.mark, act.at) for act in players.acts if act.counts]
        watched = sum((one.closed for one in came), start=closed)
        return Measured(
            load=load,
            done=players.done(),
            players=self._sightings.spread(counts),
            observers=_sum(one.spread for one in came),
            lag=lag,
            watch_lag=_sum(one.lag for one in came),
            expected=sum(sockets for _, sockets in expected) + len(asked) * load.observers,
            lost=self._sightings.lost(expected) + sum(one.lost for one in came),
            doubled=self._sightings.doubled + sum(one.doubled for one in came),
            unanswered=players.unanswered,
            refused=tuple(players.refused),
            closed=watched,
            entered=entered,
            took=float(load.seconds),
            own=self._own is not None,
            share=share(before[0], after, self._own.pid) if self._own and before else None,
        )

    async def clear(self) -> None:
        """Put away what is left at the server: the drill, and everybody in it."""
        with suppress(CannotLoad, TimeoutError, OSError):
            async with asyncio.timeout(CLEARED_WITHIN):
                await self._end_drill()
        for line in self._lines:
            if line.closed is None:
                line.leave()

    async def _end_drill(self) -> None:
        if self._seat is None and self._starting is not None:
            self._seat = await self._starting
        if self._seat is None or self._own is not None:
            # A server of our own goes as a whole.
            return
        line = self._facilitator.line
        if self._begun and line is not None and line.closed is None:
            await self._facilitator.done("clock.end")
        if self._load.link is None:
            await self._door.erase(self._seat)

    async def _seat_players(self, facilitator: Seat, keys: Keys) -> None:
        lines = Lines(self._door.home, facilitator.rehearsal)
        line, _ = await _reached(
            lines.open(
                await self._door.ticket(facilitator),
                Sightings(self._words, 1),
                0,
                self._facilitator.hear,
            )
        )
        self._facilitator.line = line
        self._lines.append(line)
        free = _free((await self._door.look(keys.code))["seats"])
        if len(free) < self._load.players:
            raise CannotLoad(f"that drill has {len(free)} free seats for players: lower --players")
        for place, name in enumerate(free[: self._load.players]):
            seat = await self._door.join(keys.code, f"Player {place + 1}", name)
            line, welcome = await _reached(
                lines.open(await self._door.ticket(seat), self._sightings, place, self._players.hear)
            )
            self._lines.append(line)
            self._players.seated.append(seated(line, welcome))
            self._tell("players", place + 1, self._load.players)

    def _facilitators(self) -> Seat:
        if self._seat is None:
            raise CannotLoad("no drill was opened")
        return self._seat

    def _sees(self, *, brand: bool) -> int:
        return sum(player.role == "brand" or not brand for player in self._players.seated)

    def _closed(self) -> tuple[tuple[int, int], ...]:
        codes = [line.closed for line in self._lines if line.closed is not None]
        return tuple((code, codes.count(code)) for code in sorted(set(codes)))

    def _usage(self, watchers: Watchers) -> Usage | None:
        return usage(self._own.pid, watchers.pids) if self._own else None


def _free(seats: list[dict[str, Any]]) -> list[str]:
    """The free seats of players, a role after the other in turn: few players are of every role, too."""
    free = [one for one in seats if not one["taken"] and one["reserved"] is None]
    roles = [[one["id"] for one in free if one["role"] == role] for role in ("critic", "bystander", "brand")]
    return [seat for turn in zip_longest(*roles) for seat in turn if seat is not None]


async def _reached(opening: Coroutine[None, None, Thing]) -> Thing:
    try:
        return await opening
    except (OSError, TimeoutError) as fault:
        raise CannotLoad(f"a player could not come in: {fault!r}") from fault


def _sum(spreads: Iterable[Spread]) -> Spread:
    whole = Spread()
    for spread in spreads:
        whole.update(spread)
    return whole
