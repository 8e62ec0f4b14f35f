"""The plan in the lobby: two of the brand write it at once, sign it, and are asked again after an edit."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, expect

from tests.browser.axe import overflow, stumbles
from tests.browser.rooms import OpenWindow, at_screen
from tests.browser.window import PHONE
from tests.people import Person
from tests.serving import ServerProcess

pytestmark = pytest.mark.browser
APOLOGY = "Edit “Who may apologise”"
FILE = "## Watching the feed\nOwner: legal\n\nLegal watches at night.\n\n## Red lines\n- by the book\n"
FACTS = "Edit “Facts before words”"


@pytest.fixture
async def lobby(shared: ServerProcess) -> AsyncIterator[dict[str, Person]]:
    people = {seat: Person(shared.base) for seat in ("facilitator-1", "brand-comms", "brand-legal")}
    code = (await people["facilitator-1"].start(mode="room", name="Dana Kessler"))["links"]["code"]
    await people["brand-comms"].join(code, "Mara Voss", "brand-comms")
    await people["brand-legal"].join(code, "Bo Lindqvist", "brand-legal")
    yield people
    for person in people.values():
        await person.go()
        await person.http.aclose()


async def write(page: Page, pencil: str, text: str) -> None:
    await page.get_by_role("button", name=pencil).click()
    await page.get_by_label("What the plan says").fill(text)


async def test_two_write_the_plan_at_once_and_nothing_typed_is_lost(
    open_window: OpenWindow, lobby: dict[str, Person]
) -> None:
    window = await at_screen(open_window, lobby, "brand-comms")
    mara = window.page
    bo = (await at_screen(open_window, lobby, "brand-legal")).page
    await mara.get_by_role("button", name="Sign v4").click()
    await expect(mara.get_by_text("signed v4", exact=True)).to_be_visible()
    await write(mara, FACTS, "One list of facts.")
    await write(bo, APOLOGY, "Only the decision maker apologises.")
    await mara.get_by_role("button", name="Save as").click()
    await bo.get_by_role("button", name="Save as").click()
    for page in (mara, bo):
        await expect(page.get_by_text("One list of facts.")).to_be_visible()
        await expect(page.get_by_text("Only the decision maker apologises.")).to_be_visible()
        await expect(page.get_by_text("signed v4, now v6")).to_be_visible()
    await write(mara, APOLOGY, "Mine.")
    await write(bo, APOLOGY, "Theirs.")
    await bo.get_by_role("button", name="Save as").click()
    dialog = mara.get_by_role("dialog")
    await expect(dialog.get_by_role("alert")).to_contain_text("Bo Lindqvist changed this while you wrote")
    await expect(mara.get_by_label("What the plan says")).to_have_value("Mine.")
    assert await stumbles(mara) == []
    await mara.get_by_role("button", name="Put mine in its place").click()
    await expect(bo.get_by_text("Mine.")).to_be_visible()
    await mara.get_by_role("button", name="Versions").click()
    changed = mara.get_by_role("dialog", name="What changed")
    await expect(changed.get_by_role("listitem").filter(has_text="Who may apologise")).to_contain_text(
        "Mine."
    )
    assert await stumbles(mara) == []
    await mara.keyboard.press("Escape")
    await mara.get_by_role("button", name="Sign v8 too").click()
    await expect(bo.get_by_text("signed v8", exact=True)).to_be_visible()
    assert window.faults() == []


async def test_a_plan_from_markdown_is_shown_before_it_is_taken_over(
    open_window: OpenWindow, lobby: dict[str, Person]
) -> None:
    window = await at_screen(open_window, lobby, "brand-comms")
    page = window.page
    await page.get_by_role("button", name="From Markdown").click()
    await page.get_by_label("Or paste it here").fill(FILE)
    await page.get_by_role("button", name="Show what would change").click()
    changes = page.get_by_role("dialog").get_by_role("list", name="What changed").get_by_role("listitem")
    await expect(changes.filter(has_text="Watching the feed").get_by_text("night")).to_be_visible()
    await expect(changes.filter(has_text="by the book")).to_contain_text("new")
    assert await stumbles(page) == []
    await page.get_by_role("button", name="Take over 2 changes").click()
    await expect(page.get_by_text("Legal watches at night.")).to_be_visible()
    await expect(page.get_by_role("button", name="Sign v5")).to_be_visible()
    answer = await page.request.get(f"/api/rehearsals/{lobby['brand-comms'].rehearsal}/plan.md")
    assert "Legal watches at night." in await answer.text()
    assert window.faults() == []


async def test_after_startex_the_plan_is_read_and_not_written(
    open_window: OpenWindow, lobby: dict[str, Person]
) -> None:
    dana = lobby["facilitator-1"]
    await dana.come()
    await dana.done("clock.start")
    page = (await at_screen(open_window, lobby, "brand-comms", size=PHONE)).page
    await page.get_by_role("tab", name="War room").first.click()
    await page.get_by_role("tab", name="Plan").click()
    await expect(page.get_by_text("Locked since StartEx")).to_be_visible()
    await expect(page.get_by_text("Critical on Microblog")).to_be_visible()
    await expect(page.get_by_role("button", name="Edit", exact=False)).to_have_count(0)
    assert await stumbles(page) == []
    assert await overflow(page) == []
