"""What the crowd costs on this machine, in one run: `make bench`. Prints a table, judges nothing.

Times are of the processor, on one core unless a line says otherwise; another machine's are to be compared by
their ratio to the first line.
"""

import resource
import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from importlib.util import find_spec
from multiprocessing import get_context

import numpy as np

from app.crowd.engine import Engine
from app.crowd.population import populate
from app.crowd.twins import Change, coarser, shares, twins
from tests.bench.storms import CRISIS_STEPS, DRILL_STEPS, crisis, crowded, drill, what_ifs
from tests.bench.table import row

LIVE = (200, 1_000, 2_000, 5_000)
WARM_UP, MEASURED = 10, 100
TWINS = 200
CORES = 2
COARSE = 3
"""Steps taken together for a quick look."""
AGENTS = (10_000, 100_000)
AGENT_STEPS = 30
MILLION = 1_000_000


def spent(work: Callable[[], object]) -> float:
    """Seconds of the processor."""
    began = time.process_time()
    work()
    return time.process_time() - began


def held(engine: Engine) -> float:
    """Megabytes of an engine's arrays."""
    model = engine.model
    rows = model.cascades
    columns = (
        *rows._store.values(),
        rows._pending,
        *vars(model.worlds).values(),
        *vars(model.answers).values(),
    )
    return sum(one.nbytes for one in columns if isinstance(one, np.ndarray)) / 1e6


def yardstick() -> None:
    numbers = np.full((7, 2_000), 1.0)
    took = [spent(lambda: np.multiply(numbers, numbers, out=numbers)) for _ in range(2_000)]
    row(
        "yardstick: 14,000 products in numpy",
        f"{statistics.median(took) * 1e6:.1f} us",
        "of this machine, now",
    )


def steps() -> None:
    for posts in LIVE:
        engine = crowded(posts)
        for _ in range(WARM_UP):
            engine.step()
        took = sorted(spent(engine.step) * 1_000 for _ in range(MEASURED))
        row(
            f"a step with {engine.model.cascades.count:,} live cascades",
            f"{statistics.median(took):.2f} ms",
            f"p95 {took[int(0.95 * MEASURED)]:.2f} ms; {held(engine):.1f} MB of state",
        )


def thirty_hours() -> float:
    engine, rows = crisis(), 0

    def run() -> None:
        nonlocal rows
        for _ in range(CRISIS_STEPS):
            engine.step()
            rows += engine.model.cascades.count

    took = spent(run)
    note = f"{CRISIS_STEPS} steps, {rows / CRISIS_STEPS:.0f} cascades on average"
    row("30 hours of a severe crisis", f"{took:.2f} s", note)
    return took


def accounts() -> None:
    took = spent(lambda: populate(seed=1))
    row("a million accounts", f"{took:.2f} s", f"{populate(seed=1).nbytes / 1e6:.0f} MB")


def share_of_twins(changes: Sequence[Change], times: int = 1) -> float:
    """One processor's part of the what-ifs, in steps so many times as long; returns its seconds."""
    numbers, journal = coarser(*drill(), times)
    return spent(lambda: twins(numbers, 1, journal, changes, DRILL_STEPS // times))


def share_of_coarse_twins(changes: Sequence[Change]) -> float:
    return share_of_twins(changes, COARSE)


def ready(number: int) -> int:
    """What a new process does first, so that its start is not timed."""
    return number


def what_if() -> None:
    _, journal = drill()
    one = share_of_twins(())
    row("a drill of 40 minutes", f"{one:.2f} s", f"{DRILL_STEPS} steps, {len(journal)} posts put in")
    with ProcessPoolExecutor(CORES, mp_context=get_context("spawn")) as pool:
        list(pool.map(ready, range(CORES)))
        for times, work in ((1, share_of_twins), (COARSE, share_of_coarse_twins)):
            many_twins(pool, times, work)


def many_twins(pool: ProcessPoolExecutor, times: int, work: Callable[[Sequence[Change]], float]) -> None:
    """The what-ifs on all processors, in steps so many times as long."""
    numbers, journal = coarser(*drill(), times)
    changes = what_ifs(journal, TWINS)
    parts = [
        [changes[twin] for twin in part] for part in shares(journal, changes, DRILL_STEPS // times, CORES)
    ]
    began = time.perf_counter()
    took = list(pool.map(work, parts))
    waited = time.perf_counter() - began
    row(
        f"{TWINS} twins of it, on {CORES} cores",
        f"{waited:.1f} s",
        f"{sum(took):.1f} s of processor, steps of {numbers.step:g} audience seconds",
    )


def agents(size: int) -> tuple[float, float, float]:
    """Seconds to build a crowd of agents, seconds of a step, and megabytes."""
    from tests.bench.agents import Crowd  # noqa: PLC0415 - installed for the bench only

    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    crowd = Crowd(size, 1)
    built = time.process_time() - began
    took = statistics.median(spent(crowd.step) for _ in range(AGENT_STEPS))
    return built, took, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1e3


def against_agents(crowd: float) -> None:
    """The same audience in Mesa; the last line is ten times the one before it."""
    if find_spec("mesa") is None:
        row("agents in Mesa", "-", "Mesa is not installed: make bench")
        return
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        found = list(pool.map(agents, AGENTS))
    for size, (built, took, megabytes) in zip(AGENTS, found, strict=True):
        row(
            f"Mesa: a step of {size:,} agents",
            f"{took * 1e3:.1f} ms",
            f"{built:.1f} s to build, {megabytes:.0f} MB",
        )
    more = MILLION / AGENTS[-1]
    built, took, megabytes = (more * figure for figure in found[-1])
    row(
        f"Mesa: a step of {MILLION:,}, by proportion",
        f"{took * 1e3:.0f} ms",
        f"{built:.0f} s to build, {megabytes:.0f} MB; measured up to {AGENTS[-1]:,} only",
    )
    whole = took * CRISIS_STEPS
    row(
        "Mesa: 30 hours at that",
        f"{whole:.0f} s",
        f"{whole / crowd:.0f} times the engine's, for far less of a model",
    )


def main() -> None:
    print("The crowd on this machine: a million accounts, seconds of processor\n")
    yardstick()
    steps()
    crowd = thirty_hours()
    accounts()
    what_if()
    against_agents(crowd)


if __name__ == "__main__":
    main()
