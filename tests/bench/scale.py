"""What one node carries, and how much more two carry: `make bench-scale`. Prints a table, judges nothing.

Nodes are pinned to a core each; the generator and Redis run on whatever is left, which on two cores is what
the nodes leave. So nothing is taken from the clock: what counts is the processor time a drill costs its
node, and two nodes carry `2 * alone / together` of what one does, each in the same run, on the same
Redis, with as many drills a node. Whatever nodes cost each other (doorbells, leases, looks for drills that
nobody conducts, a busy Redis) is in it.

    python -m tests.bench.scale [--nodes ROOMS] [--full ROOMS]
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from redis import Redis

from app.store.redis_server import find_redis_server
from tests.bench.fanout.trial import Tools, built
from tests.bench.table import row
from tests.ports import free_port
from tests.serving import ServerProcess

IN_A_ROOM = 10
SECONDS = 20
TICK = os.sysconf("SC_CLK_TCK")
SILENT, TALK = 1.0, 0.2
"""Posts a second on the whole node, and in each room: each of ten writes every fifty seconds."""
STAGED_WITHIN = 600.0
TAKEN_OVER_WITHIN = 60.0
"""Seconds to take on what another left; with the crowds of hundreds of live drills one core never does."""


@dataclass(slots=True)
class Node:
    """A server with its rooms ready to be entered, on a core of its own."""

    process: "subprocess.Popen[bytes]"
    port: int
    file: Path
    rooms: int

    @property
    def pid(self) -> int:
        return self.process.pid


@dataclass(slots=True)
class Found:
    """Of one window: processor seconds of each node and of Redis, and what the generators saw."""

    seconds: float
    nodes: list[float]
    redis: float
    arrived: float
    p99: float


def cpu(pid: int) -> float:
    """Processor seconds of a process so far, in user and system."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def rss(pid: int) -> float:
    """Megabytes of it in memory."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1000


@contextmanager
def a_redis(folder: Path) -> Iterator[tuple[str, int]]:
    """A Redis as operators are told to run it; gives its URL and process."""
    path = folder / "r.sock"
    command = [find_redis_server(), "--port", "0", "--unixsocket", str(path), "--dir", str(folder)]
    durable = ["--save", "", "--appendonly", "yes", "--appendfsync", "always"]
    running = subprocess.Popen([*command, *durable], stdout=subprocess.DEVNULL)
    try:
        while not path.exists():
            time.sleep(0.05)
        yield f"unix://{path}", running.pid
    finally:
        running.kill()
        running.wait()


@contextmanager
def a_node(folder: Path, url: str, rooms: int, core: int) -> Iterator[Node]:
    """Rooms staged on a node that is pinned to a core."""
    port = free_port()
    file = folder / f"enters.{port}"
    command = [sys.executable, "-m", "tests.bench.fanout.stage", str(port), str(rooms), "0", str(file)]
    cores = sorted(os.sched_getaffinity(0))
    pinned = ["taskset", "-c", str(cores[core % len(cores)]), *command]
    running = subprocess.Popen(
        pinned,
        env={**os.environ, "SQUALL_REDIS_URL": url},
        stdout=subprocess.DEVNULL,
        stderr=(folder / f"node.{port}").open("wb"),
    )
    try:
        deadline = time.monotonic() + STAGED_WITHIN
        while not file.exists():
            if running.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"no rooms: {(folder / f'node.{port}').read_text()[-600:]}")
            time.sleep(0.1)
        yield Node(running, port, file, rooms)
    finally:
        running.send_signal(signal.SIGKILL)
        running.wait()


def generator(tools: Tools, node: Node, rate: float) -> "subprocess.Popen[str]":
    size = ["--rooms", str(node.rooms), "--per-room", str(IN_A_ROOM), "--all-publish", "--rate", str(rate)]
    speaks = ["--enters", str(node.file), "--proto", "squall.v1", "--secs", str(SECONDS), "--reps", "1"]
    command = [str(tools.load), "--port", str(node.port), "--pids", str(node.pid), *size, *speaks]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def measured(tools: Tools, nodes: Sequence[Node], redis: int, rate: float) -> Found:
    """Everybody enters every node at once; then come the seconds with so many posts on each node."""
    running = [generator(tools, node, rate) for node in nodes]
    pids = [*(node.pid for node in nodes), redis]
    samples: list[tuple[float, list[float]]] = []
    done = threading.Event()

    def watch() -> None:
        while not done.wait(0.25):
            samples.append((time.monotonic(), [cpu(pid) for pid in pids]))

    watching = threading.Thread(target=watch)
    watching.start()
    levels = []
    try:
        for one in running:
            out, fault = one.communicate(timeout=300)
            if one.returncode:
                raise RuntimeError(fault.strip()[-300:])
            levels.append(json.loads(out.splitlines()[-1]))
    finally:
        done.set()
        watching.join()
        for one in running:
            one.kill()
    end, last = samples[-1]
    began, first = min(samples, key=lambda one: abs(one[0] - (end - 0.9 * SECONDS)))
    spent = [now - before for now, before in zip(last, first, strict=True)]
    arrived = sum(one["got"] for one in levels) / max(1, sum(one["expect"] for one in levels))
    p99 = max(one["p99"] for one in levels)
    return Found(seconds=end - began, nodes=spent[:-1], redis=spent[-1], arrived=arrived, p99=p99)


def a_drill(found: Found, nodes: Sequence[Node]) -> float:
    """Milliseconds of a node's core that a drill takes each second."""
    return 1000 * sum(found.nodes) / found.seconds / sum(node.rooms for node in nodes)


