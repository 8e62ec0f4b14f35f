"""One dry run in a process of its own, so that no drill on this machine waits for it.

`python -m app.dry_running SEED` reads a scenario's file from standard input. Every moment it writes how far
it is, 0 to 1, as a line, and at last what it showed, as a line of JSON. It ends with the pipe it writes to.
"""

import json
import os
import signal
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


def main() -> int:
    """Play the scenario on standard input."""
    # Ctrl-C in the terminal reaches this process too: its server ends it, without a traceback.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    scenario = read_scenario(sys.stdin.buffer.read().decode())
    try:
        for line in told(scenario, int(sys.argv[1])):
            sys.stdout.buffer.write(line.encode() + b"\n")
            sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Nobody reads on: the server is gone. Nothing is left to be flushed into that pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
