"""What a room shows later may be asked for before it is there: then it is waited for, and nothing is lost."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Locator, Page, Route, expect

from tests.browser import acting
from tests.browser.rooms import OpenWindow
from tests.browser.window import PHONE, Window
from tests.people import Person
from tests.serving import ServerProcess

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]
LEAST_SHIFT = 3
"""Pixels; browsers take less for no shift."""
LATER = "**/assets/later-*.js"
SAYS = "Who decided that, and when?"


@pytest.fixture
async def priya(shared: ServerProcess) -> AsyncIterator[Person]:
    """A bystander in a drill that runs and has its first post."""
    async with Person(shared.base) as dana, Person(shared.base) as found:
        code = (await dana.start(mode="room", name="Dana Kessler"))["links"]["code"]
        await found.join(code, "Priya N.", "bystander-1")
        await dana.come()
        await dana.done("clock.start")
        await dana.first_post()
        yield found


async def at_room(window: Window, person: Person) -> Page:
    await window.come_as(person)
    await window.page.goto(f"/r/{person.rehearsal}/bystander-1")
    await expect(window.page.locator("article[data-post]").first).to_be_visible()
    return window.page


async def height(place: Locator) -> float:
    box = await place.bounding_box()
    assert box is not None
    return box["height"]


async def test_a_pane_opened_at_once_on_a_slow_line_is_waited_for(
    open_window: OpenWindow, priya: Person
) -> None:
    window, here = await open_window(size=PHONE), asyncio.Event()

    async def slow(route: Route) -> None:
        await here.wait()
        await route.continue_()

    await window.page.route(LATER, slow)
    page = await at_room(window, priya)
    tabs = page.get_by_role("tablist", name="Panes")
    await tabs.get_by_role("tab", name="Trust").click()
    await expect(page.locator(".card.trust").get_by_text("Loading")).to_be_visible()
    tall = await height(page.locator(".card.trust"))

    await tabs.get_by_role("tab", name="Feed").click()
    await acting.stands(page)
    await page.locator("article[data-post]").first.get_by_role("button", name="0 replies").click()
    write = page.get_by_placeholder("What do you make of it?")
    await expect(page.locator(".column > .post").get_by_text("Loading")).to_be_visible()
    assert await write.count() == 0

    here.set()
    await expect(write).to_be_focused()
    await expect(page.get_by_text("Reply to")).to_be_visible()
    await page.keyboard.type(SAYS)
    await page.get_by_role("button", name="Post", exact=True).click()
    await acting.finds(page, SAYS)
    await tabs.get_by_role("tab", name="Trust").click()
    await expect(page.get_by_role("slider")).to_be_visible()
    assert await height(page.locator(".card.trust")) == pytest.approx(tall, abs=LEAST_SHIFT)
    assert window.faults() == []


async def test_a_pane_that_does_not_come_says_so_and_is_tried_again(
    open_window: OpenWindow, priya: Person
) -> None:
    window = await open_window(size=PHONE)
    await window.page.route(LATER, lambda route: route.abort())
    page = await at_room(window, priya)
    await page.get_by_role("tablist", name="Panes").get_by_role("tab", name="Messages").click()
    told = page.get_by_role("alert").filter(has_text="This page did not load")
    await expect(told).to_be_visible()
    await window.page.unroute(LATER)
    await told.get_by_role("button", name="Try now").click()
    await expect(page.get_by_text("No messages yet")).to_be_visible()
    assert window.faults(outage=True) == []