def tell(what: str, found: Found, nodes: Sequence[Node]) -> float:
    cost = a_drill(found, nodes)
    cores = ", ".join(f"{100 * spent / found.seconds:.0f} %" for spent in found.nodes)
    row(
        f"{what}: a drill's second",
        f"{cost:.2f} ms",
        f"cores {cores}; one full core: {1000 / cost:,.0f} drills",
    )
    share = 1000 * found.redis / found.seconds / sum(node.rooms for node in nodes)
    row(f"{what}: of Redis", f"{share:.2f} ms", f"{found.arrived:.1%} came, p99 {found.p99:.0f} ms")
    return cost


def staged(tools: Tools, rooms: int, many: int, what: str, rate: float) -> float:
    """What a drill costs with so many nodes on a fresh Redis."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="squall-")))
        url, redis = stack.enter_context(a_redis(folder))
        nodes = [stack.enter_context(a_node(folder, url, rooms, core)) for core in range(many)]
        return tell(f"{what}, nodes: {many}", measured(tools, nodes, redis, rate), nodes)


def two_nodes(tools: Tools, rooms: int) -> None:
    print(f"\nTwo nodes beside one, {rooms} drills of {IN_A_ROOM} on each, through one Redis")
    for what, rate in (("silent", SILENT), ("a little talk", TALK * rooms)):
        before, together, after = (staged(tools, rooms, many, what, rate) for many in (1, 2, 1))
        alone = (before + after) / 2  # what else the machine does changes meanwhile
        row(f"{what}: two nodes carry", f"{2 * alone / together:.2f} x", "what one does")


def full(tools: Tools, rooms: int) -> None:
    print(f"\nOne node with {rooms} drills of {IN_A_ROOM}, {rooms * IN_A_ROOM:,} sockets")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="squall-")))
        url, redis = stack.enter_context(a_redis(folder))
        store = Redis.from_url(url)
        with a_node(folder, url, 1, 0) as small:
            empty = rss(small.pid)
        with a_node(folder, url, rooms, 0) as node:
            tell("silent", measured(tools, [node], redis, SILENT), [node])
            row(
                "memory of the node, a drill",
                f"{(rss(node.pid) - empty) / rooms:.2f} MB",
                f"{empty:.0f} empty",
            )
            used = int(store.info("memory")["used_memory"])
            row("memory of Redis, a drill", f"{used / 1e6 / rooms:.3f} MB", "just begun")
        start(folder, url, rooms)


def start(folder: Path, url: str, rooms: int) -> None:
    """How long a fresh node takes, and until it conducts all that another left behind."""
    server = ServerProcess(folder / "data", environment={"SQUALL_REDIS_URL": url})
    began = time.monotonic()
    try:
        server.start()
        row(
            "start to ready",
            f"{time.monotonic() - began:.1f} s",
            f"{rooms} drills in Redis, none of them its own",
        )
        while conducted(server) < rooms and time.monotonic() - began < TAKEN_OVER_WITHIN:
            time.sleep(0.2)
        row(
            "until it conducts them all",
            f"{time.monotonic() - began:.1f} s",
            f"{conducted(server):.0f} drills",
        )
    finally:
        server.kill()


def conducted(server: ServerProcess) -> float:
    lines = httpx.get(f"{server.base}/metrics", timeout=30).text.splitlines()
    return float(next(line for line in lines if line.startswith("squall_conducted ")).split()[-1])


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.scale")
    parser.add_argument("--nodes", type=int, default=60, help="drills on each of two nodes; 0 for none")
    parser.add_argument("--full", type=int, default=500, help="drills on one node; 0 for none")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        try:
            tools = built(Path(folder))
        except FileNotFoundError:
            print("Scale is not measured: there is no C compiler here (cc).")
            return 0
        if asked.nodes:
            two_nodes(tools, asked.nodes)
        if asked.full:
            full(tools, asked.full)
    return 0


if __name__ == "__main__":
    sys.exit(main())
