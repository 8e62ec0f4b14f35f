"""A server that says back what it hears, over our line: `python -m tests.wire.echo LOOP PORT`."""

import asyncio
import sys
from typing import Any

import uvicorn

from app.web import http_line, ready_line
from app.web.http_line import HttpLine
from app.web.ready_line import LINE, ReadyLine
from app.wire.framing import BINARY, frame

LARGEST = 65_536
GIVE_UP = 0.5
HEAD_WITHIN = 2.0
PIECE = frame(b"x" * 60_000)


async def app(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """`/asgi` says it back by ASGI, `/ready` by the line; `/flood` talks until it may not; `/fail` fails."""
    if scope["type"] != "websocket":
        return
    await receive()
    if scope["path"] == "/refused":
        await send({"type": "websocket.close"})
        return
    await send({"type": "websocket.accept", "subprotocol": next(iter(scope["subprotocols"]), None)})
    line: ReadyLine = scope["extensions"][LINE]
    match scope["path"]:
        case "/flood":
            while True:
                await send({"type": "websocket.send", "bytes": b"x" * 60_000})
        case "/fail":
            raise ValueError("as asked")
        case "/over":
            await send({"type": "websocket.close", "code": 4504, "reason": "r" * 200})
            return
        case "/deaf":
            await asyncio.Event().wait()
        case _:
            pass
    while True:
        heard = await receive()
        if heard["type"] == "websocket.disconnect":
            return
        if scope["path"] == "/asgi":
            await send({**heard, "type": "websocket.send"})
        elif "text" in heard:
            line.write(frame(heard["text"].encode()))
        else:
            line.write(frame(heard["bytes"], BINARY))


def main() -> None:
    loop, port = sys.argv[1:]
    ready_line.CLOSE_WITHIN = GIVE_UP
    http_line.HEAD_WITHIN = HEAD_WITHIN
    uvicorn.run(
        app,
        port=int(port),
        loop=loop,
        http=HttpLine,
        ws=ReadyLine,
        ws_max_size=LARGEST,
        lifespan="off",
        timeout_graceful_shutdown=1,
        log_level="error",
    )


if __name__ == "__main__":
    main()
