"""A what-if in the browser: another move of the brand, answered by the same crowd, shown as an estimate."""

import gzip
import re
from collections.abc import Iterator

import pytest
from playwright.async_api import expect

from tests.browser.axe import overflow, stumbles
from tests.browser.rooms import OpenWindow
from tests.browser.window import DESK
from tests.people import Person
from tests.review.golden.kept import log
from tests.serving import ServerProcess

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A server of its own: its log and the one that replays are shown with are of one rehearsal's id."""
    server = ServerProcess(tmp_path_factory.mktemp("what-if")).start()
    try:
        yield server
    finally:
        server.stop()


async def test_what_silence_would_have_changed_stands_beside_what_happened(
    open_window: OpenWindow, shared: ServerProcess
) -> None:
    async with Person(shared.base) as dana:
        opened = await dana.http.post("/api/logs", content=gzip.decompress(log("late").read_bytes()))
        assert opened.is_success, opened.text
        window = await open_window(size=DESK)
        await window.come_as(dana)
    page = window.page
    await page.goto(f"{opened.json()['url']}#t=0&page=whatif")
    await expect(page.get_by_text("Estimate", exact=True)).to_be_visible()
    await page.get_by_role("radio", name="said nothing").check()
    await page.get_by_role("button", name="Play it 200 times").click()
    heading = page.get_by_role("heading", name=re.compile(r"Had we said nothing at 17:12"))
    await expect(heading).to_be_visible(timeout=60_000)
    await expect(page.get_by_text(re.compile(r"^200 runs"))).to_be_visible()
    await expect(page.get_by_text("what happened", exact=True).first).to_be_visible()
    assert await stumbles(page) == []
    assert await overflow(page) == []
    assert window.faults() == []
