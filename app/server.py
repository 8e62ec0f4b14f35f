"""uvicorn, taught to say goodbye before it stops."""

import asyncio
import faulthandler
import gc
import logging
import signal
import socket
from collections.abc import AsyncGenerator, Callable
from types import FrameType

import uvicorn

from app.settings import Settings
from app.sweeping import Sweeper
from app.web.doors import Doors
from app.web.http_line import HttpLine
from app.web.ready_line import ReadyLine
from app.web.warming import warm

GOODBYE_FOR = 0.5
"""Seconds between telling the browsers and closing their sockets."""
STOP_WITHIN = 5
HUNG_AFTER = 12.0
"""Seconds of stopping, of which requests that go on have five; an archive that is being written needs few."""
GONE_WITHIN = 25.0
"""Seconds of stopping after which a server is ended, well or not: what is acknowledged is in Redis."""
LARGEST_FRAME = 64 * 1024
"""Bytes; a larger websocket message is closed with 1009 before it is read."""

_logger = logging.getLogger(__name__)


def loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """The fastest loop there is on this machine."""
    return uvicorn.Config("", loop="auto", log_config=None).get_loop_factory()


class Server(uvicorn.Server):
    """Sends its browsers elsewhere, then stops: by SIGTERM over a while, by Ctrl-C at once.

    A second signal waits for nobody.
    """

    def __init__(self, app: Doors, settings: Settings) -> None:
        proxies = settings.believed_proxies
        super().__init__(
            uvicorn.Config(
                app,
                host=settings.host,
                port=settings.port,
                log_config=None,
                access_log=False,
                interface="asgi3",
                http=HttpLine,
                ws=ReadyLine if settings.sockets == "ready" else "websockets-sansio",
                ws_max_size=LARGEST_FRAME,
                ws_per_message_deflate=False,
                ws_ping_interval=None,
                proxy_headers=bool(proxies),
                forwarded_allow_ips=list(proxies) or None,
                server_header=False,
                timeout_graceful_shutdown=STOP_WITHIN,
            )
        )
        self._app = app
        self._drain = settings.drain_seconds
        self._goodbye: asyncio.Task[None] | None = None
        self._sweeper = Sweeper(quiet=lambda: not self.server_state.connections)
        self._sweeping: asyncio.Task[None] | None = None
        self._warming: asyncio.Task[None] | None = None
        self.up = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, and say so by `up`."""
        await super().startup(sockets)
        self._sweeping = asyncio.create_task(self._sweeper.run(), name="sweep")
        self._warming = asyncio.create_task(warm(self._app), name="warm")
        self.up.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop; a server that cannot is ended, and says what it hung on."""
        asyncio.get_running_loop().call_later(HUNG_AFTER, _tell_what_hangs)
        faulthandler.dump_traceback_later(GONE_WITHIN, exit=True)
        for work in (self._sweeping, self._warming):
            if work is not None:
                work.cancel()
        await super().shutdown(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """First signal: say goodbye, then stop."""
        if self._goodbye is not None or not self.started:
            super().handle_exit(sig, frame)
            return
        # Ctrl-C is somebody at a terminal, who waits for nobody.
        drain = self._drain if sig == signal.SIGTERM else 0.0
        self._goodbye = asyncio.get_running_loop().create_task(self._leave(drain))

    async def _leave(self, drain: float) -> None:
        try:
            await self._app.state.services.rooms.drain(drain)
            await asyncio.sleep(GOODBYE_FOR)
        except Exception:
            _logger.exception("the browsers could not be sent elsewhere")
        # Not `handle_exit`: uvicorn would raise the signal again after a clean end.
        self.should_exit = True


def _tell_what_hangs() -> None:
    """Write down where each task waits."""
    for task in asyncio.all_tasks():
        _logger.error("the server does not stop: %s waits in %s", task.get_name(), _place(task.get_coro()))


def _place(waiting: object) -> str:
    """The functions it waits in, from the outermost on."""
    found = []
    while waiting is not None:
        if frame := getattr(waiting, "cr_frame", None) or getattr(waiting, "ag_frame", None):
            found.append(f"{frame.f_code.co_qualname}:{frame.f_lineno}")
            waiting = getattr(waiting, "cr_await", None) or getattr(waiting, "ag_await", None)
        else:  # a step of a generator does not say of which
            waiting = next(
                (one for one in gc.get_referents(waiting) if isinstance(one, AsyncGenerator)), None
            )
    return " > ".join(found)
