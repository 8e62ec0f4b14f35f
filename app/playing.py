"""`squall play`: a drill with stand-ins in every seat, without server, and what it covered."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from app.coverage import coverage, told
from app.crowd.step import Crowds
from app.headless import Cast, Drill, conduct
from app.ids import ExerciseTime
from app.scenario.scenario import Scenario
from app.scenario.times import say_time
from app.standins.play import moves
from app.store.codec import encode

BAR = 30
"""Characters of the progress bar."""


def play(
    scenario: Scenario, *, seed: int, speed: float | None = None, log: Path | None = None
) -> Iterator[str]:
    """Play a scenario through; yields the lines of its report.

    Args:
        scenario: what is played.
        seed: of the crowd and the stand-ins; the same one gives the same drill.
        speed: exercise seconds in a second, None for as fast as it goes.
        log: where every entry is written as a line of JSON.
    """
    drill = Drill(scenario, seed=seed)
    drill.start()
    cast = Cast(crowd=Crowds(), standins=moves)
    progress = Progress(scenario.minutes * 60.0, sys.stderr)
    began = time.monotonic()
    for t in conduct(drill, cast):
        progress.show(t, drill)
        if speed is not None:
            time.sleep(max(0.0, began + t / speed - time.monotonic()))
    progress.clear()
    if log is not None:
        log.write_bytes(b"".join(encode(entry) + b"\n" for entry in drill.log))
    took = time.monotonic() - began
    yield f"{scenario.title}, seed {seed}: {say_time(scenario.minutes * 60.0)} played in {took:.1f} s"
    yield ""
    yield from told(coverage(drill))


class Progress:
    """A line that says how far a drill has come, on a terminal; nothing elsewhere."""

    def __init__(self, length: ExerciseTime, out: TextIO) -> None:
        self._length = length
        self._out = out
        self._told = -1

    def show(self, t: ExerciseTime, drill: Drill) -> None:
        """Say it again where it has changed."""
        done = int(BAR * min(1.0, t / self._length))
        if not self._out.isatty() or int(t / 10) == self._told:
            return
        self._told = int(t / 10)
        mood, posts = drill.rehearsal.mood, len(drill.rehearsal.feed.posts)
        bar = "█" * done + "░" * (BAR - done)
        self._out.write(
            f"\r{bar} T+{say_time(t)}  {posts} posts  trust {mood.trust:.0f}  heat {mood.heat:.0f} "
        )
        self._out.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self._told >= 0:
            self._out.write("\r\033[K")
            self._out.flush()
