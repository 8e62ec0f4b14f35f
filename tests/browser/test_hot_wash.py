"""The hot wash at three screens: a facilitator leads, two phones answer, the wall shows it."""

import asyncio
import io
from collections.abc import AsyncIterator, Awaitable

import pytest
from docx import Document
from playwright.async_api import Page, expect
from pypdf import PdfReader

from tests.browser.rooms import OpenWindow
from tests.browser.window import PHONE, Window
from tests.people import Person
from tests.serving import ServerProcess

pytestmark = pytest.mark.browser
ACTION = "A deputy says yes after three minutes"
REMARK = "She stood at the gate"
BUSY = "const until = Date.now() + 2500; while (Date.now() < until);"
"""A tab that hears nothing for a while: the big screen asks for it in vain."""
SAID = {"Ada": "The first reply was quick", "Bo": "Nobody asked legal"}


@pytest.fixture
async def people(shared: ServerProcess) -> AsyncIterator[dict[str, Person]]:
    """Dana led a drill that is over; Ada and Bo played, and the witness was not answered."""
    people = {name: Person(shared.base) for name in ("Dana", *SAID)}
    dana = people["Dana"]
    started = await dana.start(mode="room", name="Dana")
    for name, seat in (("Ada", "critic-1"), ("Bo", "bystander-1")):
        await people[name].join(started["links"]["code"], name, seat)
    await dana.come()
    await dana.done("clock.start")
    await dana.done("clock.jump", to=600, passed="deliver")
    await dana.event("inject.delivered", inject="03")
    await dana.done("clock.end")
    await dana.go()
    yield people
    for person in people.values():
        await person.http.aclose()


async def answer(open_window: OpenWindow, person: Person, text: str) -> None:
    """On a phone: one box, one button, nothing wider than the screen."""
    phone = await open_window(size=PHONE)
    await phone.come_as(person)
    await phone.page.goto(address(person))
    await phone.page.get_by_role("textbox", name="What went well?").fill(text)
    send = phone.page.get_by_role("button", name="Send")
    box = await send.bounding_box()
    assert box
    assert box["height"] >= 44
    await send.click()
    await expect(phone.page.get_by_text("Your answer is in")).to_be_visible()
    assert await phone.page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert phone.faults() == []


def address(person: Person) -> str:
    return f"/review/{person.rehearsal}#page=wash"


async def the_question(page: Page, wall: Page, answering: Awaitable[object]) -> None:
    """It is asked, counted while it is open, and shown with its answers once it is closed."""
    await page.get_by_role("button", name="Ask", exact=True).first.click()
    await expect(wall.get_by_role("heading", name="What went well?")).to_be_visible()
    await answering
    await expect(wall.get_by_text("have answered")).to_be_visible()
    assert not [text for text in SAID.values() if text in await wall.content()]
    await page.get_by_role("button", name="Close and show answers").click()
    for text in SAID.values():
        await expect(wall.get_by_text(text)).to_be_visible()


async def the_finding(page: Page, wall: Page) -> str:
    """It is put on the wall and agreed on by keyboard, and becomes an action. Gives its title."""
    findings = page.get_by_role("region", name="Findings, one by one")
    await page.get_by_label("Remark").fill(REMARK)
    title = await findings.get_by_role("heading", level=4).locator("span[dir]").inner_text()
    await page.get_by_role("heading", name="Findings, one by one").click()
    await page.keyboard.press("p")
    await expect(wall.get_by_role("heading", name=title)).to_be_visible()
    await page.keyboard.press("a")
    await expect(wall.get_by_text("agreed")).to_be_visible()
    await findings.get_by_role("button").first.click()
    await page.get_by_role("button", name="Write an action").click()
    await page.keyboard.type(ACTION)
    await page.get_by_label("Owner").fill("Legal")
    await page.get_by_label("Due").fill("2026-12-05")
    await page.get_by_role("button", name="Add action").click()
    return title


async def nobody_is_known_by_their_mark(lead: Window, dana: Person) -> None:
    """In what is made of built pages; all else is looked through in tests/web."""
    exports = f"/api/rehearsals/{dana.rehearsal}/exports"
    log = await (await lead.context.request.get(f"{exports}/log.json")).json()
    events = [event for entry in log["entries"] for event in entry["events"]]
    marks = [event["mark"] for event in events if event["kind"] == "wash.answered"]
    assert len(marks) == len(SAID)
    page = await (await lead.context.request.get(f"{exports}/review.html")).body()
    report = await (await lead.context.request.get(f"{exports}/report.pdf")).body()
    printed = " ".join(one.extract_text() for one in PdfReader(io.BytesIO(report)).pages)
    for text in SAID.values():
        assert text.encode() in page
        assert text in printed
    assert not [mark for mark in marks if mark.encode() in page or mark in printed]


async def test_what_is_said_in_the_hot_wash_is_on_every_screen_and_in_the_report(
    open_window: OpenWindow, people: dict[str, Person]
) -> None:
    dana = people["Dana"]
    lead = await open_window()
    await lead.come_as(dana)
    page = lead.page
    await page.goto(address(dana))
    await page.get_by_role("button", name="Start the hot wash").click()
    async with lead.context.expect_page() as opened:
        await page.get_by_role("link", name="Open the big screen").click()
        await page.evaluate(BUSY)
    wall = await opened.value
    answers = (answer(open_window, people[name], text) for name, text in SAID.items())
    await the_question(page, wall, asyncio.gather(*answers))
    title = await the_finding(page, wall)
    plan = page.get_by_role("region", name="Improvement plan")
    await expect(plan.get_by_role("listitem").get_by_text(ACTION)).to_be_visible()

    await page.reload()
    await expect(plan.get_by_role("listitem").get_by_text(ACTION)).to_be_visible()
    await expect(plan.get_by_text("Sat, Dec 5, 2026")).to_be_visible()
    await page.get_by_role("button", name="Put on screen").first.click()
    await expect(wall.get_by_role("listitem").get_by_text(ACTION)).to_be_visible()
    await expect(page.get_by_text("1 of ").and_(page.get_by_text("settled"))).to_be_visible()
    got = await lead.context.request.get(f"/api/rehearsals/{dana.rehearsal}/exports/report.docx")
    tables = Document(io.BytesIO(await got.body())).tables
    cells = [[cell.text for cell in row.cells] for table in tables for row in table.rows]
    assert [ACTION, "Legal", "2026-12-05", title] in cells
    assert [row for row in cells if row[-1] == f"agreed: {REMARK}"]
    assert {row[1] for row in cells if len(row) == 2} >= set(SAID.values())
    await nobody_is_known_by_their_mark(lead, dana)
    assert lead.faults() == []
