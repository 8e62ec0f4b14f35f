"""Our line, rings and tiers without a rehearsal: what a member of `/ws/ROOM` says goes to all members.

`python -m tests.bench.fanout.probe PORT BEAT`: seconds between writes; 0 writes each event by itself.
"""

import asyncio
import sys
from typing import Any

import uvicorn

from app.ids import Seq, View
from app.live.fan import Fan
from app.live.line import Line
from app.live.outbox import Outbox
from app.live.rings import Rings
from app.server import loop_factory
from app.sweeping import Sweeper
from app.web.ready_line import LINE, ReadyLine
from app.wire.closing import Close
from tests.bench.fanout.pauses import told

ROOM = View("room")


class Stage:
    """One room: what is said becomes an event of its one view."""

    def __init__(self, beat: float) -> None:
        self._beat = beat
        self._rings = Rings()
        self._ring = self._rings.of(ROOM)
        self._fan = Fan(self._rings)

    def join(self, line: Line) -> Outbox:
        outbox = Outbox(self._rings, {ROOM: self._ring.n}, line, _never, beat=self._beat)
        self._fan.add(outbox)
        return outbox

    def part(self, outbox: Outbox) -> None:
        self._fan.discard(outbox)

    def hear(self, text: str) -> None:
        n = self._ring.n + 1
        self._ring.put(n, Seq(n), text.encode())
        if self._beat:
            self._fan.news()
        else:
            # What comes in together would leave together: here each event is to cost its own write.
            self._fan.write_now()


class Probe:
    """The ASGI application."""

    def __init__(self, beat: float) -> None:
        self._beat = beat
        self._stages: dict[str, Stage] = {}

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        path = scope["path"]
        stage = self._stages.setdefault(path, Stage(self._beat))
        outbox = stage.join(scope["extensions"][LINE])
        while (heard := await receive())["type"] == "websocket.receive":
            stage.hear(heard["text"])
        stage.part(outbox)


def _never(code: Close) -> None:
    raise AssertionError(f"a probe was to be closed with {code}")


def main() -> None:
    port, beat = sys.argv[1:]
    config = uvicorn.Config(
        Probe(float(beat)),
        port=int(port),
        ws=ReadyLine,
        backlog=4096,
        lifespan="off",
        interface="asgi3",
        log_level="warning",
        access_log=False,
    )
    server = uvicorn.Server(config)
    sweeper = Sweeper(quiet=lambda: not server.server_state.connections)
    with told(), asyncio.Runner(loop_factory=loop_factory()) as runner:
        runner.run(_serve(server, sweeper))


async def _serve(server: uvicorn.Server, sweeper: Sweeper) -> None:
    sweeping = asyncio.create_task(sweeper.run())
    await server.serve()
    sweeping.cancel()


if __name__ == "__main__":
    main()
