"""The first page: two doors and a solo strip, for every eye, hand and width."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.axe import overflow, stumbles_in_any_light
from tests.browser.rooms import OpenWindow
from tests.browser.window import DESK, PHONE

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
async def test_the_landing_page_is_whole_and_in_nobodys_way(
    open_window: OpenWindow, size: tuple[int, int]
) -> None:
    window = await open_window(size=size)
    page = window.page
    await page.goto("/")
    await expect(page.get_by_role("button", name="Play solo")).to_be_enabled()
    await expect(page.get_by_role("button", name="Start a rehearsal")).to_be_enabled()
    await expect(page.get_by_text("Exercise only")).to_be_visible()
    assert await stumbles_in_any_light(page) == []
    assert await overflow(page) == []
    assert window.faults() == []


async def test_a_code_on_the_landing_page_leads_to_the_door(open_window: OpenWindow) -> None:
    window = await open_window()
    page = window.page
    await page.goto("/")
    await page.get_by_label(re.compile("Joining code")).press_sequentially("k7m 4r9")
    await page.get_by_role("button", name="Join").click()
    await expect(page).to_have_url(re.compile(r"/join#K7M4R9$"))


async def test_an_address_nobody_knows_says_so(open_window: OpenWindow) -> None:
    window = await open_window()
    await window.page.goto("/parts")
    await window.page.evaluate(
        "history.replaceState(null, '', '/no-such-place'); dispatchEvent(new PopStateEvent('popstate'))"
    )
    await expect(
        window.page.get_by_role("link", name=re.compile("start", re.IGNORECASE)).first
    ).to_be_visible()
    assert window.faults() == []
