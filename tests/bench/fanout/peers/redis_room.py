"""The least a server in Python can do for rooms through Redis: pass on what came, to whoever is in the room.

`python -m tests.bench.fanout.peers.redis_room PORT`, with SQUALL_REDIS_URL. FastAPI on uvicorn; a frame is
made once and written as it is. Nothing is decided, kept, numbered or shown differently to anybody.
"""

import asyncio
import os
import sys
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import uvicorn
from fastapi import FastAPI, WebSocket, WebSocketDisconnect
from redis.asyncio import BlockingConnectionPool, Redis
from starlette.types import ASGIApp, Receive, Scope, Send

from app.wire.framing import frame

ROOM = "room:"
redis = Redis.from_pool(BlockingConnectionPool.from_url(os.environ["SQUALL_REDIS_URL"], max_connections=16))
rooms: defaultdict[str, set[asyncio.Transport]] = defaultdict(set)


class Lines:
    """Hands each socket the transport below it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["line"] = getattr(send, "__self__", None)
        await self._app(scope, receive, send)


@asynccontextmanager
async def passing_on(_: FastAPI) -> AsyncIterator[None]:
    passing = asyncio.create_task(_pass_on())
    yield
    passing.cancel()
    with suppress(asyncio.CancelledError):
        await passing


async def _pass_on() -> None:
    async with redis.pubsub() as bell:
        await bell.psubscribe(f"{ROOM}*")
        async for message in bell.listen():
            if message["type"] == "pmessage":
                made = frame(message["data"])
                for line in rooms[message["channel"].decode()]:
                    line.write(made)


app = FastAPI(lifespan=passing_on)
app.add_middleware(Lines)


@app.websocket("/ws/{name}")
async def enter(socket: WebSocket, name: str) -> None:
    await socket.accept()
    line, here = socket.scope["line"].transport, ROOM + name
    rooms[here].add(line)
    try:
        while True:
            await redis.publish(here, await socket.receive_text())
    except WebSocketDisconnect:
        rooms[here].discard(line)


if __name__ == "__main__":
    uvicorn.run(
        app,
        port=int(sys.argv[1]),
        backlog=4096,
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        log_level="warning",
        access_log=False,
    )
