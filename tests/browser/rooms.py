"""Getting people to their places, as they do it themselves: a room, its code, a seat."""

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from playwright.async_api import expect

from tests.browser.window import Window
from tests.people import SCENARIO, Person

OpenWindow = Callable[..., Awaitable[Window]]
OPEN = "Open the lobby"
"""Of the scenarios the first is chosen already."""


async def opened(window: Window) -> str:
    """A room whose facilitator is this window; gives the join code."""
    page = window.page
    await page.goto("/")
    await page.get_by_role("button", name="Start a rehearsal").click()
    await page.get_by_role("button", name=OPEN).click()
    await expect(page).to_have_url(re.compile(r"/r/\w+/facilitator-1$"))
    links = await window.context.request.get(f"/api/rehearsals/{rehearsal_of(window)}/links")
    code: str = (await links.json())["code"]
    return code


async def observers_key(window: Window) -> str:
    """The key in the observers' link of this facilitator's room."""
    links = await window.context.request.get(f"/api/rehearsals/{rehearsal_of(window)}/links")
    link: str = (await links.json())["observer"]
    return link.partition("#")[2]


async def joined(window: Window, key: str, name: str, seat: str = "") -> None:
    """Come in by the door: a name, a seat by its title, the consent."""
    page = window.page
    await fill(window, key, name, seat)
    await page.get_by_role("button", name="Take the seat").click()
    await expect(page).to_have_url(re.compile(r"/r/\w+/[\w-]+$"))


async def fill(window: Window, key: str, name: str, seat: str = "") -> None:
    """Say at the door what is asked there."""
    page = window.page
    await page.goto(f"/join#{key}")
    await page.get_by_label("Your name, as the room sees it").fill(name)
    if seat:
        await page.get_by_role("radio", name=re.compile(seat)).first.check()
    await page.get_by_role("checkbox").check()


async def at_screen(
    open_window: OpenWindow,
    people: Mapping[str, Person],
    seat: str,
    *,
    watch: str = "",
    **look: tuple[int, int],
) -> Window:
    """A window of the one who sits at `seat`, with their screen on it; or, to `watch`, another seat's."""
    person, window = people[seat], await open_window(**look)
    await window.come_as(person)
    await window.page.goto(f"/r/{person.rehearsal}/{f'{watch}?watch' if watch else seat}")
    await expect(window.page.get_by_label("Exercise clock")).to_be_visible()
    return window


async def solo(window: Window, **asked: Any) -> dict[str, Any]:
    """A drill for one, started without the landing page; gives the answer."""
    body = {"scenario": SCENARIO, "mode": "solo", **asked}
    answer = await window.context.request.post("/api/rehearsals", data=body)
    assert answer.status == 201, await answer.text()
    started: dict[str, Any] = await answer.json()
    return started


def rehearsal_of(window: Window) -> str:
    return window.page.url.split("/r/")[1].split("/")[0]
