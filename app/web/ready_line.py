"""uvicorn's side of a websocket, made for fan-out: a frame that is ready goes out as it is.

Any ASGI application can be served through it. One that looks for `LINE` in its scope's extensions
is given the line itself, and may write frames that were built once for many sockets.
"""

import asyncio
import logging
import socket
from enum import IntEnum
from http import HTTPStatus
from typing import Any, assert_never, cast

from uvicorn.config import Config
from uvicorn.protocols.utils import ClientDisconnected, get_local_addr, get_remote_addr, is_ssl
from uvicorn.server import ServerState

from app.live.line import Listener, Write
from app.web.upgrade import Upgrade, read_upgrade, refusal
from app.wire.framing import BINARY, PONG, close_frame, frame
from app.wire.reading import Binary, Broken, Closed, Heard, Ping, Reader, Text

LINE = "squall.line"
CLOSE_WITHIN = 5.0
"""Seconds for what was written to leave, and for the other side to close after us."""
MOST_UNREAD = 16
"""Messages that may wait for the application before the line is read no further."""
MOST_UNSENT = 1 << 17
"""Bytes the system keeps for who reads slowly; by itself it would keep megabytes for each."""
NORMAL, ABNORMAL, INTERNAL, RESTARTING = 1000, 1006, 1011, 1012

Message = dict[str, Any]
_logger = logging.getLogger(__name__)


def _nowhere(_frames: bytes) -> None:
    """There is nobody any more."""


def _keep_little(line: socket.socket | None) -> None:
    """Have what a slow reader leaves wait with us, where all share it, not in the system's own buffers."""
    option: int | None = getattr(socket, "TCP_NOTSENT_LOWAT", None)
    if line is not None and option is not None and line.family in (socket.AF_INET, socket.AF_INET6):
        line.setsockopt(socket.IPPROTO_TCP, option, MOST_UNSENT)


class State(IntEnum):
    """How far a line is."""

    ASKED = 0
    OPEN = 1
    CLOSING = 2
    GONE = 3


