"""The faults of a soak: what is broken, when, and how it is mended. The same seed plans the same ones."""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from math import ceil
from random import Random

from redis.exceptions import RedisError

from tests.soak.plant import DRAIN, Node, Plant
from tests.soak.players import MARK

STOPPED_FOR = 10.0
CUT_FOR = (2.0, 6.0)
"""Seconds that a line stays cut."""
AIMED_WITHIN = 5.0
"""Seconds until something is appended through a node, usually far less."""
OTHERS_EVERY = 12.0
"""Seconds between faults that kill nothing."""
BLACKOUT_EVERY = 900.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault: `at` seconds into the run, to node number `node` where it is a node's, `lasting` so long."""

    at: float
    kind: str
    node: int
    lasting: float = 0.0

    @property
    def kills(self) -> int:
        """How many processes it kills, on a plant of three nodes."""
        return 3 if self.kind == BLACKOUT else int(self.kind in KILLS)


NODE_KILLED = "node killed"
AIMED = "node killed between append and answer"
BLACKOUT = "all nodes killed"
REDIS_KILLED = "Redis killed"
SQL_KILLED = "PostgreSQL killed"
STOPPED = "node stopped for 10 s"
DRAINED = "node told to stop, and started again"
RESET = "lines to Redis reset"
HALF_OPEN = "lines to Redis half open"
SILENT = "Redis a black hole"
LOST = "replies of Redis lost"
DEAF = "pub/sub cut again and again"

KILLS = {NODE_KILLED: 19.0, AIMED: 8.0, REDIS_KILLED: 68.0, SQL_KILLED: 5.0}
"""Kinds that kill one process, and how often each comes in a hundred."""
OTHERS = (STOPPED, DRAINED, RESET, HALF_OPEN, SILENT, LOST, DEAF)
SHORT = (RESET, LOST, DEAF)
"""Those that last a moment."""


def planned(seed: int, kills: int, seconds: float, *, sql: bool, brief: bool = False) -> list[Fault]:
    """The faults of a run, in order.

    The last node is killed in blackouts only: its memory is watched over a long life.

    Args:
        seed: of kinds, targets and moments.
        kills: how many processes are killed, at the least.
        seconds: how long the run is.
        sql: whether there is a database that can be killed.
        brief: a short run, with none of the faults that last.
    """
    chance = Random(seed)
    weights = {kind: weight for kind, weight in KILLS.items() if sql or kind != SQL_KILLED}
    plan = [
        Fault(at=moment, kind=BLACKOUT, node=0)
        for moment in _every(BLACKOUT_EVERY, seconds, BLACKOUT_EVERY / 2)
    ]
    left = max(0, kills - sum(fault.kills for fault in plan))
    for number in range(left):
        (kind,) = chance.choices(list(weights), list(weights.values()))
        moment = (number + chance.uniform(0.2, 0.8)) * seconds / left
        plan.append(Fault(at=moment, kind=kind, node=chance.randrange(2)))
    others = SHORT if brief else OTHERS
    for number, moment in enumerate(_every(min(OTHERS_EVERY, seconds / 4), seconds, 2.0)):
        kind = others[number % len(others)]
        node = chance.randrange(3)
        plan.append(Fault(at=moment, kind=kind, node=node, lasting=chance.uniform(*CUT_FOR)))
    return sorted(plan, key=lambda fault: fault.at)


def _every(period: float, seconds: float, first: float) -> list[float]:
    return [first + period * number for number in range(ceil(max(0.0, seconds - first) / period))]


def is_busy(plant: Plant, fault: Fault) -> bool:
    """Whether what it is to break is still being mended."""
    match fault.kind:
        case "all nodes killed":
            return any(node.busy.locked() for node in plant.nodes)
        case "Redis killed":
            return plant.redis_busy.locked()
        case "PostgreSQL killed":
            return plant.sql_busy.locked()
        case "node told to stop, and started again":
            # Whoever replaces nodes one by one waits for the others to be ready.
            return any(node.busy.locked() or not node.is_up for node in plant.nodes)
        case _:
            return plant.nodes[fault.node % len(plant.nodes)].busy.locked()


