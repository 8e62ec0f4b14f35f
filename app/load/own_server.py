"""A server of our own for the load alone: in a folder of its own, on loopback, gone when the load is over."""

import asyncio
import os
import signal
import socket
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path

from app.load.asked import CannotLoad
from app.load.door import Door

READY_WITHIN = 60.0
STOPPED_WITHIN = 15.0
LOOK_EVERY = 0.05
FROM_ONE_ADDRESS = {"SQUALL_JOINS_A_MINUTE": "1000000", "SQUALL_MOST_SOCKETS": "40000"}
"""Everybody comes from this very machine, and nobody else can reach the server."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnServer:
    """Its origin, and its process."""

    home: str
    pid: int


@asynccontextmanager
async def own_server() -> AsyncIterator[OwnServer]:
    """`squall serve`, as one gets it but for the limits of one address, until the context ends.

    Raises:
        CannotLoad: it does not come up.
    """
    with tempfile.TemporaryDirectory(prefix="squall-load-") as folder:
        data, port = Path(folder), _free_port()
        with (data / "server.log").open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "app", "serve", "--port", str(port), "--data", str(data)),
                stdout=log,
                stderr=log,
                # No setting of another server: its Redis and its database are none of ours.
                env={**_elsewhere(), **FROM_ONE_ADDRESS},
                start_new_session=True,
            )
        home = f"http://127.0.0.1:{port}"
        try:
            await _ready(home, process, data / "server.log")
            yield OwnServer(home=home, pid=process.pid)
        finally:
            await _stop(process)


def _elsewhere() -> dict[str, str]:
    """The environment without a setting of ours."""
    return {name: value for name, value in os.environ.items() if not name.startswith("SQUALL_")}


async def _ready(home: str, process: asyncio.subprocess.Process, log: Path) -> None:
    try:
        async with asyncio.timeout(READY_WITHIN), Door(home) as door:
            while not await door.ready():
                if process.returncode is not None:
                    break
                await asyncio.sleep(LOOK_EVERY)
            else:
                return
    except TimeoutError:
        raise CannotLoad(f"a server of our own is not ready:\n{_end_of(log)}") from None
    raise CannotLoad(f"a server of our own ended at once:\n{_end_of(log)}")


async def _stop(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    # Whatever stopped it goes on, for else it would not hear.
    process.send_signal(signal.SIGCONT)
    process.send_signal(signal.SIGINT)
    try:
        async with asyncio.timeout(STOPPED_WITHIN):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()


def _end_of(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-10:])


def _free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
