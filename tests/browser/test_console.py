"""The console by keyboard alone, from a phone as a remote, and what a facilitator does about people."""

import re
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import expect

from tests.browser import acting
from tests.browser.axe import overflow, stumbles
from tests.browser.keyboard import shows_focus, tab_to
from tests.browser.rooms import OpenWindow, at_screen
from tests.browser.window import PHONE
from tests.people import Person
from tests.serving import ServerProcess

pytestmark = pytest.mark.browser


@pytest.fixture
async def drill(shared: ServerProcess) -> AsyncIterator[dict[str, Person]]:
    """A drill that has just begun, with a facilitator and two players; nobody is connected."""
    people = {"facilitator-1": Person(shared.base)}
    dana = people["facilitator-1"]
    code = (await dana.start(mode="room", name="Dana Kessler"))["links"]["code"]
    for seat, name in (("brand-comms", "Mara Voss"), ("critic-1", "Teo Marchetti")):
        people[seat] = Person(shared.base)
        await people[seat].join(code, name, seat)
    await dana.come()
    await dana.done("clock.start")
    await dana.first_post()
    await dana.go()
    yield people
    for person in people.values():
        await person.go()
        await person.http.aclose()


async def test_a_cue_is_stood_by_and_sent_taken_back_skipped_and_edited_by_keyboard_alone(
    open_window: OpenWindow, drill: dict[str, Person]
) -> None:
    window = await at_screen(open_window, drill, "facilitator-1")
    page, keys = window.page, window.page.keyboard
    cues = page.get_by_role("listbox", name="Cues")
    await tab_to(page, cues)
    assert await shows_focus(cues)
    picked = cues.get_by_role("option", selected=True)
    await keys.press("Shift+Space")
    await expect(picked.get_by_text("standby").first).to_be_visible()
    await keys.press("Space")
    await expect(page.get_by_text(re.compile("^Going out:")).first).to_be_visible()
    await keys.press("Escape")
    await expect(page.get_by_text(re.compile("^Going out:"))).to_have_count(0)
    await expect(picked.get_by_text("standby").first).to_be_visible()
    title = (await picked.get_by_role("heading").inner_text()).strip()
    leaves = page.get_by_text(re.compile("^Going out:"))
    while not await leaves.count():  # one second lies between two GOs, taken back or not
        await keys.press("Space")
    sent = cues.get_by_role("option").filter(has_text=title).get_by_text("delivered")
    await expect(sent).to_be_attached()

    skipped = (await picked.locator("b, h3").first.inner_text()).strip()
    await keys.press("x")
    await expect(
        cues.get_by_role("option").filter(has_text=skipped).get_by_text("skipped").first
    ).to_be_attached()

    await keys.press("e")
    words = page.get_by_role("dialog").get_by_role("textbox")
    await expect(words).to_be_focused()
    await keys.press("ControlOrMeta+a")
    await keys.type("What is taking you so long?")
    await tab_to(page, page.get_by_role("dialog").get_by_role("button", name="Save"))
    await keys.press("Enter")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await expect(cues.get_by_text("edited here").first).to_be_attached()
    assert window.faults() == []


async def test_clock_quick_inject_whisper_and_note_by_keyboard_alone(
    open_window: OpenWindow, drill: dict[str, Person]
) -> None:
    window = await at_screen(open_window, drill, "facilitator-1")
    page, keys = window.page, window.page.keyboard
    await keys.press("i")
    await keys.type("It was the night desk, not the crew.")
    await keys.press("Enter")
    await acting.finds(page, "It was the night desk, not the crew.")
    await page.evaluate("document.activeElement.blur()")

    await keys.press("w")
    await keys.type("Row 15 is a chance.")
    await keys.press("Enter")
    await expect(page.get_by_text("Row 15 is a chance.")).to_be_visible()
    await page.evaluate("document.activeElement.blur()")

    await keys.press("n")
    await keys.type("They wait for Legal.")
    await tab_to(page, page.get_by_role("button", name=re.compile("^Save")).first)
    await keys.press("Enter")
    await expect(page.get_by_text("They wait for Legal.").first).to_be_visible()
    await page.evaluate("document.activeElement.blur()")

    await keys.press("h")
    await expect(page.get_by_label("Exercise clock")).to_contain_text("Held")
    await keys.press("h")
    await expect(page.get_by_label("Exercise clock")).to_contain_text("Live")


async def test_a_person_is_found_and_moved_by_keyboard_alone(
    open_window: OpenWindow, drill: dict[str, Person]
) -> None:
    page = (await at_screen(open_window, drill, "facilitator-1")).page
    row = page.get_by_role("button", name=re.compile("Mara Voss")).first
    await tab_to(page, row)
    await page.keyboard.press("Enter")
    await tab_to(page, page.get_by_role("combobox", name="Move Mara Voss to"))
    await page.keyboard.type("Legal")
    await tab_to(page, page.get_by_role("button", name="Move", exact=True))
    await page.keyboard.press("Enter")
    await expect(row).to_have_attribute("aria-expanded", "false")
    (mine,) = (await drill["brand-comms"].http.get("/api/mine")).json()["rehearsals"]
    assert mine["seat"] == "brand-legal"


async def test_a_phone_is_a_remote_hold_standby_go_and_whisper(
    open_window: OpenWindow, drill: dict[str, Person]
) -> None:
    window = await at_screen(open_window, drill, "facilitator-1", size=PHONE)
    page = window.page
    assert await stumbles(page) == []
    assert await overflow(page) == []
    await page.get_by_role("button", name="Hold", exact=False).first.tap()
    await expect(page.get_by_label("Exercise clock")).to_contain_text("Held")
    await page.get_by_role("button", name="Resume").tap()
    await expect(page.get_by_label("Exercise clock")).to_contain_text("Live")
    await page.get_by_role("button", name=re.compile("^Standby")).tap()
    await page.get_by_role("button", name=re.compile(r"^GO \d")).tap()
    await expect(page.get_by_text(re.compile("^Going out:")).first).to_be_visible()
    await expect(page.get_by_text(re.compile(r"^\S+ is out$"))).to_be_visible()
    box = page.get_by_role("textbox", name="Whisper")
    await box.fill("Breathe.")
    await page.get_by_role("button", name="Send", exact=True).tap()
    await expect(box).to_have_value("")
    assert window.faults() == []


