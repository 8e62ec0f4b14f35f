"""The briefing: questions with an answer at once, how sure everybody is, and whether the line holds."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import expect

from tests.browser.axe import overflow, stumbles
from tests.browser.rooms import OpenWindow, at_screen
from tests.browser.window import DESK, PHONE
from tests.people import Person
from tests.serving import ServerProcess

pytestmark = pytest.mark.browser


@pytest.fixture
async def lobby(shared: ServerProcess) -> AsyncIterator[dict[str, Person]]:
    people = {seat: Person(shared.base) for seat in ("facilitator-1", "brand-comms", "critic-1")}
    code = (await people["facilitator-1"].start(mode="room", name="Dana Kessler"))["links"]["code"]
    await people["brand-comms"].join(code, "Mara Voss", "brand-comms")
    await people["critic-1"].join(code, "Teo Marchetti", "critic-1")
    yield people
    for person in people.values():
        await person.go()
        await person.http.aclose()


@pytest.mark.parametrize("size", [DESK, PHONE])
async def test_what_a_player_knows_and_how_sure_they_are_reaches_the_facilitator(
    open_window: OpenWindow, lobby: dict[str, Person], size: tuple[int, int]
) -> None:
    dana = (await at_screen(open_window, lobby, "facilitator-1")).page
    window = await at_screen(open_window, lobby, "brand-comms", size=size)
    page = window.page
    if size == PHONE:
        await page.get_by_role("tab", name="People").click()
    await page.get_by_role("button", name="Check yourself").click()
    dialog = page.get_by_role("dialog", name="Are we ready?")
    await dialog.get_by_role("radio", name="Legal").check()
    await expect(dialog.get_by_text("Look it up on this page")).to_be_visible()
    await dialog.get_by_role("radio", name="Decision maker").check()
    await expect(dialog.get_by_text("Look it up on this page")).to_have_count(0)
    await dialog.get_by_role("group").nth(1).get_by_role("radio").first.check()
    await dialog.get_by_role("group").nth(2).get_by_role("radio").nth(1).check()
    await expect(dialog.get_by_text("2 of 3 right at the first try")).to_be_visible()
    await dialog.get_by_role("slider").fill("65")
    await dialog.get_by_role("button", name="Say it").click()
    assert await stumbles(page) == []
    assert await overflow(page) == []
    await dialog.get_by_role("button", name="Back to the lobby").click()
    await expect(page.get_by_text("65 % sure").last).to_be_visible()
    row = dana.get_by_role("button", name="Mara Voss").first
    await expect(row).to_contain_text("2/3")
    await expect(row).to_contain_text("65 %")
    assert window.faults() == []


async def test_a_critic_is_asked_for_the_part_they_play(
    open_window: OpenWindow, lobby: dict[str, Person]
) -> None:
    page = (await at_screen(open_window, lobby, "critic-1")).page
    await page.get_by_role("button", name="Check yourself").click()
    dialog = page.get_by_role("dialog", name="Are we ready?")
    await dialog.get_by_role("radio", name="Real-world issue").check()
    await expect(dialog.get_by_role("radio", name="Real-world issue")).to_be_checked()
    await expect(dialog.get_by_text("Who says the last yes")).to_have_count(0)
    await dialog.get_by_role("button", name="Play a tone").click()
    await expect(dialog.get_by_text("Nothing heard?", exact=False)).to_be_visible()


async def test_after_endex_everybody_says_once_more_how_sure_they_are(
    open_window: OpenWindow, lobby: dict[str, Person]
) -> None:
    dana = lobby["facilitator-1"]
    await dana.come()
    await dana.done("clock.start")
    page = (await at_screen(open_window, lobby, "brand-comms")).page
    await dana.done("clock.end")
    await page.get_by_label("And now: how sure", exact=False).fill("40")
    await page.get_by_role("button", name="Say it").click()
    told = await dana.event("confidence.given", when="after")
    assert (told["event"]["seat"], told["event"]["value"]) == ("brand-comms", 40)
