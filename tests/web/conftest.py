"""One real server for the tests of the web."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import ServerProcess


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """One for each file of tests: all together open more rehearsals a minute than one address may."""
    data: Path = tmp_path_factory.mktemp("web")
    running = ServerProcess(data).start()
    try:
        yield running
    finally:
        running.stop()


@pytest.fixture
def base(server: ServerProcess) -> str:
    return server.base
