"""One dry run in a process of its own, so that no drill on this machine waits for it.

`python -m app.dry_running SEED` reads a scenario's file from standard input. Every moment it writes how far
it is, 0 to 1, as a line, and at last what it showed, as a line of JSON. It ends with the pipe it writes to.
"""

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict

from app.crowd.breaches import breach_in
from app.crowd.step import Crowds
from app.dryrun.building import dry_run_of
from app.dryrun.report import DryRun
from app.dryrun.watching import Watch
from app.headless import Cast, Drill, conduct
from app.live.child import tell
from app.scenario.reading import read_scenario
from app.scenario.scenario import Scenario
from app.standins.play import moves

SAY_EVERY = 0.25
"""Wall seconds between two lines."""


def played(drill: Drill, watch: Watch, *, until: float | None = None) -> Iterator[float]:
    """Play a drill to its end with crowd and stand-ins, watched; yields exercise time after each beat."""
    drill.start()
    for t in conduct(drill, Cast(crowd=Crowds(), standins=moves, judge=breach_in), until=until):
        watch.see(drill.rehearsal, t)
        yield t
    drill.end()


def as_json(report: DryRun) -> str:
    """What a dry run showed, on one line."""
    return json.dumps(asdict(report), ensure_ascii=False, separators=(",", ":"))


def told(scenario: Scenario, seed: int) -> Iterator[str]:
    """The lines of the process."""
    drill, watch = Drill(scenario, seed=seed), Watch()
    said = time.monotonic()
    for t in played(drill, watch):
        now = time.monotonic()
        if now - said >= SAY_EVERY:
            said = now
            yield f"{t / (60 * scenario.minutes):.4f}"
    yield as_json(dry_run_of(drill, watch))


def _lines() -> Iterator[str]:
    yield from told(read_scenario(sys.stdin.buffer.read().decode()), int(sys.argv[1]))


if __name__ == "__main__":
    sys.exit(tell(_lines()))
