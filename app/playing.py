"""`squall play`: a drill with stand-ins in every seat, without server, and what it covered."""

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from app.coverage import coverage, told
from app.dry_running import as_json, played
from app.dryrun.building import dry_run_of
from app.dryrun.watching import Watch
from app.headless import Drill
from app.ids import ExerciseTime
from app.scenario.scenario import Scenario
from app.scenario.times import say_time
from app.store.codec import encode

BAR = 30
"""Characters of the progress bar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How a scenario is played.

    Attributes:
        seed: of the crowd and the stand-ins; the same one gives the same drill.
        speed: exercise seconds in a second, None for as fast as it goes.
        until: exercise second at which it ends, None for the scenario's end.
        log: where every entry is written as a line of JSON.
        json: tell what it showed as JSON.
    """

    seed: int = 1
    speed: float | None = None
    until: float | None = None
    log: Path | None = None
    json: bool = False


def play(scenario: Scenario, asked: Asked) -> Iterator[str]:
    """Play a scenario through; yields the lines of its report."""
    drill, watch = Drill(scenario, seed=asked.seed), Watch()
    last = scenario.minutes * 60.0 if asked.until is None else asked.until
    progress, began = Progress(last, sys.stderr), time.monotonic()
    for t in played(drill, watch, until=last):
        progress.show(t, drill)
        if asked.speed is not None:
            time.sleep(max(0.0, began + t / asked.speed - time.monotonic()))
    progress.clear()
    if asked.log is not None:
        asked.log.write_bytes(b"".join(encode(entry) + b"\n" for entry in drill.log))
    if asked.json:
        yield as_json(dry_run_of(drill, watch))
        return
    took = time.monotonic() - began
    yield f"{scenario.title}, seed {asked.seed}: {say_time(last)} played in {took:.1f} s"
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