async def test_whoever_is_moved_stands_at_the_new_seat_without_a_reload(
    open_window: OpenWindow, drill: dict[str, Person]
) -> None:
    mara = await at_screen(open_window, drill, "brand-comms")
    dana = (await at_screen(open_window, drill, "facilitator-1")).page
    await dana.get_by_role("button", name=re.compile("Mara Voss")).first.click()
    await dana.get_by_role("combobox", name="Move Mara Voss to").select_option("critic-1")
    await dana.get_by_role("button", name="Move", exact=True).click()
    await expect(mara.page).to_have_url(re.compile("/critic-1$"))
    await expect(mara.page.get_by_text("The facilitator gave you this seat")).to_be_visible()
    await expect(mara.page.get_by_role("textbox", name="Say it in public")).to_be_visible()
    await expect(dana.get_by_role("button", name=re.compile("Teo Marchetti")).first).to_contain_text(
        "Communic"
    )
    assert mara.faults() == []


async def test_a_stand_in_plays_for_somebody_until_they_do_something(
    open_window: OpenWindow, drill: dict[str, Person]
) -> None:
    teo = (await at_screen(open_window, drill, "critic-1")).page
    dana = (await at_screen(open_window, drill, "facilitator-1")).page
    await dana.get_by_role("button", name=re.compile("Teo Marchetti")).first.click()
    await dana.get_by_role("button", name="Stand-in takes over").click()
    await expect(teo.get_by_text("A stand-in plays your seat for you")).to_be_visible()
    await acting.says_in_public(teo, "Say it in public", "I am back, and I have questions.")
    await expect(teo.get_by_text("A stand-in plays your seat for you")).to_have_count(0)
    await expect(dana.get_by_role("button", name="Stand-in takes over")).to_be_visible()


async def test_another_seats_screen_is_seen_and_not_touched(
    open_window: OpenWindow, drill: dict[str, Person]
) -> None:
    mara = await at_screen(open_window, drill, "brand-comms")
    look = await at_screen(open_window, drill, "facilitator-1", watch="brand-comms")
    await expect(look.page.get_by_text("You see what Mara Voss sees", exact=False)).to_be_visible()
    await acting.says_in_the_war_room(mara.page, "He asks who decided.")
    await expect(look.page.get_by_text("He asks who decided.")).to_be_visible()
    field = look.page.get_by_role("textbox", name=re.compile("^Message the room"))
    await field.fill("Nobody said this.")
    await field.press("Enter")
    await expect(look.page.get_by_text("You only look at this seat", exact=False)).to_be_visible()
    await expect(mara.page.get_by_text("Nobody said this.")).to_have_count(0)
    assert mara.faults() == []


async def test_behind_locked_doors_the_door_says_so(
    open_window: OpenWindow, drill: dict[str, Person]
) -> None:
    dana = (await at_screen(open_window, drill, "facilitator-1")).page
    await dana.get_by_role("button", name="Lock the doors").click()
    await expect(dana.get_by_text("nobody new comes in")).to_be_visible()
    links = await drill["facilitator-1"].http.get(f"/api/rehearsals/{drill['facilitator-1'].rehearsal}/links")
    stranger = await open_window()
    await stranger.page.goto(f"/join#{links.json()['code']}")
    await expect(stranger.page.get_by_text("The doors are locked")).to_be_visible()
    assert await stumbles(stranger.page) == []


async def test_whoever_comes_late_is_told_what_there_was(
    open_window: OpenWindow, drill: dict[str, Person]
) -> None:
    dana = drill["facilitator-1"]
    await dana.come()
    await dana.done("clock.jump", to=300.0, passed="deliver")
    window = await at_screen(open_window, drill, "critic-1")
    card = window.page.get_by_role("dialog", name="While you were away")
    await expect(card).to_contain_text("What travelled furthest")
    assert await stumbles(window.page) == []
    await card.get_by_role("button", name="Go to work").click()
    await expect(card).to_have_count(0)
    await window.page.reload()
    await expect(window.page.get_by_role("textbox", name="Say it in public")).to_be_visible()
    await expect(card).to_have_count(0)


async def test_a_colleague_asks_for_another_speed_and_the_show_caller_gives_it(
    open_window: OpenWindow, drill: dict[str, Person]
) -> None:
    dana = drill["facilitator-1"]
    links = (await dana.http.get(f"/api/rehearsals/{dana.rehearsal}/links")).json()
    drill["facilitator-2"] = felix = Person(dana.base)
    await felix.join(links["facilitator"].partition("#")[2], "Felix")
    window = await at_screen(open_window, drill, "facilitator-1")
    theirs = (await at_screen(open_window, drill, "facilitator-2")).page
    await theirs.get_by_role("radio", name="×2", exact=True).click()
    await expect(theirs.get_by_text("You asked for speed ×2")).to_be_visible()
    await expect(window.page.get_by_text("Felix asks for speed ×2")).to_be_visible()
    assert await stumbles(window.page) == []
    await window.page.get_by_role("button", name="Do it").click()
    await expect(theirs.get_by_label("Exercise clock")).to_contain_text("×2")
    await expect(window.page.get_by_text("Felix asks for speed ×2")).to_have_count(0)
