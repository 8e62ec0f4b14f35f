"""A server that cannot stop: it is ended, and says what it hung on."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import ServerProcess

pytestmark = pytest.mark.faults
HANGING = """
import asyncio
import sys
import app.server
app.server.HUNG_AFTER, app.server.GONE_WITHIN = 0.5, 2.0
from app.live.rooms import Rooms
from app.cli import main

async def never(self):
    await asyncio.Event().wait()

async def broken(self, seconds):
    raise KeyError("a room that is gone")

part = sys.argv.pop(1)
setattr(Rooms, part, {"close": never, "drain": broken}[part])
sys.exit(main(sys.argv[1:]))
"""
"""A server one part of which hangs or breaks while it stops."""


@pytest.fixture
def server(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[ServerProcess]:
    made = ServerProcess(tmp_path / "data", program=("-c", HANGING, *request.param))
    made.start()
    yield made
    made.kill()
    ServerProcess(made.data).start().stop()  # Redis, which outlived it


@pytest.mark.parametrize("server", [("close",)], indirect=True)
def test_one_that_hangs_is_ended_and_says_where_each_of_its_tasks_waits(server: ServerProcess) -> None:
    server.told_to_stop()
    assert server.wait() == 1
    assert re.search(r"the server does not stop: .* > never:\d+", server.written())


@pytest.mark.parametrize("server", [("drain",)], indirect=True)
def test_one_that_cannot_send_its_browsers_away_stops_all_the_same(server: ServerProcess) -> None:
    server.told_to_stop()
    assert server.wait() == 0
    assert "the browsers could not be sent elsewhere" in server.written()
    assert "does not stop" not in server.written()
