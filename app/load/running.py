"""`squall load`: a drill is opened, everybody comes in, players ask, and what came is judged."""

import asyncio
import getpass
import json
import resource
import signal
import sys
from contextlib import AsyncExitStack
from dataclasses import dataclass

from app.load.asked import CannotLoad, Load
from app.load.door import Browser, Door
from app.load.drill import Drill
from app.load.own_server import own_server
from app.load.telling import as_json, lines
from app.load.verdict import Measured, judge
from app.load.watchers import Watchers
from app.server import loop_factory

SPARE_FILES = 200
"""Open files beside the sockets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What to print, and whether every target was kept."""

    lines: tuple[str, ...]
    passed: bool


def run(load: Load) -> Outcome:
    """Measure and judge.

    Raises:
        CannotLoad: nothing could be measured.
        KeyboardInterrupt: somebody stopped it; all is put away.
    """
    password = _password() if load.login else ""
    _open_files(load.observers + load.players + SPARE_FILES)
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        try:
            found = runner.run(_until_told(load, password))
        except asyncio.CancelledError:
            raise KeyboardInterrupt from None
    verdict = judge(found)
    if load.json is not None:
        load.json.write_text(json.dumps(as_json(found, verdict), indent=2) + "\n", encoding="utf-8")
    return Outcome(lines=tuple(lines(found, verdict)), passed=verdict.word == "pass")


def _password() -> str:
    return getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")


def _open_files(wanted: int) -> None:
    """Have the system allow so many open files, here and in what is started from here."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft >= wanted or soft == resource.RLIM_INFINITY:
        return
    if hard != resource.RLIM_INFINITY and hard < wanted:
        raise CannotLoad(f"that needs {wanted} open files, and {hard} are allowed here (`ulimit -Hn`)")
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


async def _until_told(load: Load, password: str) -> Measured:
    """Measure, unless SIGTERM comes: then all is put away as after Ctrl-C."""
    measuring = asyncio.ensure_future(measured(load, password))
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, measuring.cancel)
    try:
        return await measuring
    finally:
        measuring.cancel()
        await asyncio.wait((measuring,))


async def measured(load: Load, password: str = "") -> Measured:
    """What came of a load.

    Args:
        load: within its bounds.
        password: of the host it names, if it does.

    Raises:
        CannotLoad: nothing could be measured.
    """
    async with AsyncExitStack() as stack:
        own = None if load.home else await stack.enter_async_context(own_server())
        home = own.home if own else str(load.home)
        door = await stack.enter_async_context(Door(home))
        drill = Drill(load, door, own)
        stack.push_async_callback(drill.clear)
        watchers = await stack.enter_async_context(Watchers())
        await drill.open(await _host(load, door, password))
        return await drill.measure(watchers)


async def _host(load: Load, door: Door, password: str) -> Browser:
    asked = await door.hosts_sign_in()
    if load.login:
        if not asked:
            raise CannotLoad("nobody signs in to that server: leave --login out")
        return await door.sign_in(load.login, password)
    if asked and load.link is None:
        raise CannotLoad(
            "only hosts start rehearsals there: give --login with a host's name (the password is asked for, "
            "or read from the input), or open a drill for the load alone and give its facilitator's link "
            "by --link"
        )
    return Browser()
