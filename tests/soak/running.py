"""The whole of a soak: drills, faults by plan, and a look at everything between them."""

import asyncio
import json
import time
from collections import Counter
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.soak.books import Ledger
from tests.soak.drills import Drill, all_players
from tests.soak.faults import Fault, inflict, is_busy, planned
from tests.soak.plant import Plant, Sql, planted
from tests.soak.watching import Memory, Recoveries, grows_without_bound, lives

LOOK_EVERY = 0.05
"""Seconds between looks for a fault that is due and whose target is whole."""
PICTURES = 6
"""Newcomers' pictures looked at in each drill between faults; at its end, all of them."""


Task = asyncio.Task[None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How to soak.

    Attributes:
        drills: how many there are at once.
        check_every: seconds between two looks at everything; each ends one drill.
        overtime: seconds that are given to a plan that is not done when its time is up.
        brief: with none of the faults that last.
    """

    kills: int
    seconds: float
    seed: int
    sql: Sql = "postgresql"
    drills: int = 3
    people: int = 7
    nodes: int = 3
    check_every: float = 150.0
    overtime: float = 0.0
    brief: bool = False


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What came of it."""

    asked: Asked
    ledger: Ledger
    faults: Counter[str] = field(default_factory=Counter)
    kills: int = 0
    recoveries: Recoveries
    memory: Memory | None = None
    errors: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    stopped: bool = False

    @property
    def failures(self) -> list[str]:
        """Everything that must not have happened, with its moment."""
        told = [f"at {failure.at:.1f} s: {failure.what}" for failure in self.ledger.failures]
        return [*told, *self._grown()]

    def _grown(self) -> list[str]:
        if self.memory is None:
            return []
        return [
            f"the memory of {name} grew from {life[0].size} to {life[-1].size} bytes"
            for name, samples in self.memory.samples.items()
            for life in lives(samples)
            if grows_without_bound(life)
        ]


class Soak:
    """One run. `stop` ends it early and in order."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        ledger = Ledger()
        self.outcome = Outcome(asked=asked, ledger=ledger, recoveries=Recoveries(ledger))
        self.stop = asyncio.Event()
        self._chance = Random(asked.seed)
        self._drills: list[Drill] = []
        self._named = 0
        self._calm = asyncio.Event()
        self._eyes = asyncio.Lock()
        self._faults: set[Task] = set()

    async def run(self, folder: Path) -> Outcome:
        """Soak, and say what came of it."""
        async with planted(folder, self.asked.nodes, self.asked.sql) as plant:
            self.outcome.memory = memory = Memory(plant)
            watching = asyncio.create_task(memory.watch())
            try:
                await self._run(plant)
            except Exception as broken:  # noqa: BLE001 (the report is written all the same)
                self.outcome.ledger.fail(f"the soak broke down: {broken!r}")
            finally:
                watching.cancel()
                for drill in self._drills:
                    await drill.close()
                self.outcome.errors = errors_in(plant)
        return self.outcome

    async def _run(self, plant: Plant) -> None:
        await self._fill(plant)
        began = time.monotonic()
        self._calm.set()
        breaking = asyncio.create_task(self._break(plant, began))
        looking = asyncio.create_task(self._look(plant))
        over = asyncio.create_task(self._stopped())
        await self._until_over(looking, over, breaking)
        self.outcome.stopped = self.stop.is_set()
        over.cancel()
        await self._finish(looking)
        breaking.cancel()
        self.outcome.seconds = time.monotonic() - began
        while self._drills:
            await self._end_oldest()

    async def _stopped(self) -> None:
        await self.stop.wait()

    async def _until_over(self, looking: Task, over: Task, breaking: Task) -> None:
        """Until the time is up, and the plan is done if there is time for that."""
        for tasks, seconds in (
            ({looking, over}, self.asked.seconds),
            ({looking, over, breaking}, self.asked.overtime),
        ):
            done, _ = await asyncio.wait(tasks, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()

    async def _finish(self, looking: Task) -> None:
        """Let a look that is under way come to its end."""
        async with self._eyes:
            looking.cancel()
        self._calm.clear()
        while self._faults:
            await asyncio.gather(*self._faults, return_exceptions=True)

    async def _fill(self, plant: Plant) -> None:
        """Begin drills until there are as many as asked for."""
        for _ in range(self.asked.drills - len(self._drills)):
            self._named += 1
            chance = Random(self._chance.random())
            drill = Drill(f"drill-{self._named}", plant, self.outcome.ledger, chance)
            try:
                await drill.open(self.outcome.recoveries.yes, self.asked.people)
            except Exception as broken:  # noqa: BLE001 (whatever it was)
                drill.book.fail(f"did not begin: {broken!r}")
                await drill.close()
            else:
                self._drills.append(drill)

    async def _break(self, plant: Plant, began: float) -> None:
        asked = self.asked
        plan = planned(
            asked.seed, asked.kills, asked.seconds, sql=plant.postgres is not None, brief=asked.brief
        )
        due: list[Fault] = []
        while plan or due:
            while plan and began + plan[0].at <= time.monotonic():
                due.append(plan.pop(0))
            ready = next((fault for fault in due if not is_busy(plant, fault)), None)
            if ready is None:
                await asyncio.sleep(LOOK_EVERY)
                continue
            await self._calm.wait()
            due.remove(ready)
            task = asyncio.create_task(self._inflict(plant, ready))
            self._faults.add(task)
            task.add_done_callback(self._faults.discard)
            await asyncio.sleep(0)

    async def _inflict(self, plant: Plant, fault: Fault) -> None:
        outcome = self.outcome
        waits = []

        def begun() -> None:
            outcome.faults[fault.kind] += 1
            outcome.kills += fault.kills
            waits.append(outcome.recoveries.hurt(fault.kind, all_players(self._drills)))

        try:
            await inflict(plant, fault, begun)
        except Exception as broken:  # noqa: BLE001 (a fault that cannot be mended is a finding)
            outcome.ledger.fail(f"{fault.kind}, node {fault.node}: not mended: {broken!r}")
        for wait in waits:
            await outcome.recoveries.healed(wait)

    async def _look(self, plant: Plant) -> None:
        """Between faults: end the oldest drill, look at the others, and begin another."""
        while True:
            await asyncio.sleep(self.asked.check_every)
            async with self._eyes:
                async with self._quiet():
                    for drill in self._drills[1:]:
                        await self._tried(drill, drill.check(PICTURES))
                    if self._drills:
                        await self._end_oldest()
                await self._fill(plant)

    async def _end_oldest(self) -> None:
        oldest = self._drills[0]
        await self._tried(oldest, oldest.end())
        self._drills.remove(oldest)
        self.outcome.recoveries.gone(oldest.players)
        await oldest.close()

    async def _tried(self, drill: Drill, work: Coroutine[None, None, None]) -> None:
        """A drill that cannot be looked at is a finding, and keeps nobody from looking at the others."""
        try:
            await work
        except Exception as broken:  # noqa: BLE001 (whatever it was)
            drill.book.fail(f"cannot be looked at: {broken!r}")
            drill.go_on()

    @asynccontextmanager
    async def _quiet(self) -> AsyncIterator[None]:
        """No fault begins, and none is under way."""
        self._calm.clear()
        while self._faults:
            await asyncio.gather(*self._faults, return_exceptions=True)
        try:
            yield
        finally:
            self._calm.set()


def errors_in(plant: Plant) -> Counter[str]:
    """What the nodes wrote down as errors, by what they say."""
    found: Counter[str] = Counter()
    for node in plant.nodes:
        for line in node.server.written().splitlines():
            with suppress(ValueError, TypeError, AttributeError):
                said = json.loads(line)
                if said.get("level") in ("error", "critical"):
                    found[str(said.get("says") or said.get("fault"))[:160]] += 1
    return found