class ReadyLine(asyncio.Protocol):
    """One websocket; what only its handshake needed is forgotten once it is open."""

    __slots__ = (
        "_app_state",
        "_config",
        "_deadline",
        "_inbox",
        "_loop",
        "_pong",
        "_reader",
        "_server",
        "_state",
        "_stopped_reading",
        "_transport",
        "_upgrade",
        "_waiter",
        "_writable",
        "full",
        "listener",
    )
    _transport: asyncio.Transport

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        self.full = False
        self.listener: Listener | None = None
        self._config = config
        self._server = server_state
        self._app_state = app_state
        self._loop = _loop or asyncio.get_running_loop()
        self._state = State.ASKED
        self._upgrade: Upgrade | None = None
        self._reader = Reader(config.ws_max_size)
        self._inbox: list[Message] = []
        self._waiter: asyncio.Future[None] | None = None
        self._writable: asyncio.Event | None = None
        self._pong: bytes | None = None
        self._deadline: asyncio.TimerHandle | None = None
        self._stopped_reading = False

    @property
    def write(self) -> Write:
        """The transport's own: nothing of ours runs for a frame that is written to thousands."""
        return self._transport.write if self._state is State.OPEN else _nowhere

    async def sent(self) -> None:
        """What is written stands in order before what is said next: nothing is to be waited for."""

    # What the loop says.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        _keep_little(transport.get_extra_info("socket"))
        self._server.connections.add(self)  # type: ignore[arg-type]

    def connection_lost(self, _exc: Exception | None) -> None:
        self._server.connections.discard(self)
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
        self._end(State.GONE, ABNORMAL, "")
        if self._writable is not None:
            self._writable.set()

    def data_received(self, data: bytes) -> None:
        if self._state is State.ASKED:
            self._asked(data)
            return
        if self._state is State.GONE:
            return
        for heard in self._reader.feed(data):
            self._hear(heard)
        if self._pong is not None and not self.full:
            self._answer_ping()

    def pause_writing(self) -> None:
        self.full = True
        if self.listener is not None:
            self.listener.line_full()

    def resume_writing(self) -> None:
        self.full = False
        if self._pong is not None:
            self._answer_ping()
        if self._writable is not None:
            self._writable.set()
            self._writable = None
        if self.listener is not None and self._state is State.OPEN:
            self.listener.line_free()

    def shutdown(self) -> None:
        """The server stops."""
        if self._state is State.ASKED:
            self._refuse(HTTPStatus.SERVICE_UNAVAILABLE)
        elif self._state is State.OPEN:
            self._close(RESTARTING, "")
        self._transport.close()

    # What the other side says.

    def _asked(self, data: bytes) -> None:
        if self._upgrade is not None:
            # It spoke before it was answered: the first word of a websocket is the server's.
            self._transport.close()
            return
        upgrade = read_upgrade(data)
        if isinstance(upgrade, bytes):
            self._transport.write(upgrade)
            self._state = State.CLOSING
            self._transport.close()
            return
        self._upgrade = upgrade
        self._put({"type": "websocket.connect"})
        task = self._loop.create_task(self._run(self._scope(upgrade)))
        self._server.tasks.add(task)
        task.add_done_callback(self._server.tasks.discard)

    def _hear(self, heard: Heard) -> None:
        match heard:
            case Text(text=text):
                self._put({"type": "websocket.receive", "text": text})
            case Binary(data=data):
                self._put({"type": "websocket.receive", "bytes": data})
            case Ping(data=data):
                self._pong = data
            case Closed(code=code, reason=reason):
                self._closed(code, reason)
            case Broken(code=code, why=why):
                self._close(code, why)
            case _:
                assert_never(heard)

    def _closed(self, code: int, reason: str) -> None:
        if self._state is State.OPEN:
            self._transport.write(close_frame(code))
            self._end(State.CLOSING, code, reason)
        self._give_up_later()
        self._transport.close()

    def _answer_ping(self) -> None:
        """Only the newest is answered: a flood of them costs one pong a read, and none while full."""
        pong, self._pong = self._pong, None
        if pong is not None and self._state is State.OPEN:
            self._transport.write(frame(pong, PONG))

    # What the application says.

    async def _run(self, scope: Message) -> None:
        code = NORMAL
        try:
            await self._config.loaded_app(scope, self.receive, self.send)
        except ClientDisconnected:
            pass
        except Exception:
            _logger.exception("the application failed at a websocket")
            code = INTERNAL
        finally:
            if self._state is State.ASKED:
                self._refuse(HTTPStatus.INTERNAL_SERVER_ERROR)
            elif self._state is State.OPEN:
                self._close(code, "")

    async def receive(self) -> Message:
        """The next thing that happened, in ASGI's words."""
        while not self._inbox:
            if self._state in (State.CLOSING, State.GONE):
                return {"type": "websocket.disconnect", "code": ABNORMAL, "reason": ""}
            self._waiter = self._loop.create_future()
            try:
                await self._waiter
            finally:
                self._waiter = None
        message = self._inbox.pop(0)
        if self._stopped_reading and not self._inbox:
            self._stopped_reading = False
            self._transport.resume_reading()
        return message

    async def send(self, message: Message) -> None:
        """Do what the application asks, in ASGI's words.

        Raises:
            ClientDisconnected: the line is closed.
            RuntimeError: this cannot be asked now.
        """
        match message["type"]:
            case "websocket.accept" if self._state is State.ASKED:
                self._accept(message)
            case "websocket.close" if self._state is State.ASKED:
                self._refuse(HTTPStatus.FORBIDDEN)
            case "websocket.http.response.start" if self._state is State.ASKED:
                self._refuse(HTTPStatus(message["status"]))
            case "websocket.http.response.body":
                """The status says it all."""
            case "websocket.send" if self._state is not State.ASKED:
                await self._send(message)
            case "websocket.close" if self._state is State.OPEN:
                self._close(message.get("code", NORMAL), message.get("reason") or "")
            case "websocket.accept" | "websocket.close" if self._state is not State.OPEN:
                raise ClientDisconnected
            case unfit:
                raise RuntimeError(f"{unfit} does not fit a line that is {self._state.name.lower()}")

    def _accept(self, message: Message) -> None:
        assert self._upgrade is not None  # noqa: S101 - an application runs for a good one only
        headers = [*self._server.default_headers, *message.get("headers", ())]
        self._transport.write(self._upgrade.accepted(message.get("subprotocol"), headers))
        self._upgrade = None
        self._state = State.OPEN

    async def _send(self, message: Message) -> None:
        while self.full and self._state is State.OPEN:
            self._writable = self._writable or asyncio.Event()
            await self._writable.wait()
        if self._state is not State.OPEN:
            raise ClientDisconnected
        data = message.get("bytes")
        self._transport.write(frame(message["text"].encode()) if data is None else frame(data, BINARY))

    def _refuse(self, status: HTTPStatus) -> None:
        self._transport.write(refusal(status))
        self._upgrade = None
        self._end(State.CLOSING, ABNORMAL, "")
        self._transport.close()

    def _close(self, code: int, reason: str) -> None:
        """Say that we close, and read on until the other side has: bytes left unread would cut it off."""
        if self._state is not State.OPEN:
            return
        self._transport.write(close_frame(code, reason))
        self._end(State.CLOSING, code, reason)
        self._give_up_later()
        if self._stopped_reading:
            self._stopped_reading = False
            self._transport.resume_reading()

    def _give_up_later(self) -> None:
        """Whoever reads or closes nothing holds no memory of ours for longer than this."""
        if self._deadline is None:
            self._deadline = self._loop.call_later(CLOSE_WITHIN, self._transport.abort)

    def _end(self, state: State, code: int, reason: str) -> None:
        told = self._state in (State.CLOSING, State.GONE)
        self._state = state
        if told:
            return
        if self._writable is not None:
            self._writable.set()
        self._put({"type": "websocket.disconnect", "code": code, "reason": reason})
        if self.listener is not None:
            self.listener.line_lost()
            self.listener = None

    def _put(self, message: Message) -> None:
        if self._state is State.CLOSING and message["type"] == "websocket.receive":
            return
        self._inbox.append(message)
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)
        if len(self._inbox) >= MOST_UNREAD and not self._stopped_reading:
            self._stopped_reading = True
            self._transport.pause_reading()

    def _scope(self, upgrade: Upgrade) -> Message:
        transport = self._transport
        return {
            **upgrade.scope("wss" if is_ssl(transport) else "ws", self._config.root_path),
            "asgi": {"version": self._config.asgi_version, "spec_version": "2.4"},
            "server": get_local_addr(transport),
            "client": get_remote_addr(transport),
            "state": self._app_state.copy(),
            "extensions": {LINE: self, "websocket.http.response": {}},
        }
