"""The door: by code, by keyboard alone, on a phone; and what it keeps to itself."""

import asyncio
import re
from functools import partial

import pytest
from playwright.async_api import Route, expect

from tests.browser.axe import overflow, stumbles_in_any_light
from tests.browser.keyboard import choose, shows_focus, tab_to
from tests.browser.rooms import OpenWindow, fill, joined, observers_key, opened
from tests.browser.window import DESK, PHONE

pytestmark = pytest.mark.browser


async def test_the_door_is_whole_and_in_nobodys_way(
    open_window: OpenWindow,
) -> None:
    code = await opened(await open_window())
    for size in (DESK, PHONE):
        window = await open_window(size=size)
        page = window.page
        await page.goto(f"/join#{code}")
        await page.get_by_role("radio", name=re.compile("Communicator")).check()
        assert await stumbles_in_any_light(page) == []
        assert await overflow(page) == []
        assert window.faults() == []


async def test_a_seat_is_taken_by_keyboard_alone(open_window: OpenWindow) -> None:
    code = await opened(await open_window())
    window = await open_window()
    page = window.page
    await page.goto("/join")
    await tab_to(page, page.get_by_label("Join code, six letters and numbers"))
    await page.keyboard.type(code.lower())
    await page.keyboard.press("Enter")
    name = page.get_by_label("Your name, as the room sees it")
    await expect(name).to_be_visible()
    await tab_to(page, name)
    await page.keyboard.type("Mara Lindt")
    await tab_to(page, page.get_by_role("radio").first)
    legal = page.get_by_role("radio", name=re.compile("^Legal"))
    await choose(page, legal)
    assert await shows_focus(legal)
    await tab_to(page, page.get_by_role("checkbox"))
    await page.keyboard.press("Space")
    take = page.get_by_role("button", name="Take the seat")
    await tab_to(page, take)
    assert await shows_focus(take)
    await page.keyboard.press("Enter")
    await expect(page).to_have_url(re.compile(r"/r/\w+/brand-legal$"))
    assert window.faults() == []


async def test_a_wrong_code_says_so_and_another_can_be_typed(open_window: OpenWindow) -> None:
    window = await open_window()
    page = window.page
    await page.goto("/join#ZZZZZZ")
    await expect(page.get_by_text("no rehearsal has this code")).to_be_visible()
    await expect(page.get_by_label("Join code, six letters and numbers")).to_be_editable()


async def test_who_asks_to_come_in_is_let_in_or_turned_away_by_hand(open_window: OpenWindow) -> None:
    dana = await open_window()
    code = await opened(dana)
    await dana.page.get_by_role("button", name="Let people in by hand").click()
    await expect(dana.page.get_by_role("button", name="Let people in at once")).to_be_visible()
    bo, cy = await open_window(size=PHONE), await open_window()
    for window, name, seat in ((bo, "Bo", "Communicator"), (cy, "Cy", "Legal")):
        await fill(window, code, name, seat)
        await window.page.get_by_role("button", name="Ask to come in").click()
        await expect(window.page.get_by_text("You asked to come in.")).to_be_visible()
    await expect(dana.page.get_by_text("2 people wait at the door")).to_be_visible()
    door = dana.page.get_by_role("list", name="At the door")
    assert await stumbles_in_any_light(dana.page) == []
    assert await stumbles_in_any_light(bo.page) == []
    assert await overflow(bo.page) == []
    await door.get_by_role("button", name="Let in Bo").click()
    await expect(bo.page).to_have_url(re.compile(r"/r/\w+/brand-comms$"))
    await door.get_by_role("button", name="Turn away Cy").click()
    await expect(cy.page.get_by_text("A facilitator did not let you in.")).to_be_visible()
    await expect(door).to_have_count(0)
    opens = asyncio.Event()
    await cy.page.route("**/api/join/look", partial(waits_for, opens))
    await cy.page.get_by_role("button", name="Ask to come in").click()
    await expect(door.get_by_role("button", name="Let in Cy")).to_be_visible()
    await dana.page.get_by_role("button", name="Let people in at once").click()
    await expect(dana.page.get_by_role("button", name="Let people in by hand")).to_be_visible()
    opens.set()  # before the page has looked once
    await expect(cy.page).to_have_url(re.compile(r"/r/\w+/brand-legal$"))
    assert [*dana.faults(), *bo.faults(), *cy.faults()] == []


