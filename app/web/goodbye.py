"""How a socket ends when we end it."""

import logging

import anyio
from fastapi import WebSocket, WebSocketDisconnect

from app.wire.closing import REASONS, Close
from app.wire.encoding import batch, message_json
from app.wire.frames import Bye

GOODBYE_WITHIN = 2.0

_logger = logging.getLogger(__name__)


class Goodbye(Exception):  # noqa: N818 - an ending, not an error
    """This socket is to be closed, and why; `unsent` are messages that were still to go."""

    def __init__(self, code: Close, unsent: tuple[bytes, ...] = ()) -> None:
        super().__init__(code.name)
        self.code = code
        self.unsent = unsent


async def part(socket: WebSocket, code: Close, unsent: tuple[bytes, ...] = ()) -> None:
    """Say goodbye and close; the line may be gone already."""
    with anyio.move_on_after(GOODBYE_WITHIN):
        try:
            await socket.send_text(batch([*unsent, message_json(Bye(code=code, reason=REASONS[code]))]))
            await socket.close(code, REASONS[code])
        except (WebSocketDisconnect, RuntimeError):
            _logger.debug("a socket went away before its goodbye")
