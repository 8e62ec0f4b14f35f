"""A real server: the program itself, in a process of its own, on its own data and a free port."""

import asyncio
import os
import re
import signal
import ssl
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import httpx

from tests.ports import free_port
from tests.redises import shelf

PLAIN: Final = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""For clients of servers without TLS: to read whom this machine trusts takes longer than an answer."""
READY_WITHIN = 60.0
STOPPED_WITHIN = 30.0


class ServerProcess:
    """`squall serve` on loopback. Only the processes it started are ever ended, by their id."""

    def __init__(
        self,
        data: Path,
        *,
        port: int | None = None,
        environment: dict[str, str] | None = None,
        program: Sequence[str] = ("-m", "app"),
    ) -> None:
        self.data = data
        self.port = port or free_port()
        self.output = data / "server.log"
        self._environment = environment or {}
        self._program = program
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self) -> "ServerProcess":
        """Start it and wait until it is ready."""
        self.spawn()
        try:
            self.wait_until_ready()
        except RuntimeError:
            self.kill()  # whoever waited in vain has nothing to stop
            raise
        return self

    def spawn(self) -> None:
        """Start it."""
        self.data.mkdir(parents=True, exist_ok=True)
        with self.output.open("ab") as log:
            self._process = subprocess.Popen(
                [
                    sys.executable,
                    *self._program,
                    "serve",
                    "--port",
                    str(self.port),
                    "--data",
                    str(self.data),
                ],
                stdout=log,
                stderr=log,
                env={**os.environ, **shelf.environment(self.data), **self._environment},
                start_new_session=True,
            )

    def kill(self) -> None:
        """SIGKILL: no goodbye, nothing flushed."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """As Ctrl-C does; gives the exit code."""
        return self._end(signal.SIGINT)

    def told_to_stop(self) -> None:
        """SIGTERM, as a machine that runs containers sends it; `stop` or `wait` for the end."""
        assert self._process is not None
        self._process.terminate()

    def wait(self, within: float = STOPPED_WITHIN) -> int:
        """The exit code, once it has ended."""
        assert self._process is not None
        return self._process.wait(within)

    def written(self) -> str:
        """What it printed."""
        return self.output.read_text(errors="replace")

    def until_written(self, pattern: str) -> re.Match[str]:
        """What it prints once it is up: a little later than `/ready` turns green."""
        deadline = time.monotonic() + READY_WITHIN
        while (found := re.search(pattern, self.written())) is None:
            assert time.monotonic() < deadline, self.written()
            time.sleep(0.05)
        return found

    def _end(self, how: signal.Signals) -> int:
        process = self._process
        if process is None or process.poll() is not None:
            return process.returncode if process else 0
        process.send_signal(how)
        try:
            return process.wait(STOPPED_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise

    def wait_until_ready(self) -> None:
        """Wait until `/ready` is green; that it has ended is a fault."""
        assert self._process is not None
        deadline = time.monotonic() + READY_WITHIN
        with httpx.Client(base_url=self.base, timeout=1.0, verify=PLAIN) as http:
            while time.monotonic() < deadline:
                if self._process.poll() is not None:
                    raise RuntimeError(f"the server ended at once:\n{self.written()}")
                try:
                    if http.get("/ready").status_code == httpx.codes.OK:
                        return
                except httpx.TransportError:
                    pass
                time.sleep(0.05)
        raise RuntimeError(f"the server is not ready:\n{self.written()}")


@asynccontextmanager
async def up(*nodes: ServerProcess) -> AsyncIterator[tuple[ServerProcess, ...]]:
    """They serve for as long as the block lasts, and are killed however it ends."""
    try:
        for node in nodes:
            await asyncio.to_thread(node.start)
        yield nodes
    finally:
        for node in nodes:
            await asyncio.to_thread(node.kill)
