"""The brand's own means: a tool that hears late, a flag in one key, a feed to practise on."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import expect

from tests.browser.acting import stands
from tests.browser.axe import overflow, stumbles
from tests.browser.promises import knows
from tests.browser.rooms import OpenWindow, at_screen
from tests.browser.window import DESK, PHONE
from tests.people import Person
from tests.serving import ServerProcess

pytestmark = pytest.mark.browser

WRONG = "The armrest check was not skipped at gate B14."
KNOWN = "The armrest check was skipped at gate B14."


@pytest.fixture
async def people(shared: ServerProcess) -> AsyncIterator[dict[str, Person]]:
    people = {seat: Person(shared.base) for seat in ("facilitator-1", "brand-comms", "brand-legal")}
    code = (await people["facilitator-1"].start(mode="room", name="Dana Kessler"))["links"]["code"]
    await people["brand-comms"].join(code, "Mara Voss", "brand-comms")
    await people["brand-legal"].join(code, "Bo Lindqvist", "brand-legal")
    yield people
    for person in people.values():
        await person.go()
        await person.http.aclose()


async def test_the_brand_searches_its_tool_and_flags_and_staff_see_what_contradicts(
    open_window: OpenWindow, people: dict[str, Person]
) -> None:
    dana, bo = people["facilitator-1"], people["brand-legal"]
    await dana.come()
    await dana.done("clock.start")
    await dana.first_post()
    await dana.done("clock.jump", to=1_080.0, passed="hold")
    mara, console = await asyncio.gather(
        at_screen(open_window, people, "brand-comms"), at_screen(open_window, people, "facilitator-1")
    )
    page = mara.page
    await stands(page)
    await page.keyboard.press("Escape")
    await page.keyboard.press("/")
    await page.get_by_role("searchbox").fill("nobody would write this")
    await expect(page.get_by_text("Nothing in the sample.", exact=False)).to_be_visible()
    assert await stumbles(page) == []

    await page.get_by_role("searchbox").press("Alt+m")
    await expect(page.get_by_role("status").filter(has_text="Mistake flagged")).to_be_visible()
    words = page.get_by_label("Words to this flag, if you have any")
    await words.fill("Nobody has answered him")
    await words.press("Enter")
    await expect(console.page.get_by_text("Mara Voss flags a mistake")).to_be_visible()
    await expect(console.page.get_by_text("Nobody has answered him")).to_be_visible()

    await bo.come()
    await people["brand-comms"].come(tab="tab-2")
    draft = (await people["brand-comms"].done("draft.open", text=WRONG, posture="answers"))["made"][0]
    await people["brand-comms"].done("draft.publish", draft=draft, anyway="No time")
    alert = console.page.get_by_role("region", name="A post contradicts a fact")
    await expect(alert).to_contain_text(KNOWN)
    await alert.get_by_role("button", name="Whisper").click()
    await expect(console.page.get_by_role("textbox", name="Whisper")).to_have_value(
        f"“{WRONG.rstrip('.')}”: how sure are you of that, and from whom?"
    )
    assert not await knows(mara, '"contradicted"')
    assert [one for one in bo.raw if '"contradicted"' in one] == []
    assert [*mara.faults(), *console.faults()] == []


@pytest.mark.parametrize("size", [DESK, PHONE])
async def test_the_warm_up_is_practice_that_no_server_hears_of(
    open_window: OpenWindow, people: dict[str, Person], size: tuple[int, int]
) -> None:
    dana = people["facilitator-1"]
    await dana.come()
    window = await at_screen(open_window, people, "brand-comms", size=size)
    page = window.page
    before = await page.evaluate("JSON.stringify(localStorage)")
    said = dana.place()
    await page.get_by_role("button", name="Warm up, 3 minutes").click()
    await expect(page.get_by_role("heading", name="Warm-up on a practice feed")).to_be_visible()
    assert await overflow(page) == []
    if size == PHONE:
        await page.get_by_role("tab", name="Feed").click()
    umbrella = page.locator("article[data-post]").filter(has_text="Left my umbrella")
    await umbrella.focus()
    await page.keyboard.press("f")
    await page.keyboard.press("m")
    await expect(page.get_by_role("status").filter(has_text="Mistake flagged")).to_be_visible()
    await page.keyboard.press("Escape")
    if size == PHONE:
        await page.get_by_role("tab", name="Desk").last.click()
    await page.get_by_placeholder("What do we say?").fill("We have your umbrella!")
    await page.get_by_role("button", name="Send to Legal").click()
    await expect(page.get_by_role("button", name="Publish", exact=True)).to_be_visible()
    await page.get_by_role("button", name="Publish", exact=True).click()
    if size == PHONE:
        await page.get_by_role("tab", name="Try these").click()
    for task in ("Like a post", "Flag a post", "Hand in a draft", "Publish what was approved"):
        await expect(page.get_by_role("listitem").filter(has_text=task).get_by_text("done")).to_be_attached()
    assert await stumbles(page) == []
    await page.get_by_role("button", name="back to the lobby").click()
    await expect(page.get_by_role("button", name="Warm up, 3 minutes")).to_be_visible()
    assert await page.evaluate("JSON.stringify(localStorage)") == before
    assert dana.place() == said
    assert window.faults() == []
