"""A process that works for a while beside the drills: started, listened to, and ended by its own id."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from typing import IO

from app import diary

LAZY = 10
"""The priority: of a busy machine it gets a tenth of what a drill gets, and all that is left over."""
LONGEST_LINE = 1 << 25
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class ChildFailed(Exception):  # noqa: N818 - named for what happened
    """It ended with an error; the server's own output has it."""


@asynccontextmanager
async def working(
    program: str, *arguments: str, given: bytes | IO[bytes]
) -> AsyncIterator[AsyncIterator[str]]:
    """A module of ours as a process that is given something, and its lines; it does not outlive the block.

    A file with a descriptor of its own is read by the process itself, from where it stands.
    """
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        program,
        *arguments,
        stdin=asyncio.subprocess.PIPE if isinstance(given, bytes) else given,
        stdout=asyncio.subprocess.PIPE,
        env=_environment(),
        limit=LONGEST_LINE,
    )
    try:
        with suppress(OSError):
            own = os.getpriority(os.PRIO_PROCESS, 0)
            os.setpriority(os.PRIO_PROCESS, child.pid, max(LAZY, own))
        if isinstance(given, bytes):
            feeding = asyncio.create_task(_feed(child, given))
            yield _lines(child)
            await feeding
        else:
            yield _lines(child)
    finally:
        # Shielded: even a server that stops waits until the process is gone.
        await asyncio.shield(_end(child))


def tell(lines: Iterable[str]) -> int:
    """The child's side: write the lines, each as soon as it is there; gives the exit code."""
    diary.keep()
    # Ctrl-C in the terminal reaches this process too: its server ends it, without a traceback.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        for line in lines:
            sys.stdout.buffer.write(line.encode() + b"\n")
            sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Nobody reads on: the server is gone. Nothing is left to be flushed into that pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return 0


async def _feed(child: asyncio.subprocess.Process, given: bytes) -> None:
    assert child.stdin is not None  # noqa: S101 - it was asked for
    with suppress(ConnectionError):
        child.stdin.write(given)
        await child.stdin.drain()
    child.stdin.close()


async def _lines(child: asyncio.subprocess.Process) -> AsyncIterator[str]:
    """What it says.

    Raises:
        ChildFailed: it ended with an error.
    """
    assert child.stdout is not None  # noqa: S101 - it was asked for
    async for line in child.stdout:
        yield line.decode().rstrip("\n")
    if code := await child.wait():
        raise ChildFailed(f"the process ended with {code}")


async def _end(child: asyncio.subprocess.Process) -> None:
    if child.returncode is None:
        with suppress(ProcessLookupError):
            child.kill()
    await child.wait()


def _environment() -> dict[str, str]:
    """Ours without what it need not know, and with one thread: a drill needs the other processors."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SQUALL_")}
    return kept | dict.fromkeys(_ONE_THREAD, "1")
