"""The replay at the screen: dragging, playing by drama, through somebody's eyes, and links to a moment."""

import gzip
import re
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, expect

from tests.bench.replay import scrubbed
from tests.browser.axe import overflow, stumbles
from tests.browser.rooms import OpenWindow
from tests.browser.window import PHONE, Window
from tests.review.golden.kept import log

pytestmark = pytest.mark.browser
NODES = "document.querySelectorAll('.panes *').length"
MANY = 600
"""Elements that the panes may have more or less after a drag: a screenful of posts, and not six hundred."""


@pytest.fixture
async def window(open_window: OpenWindow) -> AsyncIterator[Window]:
    """A browser that has opened the log of a good drill."""
    window = await open_window()
    await opened(window)
    yield window
    assert window.faults() == []


async def opened(window: Window, spot: str = "") -> None:
    said = await window.context.request.post("/api/logs", data=gzip.decompress(log("good").read_bytes()))
    await window.page.goto(f"{(await said.json())['url']}{spot}")
    await window.page.locator(".transport").wait_for()


async def at(page: Page, time: str) -> None:
    await expect(page.get_by_role("slider")).to_have_attribute("aria-valuetext", time)


async def test_a_drill_is_dragged_through_with_few_elements_and_comes_to_rest(window: Window) -> None:
    page = window.page
    before: int = await page.evaluate(NODES)
    await scrubbed(page)
    await at(page, "00:00")
    await expect(page.get_by_text("Nothing posted yet")).to_be_visible()
    await page.get_by_role("slider").fill("2400")
    await expect(page.get_by_text(re.compile(r"^609 posts so far"))).to_be_visible()
    assert await page.locator(".posts article").count() < 40
    assert abs(await page.evaluate(NODES) - before) < MANY


async def test_by_drama_time_flies_where_nothing_happens_and_slows_where_something_does(
    window: Window,
) -> None:
    page = window.page
    await page.get_by_text("By drama").click(force=True)
    pace = page.locator(".pace")
    await page.get_by_role("slider").fill("5")
    slow = float((await pace.inner_text()).removeprefix("×"))
    await page.get_by_role("slider").fill("2350")
    assert float((await pace.inner_text()).removeprefix("×")) > 4 * slow
    await page.keyboard.press("Space")
    await at(page, "40:00")


async def test_a_link_shows_what_its_sender_saw_and_back_leads_back(
    window: Window, open_window: OpenWindow
) -> None:
    page = window.page
    await window.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await page.get_by_role("slider").fill("900")
    await page.locator("select.lens").first.select_option("critic-1")
    await expect(page.get_by_text("As The man from the plane could know it then")).to_be_visible()
    await expect(page.get_by_role("heading", name="Crew and messages")).to_be_visible()
    await expect(page.get_by_text("trust of the crowd")).to_have_count(0)
    await page.locator("select.lens").first.select_option("brand-comms")
    await expect(page.get_by_text("mentions against the brand, as listening showed them")).to_be_visible()
    await expect(page.get_by_text("The note is real, our night desk wrote it.")).to_have_count(0)
    assert await stumbles(page) == []
    await page.get_by_role("button", name="Copy link").click()
    await expect(page.get_by_text("Link to 15:00 copied")).to_be_visible()
    link: str = await page.evaluate("navigator.clipboard.readText()")
    await page.get_by_role("tab", name="Answers").first.click()
    await expect(page.get_by_role("heading", name="Answers")).to_be_visible()
    await page.go_back()
    await expect(page.get_by_text("As Communicator could know it then")).to_be_visible()
    other = await open_window(size=PHONE)
    await opened(other, f"#{link.partition('#')[2]}")
    await at(other.page, "15:00")
    await expect(other.page.get_by_text("As Communicator could know it then")).to_be_visible()
    assert await overflow(other.page) == []
    assert other.faults() == []
