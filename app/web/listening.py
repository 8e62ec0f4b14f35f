"""What one socket says, message by message."""

from time import monotonic, time_ns
from typing import assert_never

import anyio
from fastapi import WebSocket

from app.live.hall import Connection, Hall
from app.live.room import Room
from app.rehearsal.refusals import Refused
from app.rehearsal.seats import seat_view
from app.web.goodbye import Goodbye
from app.wire.asks import Ask, BadFrame, Enter, Leave, Misread, Ping, Resync, Typing, read_frame
from app.wire.closing import Close
from app.wire.frames import Done, Pong, RefusedFrame

MOST_MISREAD = 20


async def listen(socket: WebSocket, room: Room, connection: Connection, hall: Hall) -> bool:
    """Read and answer until the line ends.

    Returns:
        Whether the client left on purpose.

    Raises:
        Goodbye: the socket is to be closed.
    """
    misread = 0
    while True:
        text = await _next_text(socket)
        if text is None:
            return False
        connection.heard = monotonic()
        arrived = time_ns()
        try:
            messages = read_frame(text)
        except BadFrame:
            raise Goodbye(Close.BAD_FRAME) from None
        parsed = time_ns()
        for message in messages:
            match message:
                case Ask():
                    with room.meters.traces.span("frame", {"squall.rehearsal": room.id}, began=arrived):
                        room.meters.traces.past("parse", arrived, parsed)
                        await _ask(room, connection, message)
                case Ping(c0=c0):
                    arrived = room.now()
                    connection.outbox.answer(Pong(c0=c0, s1=arrived, s2=room.now()))
                case Typing():
                    if not connection.watching:
                        hall.typing(connection.seat, message.where, message.draft)
                case Leave():
                    return True
                case Resync():
                    raise Goodbye(Close.RESYNC)
                case Enter():
                    raise Goodbye(Close.BAD_FRAME)
                case Misread():
                    misread += 1
                    _complain(connection, message, misread)
                case _:
                    assert_never(message)


async def _next_text(socket: WebSocket) -> str | None:
    """The next frame's text, None when the line has ended."""
    message = await socket.receive()
    if message["type"] == "websocket.disconnect":
        return None
    text: str | None = message.get("text")
    if text is None:
        raise Goodbye(Close.BAD_FRAME)
    return text


async def _ask(room: Room, connection: Connection, asked: Ask) -> None:
    seat = room.state.seats[connection.seat]
    try:
        if connection.watching:
            raise Refused("forbidden", "you only look at this seat; go back to your own to act")
        # Shielded: whoever leaves is closed by their own entry, and is still answered.
        with anyio.CancelScope(shield=True):
            answer = await room.ask(seat.id, asked.command, asked.ask)
    except Refused as refused:
        with room.meters.traces.span("done"):
            connection.outbox.answer(
                RefusedFrame(
                    ask=asked.ask,
                    code=refused.code,
                    detail=refused.detail,
                    retry=refused.retry,
                    after_ms=refused.after_ms,
                )
            )
        return
    with room.meters.traces.span("done"):
        views = (connection.view, seat_view(connection.seat))
        reached = {view: n for view, (n, _) in room.at(views).items()}
        connection.outbox.answer(Done(ask=asked.ask, n=reached, made=answer.made))


def _complain(connection: Connection, message: Misread, misread: int) -> None:
    if misread > MOST_MISREAD:
        raise Goodbye(Close.ABUSE)
    if message.ask is not None:
        connection.outbox.answer(RefusedFrame(ask=message.ask, code="invalid", detail=message.detail))