async def inflict(plant: Plant, fault: Fault, begun: Callable[[], None]) -> None:
    """Break it, say when, and mend it; first wait until what is to be broken is whole."""
    node = plant.nodes[fault.node % len(plant.nodes)]
    match fault.kind:
        case "all nodes killed":
            await _blackout(plant, begun)
        case "Redis killed":
            async with plant.redis_busy:
                begun()
                plant.redis.kill()
                plant.redis.start()
                await plant.redis.up()
        case "PostgreSQL killed":
            async with plant.sql_busy:
                await _kill_sql(plant, begun)
        case _:
            async with node.busy:
                await _NODES[fault.kind](plant, node, fault.lasting, begun)


async def _kill_sql(plant: Plant, begun: Callable[[], None]) -> None:
    assert plant.postgres is not None
    begun()
    await plant.postgres.kill()
    async with asyncio.timeout(60):
        while True:
            try:
                await plant.postgres.up()
            except Exception:  # noqa: BLE001 (whatever it says: the shared memory of the dead is still held)
                await asyncio.sleep(0.5)
            else:
                return


async def _blackout(plant: Plant, begun: Callable[[], None]) -> None:
    for node in plant.nodes:
        await node.busy.acquire()
    try:
        begun()
        for node in plant.nodes:
            node.send(signal.SIGKILL)
        for node in plant.nodes:
            await node.ended(5.0)
        await asyncio.gather(*(node.up() for node in plant.nodes))
    finally:
        for node in plant.nodes:
            node.busy.release()


async def _kill(_: Plant, node: Node, __: float, begun: Callable[[], None]) -> None:
    begun()
    node.send(signal.SIGKILL)
    await node.ended(5.0)
    await node.up()


async def _kill_aimed(_: Plant, node: Node, __: float, begun: Callable[[], None]) -> None:
    """Dead between the moment its append leaves and the moment the reply would come."""
    dead = asyncio.Event()

    def now() -> None:
        begun()
        node.send(signal.SIGKILL)
        dead.set()

    node.proxy.at_loss = now
    node.proxy.lose_replies(MARK.encode(), 1)
    try:
        with suppress(TimeoutError):
            await asyncio.wait_for(dead.wait(), AIMED_WITHIN)
    finally:
        node.proxy.at_loss = None
        node.proxy.lose_replies(b"", 0)
    if not dead.is_set():
        now()
    await node.ended(5.0)
    await node.up()


async def _stop(_: Plant, node: Node, __: float, begun: Callable[[], None]) -> None:
    begun()
    node.send(signal.SIGSTOP)
    try:
        await asyncio.sleep(STOPPED_FOR)  # the fault itself: time passes
    finally:
        node.send(signal.SIGCONT)
    await node.up()


async def _drain(_: Plant, node: Node, __: float, begun: Callable[[], None]) -> None:
    begun()
    node.is_up = False
    node.send(signal.SIGTERM)
    await node.ended(DRAIN + 15.0)
    await node.up()


async def _reset(_: Plant, node: Node, __: float, begun: Callable[[], None]) -> None:
    begun()
    node.proxy.reset()


async def _half_open(_: Plant, node: Node, lasting: float, begun: Callable[[], None]) -> None:
    begun()
    node.proxy.half_open()
    try:
        await asyncio.sleep(lasting)  # the fault itself: time passes
    finally:
        node.proxy.reach_again()


async def _silent(_: Plant, node: Node, lasting: float, begun: Callable[[], None]) -> None:
    begun()
    node.proxy.fall_silent()
    try:
        await asyncio.sleep(lasting)  # the fault itself: time passes
    finally:
        node.proxy.speak_again()


async def _lose(_: Plant, node: Node, __: float, begun: Callable[[], None]) -> None:
    begun()
    node.proxy.lose_replies(MARK.encode(), 3)


async def _deafen(plant: Plant, _: Node, lasting: float, begun: Callable[[], None]) -> None:
    """Every subscription is killed, for as long as it lasts."""
    begun()
    until = asyncio.get_running_loop().time() + lasting
    while asyncio.get_running_loop().time() < until:
        with suppress(RedisError, OSError):
            await plant.redis.ask("CLIENT", "KILL", "TYPE", "pubsub")
        await asyncio.sleep(0.1)


_NODES: dict[str, Callable[[Plant, Node, float, Callable[[], None]], Awaitable[None]]] = {
    NODE_KILLED: _kill,
    AIMED: _kill_aimed,
    STOPPED: _stop,
    DRAINED: _drain,
    RESET: _reset,
    HALF_OPEN: _half_open,
    SILENT: _silent,
    LOST: _lose,
    DEAF: _deafen,
}
