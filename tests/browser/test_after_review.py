"""After the review: a better answer, the plan's next version, a re-test, and a drill run from here."""

import re
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, expect

from tests.browser.axe import stumbles
from tests.browser.rooms import OpenWindow
from tests.browser.window import PHONE
from tests.people import Person
from tests.serving import ServerProcess

pytestmark = pytest.mark.browser
OWNED = "We got this wrong, it was our mistake, and we are sorry. We are calling you tonight."


@pytest.fixture(scope="module")
async def dana(shared: ServerProcess) -> AsyncIterator[Person]:
    """Who led a drill of seven minutes in which a draft went out unapproved, and little else was said."""
    dana, mara = Person(shared.base), Person(shared.base)
    links = (await dana.start(mode="room", name="Dana Kessler"))["links"]
    await mara.join(links["code"], "Mara Voss", "brand-comms")
    await mara.come()
    await dana.come()
    await dana.done("clock.start")
    await dana.first_post()
    await dana.done("clock.jump", to=60.0, passed="skip")
    opened = await mara.done("draft.open", text="Our policy has applied equally to all since 2011.")
    draft = opened["made"][0]
    await mara.done("draft.publish", draft=draft, anyway="No time.")
    await dana.event("draft.published", draft=draft)
    await mara.done("decision.take", what="We say nothing until eight")
    await dana.done("clock.jump", to=420.0, passed="skip")
    await dana.done("clock.end")
    yield dana
    for person in (dana, mara):
        await person.go()
        await person.http.aclose()


async def review(open_window: OpenWindow, dana: Person, **look: tuple[int, int]) -> Page:
    window = await open_window(**look)
    await window.come_as(dana)
    await window.page.goto(f"/review/{dana.rehearsal}")
    await expect(window.page.get_by_role("slider", name="Time of the replay")).to_be_visible()
    return window.page


async def test_a_better_answer_is_found_while_what_followed_is_hidden_and_the_best_is_kept(
    open_window: OpenWindow, dana: Person
) -> None:
    page = await review(open_window, dana)
    await page.keyboard.press("b")
    await expect(page.get_by_role("heading", name="Published unapproved")).to_be_visible()
    mend = page.get_by_role("button", name="Find a better answer")
    await mend.click()
    await expect(page.get_by_text("Frozen at")).to_be_visible()
    await expect(page.get_by_role("slider", name="Time of the replay")).to_be_hidden()
    await page.get_by_label("What the brand would have said").fill(OWNED)
    await page.get_by_role("button", name="See what comes of it").click()
    best = page.get_by_text("best so far")
    await expect(best).to_be_visible(timeout=30_000)
    await page.get_by_role("button", name="Keep the best").click()
    await expect(page.get_by_text("Kept: it stands among the findings now.")).to_be_visible()
    assert await stumbles(page) == []
    found = (await dana.http.get(f"/api/rehearsals/{dana.rehearsal}/review")).json()["findings"]
    costs = [one["cost"] for one in found if one["rule"] == "unapproved"]
    assert re.fullmatch(r"About −[\d.]+ points of trust \[.*\] at EndEx, an estimate\.", costs[0])


async def test_two_accepted_changes_make_a_version_and_a_re_test_opens_in_the_workshop(
    open_window: OpenWindow, dana: Person
) -> None:
    page = await review(open_window, dana)
    await page.get_by_role("tab", name="Plan v5").locator("visible=true").click()
    for accepted in (1, 2):
        await page.get_by_role("button", name="Accept: Who may apologise").first.click()
        await expect(page.get_by_text(f"{accepted} accepted")).to_be_visible()
    version = page.get_by_role("complementary", name="Version 5")
    await expect(version).to_contain_text("A spoken yes does not count")
    assert await stumbles(page) == []
    await page.get_by_role("button", name="Make a re-test").click()
    await expect(page).to_have_url(re.compile(r"/workshop/"), timeout=15_000)
    await page.get_by_role("textbox", name="Your name").fill("Dana")
    await page.get_by_role("button", name="Open the draft").click()
    await expect(page.get_by_text("Too wide for the seat, again").first).to_be_visible()


async def test_run_from_here_opens_a_live_drill_held_at_the_moment(
    open_window: OpenWindow, dana: Person
) -> None:
    page = await review(open_window, dana)
    await page.get_by_role("button", name=re.compile("Run from T")).click()
    await page.get_by_role("button", name=re.compile("Start it, held")).click()
    await expect(page).to_have_url(re.compile(r"/r/\w+/facilitator-1$"), timeout=15_000)
    await expect(page.get_by_text(re.compile("Run from here, at T"))).to_be_visible()


async def test_the_next_version_fits_a_phone(open_window: OpenWindow, dana: Person) -> None:
    page = await review(open_window, dana, size=PHONE)
    await page.get_by_role("tab", name="Plan v5").locator("visible=true").click()
    await expect(page.get_by_text("Assumptions, corrected")).to_be_visible()
    wide = "document.documentElement.scrollWidth > innerWidth"
    assert not await page.evaluate(wide)
    assert await stumbles(page) == []
