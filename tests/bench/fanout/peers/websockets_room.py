"""`websockets` with its own broadcast: `python -m tests.bench.fanout.peers.websockets_room PORT`."""

import asyncio
import sys

import uvloop
from websockets.asyncio.server import ServerConnection, broadcast, serve

rooms: dict[str, set[ServerConnection]] = {}


async def enter(socket: ServerConnection) -> None:
    assert socket.request is not None
    members = rooms.setdefault(socket.request.path, set())
    members.add(socket)
    try:
        async for text in socket:
            broadcast(members, text)
    finally:
        members.discard(socket)


async def main() -> None:
    async with serve(enter, "127.0.0.1", int(sys.argv[1]), compression=None, backlog=1024):
        await asyncio.Future()


if __name__ == "__main__":
    uvloop.run(main())
