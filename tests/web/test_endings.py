"""Pages of another version, and faults nobody thought of: how a socket ends then."""

from types import SimpleNamespace
from typing import Any

import pytest
from fastapi import WebSocket
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from app.web.socket import live
from app.wire.closing import Close
from tests.people import Person
from tests.serving import ServerProcess


@pytest.mark.parametrize("page", ["squall.v0", "squall.v2"])
async def test_a_page_of_another_version_is_told_to_reload(server: ServerProcess, page: str) -> None:
    async with Person(server.base) as dana:
        await dana.start(mode="room", name="Dana")
        address = f"{server.base.replace('http', 'ws')}/live/{dana.rehearsal}"
        socket = await connect(address, subprotocols=[page], origin=server.base)  # type: ignore[list-item,arg-type]
        assert socket.subprotocol == page
        assert '"bye"' in str(await socket.recv())
        with pytest.raises(ConnectionClosed):
            await socket.recv()
        assert socket.close_code == Close.VERSION


async def test_a_page_that_speaks_ours_too_is_let_in(server: ServerProcess) -> None:
    async with Person(server.base) as dana:
        await dana.start(mode="room", name="Dana")
        address = f"{server.base.replace('http', 'ws')}/live/{dana.rehearsal}"
        both = ["squall.v2", "squall.v1"]
        async with connect(address, subprotocols=both, origin=server.base) as socket:  # type: ignore[arg-type]
            assert socket.subprotocol == "squall.v1"


class BrokenServices:
    """A node in which something fails that nobody thought of."""

    rooms = SimpleNamespace(draining=False)
    origins = ("http://here.test",)

    @property
    def desk(self) -> object:
        raise RuntimeError("nobody thought of this")


async def test_a_fault_of_ours_is_told_as_one_and_coming_back_is_worth_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    heard: list[Any] = [
        {"type": "websocket.connect"},
        {"type": "websocket.receive", "text": '[{"type":"enter","ticket":"t","tab":"t"}]'},
    ]
    said: list[Any] = []

    async def receive() -> Any:
        return heard.pop(0)

    async def send(message: Any) -> None:
        said.append(message)

    scope = {
        "type": "websocket",
        "path": "/live/r1",
        "root_path": "",
        "headers": [(b"origin", b"http://here.test")],
        "subprotocols": ["squall.v1"],
        "app": SimpleNamespace(state=SimpleNamespace(services=BrokenServices())),
    }
    await live(WebSocket(scope, receive, send))
    assert [one["type"] for one in said] == ["websocket.accept", "websocket.send", "websocket.close"]
    assert said[-1]["code"] == Close.INTERNAL
    assert "a socket failed" in caplog.text
