"""A process of observers: `python -m app.load.watching`. Told by lines of JSON, answers in such lines.

`{"do": "enter", ...}` brings them in and answers `{"in": so many}` as they come, `{"do": "begin"}` starts its
measures, `{"do": "finish", ...}` asks what came. The end of the input is the end of it all.
"""

import asyncio
import json
import sys
from collections import Counter
from typing import Any

from app.load.asked import CannotLoad
from app.load.door import AT_ONCE, Door
from app.load.lag import Lag
from app.load.line import Line, Lines
from app.load.pinging import ping
from app.load.sightings import Sightings, Words
from app.server import loop_factory

TELL_EVERY = 0.2
LOOK_EVERY = 0.05
LONGEST = 16 * 1024 * 1024
"""Bytes of a line that tells what was asked."""

Told = dict[str, Any]


class Watch:
    """So many observers, and all that came to them."""

    def __init__(self, told: Told) -> None:
        self.lines: list[Line] = []
        self._told = told
        self._sightings = Sightings(Words(told["run"]), told["count"])
        self._lag = Lag()
        self._tasks = [asyncio.create_task(ping(self.lines)), asyncio.create_task(self._lag.run())]

    async def enter(self) -> None:
        """Bring everybody in, some at a time.

        Raises:
            CannotLoad: the server does not let them in.
        """
        places = iter(range(self._told["count"]))
        async with Door(self._told["home"]) as door:
            telling = asyncio.create_task(self._tell())
            try:
                async with asyncio.TaskGroup() as group:
                    for _ in range(AT_ONCE):
                        group.create_task(self._bring_in(door, places))
            except* CannotLoad as faults:
                raise faults.exceptions[0] from None
            except* (OSError, TimeoutError) as faults:
                raise CannotLoad(f"an observer could not come in: {faults.exceptions[0]!r}") from None
            finally:
                telling.cancel()
        say({"in": len(self.lines)})

    async def _bring_in(self, door: Door, places: Any) -> None:
        lines = Lines(self._told["home"], self._told["rehearsal"])
        for place in places:
            number = self._told["first"] + place
            seat = await door.join(self._told["key"], f"Observer {number}")
            line, _ = await lines.open(await door.ticket(seat), self._sightings, place)
            self.lines.append(line)

    async def _tell(self) -> None:
        while True:
            await asyncio.sleep(TELL_EVERY)
            say({"in": len(self.lines)})

    def begin(self) -> None:
        """From here on its own lag counts."""
        self._lag.spread = type(self._lag.spread)()

    async def finish(self, told: Told) -> None:
        """Wait for what was asked, and say what came."""
        lag = self._lag.spread.counts()
        expected = [(mark, len(self.lines)) for mark, _, _ in told["asked"]]
        for _ in range(round(told["patience"] / LOOK_EVERY)):
            if self._sightings.all_there(expected):
                break
            await asyncio.sleep(LOOK_EVERY)
        closed = Counter(line.closed for line in self.lines if line.closed is not None)
        spread = self._sightings.spread((mark, at) for mark, at, counts in told["asked"] if counts)
        say(
            {
                "spread": spread.counts(),
                "lag": lag,
                "lost": self._sightings.lost(expected),
                "doubled": self._sightings.doubled,
                "closed": sorted(closed.items()),
            }
        )

    def leave(self) -> None:
        """Close everything."""
        for task in self._tasks:
            task.cancel()
        for line in self.lines:
            if line.closed is None:
                line.leave()


def say(answer: Told) -> None:
    """One line to whoever started us."""
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


async def watch() -> None:
    """Do as told until the input ends."""
    told = asyncio.StreamReader(limit=LONGEST)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(told), sys.stdin)
    doing: Watch | None = None
    try:
        while line := await told.readline():
            asked = json.loads(line)
            if asked["do"] == "enter":
                doing = Watch(asked)
                await doing.enter()
            elif doing is not None and asked["do"] == "begin":
                doing.begin()
            elif doing is not None:
                await doing.finish(asked)
    except CannotLoad as fault:
        say({"fault": str(fault)})
    finally:
        if doing is not None:
            doing.leave()
            await asyncio.sleep(0)


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        runner.run(watch())
