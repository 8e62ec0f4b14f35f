"""How long people are kept from going on by each fault, and what each process takes of memory."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tests.soak.books import Ledger
from tests.soak.plant import Plant, memory_of
from tests.soak.players import Player

RECOVERED_WITHIN = 180.0
"""Seconds: several things may be down at once, and the page waits up to 30 s before it tries again."""
MEMORY_EVERY = 5.0
SETTLED_AFTER = 60.0
"""Seconds after which a process has what it needs for its work."""
LONG_LIFE = 240.0
"""Seconds of life after which a process's memory says something."""
MOST_GROWTH = 1.5
SPARE = 64 * 2**20
"""Bytes a process may grow by in any case."""


@dataclass(eq=False, slots=True)
class Wait:
    """Those who have not been told yes yet to something they asked since the fault."""

    since: float
    kind: str
    left: set[Player]
    over: asyncio.Event = field(default_factory=asyncio.Event)


class Recoveries:
    """Seconds from each fault until everybody was told yes again, by kind."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self._waits: set[Wait] = set()

    def yes(self, player: Player) -> None:
        """A player's ask was answered with yes."""
        for wait in tuple(self._waits):
            if player.acked >= wait.since:
                self._struck(wait, player)

    def gone(self, players: Iterable[Player]) -> None:
        """These ask no more."""
        for wait in tuple(self._waits):
            for player in players:
                self._struck(wait, player)

    def hurt(self, kind: str, players: Iterable[Player]) -> Wait:
        """Something was broken just now; everybody asks at once."""
        wait = Wait(time.monotonic(), kind, set(players))
        self._waits.add(wait)
        for player in wait.left:
            player.hurry.set()
        return wait

    async def healed(self, wait: Wait) -> None:
        """Until everybody who was there was told yes; that it takes too long is taken down."""
        try:
            async with asyncio.timeout(RECOVERED_WITHIN):
                await wait.over.wait()
        except TimeoutError:
            names = ", ".join(sorted(f"{one.part.name} of {one.book.name}" for one in wait.left))
            self._ledger.fail(f"{wait.kind}: not over after {RECOVERED_WITHIN:g} s for {names}")
            self._waits.discard(wait)

    def _struck(self, wait: Wait, player: Player) -> None:
        wait.left.discard(player)
        if not wait.left and not wait.over.is_set():
            self.seconds[wait.kind].append(time.monotonic() - wait.since)
            self._waits.discard(wait)
            wait.over.set()


@dataclass(frozen=True, slots=True)
class Sample:
    """Resident bytes of a process, `at` so many seconds into the run."""

    at: float
    pid: int
    size: int


class Memory:
    """The memory of every node and of Redis, looked at again and again."""

    def __init__(self, plant: Plant) -> None:
        self._plant = plant
        self._began = time.monotonic()
        self.samples: dict[str, list[Sample]] = defaultdict(list)

    async def watch(self) -> None:
        while True:
            at = time.monotonic() - self._began
            for node in self._plant.nodes:
                if size := node.memory():
                    self.samples[node.name].append(Sample(at, node.server.pid, size))
            self._look_at_redis(at)
            await asyncio.sleep(MEMORY_EVERY)

    def _look_at_redis(self, at: float) -> None:
        with_pid = self._plant.redis
        if with_pid.running and (size := memory_of(with_pid.pid)):
            self.samples["Redis"].append(Sample(at, with_pid.pid, size))


def lives(samples: Sequence[Sample]) -> list[list[Sample]]:
    """The samples of each process by itself."""
    found: dict[int, list[Sample]] = defaultdict(list)
    for sample in samples:
        found[sample.pid].append(sample)
    return list(found.values())


def growth(life: Sequence[Sample]) -> tuple[int, int] | None:
    """Mean bytes of the first and the last quarter of a settled, long life; None for a short one."""
    settled = [sample for sample in life if sample.at - life[0].at >= SETTLED_AFTER]
    if not settled or settled[-1].at - life[0].at < LONG_LIFE:
        return None
    quarter = max(1, len(settled) // 4)
    first, last = settled[:quarter], settled[-quarter:]
    return sum(one.size for one in first) // quarter, sum(one.size for one in last) // quarter


def grows_without_bound(life: Sequence[Sample]) -> bool:
    found = growth(life)
    return found is not None and found[1] > max(found[0] * MOST_GROWTH, found[0] + SPARE)
