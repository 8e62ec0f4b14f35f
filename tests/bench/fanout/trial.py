"""One server, one generator, and what the one cost while the other counted."""

import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.fanout.contestants import HERE
from tests.ports import free_port

READY_WITHIN = 120.0

Level = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Tools:
    """What is built once: the generator, and the server that only writes."""

    load: Path
    limit: Path


def built(folder: Path) -> Tools:
    """Both, compiled into a folder.

    Raises:
        CalledProcessError: they do not compile.
        FileNotFoundError: there is no C compiler.
    """
    tools = Tools(folder / "load", folder / "limit")
    for tool in (tools.load, tools.limit):
        source = HERE / f"{tool.name}.c"
        subprocess.run(["cc", "-O2", "-o", tool, source, "-lm"], check=True)
    return tools


@contextmanager
def server(command: list[str], port: int, environment: dict[str, str], file: Path | None) -> Iterator[int]:
    """A server on the first core, ready; gives its process."""
    running = subprocess.Popen(
        [*_on_core(0), *command],
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(running, port, file)
        yield running.pid
    finally:
        running.send_signal(signal.SIGINT)
        try:
            running.wait(5)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()


def measured(tools: Tools, port: int, pid: int, *arguments: str) -> list[Level]:
    """What the generator, on the second core, says of each level."""
    pids = ",".join(map(str, _with_children(pid)))
    command = [*_on_core(1), str(tools.load), "--port", str(port), "--pids", pids, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    if done.returncode:
        raise RuntimeError(done.stderr.strip()[-300:])
    return [json.loads(line) for line in done.stdout.splitlines()]


def port() -> int:
    return free_port()


def _with_children(pid: int) -> list[int]:
    """A process and all that came of it: some servers work in children."""
    found = [pid]
    for one in found:
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            found.extend(map(int, task.read_text().split()))
    return found


def _on_core(number: int) -> list[str]:
    """The second core does not help where there is but one."""
    cores = sorted(os.sched_getaffinity(0))
    return ["taskset", "-c", str(cores[min(number, len(cores) - 1)])]


def _wait(running: "subprocess.Popen[bytes]", port: int, file: Path | None) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline:
        if running.poll() is not None:
            raise RuntimeError(f"it ended with {running.returncode}")
        if file.exists() if file else _listens(port):
            return
        time.sleep(0.1)
    raise RuntimeError("it did not come up")


def _listens(port: int) -> bool:
    with closing(socket.socket()) as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
