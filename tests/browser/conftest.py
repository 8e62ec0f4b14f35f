"""A real server and a real Chromium for the tests at screens."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.browser.chromium import started
from tests.browser.rooms import OpenWindow
from tests.browser.window import DESK, Theme, Window
from tests.serving import ServerProcess


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    async with started() as browser:
        yield browser


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A server for the tests of one file, which leave it as it is. Their drills run on, and go with it."""
    data: Path = tmp_path_factory.mktemp("browser")
    server = ServerProcess(data).start()
    try:
        yield server
    finally:
        server.stop()


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
