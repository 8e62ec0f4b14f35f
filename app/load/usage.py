"""What processes of this machine take, as Linux tells it; elsewhere nothing is known."""

import os
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
_WAITING = (3, 4)
"""Places of idle and of waiting for disks among the machine's times."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Processor seconds at a moment: the server's, its Redis', the load's, the whole machine's."""

    at: float
    server: float
    redis: float
    load: float
    machine: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Parts of one core, 1.0 for a whole one, and the most memory the server took, in MiB."""

    server: float
    redis: float
    load: float
    others: float
    memory: float


def usage(server: int, load: tuple[int, ...]) -> Usage | None:
    """What was used so far, by the server with that id and by the load's processes."""
    try:
        return Usage(
            at=monotonic(),
            server=_seconds(server),
            redis=sum(map(_seconds, _children(server))),
            load=sum(map(_seconds, (os.getpid(), *load))),
            machine=_machine(),
        )
    except (OSError, ValueError, IndexError):
        return None


def share(before: Usage | None, after: Usage | None, server: int) -> Share | None:
    """What was used between two moments."""
    if before is None or after is None:
        return None
    took = max(after.at - before.at, 0.001)
    ours, redis, load = (
        (getattr(after, name) - getattr(before, name)) / took for name in ("server", "redis", "load")
    )
    whole = (after.machine - before.machine) / took
    return Share(
        server=ours,
        redis=redis,
        load=load,
        others=max(0.0, whole - ours - redis - load),
        memory=_most_memory(server),
    )


def _seconds(pid: int) -> float:
    fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _children(pid: int) -> list[int]:
    tasks = (PROC / str(pid) / "task").iterdir()
    return [int(one) for task in tasks for one in (task / "children").read_text().split()]


def _machine() -> float:
    times = [int(one) for one in (PROC / "stat").read_text().partition("\n")[0].split()[1:9]]
    return sum(time for place, time in enumerate(times) if place not in _WAITING) / TICKS


def _most_memory(pid: int) -> float:
    try:
        lines = (PROC / str(pid) / "status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)
