"""`make soak`: drills go on for an hour while a thousand processes are killed around them."""

import argparse
import asyncio
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

from tests.soak.books import Failure
from tests.soak.reporting import report, written
from tests.soak.running import Asked, Outcome, Soak

SAY_EVERY = 30.0


def main() -> int:
    """Soak as the command line says; 1 if a promise was broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--kills", type=int, default=1000, help="processes to kill, at the least")
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1, help="of kinds, targets and moments")
    parser.add_argument("--sql", choices=("postgresql", "sqlite"), default="postgresql")
    parser.add_argument("--report", type=Path, help="page to write the report into; default: print it")
    given = parser.parse_args()
    asked = Asked(kills=given.kills, seconds=given.minutes * 60, seed=given.seed, sql=given.sql)
    folder = Path(tempfile.mkdtemp(prefix="soak."))
    outcome = asyncio.run(_soaked(asked, folder))
    if given.report:
        page = given.report.read_text() if given.report.exists() else ""
        given.report.write_text(written(outcome, page))
    else:
        print(report(outcome))
    if outcome.failures:
        print(f"broken {len(outcome.failures)} times; everything is kept in {folder}", file=sys.stderr)
        return 1
    shutil.rmtree(folder, ignore_errors=True)
    return 0


async def _soaked(asked: Asked, folder: Path) -> Outcome:
    soak = Soak(asked)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, soak.stop.set)
    soak.outcome.ledger.on_failure = _say_failure
    telling = asyncio.create_task(_tell(soak))
    try:
        return await soak.run(folder)
    finally:
        telling.cancel()


def _say_failure(failure: Failure) -> None:
    print(f"\nat {failure.at:.1f} s: {failure.what}", file=sys.stderr, flush=True)


async def _tell(soak: Soak) -> None:
    """A line that is rewritten at a terminal, and a new one now and then elsewhere."""
    began, live = time.monotonic(), sys.stderr.isatty()
    while True:
        counts, outcome = soak.outcome.ledger.counts, soak.outcome
        passed = time.monotonic() - began
        line = (
            f"{passed / 60:5.1f} of {soak.asked.seconds / 60:g} min  "
            f"{outcome.kills} of {soak.asked.kills} kills  "
            f"{counts['acknowledged']} asks done  {counts['drills']} drills checked  "
            f"{len(outcome.failures)} broken"
        )
        print(f"\r{line}\033[K" if live else line, end="" if live else "\n", file=sys.stderr, flush=True)
        await asyncio.sleep(1.0 if live else SAY_EVERY)


if __name__ == "__main__":
    sys.exit(main())
