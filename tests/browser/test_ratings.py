"""Two evaluators rate blind, the review shows both, names are unsealed, a link is read without a cookie."""

import re

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.rooms import OpenWindow, at_screen
from tests.people import Person
from tests.serving import ServerProcess

pytestmark = pytest.mark.browser
NAMES = {"facilitator-1": "Quillon Ashby", "observer-1": "Wendeline Ostrava", "observer-2": "Tibor Halasz"}
Drill = dict[str, Person]


@pytest.fixture
async def drill(shared: ServerProcess) -> Drill:
    """A drill that runs, with a facilitator and two evaluators."""
    people = {seat: Person(shared.base) for seat in NAMES}
    dana = people["facilitator-1"]
    seated = await dana.start(mode="room", name=NAMES["facilitator-1"])
    key = seated["links"]["observer"].partition("#")[2]
    for seat in ("observer-1", "observer-2"):
        await people[seat].join(key, NAMES[seat])
    await dana.come()
    await dana.done("clock.start")
    await dana.first_post()
    return people


async def rate(page: Page, key: str, remark: str) -> None:
    """Rate the first item by key, let it rest on the first inject, and save."""
    await page.get_by_role("heading", name="Does somebody name the first post").click()
    await page.keyboard.press(key)
    await page.get_by_role("combobox", name="Add evidence").select_option("inject 01")
    await page.get_by_role("textbox", name="Remark").fill(remark)
    await page.get_by_role("button", name="Save 1 rating").click()
    await expect(page.get_by_text("1 of 13 rated")).to_be_visible()


async def test_two_rate_blind_the_review_shows_both_and_a_link_lets_anybody_read(
    open_window: OpenWindow, chromium: Browser, drill: Drill
) -> None:
    a, b = [await at_screen(open_window, drill, seat) for seat in ("observer-1", "observer-2")]
    await rate(a.page, "2", "Seen at once.")
    await expect(b.page.get_by_text("1 other evaluator rates too")).to_be_visible()
    assert "Seen at once." not in await b.page.content()
    await rate(b.page, "4", "Nobody said a word.")
    for window, words in ((a, "Nobody said a word."), (b, "Seen at once.")):
        await expect(window.page.get_by_text(words)).to_be_visible()

    dana = drill["facilitator-1"]
    await dana.done("clock.end")
    window = await open_window()
    await window.come_as(dana)
    page = window.page
    await page.goto(f"/review/{dana.rehearsal}#page=evaluation")
    item = page.locator("article", has_text="Does somebody name the first post")
    await expect(item.get_by_text("They lie apart")).to_be_visible()
    await expect(item.get_by_text("Observer 2", exact=False)).to_be_visible()
    assert not [name for name in NAMES.values() if name in await page.content()]

    await page.get_by_role("button", name="Share").click()
    await page.get_by_role("button", name="Make a link").click()
    address = await page.get_by_role("textbox", name="Link l1").input_value()
    await page.get_by_role("button", name="Unseal names").click()
    await page.get_by_role("button", name="Yes, unseal the names").click()
    await expect(item.get_by_text(f"Observer 2 ({NAMES['observer-2']})")).to_be_visible()
    await expect(a.page.get_by_text("unsealed", exact=False).first).to_be_visible()

    stranger = await chromium.new_context()
    other = await stranger.new_page()
    await other.goto(address)
    await other.get_by_role("tab", name="Evaluation").first.click()
    read = other.locator("article", has_text="Does somebody name the first post")
    await expect(read.get_by_text(f"Observer 1 ({NAMES['observer-1']})")).to_be_visible()
    await expect(other).to_have_url(re.compile(r"page=evaluation&key="))
    async with other.expect_download() as download:
        await other.get_by_role("button", name="Offline page").click()
    assert (await download.value).suggested_filename == f"squall-{dana.rehearsal}-review.html"
    assert await stranger.cookies() == []

    await page.get_by_role("button", name="Share").click()
    await page.get_by_role("button", name="Revoke").click()
    await expect(page.get_by_text("1 that opens nothing any more")).to_be_visible()
    await other.reload()
    await expect(other.get_by_text("This link opens nothing any more")).to_be_visible()
    await stranger.close()
    for person in drill.values():
        await person.go()
        await person.http.aclose()
