"""`squall load`: a drill is opened, everybody comes in, players ask, and what came is judged."""

import asyncio
import getpass
import json
import random
import resource
import signal
import sys
from collections.abc import Coroutine, Iterable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from itertools import zip_longest
from time import monotonic
from typing import Any, TypeVar

from app.backups import Progress
from app.load.asked import CannotLoad, Load
from app.load.door import Browser, Door, Keys, Seat
from app.load.lag import Lag
from app.load.line import Line, Lines
from app.load.own_server import OwnServer, own_server
from app.load.pinging import ping
from app.load.players import Facilitator, Players, seated
from app.load.sightings import Sightings, Words, new_run
from app.load.spread import Spread
from app.load.telling import as_json, lines
from app.load.usage import Usage, share, usage
from app.load.verdict import Measured, judge
from app.load.watchers import Watchers
from app.server import loop_factory

SPARE_FILES = 200
"""Open files beside the sockets."""
PATIENCE = 10.0
"""Seconds to wait for what has not come when the last was asked."""
CLEARED_WITHIN = 20.0
"""Seconds for putting away what is left at the server."""

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What to print, and whether every target was kept."""

    lines: tuple[str, ...]
    passed: bool


def run(load: Load) -> Outcome:
    """Measure and judge.

    Raises:
        CannotLoad: nothing could be measured.
        KeyboardInterrupt: somebody stopped it; all is put away.
    """
    password = _password() if load.login else ""
    _open_files(load.observers + load.players + SPARE_FILES)
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        found = runner.run(_measured(load, password))
    verdict = judge(found)
    if load.json is not None:
        load.json.write_text(json.dumps(as_json(found, verdict), indent=2) + "\n", encoding="utf-8")
    return Outcome(lines=tuple(lines(found, verdict)), passed=verdict.word == "pass")


def _password() -> str:
    return getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")


def _open_files(wanted: int) -> None:
    """Have the system allow so many open files, here and in what is started from here."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft >= wanted or soft == resource.RLIM_INFINITY:
        return
    if hard != resource.RLIM_INFINITY and hard < wanted:
        raise CannotLoad(f"that needs {wanted} open files, and {hard} are allowed here (`ulimit -Hn`)")
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


async def _measured(load: Load, password: str) -> Measured:
    me = asyncio.current_task()
    assert me is not None  # noqa: S101 - this is a coroutine
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, me.cancel)
    async with AsyncExitStack() as stack:
        own = None if load.home else await stack.enter_async_context(own_server())
        home = own.home if own else str(load.home)
        door = await stack.enter_async_context(Door(home))
        run = Run(load, door, own)
        stack.push_async_callback(run.clear)
        watchers = await stack.enter_async_context(Watchers())
        await run.open(await _host(load, door, password))
        return await run.measure(watchers)


async def _host(load: Load, door: Door, password: str) -> Browser:
    asked = await door.hosts_sign_in()
    if load.login:
        if not asked:
            raise CannotLoad("nobody signs in to that server: leave --login out")
        return await door.sign_in(load.login, password)
    if asked and load.link is None:
        raise CannotLoad(
            "only hosts start rehearsals there: give --login with a host's name (the password is asked for, "
            "or read from the input), or open a drill for the load alone and give its facilitator's link "
            "by --link"
        )
    return Browser()


class Run:
    """One load, from its drill's first to its last moment."""

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
        self._begun = False

    async def open(self, host: Browser) -> None:
        """Open the drill, or come to the one that was opened."""
        load = self._load
        if load.link is not None:
            self._seat = await self._by_link(load.link.partition("#")[2])
        else:
            scenario = load.scenario or await self._door.first_scenario()
            self._seat = await self._door.start(host, scenario, load.players)

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
