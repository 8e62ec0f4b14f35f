"""What-ifs of drills that are over: played in processes of their own, one question at a time."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

from app.feed.two_stories import TwoStories
from app.ids import ExerciseTime
from app.live.child import ChildFailed, working
from app.rehearsal.refusals import Refused
from app.rehearsal.supposition import CannotSuppose, Supposition

PROGRAM: Final = "app.what_if_running"
RUNS: Final = 100
"""Of each of the two stories: two hundred in all."""
KEPT: Final = 64
"""Answers kept at hand: the same question has the same answer."""
MOST_WAITING: Final = 8

Ask = Callable[[Supposition, ExerciseTime, bytes], bytes]
Estimated = Callable[[Sequence[str]], TwoStories]


class WhatIfs:
    """Asks so many processes at once as `parts` says.

    Args:
        ask: what such a process reads.
        estimated: what the lines of several of them say together.
    """

    def __init__(self, ask: Ask, estimated: Estimated, *, parts: int) -> None:
        self._ask = ask
        self._estimated = estimated
        self._parts = max(1, parts)
        self._one_at_a_time = asyncio.Lock()
        self._waiting = 0
        self._kept: OrderedDict[tuple[str, Supposition], TwoStories] = OrderedDict()

    async def answer(self, name: str, what: Supposition, until: ExerciseTime, log: bytes) -> TwoStories:
        """What would probably have become of the drill whose log this is.

        Args:
            name: of the log: one that has another name is another log.
            what: the brand would have done.
            until: exercise time at which the drill ended.
            log: as a file.

        Raises:
            Refused: it makes no sense, or too many wait already.
        """
        if (known := self._kept.get((name, what))) is not None:
            self._kept.move_to_end((name, what))
            return known
        if self._waiting >= MOST_WAITING:
            detail = "other questions come before yours; ask again in half a minute"
            raise Refused("busy", detail, retry="after", after_ms=30_000)
        self._waiting += 1
        try:
            async with self._one_at_a_time:
                told = await self._played(self._ask(what, until, log))
        finally:
            self._waiting -= 1
        self._kept[name, what] = told
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return told

    async def _played(self, given: bytes) -> TwoStories:
        edges = [RUNS * part // self._parts for part in range(self._parts + 1)]
        shares = [(str(first), str(last)) for first, last in pairwise(edges)]
        try:
            lines = await asyncio.gather(*(_line(given, *share) for share in shares))
            return await asyncio.to_thread(self._estimated, lines)
        except CannotSuppose as fault:
            raise Refused("invalid", str(fault)) from None
        except ChildFailed as fault:
            raise Refused("unavailable", "it could not be worked out; the server's log says why") from fault


async def _line(given: bytes, first: str, last: str) -> str:
    async with working(PROGRAM, first, last, given=given) as lines:
        return [line async for line in lines][-1]