async def test_what_was_seen_before_one_asked_to_come_in_is_no_answer(open_window: OpenWindow) -> None:
    dana, bo = await open_window(), await open_window()
    code = await opened(dana)
    await dana.page.get_by_role("button", name="Let people in by hand").click()
    await expect(dana.page.get_by_role("button", name="Let people in at once")).to_be_visible()
    await fill(bo, code, "Bo", "Communicator")
    looked, late, after = asyncio.Event(), asyncio.Event(), asyncio.Event()
    await bo.page.route("**/api/join/look", partial(waits_for, after))
    await bo.page.route("**/api/join/look", partial(answers_late, looked, late), times=1)
    await looked.wait()
    await bo.page.get_by_role("button", name="Ask to come in").click()
    await expect(bo.page.get_by_text("You asked to come in.")).to_be_visible()
    async with bo.page.expect_response("**/api/join/look") as answered:
        late.set()
    await (await answered.value).finished()
    await expect(dana.page.get_by_text("Somebody waits at the door")).to_be_visible()
    after.set()
    await expect(bo.page.get_by_text("You asked to come in.")).to_be_visible()
    await expect(bo.page.get_by_text("A facilitator did not let you in.")).to_have_count(0)


async def answers_late(looked: asyncio.Event, late: asyncio.Event, route: Route) -> None:
    """Give a page what the server said a while ago."""
    answer = await route.fetch()
    looked.set()
    await late.wait()
    await route.fulfill(response=answer)


async def waits_for(event: asyncio.Event, route: Route) -> None:
    """Send a page's request on once something has happened."""
    await event.wait()
    await route.continue_()


async def test_a_seat_that_somebody_takes_is_seen_to_go(open_window: OpenWindow) -> None:
    code = await opened(await open_window())
    watching, taking = await open_window(), await open_window()
    await watching.page.goto(f"/join#{code}")
    seat = watching.page.get_by_role("radio", name=re.compile("Communicator"))
    await expect(seat).to_be_enabled()
    await joined(taking, code, "Mara", "Communicator")
    await expect(seat).to_be_disabled()
    await expect(watching.page.get_by_text("Mara", exact=True)).to_be_visible()


async def test_a_seat_is_seen_to_go_on_a_line_so_slow_that_each_look_overtakes_the_one_before(
    open_window: OpenWindow,
) -> None:
    code = await opened(await open_window())
    watching, taking = await open_window(), await open_window()
    await watching.page.goto(f"/join#{code}")
    seat = watching.page.get_by_role("radio", name=re.compile("Communicator"))
    await expect(seat).to_be_enabled()
    await watching.page.route("**/api/join/look", partial(goes_when_the_next_comes, []))
    await joined(taking, code, "Mara", "Communicator")
    await expect(seat).to_be_disabled()


async def goes_when_the_next_comes(waiting: list[Route], route: Route) -> None:
    """Send a page's request on once it has made another."""
    waiting.append(route)
    if len(waiting) > 1:
        await waiting.pop(0).continue_()


@pytest.mark.trust(20)
async def test_what_is_secret_in_a_link_is_sent_to_nobody(open_window: OpenWindow) -> None:
    facilitator = await open_window()
    await opened(facilitator)
    key = await observers_key(facilitator)
    window = await open_window()
    addresses: list[str] = []
    window.page.on("request", lambda request: addresses.append(request.url))
    await joined(window, key, "Ines")
    await expect(window.page).to_have_url(re.compile(r"/r/\w+/observer-1$"))
    assert addresses
    assert not [address for address in addresses if key.partition(".")[2] in address]
    assert "#" not in window.page.url
