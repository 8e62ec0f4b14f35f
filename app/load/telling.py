"""The table of a load and its verdict, for people and as JSON."""

import os
import platform
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from app.load.verdict import Measured, Row, Verdict

EDGES = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0, 512.0, 1024.0, 2048.0)
"""Milliseconds between the columns of a plot."""
BLOCKS = " ▁▂▃▄▅▆▇█"
SHARES, NAMES, WIDTHS = (0.5, 0.95, 0.99, 1.0), ("p50", "p95", "p99", "max"), (8, 8, 8, 9)
MUCH = 0.2
"""Of a core: from here on what others do on the machine may be why."""
SAYS = {
    "pass": "PASS: the server keeps every target.",
    "miss": "MISS: the server does not keep every target.",
    "unclear": "UNCLEAR: the load itself was too slow to judge; give it another machine, or ask for less.",
}


def lines(found: Measured, verdict: Verdict) -> Iterator[str]:
    """The table."""
    load = found.load
    where = "a server of our own" if found.own else load.home
    yield (
        f"{load.players} players, {load.observers:,} observers, {load.rate:g} asks a second for "
        f"{load.seconds} s, {where}"
    )
    yield f"{machine()}, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    yield ""
    head = "".join(f"{name:>{width}}" for name, width in zip(NAMES, WIDTHS, strict=True))
    yield f"{'milliseconds':<14}{head}   {'target':<21}<1 ms ... >2 s"
    for row in verdict.rows:
        times = "".join(
            f"{row.spread.at(share):>{width}.1f}" for share, width in zip(SHARES, WIDTHS, strict=True)
        )
        yield f"{row.name:<14}{times}   p99 {row.target:<8g}{row.word:<9}{plot(row)}"
    yield ""
    for count in verdict.counts:
        yield f"{count.name:<14}{count.found:>8,}   {'none':<12}{count.word:<9}{count.note}".rstrip()
    yield ""
    yield from _notes(found)
    yield ""
    yield SAYS[verdict.word]
    if verdict.word != "pass" and found.share is not None and found.share.others > MUCH:
        yield f"Other work took {found.share.others:.1f} cores meanwhile: a quiet machine says more."


def plot(row: Row) -> str:
    """How times spread, in columns each twice as wide as the one before."""
    columns = row.spread.columns(EDGES)
    most = max(*columns, 1)
    return "".join(BLOCKS[-(-count * (len(BLOCKS) - 1) // most)] for count in columns) + "|"


def _notes(found: Measured) -> Iterator[str]:
    people = found.load.players + found.load.observers
    rate = people / max(found.entered, 0.001)
    yield f"entry        {people:,} people in {found.entered:.1f} s, {rate:.0f} a second"
    yield f"throughput   {found.deliveries / max(found.took, 0.001):,.0f} deliveries a second"
    if found.share is not None:
        used = found.share
        yield (
            f"server       {used.server:.0%} of a core, its Redis {used.redis:.0%}; "
            f"{used.memory:.0f} MiB at most"
        )
        yield f"beside it    the load {used.load:.0%} of a core, other work {used.others:.0%}"
    yield (
        f"the load     late by {found.lag.at(0.99):.1f} ms among players, "
        f"{found.watch_lag.at(0.99):.1f} ms among observers (p99)"
    )


def as_json(found: Measured, verdict: Verdict) -> dict[str, Any]:
    """All of it, for machines."""
    load, used = found.load, found.share
    return {
        "squall": version("squall"),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine(),
        "server": "own" if found.own else load.home,
        "players": load.players,
        "observers": load.observers,
        "rate": load.rate,
        "seconds": load.seconds,
        "verdict": verdict.word,
        "times_ms": {
            row.name.replace(" ", "_"): {
                "count": len(row.spread),
                **{name: row.spread.at(share) for name, share in zip(NAMES, SHARES, strict=True)},
                "target_p99": row.target,
                "verdict": row.word,
                "columns": dict(
                    zip([*(f"<{edge:g}" for edge in EDGES), "more"], row.spread.columns(EDGES), strict=True)
                ),
            }
            for row in verdict.rows
        },
        "counts": {one.name.replace(" ", "_"): one.found for one in verdict.counts},
        "expected_deliveries": found.expected,
        "deliveries_a_second": round(found.deliveries / max(found.took, 0.001), 1),
        "entry_seconds": round(found.entered, 3),
        "load_lag_p99_ms": {"players": found.lag.at(0.99), "observers": found.watch_lag.at(0.99)},
        "cores": None
        if used is None
        else {
            "server": round(used.server, 3),
            "redis": round(used.redis, 3),
            "load": round(used.load, 3),
            "others": round(used.others, 3),
        },
        "server_most_mib": None if used is None else round(used.memory, 1),
    }


def machine() -> str:
    """Where this was measured."""
    system = f"{platform.system()} {platform.machine()}"
    return f"{os.cpu_count()} cores, {system}, Python {platform.python_version()}"
