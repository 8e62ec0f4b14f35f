"""Real drills: a post asked, decided, appended to Redis, heard from the doorbell, shown, framed, written."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from app.store.redis_server import find_redis_server
from tests.bench.fanout.trial import Level, Tools, measured, port, server
from tests.bench.table import row

ROOMS, IN_A_ROOM = 200, 10
POSTS = 1_000
"""A second, in all rooms together: as if each of ten wrote every other second."""
MORE_THAN_IT_CAN = 2 * POSTS
"""What a delivery costs when another always waits: below that, a core is woken for each."""
QUIET = 1
"""Posts a second when it is asked what rooms cost in which nothing happens."""
ONE_ROOM_POSTS = 5
SECONDS = 6


def measure(tools: Tools, folder: Path, watchers: int, *, short: bool) -> None:
    """Print what drills cost; `watchers` watch the one room."""
    print(f"\nReal drills, through Redis: {ROOMS} rooms of {IN_A_ROOM}, all live, without a crowd")
    for rate in (POSTS // 4,) if short else (QUIET, POSTS // 4, POSTS, MORE_THAN_IT_CAN):
        size = ("--rooms", str(ROOMS), "--per-room", str(IN_A_ROOM), "--all-publish")
        load = (*size, "--rate", str(rate))
        drills = _tell(f"{rate} posts a second", partial(_drills, tools, folder, (ROOMS, 0), load))
        passing = _cost(partial(_passing, tools, folder, load)) if drills and rate > QUIET else None
        if drills and passing:
            times = f"a drill costs {drills / passing:.2f} times that"
            row("the same, passed on and nothing else", f"{passing:.1f} µs", times)
    print(f"\nReal drills, through Redis: one room with {watchers} observers, on their beat of 100 ms")
    posts = ("--per-room", str(watchers + 1), "--rate", str(ONE_ROOM_POSTS))
    _tell(f"{ONE_ROOM_POSTS} posts a second", partial(_drills, tools, folder, (1, watchers), posts))


def _drills(tools: Tools, folder: Path, stage: tuple[int, int], load: tuple[str, ...]) -> list[Level]:
    here = port()
    file = folder / f"enters.{here}"
    command = [sys.executable, "-m", "tests.bench.fanout.stage", *map(str, (here, *stage, file))]
    # A Redis of its own each time: drills of the time before would still be conducted.
    with _redis(folder) as url, server(command, here, {"SQUALL_REDIS_URL": url}, file) as pid:
        speaks = ("--enters", str(file), "--proto", "squall.v1", "--secs", str(SECONDS), "--reps", "1")
        return measured(tools, here, pid, *load, *speaks)


def _passing(tools: Tools, folder: Path, load: tuple[str, ...]) -> list[Level]:
    """The same sockets, posts and Redis, at a server that does nothing but pass on."""
    here = port()
    command = [sys.executable, "-m", "tests.bench.fanout.peers.redis_room", str(here)]
    with _redis(folder) as url, server(command, here, {"SQUALL_REDIS_URL": url}, None) as pid:
        return measured(tools, here, pid, *load, "--secs", str(SECONDS), "--reps", "1")


def _cost(measuring: Callable[[], list[Level]]) -> float | None:
    """µs a delivery; None where it could not be measured, which is told."""
    try:
        return float(measuring()[-1]["us_per"])
    except RuntimeError as fault:
        row("passed on and nothing else", "failed", str(fault))
        return None


def _tell(what: str, measuring: Callable[[], list[Level]]) -> float | None:
    """Print what was measured; gives the µs of a delivery, or None where it failed."""
    try:
        levels = measuring()
    except RuntimeError as fault:
        row(f"{what}", "failed", str(fault))
        return None
    connect, level = levels[0], levels[-1]
    arrived = level["got"] / max(1, level["expect"])
    row(
        f"{what}: a delivery",
        f"{level['us_per']:.1f} µs",
        f"{level['dps']:,.0f} a second, {arrived:.1%} came",
    )
    row(f"{what}: the server's core", f"{100 * level['srv_cpu'] / level['secs']:.0f} %")
    row(f"{what}: p50 / p99", f"{level['p50']:.0f} / {level['p99']:.0f} ms")
    row("an idle socket", f"{connect['kb_per_conn']:.1f} KiB", "after its welcome")
    row("a socket's entry", f"{1e3 * connect['srv_cpu'] / connect['N']:.2f} ms", "ticket, welcome and all")
    return float(level["us_per"])


@contextmanager
def _redis(folder: Path) -> Iterator[str]:
    """A Redis of our own, on the generator's core."""
    with tempfile.TemporaryDirectory(prefix="squall-bench-") as home:
        path = Path(home) / "redis.sock"
        command = [find_redis_server(), "--port", "0", "--unixsocket", str(path), "--dir", home]
        quiet = ["--save", "", "--appendonly", "no"]
        running = subprocess.Popen([*command, *quiet], stdout=subprocess.DEVNULL, cwd=folder)
        try:
            while not path.exists():
                time.sleep(0.05)
            yield f"unix://{path}"
        finally:
            running.terminate()
            running.wait()
