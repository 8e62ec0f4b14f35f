"""The dry runs of this node: one at a time, the others wait their turn; all nodes know where each stands."""

import asyncio
import logging
import time
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from app.live.child import working
from app.rehearsal.refusals import Refused
from app.store.dry_runs import BEAT_EVERY, DryRunRecord, DryRunRecords
from app.store.log import StoreError
from app.store.tasks import end

PROGRAM = "app.dry_running"
MOST_WAITING = 6
LONGEST = 900.0
"""Wall seconds after which a dry run is given up; one of eight hours takes about three hundred."""
_LEFT = "nobody waited for it any more"
_FAILED = "it could not be played; the server's log says why"
_logger = logging.getLogger(__name__)


@dataclass(slots=True)
class _Asked:
    """A dry run of this node that is not over.

    `left` is set once nobody waits for it any more.
    """

    scenario: bytes
    seed: int
    record: DryRunRecord
    left: asyncio.Event


class DryRuns:
    """Plays what it is asked to, in turn. Call `start` once, and `close` before the store is closed.

    Args:
        records: where all nodes look.
        longest: wall seconds a dry run may take.
    """

    def __init__(self, records: DryRunRecords, *, longest: float = LONGEST) -> None:
        self._records = records
        self._longest = longest
        self._line: OrderedDict[str, _Asked] = OrderedDict()
        self._telling = asyncio.Lock()
        self._news = asyncio.Event()
        self._tasks: tuple[asyncio.Task[None], ...] = ()

    def start(self) -> None:
        """Begin to play what is asked for."""
        self._tasks = (
            asyncio.create_task(self._play_in_turn(), name="dry runs"),
            asyncio.create_task(self._beat(), name="beat of dry runs"),
        )

    async def close(self) -> None:
        """End the one that plays, and forget those that wait."""
        await end(*self._tasks)

    async def ask(self, scenario: bytes, seed: int) -> str:
        """Have a scenario's file played; the id under which every node knows it.

        Raises:
            Refused: too many wait.
            Unavailable: the store cannot be reached.
        """
        if len(self._line) > MOST_WAITING:
            detail = f"{len(self._line)} dry runs come before yours; try again in a minute"
            raise Refused("busy", detail, retry="after", after_ms=60_000)
        run = self._records.fresh()
        record = DryRunRecord(state="waiting", ahead=len(self._line))
        self._line[run] = _Asked(scenario, seed, record, asyncio.Event())
        try:
            await self._records.want(run)
            await self._records.keep(run, record)
        except StoreError:
            self._line.pop(run, None)
            raise
        self._news.set()
        return run

    async def look(self, run: str) -> DryRunRecord | None:
        """Where it stands, on whatever node; who looks is somebody who waits for it."""
        record = await self._records.read(run)
        if record is not None and not record.over:
            await self._records.want(run)
        return record

    async def leave(self, run: str) -> None:
        """Nobody waits for it: its node ends it within a second or two."""
        await self._records.leave(run)

    async def _play_in_turn(self) -> None:
        while True:
            await self._news.wait()
            self._news.clear()
            while self._line:
                run, asked = next(iter(self._line.items()))
                try:
                    await self._play(run, asked)
                finally:
                    self._line.pop(run, None)

    async def _play(self, run: str, asked: _Asked) -> None:
        """Play one to its end, unless nobody waits for it any more, or it takes too long."""
        asked.record = replace(asked.record, state="playing", ahead=0)
        played = asyncio.create_task(_played(asked))
        left = asyncio.create_task(asked.left.wait())
        try:
            await asyncio.wait((played, left), timeout=self._longest, return_when=asyncio.FIRST_COMPLETED)
            if played.done():
                asked.record = played.result()
            elif asked.left.is_set():
                asked.record = _failed(_LEFT)
            else:
                asked.record = _failed(f"it took longer than {self._longest / 60:g} minutes")
        finally:
            await _end_all(played, left)
        await self._tell(run, asked)

    async def _beat(self) -> None:
        """Say once a second where each stands, and note which ones nobody waits for."""
        while True:
            await asyncio.sleep(BEAT_EVERY)
            for ahead, (run, asked) in enumerate(tuple(self._line.items())):
                with suppress(StoreError):
                    await self._look_after(run, asked, ahead)

    async def _look_after(self, run: str, asked: _Asked, ahead: int) -> None:
        if await self._records.wanted(run):
            asked.record = replace(asked.record, ahead=ahead)
        elif asked.record.state == "waiting":
            self._line.pop(run, None)
            asked.record = _failed(_LEFT)
        else:
            asked.left.set()
        await self._tell(run, asked)

    async def _tell(self, run: str, asked: _Asked) -> None:
        """One after the other: an older word never comes after the last one."""
        async with self._telling:
            try:
                await self._records.keep(run, asked.record)
            except StoreError:
                _logger.exception("where a dry run stands could not be kept")


async def _played(asked: _Asked) -> DryRunRecord:
    began = time.monotonic()
    try:
        async with working(PROGRAM, str(asked.seed), given=asked.scenario) as lines:
            async for line in lines:
                if line.startswith("{"):
                    took = round(time.monotonic() - began, 1)
                    return DryRunRecord(state="done", done=1.0, took=took, report=line)
                asked.record = replace(asked.record, done=float(line))
    except Exception:  # whatever becomes of one, those that wait behind it still get their turn
        _logger.exception("a dry run failed")
    return _failed(_FAILED)


def _failed(problem: str) -> DryRunRecord:
    return DryRunRecord(state="failed", problem=problem)


async def _end_all(*tasks: asyncio.Task[Any]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
