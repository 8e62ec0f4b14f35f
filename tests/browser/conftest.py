"""A real server and a real Chromium for the tests at screens."""

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser

from app.store.embedded import EmbeddedRedis
from app.store.event_log import RedisLog
from app.store.redis_client import RedisClient
from tests.browser.chromium import started
from tests.browser.rooms import OpenWindow
from tests.browser.window import DESK, Theme, Window
from tests.house.sources import ROOT
from tests.redises import shelf
from tests.serving import ServerProcess
from tests.web.dry_runs import library


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    async with started() as browser:
        yield browser


@pytest.fixture(scope="session")
def one_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A server for all files, since a start costs as much as a short test; two scenarios are for dry runs."""
    data: Path = tmp_path_factory.mktemp("browser")
    shelf.url_for_good(data)
    scenarios = library(tmp_path_factory.mktemp("library"))
    shutil.copytree(ROOT / "scenarios", scenarios, dirs_exist_ok=True)
    server = ServerProcess(data, environment={"SQUALL_SCENARIOS": str(scenarios)}).start()
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="module")
async def shared(one_server: ServerProcess) -> AsyncIterator[ServerProcess]:
    """The server for the tests of one file, which leave it as it is; their drills run on until its end."""
    yield one_server
    await no_drills(one_server)


async def no_drills(server: ServerProcess) -> None:
    """Erase those that run, so that the next file has the processor; their bells tell the server."""
    client = RedisClient(shelf.url_of(server.data) or EmbeddedRedis(server.data).url)
    try:
        log = RedisLog(client, "tests")
        for drill in await log.live():
            await log.erase(drill)
        assert await log.live() == []
    finally:
        await client.close()


@pytest.fixture
async def open_window(chromium: Browser, shared: ServerProcess) -> AsyncIterator[OpenWindow]:
    """Opens windows on the shared server, and closes them."""
    windows: list[Window] = []

    async def opened(*, size: tuple[int, int] = DESK, theme: Theme = "light", base: str = "") -> Window:
        window = await Window.open(chromium, base or shared.base, size=size, theme=theme)
        windows.append(window)
        return window

    yield opened
    for window in windows:
        await window.close()
