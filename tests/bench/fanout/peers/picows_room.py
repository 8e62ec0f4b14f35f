"""picows, whose lines are written in Cython: `python -m tests.bench.fanout.peers.picows_room PORT`."""

import sys
from typing import Any

import uvloop
from picows import WSListener, WSMsgType, ws_create_server

rooms: dict[bytes, set["Member"]] = {}


class Member(WSListener):
    """One member."""

    def __init__(self, room: set["Member"]) -> None:
        super().__init__()
        self.room = room
        self.transport: Any = None

    def on_ws_connected(self, transport: Any) -> None:
        self.transport = transport
        self.room.add(self)

    def on_ws_disconnected(self, transport: Any) -> None:
        del transport
        self.room.discard(self)

    def on_ws_frame(self, transport: Any, frame: Any) -> None:
        if frame.msg_type == WSMsgType.CLOSE:
            transport.disconnect()
        elif frame.msg_type == WSMsgType.TEXT:
            data = frame.get_payload_as_bytes()
            for member in self.room:
                member.transport.send(WSMsgType.TEXT, data)


def enter(request: Any) -> Member:
    return Member(rooms.setdefault(request.path, set()))


async def main() -> None:
    server = await ws_create_server(enter, "127.0.0.1", int(sys.argv[1]), backlog=1024)
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(main())
