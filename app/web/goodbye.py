"""How a socket ends when we end it."""

import logging

import anyio
from fastapi import WebSocket, WebSocketDisconnect

from app.live.line import Line
from app.wire.closing import REASONS, Close
from app.wire.encoding import batch, message_json
from app.wire.frames import Bye
from app.wire.framing import frame

GOODBYE_WITHIN = 2.0

_logger = logging.getLogger(__name__)


class Goodbye(Exception):  # noqa: N818 - an ending, not an error
    """This socket is to be closed, and why; `unsent` are messages that were still to go."""

    def __init__(self, code: Close, unsent: tuple[bytes, ...] = ()) -> None:
        super().__init__(code.name)
        self.code = code
        self.unsent = unsent


async def part(socket: WebSocket, line: Line, code: Close, unsent: tuple[bytes, ...] = ()) -> None:
    """Say goodbye and close; the line may be full, or gone already."""
    with anyio.move_on_after(GOODBYE_WITHIN):
        try:
            line.write(frame(batch([*unsent, message_json(Bye(code=code, reason=REASONS[code]))])))
            await line.sent()
            await socket.close(code, REASONS[code])
        except (WebSocketDisconnect, RuntimeError):
            _logger.debug("a socket went away before its goodbye")
