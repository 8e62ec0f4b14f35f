"""What a draft does, and the facilitator's hand on the crowd: by keyboard alone, and seen where it counts."""

import re
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import expect

from tests.browser.axe import overflow, stumbles
from tests.browser.keyboard import tab_to
from tests.browser.rooms import OpenWindow, at_screen
from tests.browser.window import PHONE
from tests.people import Person
from tests.serving import ServerProcess

pytestmark = pytest.mark.browser

People = dict[str, Person]


@pytest.fixture(scope="module")
async def people(shared: ServerProcess) -> AsyncIterator[People]:
    """A drill that has started, with a communicator, a lawyer and an observer."""
    dana = Person(shared.base)
    links = (await dana.start(mode="room", name="Dana Kessler"))["links"]
    found = {"facilitator-1": dana}
    for seat in ("brand-comms", "brand-legal"):
        found[seat] = Person(shared.base)
        await found[seat].join(links["code"], f"Sam of {seat}", seat)
    found["observer-1"] = Person(shared.base)
    await found["observer-1"].join(links["observer"].partition("#")[2], "Ines Duarte")
    await dana.come()
    await dana.done("clock.start")
    await dana.first_post()
    await dana.go()
    yield found
    for person in found.values():
        await person.http.aclose()


async def test_what_a_draft_does_is_chosen_by_keyboard_and_legal_sees_it(
    open_window: OpenWindow, people: People
) -> None:
    mara = (await at_screen(open_window, people, "brand-comms")).page
    bo = (await at_screen(open_window, people, "brand-legal")).page
    await tab_to(mara, mara.get_by_role("textbox", name="What do we say?"))
    await mara.keyboard.type("We are sorry. That was our mistake, and we pay for the night.")
    meaning = mara.get_by_role("group", name="What does this do?")
    await expect(meaning).to_contain_text("suggested")
    await expect(meaning).to_contain_text("Apology")
    await tab_to(mara, meaning.get_by_role("button", name="Change"))
    await mara.keyboard.press("Enter")
    if await mara.get_by_role("checkbox", name="Apology").is_checked():
        await tab_to(mara, mara.get_by_role("checkbox", name="Apology"))
        await mara.keyboard.press("Space")
    await tab_to(mara, mara.get_by_role("checkbox", name="Humour"))
    await mara.keyboard.press("Space")
    assert await stumbles(mara) == []
    await mara.keyboard.press("Escape")
    await expect(meaning.get_by_role("button", name="Change")).to_be_focused()
    await mara.get_by_label("This is", exact=True).select_option("apology")
    await tab_to(mara, mara.get_by_role("button", name="Send to Legal"))
    await mara.keyboard.press("Enter")
    await expect(bo.get_by_text("Meant as").first).to_be_visible()
    await expect(bo.get_by_role("article").filter(has_text="we pay for the night")).to_contain_text("Humour")


async def test_enter_in_a_choice_hands_nothing_in(open_window: OpenWindow, people: People) -> None:
    mara = (await at_screen(open_window, people, "brand-comms")).page
    field = mara.get_by_role("textbox", name="What do we say?")
    await field.fill("Not yet ready")
    await mara.get_by_role("group", name="What does this do?").get_by_role("button", name="Cho").click()
    await mara.get_by_role("checkbox", name="Explain").focus()
    await mara.keyboard.press("Enter")
    await expect(field).to_have_value("Not yet ready")


async def test_on_a_phone_the_choice_is_a_sheet_and_the_draft_can_be_sent(
    open_window: OpenWindow, people: People
) -> None:
    mara = (await at_screen(open_window, people, "brand-comms", size=PHONE)).page
    await mara.get_by_role("tab", name="Desk").click()
    await mara.get_by_role("textbox", name="What do we say?").fill("Sorry if anyone was offended.")
    meaning = mara.get_by_role("group", name="What does this do?")
    await expect(meaning.get_by_role("status")).to_contain_text("takes an apology back")
    await meaning.get_by_role("button", name="Change").click()
    sheet = mara.get_by_role("dialog", name="What does this do?")
    await sheet.get_by_role("radio", name="Formal").check()
    assert await stumbles(mara) == []
    await sheet.get_by_role("button", name="Done").click()
    await expect(meaning).to_contain_text("Formal")
    await expect(mara.get_by_role("button", name="Send to Legal")).to_be_in_viewport()
    assert await overflow(mara) == []


async def test_the_crowd_is_pushed_by_keyboard_after_one_more_question(
    open_window: OpenWindow, people: People
) -> None:
    dana = (await at_screen(open_window, people, "facilitator-1")).page
    ines = (await at_screen(open_window, people, "observer-1")).page
    await tab_to(dana, dana.get_by_role("tab", name="Feed", exact=True))
    await dana.keyboard.press("End")
    await tab_to(dana, dana.get_by_label("By how much"))
    await dana.keyboard.press("ArrowRight")
    await tab_to(dana, dana.get_by_role("button", name="Push…"))
    await dana.keyboard.press("Enter")
    await expect(dana.get_by_role("button", name="Yes, push it")).to_be_focused()
    await dana.keyboard.press("Enter")
    await ines.get_by_role("tab", name=re.compile("^Crowd")).click()
    await expect(ines.get_by_text("Anger +0.4")).to_be_visible()
    await expect(ines.get_by_role("button", name="Push…")).to_have_count(0)
    assert [*await stumbles(dana), *await stumbles(ines)] == []


async def test_a_dial_moves_the_crowd_only_when_it_is_set(open_window: OpenWindow, people: People) -> None:
    dana = (await at_screen(open_window, people, "facilitator-1")).page
    await dana.get_by_role("tab", name=re.compile("^Crowd")).click()
    await dana.get_by_label("Volume").press("ArrowRight")
    await dana.get_by_role("button", name="Leave it at ×1").click()
    await dana.get_by_label("Volume").press("ArrowRight")
    await dana.get_by_role("button", name="Set to ×1.25").click()
    await expect(dana.get_by_text("Volume is at ×1.25")).to_be_visible()
