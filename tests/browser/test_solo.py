"""A drill for one: from the first page to the storm, and to its review."""

import re
import sys
from time import monotonic

import pytest
from playwright.async_api import expect

from tests.browser.axe import overflow
from tests.browser.promises import check_unbroken
from tests.browser.rooms import OpenWindow, solo
from tests.browser.window import PHONE
from tests.web.dry_runs import SHORT

pytestmark = pytest.mark.browser


async def test_from_the_first_page_the_storm_is_one_click_away(
    open_window: OpenWindow, capsys: pytest.CaptureFixture[str]
) -> None:
    window = await open_window()
    page = window.page
    await page.goto("/")
    await page.get_by_role("button", name="Play solo").click()
    began = monotonic()
    await expect(page).to_have_url(re.compile(r"/r/\w+/brand-comms$"))
    first = page.locator("article[data-post]").filter(has_text="@kevmarsh")
    await expect(first.first).to_be_visible(timeout=30_000)
    with capsys.disabled():
        sys.stdout.write(f"\nfrom Play solo to the first angry post: {monotonic() - began:.1f} s\n")
    await expect(first.last).to_contain_text("gate B14")
    assert window.faults() == []


@pytest.mark.slow
async def test_a_solo_drill_runs_to_its_review_by_itself(open_window: OpenWindow) -> None:
    window = await open_window()
    page = window.page
    await page.goto("/")
    started = await solo(window, scenario=SHORT, role="critic", speed=10)
    await page.goto(started["url"])
    await expect(page.get_by_role("textbox", name="Say it in public")).to_be_visible()
    review = page.get_by_role("link", name="Open the review").first
    await expect(review).to_be_visible(timeout=90_000)
    await review.click()
    await expect(page.get_by_role("heading", name="What happened", exact=True)).to_be_visible()
    await expect(page.get_by_role("slider", name="Time of the replay")).to_be_visible()
    check_unbroken(window)
    assert window.faults() == []


async def test_a_bystander_alone_needs_only_a_phone(open_window: OpenWindow) -> None:
    window = await open_window(size=PHONE)
    page = window.page
    await page.goto("/")
    await page.get_by_role("radio", name="Bystander").check()
    await page.get_by_role("button", name="Play solo").click()
    await expect(page).to_have_url(re.compile(r"/r/\w+/bystander-1$"))
    for tab in ("Trust", "Post", "Me", "Feed"):
        await page.get_by_role("tab", name=re.compile(f"^{tab}")).locator("visible=true").first.click()
        assert await overflow(page) == [], tab
    await expect(page.locator("article[data-post]").first).to_be_visible(timeout=30_000)
    assert window.faults() == []
