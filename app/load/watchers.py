"""The processes of observers, from the side of whoever starts them. Ended by their id, whatever happens."""

import asyncio
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from app.load.asked import CannotLoad
from app.load.spread import Spread

OBSERVERS_EACH = 5_000
LONGEST = 64 * 1024 * 1024
ENDED_WITHIN = 5.0
ANSWER_WITHIN = 60.0

Told = dict[str, Any]
Asked = Sequence[tuple[str, float, bool]]
"""What an ask is known by, when it was asked, and whether it counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What came to some sockets.

    Attributes:
        lag: how late the process that watched was.
        closed: how many sockets the server closed, by code.
    """

    spread: Spread
    lag: Spread
    lost: int = 0
    doubled: int = 0
    closed: tuple[tuple[int, int], ...] = ()


class Watchers:
    """All observers."""

    def __init__(self) -> None:
        self._processes: list[asyncio.subprocess.Process] = []

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        await asyncio.gather(*(_end(one) for one in self._processes))

    @property
    def pids(self) -> tuple[int, ...]:
        return tuple(one.pid for one in self._processes)

    async def enter(self, told: Told, observers: int, tell: Callable[[int], None]) -> None:
        """Bring so many in.

        Args:
            told: where to, and by which key.
            observers: how many.
            tell: told how many are in.

        Raises:
            CannotLoad: they could not come in.
        """
        for first in range(0, observers, OBSERVERS_EACH):
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "app.load.watching",
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                limit=LONGEST,
                # Ctrl-C is for whoever started us: they end us in their own time.
                start_new_session=True,
            )
            self._processes.append(process)
            count = min(OBSERVERS_EACH, observers - first)
            _say(process, {**told, "do": "enter", "first": first, "count": count})
        inside = [0] * len(self._processes)

        async def follow(at: int) -> None:
            count = min(OBSERVERS_EACH, observers - at * OBSERVERS_EACH)
            while inside[at] < count:
                inside[at] = (await _heard(self._processes[at]))["in"]
                tell(sum(inside))

        await _all([follow(at) for at in range(len(self._processes))])

    def begin(self) -> None:
        """From here on how late they are counts."""
        for process in self._processes:
            _say(process, {"do": "begin"})

    async def finish(self, asked: Asked, patience: float) -> list[Came]:
        """What came, once all has come or for so many seconds nothing more did."""
        for process in self._processes:
            _say(process, {"do": "finish", "asked": asked, "patience": patience})
        async with asyncio.timeout(patience + ANSWER_WITHIN):
            answers = [await _heard(process, of="spread") for process in self._processes]
        return [
            Came(
                spread=Spread(dict(map(tuple, one["spread"]))),
                lag=Spread(dict(map(tuple, one["lag"]))),
                lost=one["lost"],
                doubled=one["doubled"],
                closed=tuple(map(tuple, one["closed"])),
            )
            for one in answers
        ]


def _say(process: asyncio.subprocess.Process, told: Told) -> None:
    if process.stdin is not None:
        process.stdin.write(json.dumps(told).encode() + b"\n")


async def _heard(process: asyncio.subprocess.Process, of: str = "in") -> Told:
    while process.stdout is not None and (line := await process.stdout.readline()):
        answer: Told = json.loads(line)
        if "fault" in answer:
            raise CannotLoad(answer["fault"])
        if of in answer:
            return answer
    raise CannotLoad("a process of observers ended before its time")


async def _all(works: Sequence[Any]) -> None:
    try:
        async with asyncio.TaskGroup() as group:
            for work in works:
                group.create_task(work)
    except* CannotLoad as faults:
        raise faults.exceptions[0] from None


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    if process.stdin is not None:
        process.stdin.close()
    process.terminate()
    try:
        async with asyncio.timeout(ENDED_WITHIN):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()
