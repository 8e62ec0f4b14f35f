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

pytestmark = pytest.mark.browser
LEAST_SHIFT = 3
"""Pixels; browsers take less for no shift."""
LATER = "**/assets/later-*.js"
TOLD = "**/assets/told-*.js"
LISTS = "**/assets/list-*.js"
BY = "kevmarsh"
LEAST_BY_ITSELF = 40
"""Posts, before what draws long lists takes over from somebody who has the keyboard in one."""
MANY = 70
"""Posts; the first eight are drawn at once."""
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


@pytest.fixture
async def in_a_storm(shared: ServerProcess) -> AsyncIterator[Person]:
    """A bystander with a feed that is longer than their page."""
    async with Person(shared.base) as dana, Person(shared.base) as found:
        code = (await dana.start(mode="room", name="Dana Kessler"))["links"]["code"]
        await found.join(code, "Priya N.", "bystander-1")
        await dana.come()
        await dana.done("clock.start")
        for n in range(MANY):
            await dana.done("cue.add", by=BY, text=f"{n} of many. {SAYS} {'More. ' * (n % 9)}", at=40.0 + n)
        await dana.done("clock.jump", to=40.0 + MANY, passed="deliver")
        await dana.wait_for(lambda _: out(dana) >= MANY)
        await dana.done("clock.pause")
        yield found


def out(person: Person) -> int:
    return sum(one["event"]["kind"] == "inject.delivered" for one in person.events())


async def at_room(window: Window, person: Person) -> Page:
    await window.come_as(person)
    await window.page.goto(f"/r/{person.rehearsal}/bystander-1")
    await expect(window.page.locator("article[data-post]").first).to_be_visible()
    return window.page


async def held_back(window: Window, files: str) -> asyncio.Event:
    """Files that do not come before the event is set."""
    here = asyncio.Event()

    async def slow(route: Route) -> None:
        await here.wait()
        await route.continue_()

    await window.page.route(files, slow)
    return here


async def height(place: Locator) -> float:
    box = await place.bounding_box()
    assert box is not None
    return box["height"]


async def test_a_pane_opened_at_once_on_a_slow_line_is_waited_for(
    open_window: OpenWindow, priya: Person
) -> None:
    window = await open_window(size=PHONE)
    here = await held_back(window, LATER)
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


async def test_a_long_feed_is_read_before_what_draws_it_comes_and_stands_still_when_it_does(
    open_window: OpenWindow, in_a_storm: Person
) -> None:
    window = await open_window(size=PHONE)
    here = await held_back(window, LISTS)
    page = await at_room(window, in_a_storm)
    posts, feed = page.locator("article[data-post]"), page.locator("[role=feed] > *").first
    await expect(posts).to_have_count(8)
    await feed.evaluate("list => list.scrollTo(0, list.scrollHeight)")
    await expect(posts).to_have_count(16)
    for _ in range(15):
        await page.keyboard.press("j")
    focused = page.locator("article[data-post]:focus")
    await expect(focused).to_have_attribute("aria-posinset", "15")
    await expect(focused).to_be_in_viewport(ratio=0.99)
    post, place = await focused.get_attribute("data-post"), await focused.bounding_box()

    async with page.expect_response(LISTS) as came:
        here.set()
    assert (await came.value).ok
    await acting.stands(page)
    assert await focused.get_attribute("data-post") == post
    assert await focused.bounding_box() == place
    await expect(page.locator(".plain")).to_have_count(1)

    tabs = page.get_by_role("tablist", name="Panes")
    await tabs.get_by_role("tab", name="Messages").click()
    await tabs.get_by_role("tab", name="Feed").click()
    await acting.stands(page)
    assert await page.locator(f"article[data-post='{post}']").bounding_box() == place
    await expect(page.locator(".plain")).to_have_count(1)

    await page.keyboard.press("Escape")
    await feed.evaluate("list => list.scrollTo(0, 0)")
    await expect(page.locator(".plain")).to_have_count(0)
    await acting.stands(page)
    await expect(posts.first).to_have_attribute("aria-posinset", "1")
    assert window.faults() == []


async def test_whoever_reads_far_by_keys_is_brought_back_to_where_they_are(
    open_window: OpenWindow, in_a_storm: Person
) -> None:
    window = await open_window(size=PHONE)
    here = await held_back(window, LISTS)
    page = await at_room(window, in_a_storm)
    feed, plain = page.locator("[role=feed] > *").first, page.locator(".plain")
    await page.keyboard.press("j")
    here.set()
    before: list[str] = []
    at = 1
    while await plain.count():
        before = await in_sight(page)
        await page.keyboard.press("PageDown")
        at += 1
        await expect(page.locator("article[data-post]:focus")).to_have_attribute("aria-posinset", str(at))
        await acting.stands(page)
    assert at > LEAST_BY_ITSELF
    assert set(await in_sight(page)) & set(before)
    assert await feed.evaluate("list => list.scrollTop") > 0
    await page.keyboard.press("PageDown")
    await expect(page.locator("article[data-post]:focus")).to_have_attribute("aria-posinset", str(at + 1))
    assert window.faults() == []


async def test_what_a_room_has_to_tell_is_asked_for_until_it_comes(
    open_window: OpenWindow, shared: ServerProcess
) -> None:
    window = await open_window(size=PHONE)
    await window.page.route(TOLD, lambda route: route.abort())
    async with Person(shared.base) as dana, Person(shared.base) as found:
        code = (await dana.start(mode="room", name="Dana Kessler"))["links"]["code"]
        await found.join(code, "Priya N.", "bystander-1")
        await dana.come()
        await dana.done("clock.start")
        await dana.first_post()
        page = await at_room(window, found)
        await dana.done("emergency.raise", why="Fire alarm, everybody out")
        await expect(page.get_by_role("alert").filter(has_text="Fire alarm, everybody out")).to_be_visible()
        assert await page.get_by_role("alertdialog").count() == 0
        await window.page.unroute(TOLD)
        await expect(page.get_by_role("alertdialog", name="Real-world issue")).to_be_visible()
    assert window.faults(outage=True) == []


async def in_sight(page: Page) -> list[str]:
    """The posts that can be read, by id."""
    found: list[str] = await page.evaluate(
        """() => {
            const feed = document.querySelector("[role=feed]").getBoundingClientRect();
            const posts = [...document.querySelectorAll("article[data-post]")];
            const boxes = posts.map((post) => [post.dataset.post, post.getBoundingClientRect()]);
            const seen = boxes.filter(([, box]) => box.bottom > feed.top && box.top < feed.bottom);
            return seen.map(([id]) => id);
        }"""
    )
    return found


async def test_a_long_feed_is_read_to_its_end_where_what_draws_it_never_comes(
    open_window: OpenWindow, in_a_storm: Person
) -> None:
    window = await open_window(size=PHONE)
    await window.page.route(LISTS, lambda route: route.abort())
    page = await at_room(window, in_a_storm)
    posts, feed = page.locator("article[data-post]"), page.locator("[role=feed] > *").first
    whole = int(await posts.first.get_attribute("aria-setsize") or 0)
    assert whole >= MANY
    for _ in range(whole):
        if await posts.count() == whole:
            break
        drawn = await posts.count()
        await feed.evaluate("list => list.scrollTo(0, list.scrollHeight)")
        await expect(posts.nth(drawn)).to_be_attached()
    assert await posts.count() == whole
    assert window.faults(outage=True) == []
