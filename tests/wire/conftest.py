"""A server that says back what it hears, on each loop there is."""

import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from tests.ports import free_port
from tests.wire.raw import Raw


@pytest.fixture(scope="module", params=["uvloop", "asyncio"])
def echo(request: pytest.FixtureRequest) -> Iterator[tuple[int, int]]:
    """Its port and its process."""
    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", "tests.wire.echo", request.param, str(port)])
    try:
        _wait_for(port, process)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture
def port(echo: tuple[int, int]) -> int:
    return echo[0]


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        assert process.poll() is None, "it ended at once"
        try:
            with Raw(port):
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("it does not come up")
