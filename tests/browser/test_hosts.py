"""Who starts rehearsals signs in, where the server asks for it; who takes part never does."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.axe import overflow, stumbles
from tests.browser.rooms import OpenWindow
from tests.browser.window import DESK, PHONE
from tests.serving import ServerProcess

pytestmark = pytest.mark.browser

PASSWORD = "three gulls on a roof"


@pytest.fixture
def asking(tmp_path: Path) -> Iterator[ServerProcess]:
    server = ServerProcess(tmp_path / "data", environment={"SQUALL_HOSTS": "known"}).start()
    try:
        yield server
    finally:
        server.stop()


async def test_the_first_host_signs_up_invites_another_and_signs_out(
    open_window: OpenWindow, asking: ServerProcess
) -> None:
    first = asking.until_written(r"/sign-in#\S+")
    window = await open_window(size=DESK, base=asking.base)
    page = window.page
    await page.goto("/")
    await expect(page.get_by_role("link", name="Sign in to start a rehearsal")).to_be_visible()
    await expect(page.get_by_role("button", name="Play solo")).to_have_count(0)
    await expect(page.get_by_role("button", name="Join")).to_be_visible()

    await page.goto(first[0])
    await page.get_by_label("Login or e-mail address").fill("dana@meridian.example")
    await page.get_by_label("Your name").fill("Dana Kessler")
    await page.get_by_label("Password").fill("dana@meridian.example")
    assert await stumbles(page) == []
    await page.get_by_role("button", name="Become a host").click()
    await expect(page.get_by_role("alert").filter(has_text="too easy")).to_be_visible()
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Become a host").click()
    await expect(page.get_by_role("button", name="Start a rehearsal")).to_be_enabled()

    await page.get_by_role("button", name="Invite a host").click()
    link = await page.get_by_role("textbox", name="Invite a host").input_value()
    assert await stumbles(page) == []
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Sign out").click()
    await expect(page.get_by_role("link", name="Sign in to start a rehearsal")).to_be_visible()

    phone = await open_window(size=PHONE, theme="dark", base=asking.base)
    await phone.page.goto(link)
    await expect(phone.page.get_by_role("heading", name="Become a host")).to_be_visible()
    assert await stumbles(phone.page) == []
    assert await overflow(phone.page) == []
    await phone.page.goto("/sign-in")
    await phone.page.reload()
    await phone.page.get_by_label("Login or e-mail address").fill("dana@meridian.example")
    await phone.page.get_by_label("Password").fill(PASSWORD)
    await phone.page.get_by_role("button", name="Sign in").click()
    await expect(phone.page.get_by_role("button", name="Start a rehearsal")).to_be_enabled()
    assert await overflow(phone.page) == []
    refused = re.compile("status of 422")
    assert [one for one in window.faults() if not refused.search(one)] == []
    assert phone.faults() == []
