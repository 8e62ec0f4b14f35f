"""Every screen of a drill that runs, for every eye and width: no serious violation, nothing sticking out."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.axe import overflow, stumbles, stumbles_in_any_light
from tests.browser.rooms import OpenWindow
from tests.browser.window import DESK, PHONE, Window
from tests.people import Person
from tests.serving import ServerProcess

pytestmark = pytest.mark.browser

SEATS = ("brand-comms", "brand-legal", "critic-1", "bystander-1")
DESK_LIGHT: dict[str, Any] = {"size": DESK, "theme": "light"}
PHONE_DARK: dict[str, Any] = {"size": PHONE, "theme": "dark"}
LOOKS = (pytest.param(DESK_LIGHT, id="desk"), pytest.param(PHONE_DARK, id="phone-dark"))


@dataclass
class Played:
    """A rehearsal with somebody in each kind of seat."""

    people: dict[str, Person]

    async def aclose(self) -> None:
        for person in self.people.values():
            await person.go()
            await person.http.aclose()


async def room(base: str, *, started: bool) -> Played:
    """Everybody seated; if `started`, some minutes in, with something in every pane."""
    dana = Person(base)
    links = (await dana.start(mode="room", name="Dana Kessler"))["links"]
    played = Played(people={"facilitator-1": dana})
    for seat in SEATS:
        played.people[seat] = Person(base)
        await played.people[seat].join(links["code"], f"Sam of {seat}", seat)
    played.people["observer-1"] = Person(base)
    await played.people["observer-1"].join(links["observer"].partition("#")[2], "Ines Duarte")
    if started:
        await play(played)
    return played


async def play(played: Played) -> None:
    """Some minutes of a drill, by socket; the screens come in afterwards."""
    dana, mara = played.people["facilitator-1"], played.people["brand-comms"]
    for person in played.people.values():
        await person.come()
    await dana.done("clock.start")
    await mara.done("chat.say", text="He asks who decided.")
    fact = (await mara.done("fact.claim", text="The armrests were never tried.", source=""))["made"][0]
    await mara.done("fact.confirm", fact=fact, source="Gate log")
    draft = (await mara.done("draft.open", text="We got the order wrong.", posture="answers", cites=[fact]))[
        "made"
    ][0]
    await mara.done("draft.submit", draft=draft)
    await mara.done("flag.raise", sort="chance", text="Row 15")
    await played.people["observer-1"].done("note.write", text="They name the question.")
    await played.people["bystander-1"].done("trust.set", value=40, reason="slow")
    await dana.done("whisper.send", to="brand-legal", text="She files in four minutes.")
    await dana.done("cue.stand_by", inject="10")
    await dana.first_post()
    for person in played.people.values():
        await person.go()


@pytest.fixture(scope="module")
async def lobby(shared: ServerProcess) -> AsyncIterator[Played]:
    played = await room(shared.base, started=False)
    yield played
    await played.aclose()


@pytest.fixture(scope="module")
async def running(shared: ServerProcess) -> AsyncIterator[Played]:
    played = await room(shared.base, started=True)
    yield played
    await played.aclose()


async def wrong_with(
    window: Window, path: str, landmark: Callable[[Page], Locator], *, beside: Sequence[str] = ()
) -> list[str]:
    """What is wrong with a page, some parts aside, once its landmark is there; a desk in both themes."""
    page = window.page
    await page.goto(path)
    await expect(landmark(page).first).to_be_visible()
    await page.wait_for_load_state("networkidle")
    wide = page.viewport_size is not None and page.viewport_size["width"] >= DESK[0]
    looked = stumbles_in_any_light if wide else stumbles
    return [*await looked(page, beside=beside), *await overflow(page), *window.faults()]


def clock(page: Page) -> Locator:
    """Every room has it in its bar."""
    return page.get_by_label("Exercise clock")


def chart(page: Page) -> Locator:
    return page.get_by_role("heading", name="What happened", exact=True)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("seat", [*SEATS, "facilitator-1", "observer-1"])
async def test_a_running_drills_screen(
    open_window: OpenWindow, running: Played, seat: str, look: dict[str, Any]
) -> None:
    person, window = running.people[seat], await open_window(**look)
    await window.come_as(person)
    assert await wrong_with(window, f"/r/{person.rehearsal}/{seat}", clock) == []


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("seat", ["brand-comms", "critic-1", "facilitator-1"])
async def test_the_lobby(open_window: OpenWindow, lobby: Played, seat: str, look: dict[str, Any]) -> None:
    person, window = lobby.people[seat], await open_window(**look)
    await window.come_as(person)
    assert await wrong_with(window, f"/r/{person.rehearsal}/{seat}", clock) == []


async def test_the_review(open_window: OpenWindow, shared: ServerProcess) -> None:
    async with aclosing(await room(shared.base, started=True)) as played:
        dana = played.people["facilitator-1"]
        await dana.come()
        await dana.done("clock.end")
        # On a phone the marks stand as close as their times; the buttons below step through the same moments.
        for look, beside in ((DESK_LIGHT, ()), (PHONE_DARK, (".lanes",))):
            window = await open_window(**look)
            await window.come_as(dana)
            assert await wrong_with(window, f"/review/{dana.rehearsal}#t=8", chart, beside=beside) == []
