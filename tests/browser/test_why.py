"""Why a post spread, on the screens of those who may know; and who an account is, on everybody's."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import expect

from tests.browser.acting import stands
from tests.browser.axe import overflow, stumbles
from tests.browser.rooms import OpenWindow, at_screen
from tests.browser.window import PHONE
from tests.people import Person
from tests.serving import ServerProcess

pytestmark = pytest.mark.browser

People = dict[str, Person]


@pytest.fixture(scope="module")
async def people(shared: ServerProcess) -> AsyncIterator[People]:
    """A drill two minutes old, in which the crowd has spoken; then it is held."""
    dana, mara = Person(shared.base), Person(shared.base)
    links = (await dana.start(mode="room", name="Dana Kessler"))["links"]
    await mara.join(links["code"], "Sam of brand-comms", "brand-comms")
    await dana.come()
    await dana.done("clock.start")
    await dana.first_post()
    await dana.done("clock.jump", to=120.0, passed="hold")
    await dana.wait_for(
        lambda one: (
            one["type"] == "event"
            and one["event"]["kind"] == "post.published"
            and one["event"]["origin"]["sort"] == "crowd"
        )
    )
    await dana.done("clock.pause")
    await dana.go()
    yield {"facilitator-1": dana, "brand-comms": mara}
    for person in (dana, mara):
        await person.http.aclose()


@pytest.mark.parametrize("size", [(1440, 900), PHONE])
async def test_the_facilitator_asks_a_post_why_it_spread(
    open_window: OpenWindow, people: People, size: tuple[int, int]
) -> None:
    window = await at_screen(open_window, people, "facilitator-1", size=size)
    page = window.page
    if size == PHONE:
        await page.get_by_role("tab", name="Feed").last.click()
    await stands(page)
    card = page.locator("article[data-post]").filter(has_text=people_of_the_crowd(people)).first
    await expect(card).to_be_visible()
    card = page.locator(f"article[data-post='{await card.get_attribute('data-post')}']")
    await card.focus()
    await card.get_by_role("button", name="Why?").click()
    reasons = page.locator(".reasons")
    await expect(reasons.get_by_role("table", name="Mood by segment")).to_be_visible()
    await expect(page.get_by_text("The reasons did not load")).to_have_count(0)
    assert await stumbles(page) == []
    assert await overflow(page) == []
    assert window.faults() == []
    await page.get_by_role("button", name="Back").last.click()
    await expect(reasons).to_have_count(0)


async def test_the_console_is_no_longer_than_the_window(open_window: OpenWindow, people: People) -> None:
    page = (await at_screen(open_window, people, "facilitator-1")).page
    assert await page.evaluate("document.documentElement.scrollHeight - innerHeight") <= 0


async def test_a_player_sees_of_an_account_what_everybody_says_of_themselves(
    open_window: OpenWindow, people: People
) -> None:
    player = await at_screen(open_window, people, "brand-comms")
    page = player.page
    await expect(page.get_by_role("button", name="Why?")).to_have_count(0)
    await stands(page)
    labels: list[list[str]] = []
    for handle in ("@kevmarsh", people_of_the_crowd(people)):
        card = page.locator("article[data-post]").filter(has_text=handle).first
        await card.locator("header").get_by_role("button").click()
        dialog = page.get_by_role("dialog")
        await expect(dialog.get_by_text("In this exercise")).to_be_visible()
        await expect(dialog.locator(".skeleton")).to_have_count(0)
        labels.append(await dialog.locator("dt, h3").all_text_contents())
        await page.keyboard.press("Escape")
        await expect(page.locator("dialog", has=page.locator(".account"))).to_have_count(0)
    assert labels == [["Followers", "In this exercise"]] * 2
    assert player.faults() == []


def people_of_the_crowd(people: People) -> str:
    """The handle of the latest of the crowd who spoke."""
    posts = [
        one["event"] for one in people["facilitator-1"].events() if one["event"]["kind"] == "post.published"
    ]
    return "@" + next(str(one["author"]) for one in reversed(posts) if one["origin"]["sort"] == "crowd")
