"""Writing a scenario in the browser: together, by keyboard, with undo, from a draft to a rehearsal."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.axe import overflow, stumbles_in_any_light
from tests.browser.keyboard import tab_to
from tests.browser.rooms import OpenWindow
from tests.browser.window import DESK, PHONE, Window

pytestmark = pytest.mark.browser

TITLE = "Too wide for the seat"
MEMO = "Crew-room memo leaks"
Writers = Callable[..., Awaitable[Window]]


async def begun(window: Window, name: str) -> str:
    """A draft of the airline's scenario, begun by somebody of that name and open; gives its whole link."""
    page = window.page
    await page.goto("/workshop")
    await page.get_by_label("Your name, as others see it").fill(name)
    await page.get_by_role("button", name=f"Make it mine: {TITLE}").click()
    await expect(page).to_have_url(re.compile(r"/workshop/\w+#"))
    await expect(tab(page, "Cues")).to_have_attribute("aria-selected", "true")
    return page.url


async def opened(window: Window, link: str, name: str) -> None:
    """The draft behind a link somebody was given."""
    page = window.page
    await page.goto(link)
    await page.get_by_label("Your name, as others see it").fill(name)
    await page.get_by_role("button", name="Open the draft").click()
    await expect(tab(page, "Cues")).to_be_visible()


def tab(page: Page, name: str) -> Locator:
    return page.get_by_role("tab", name=re.compile(f"^{name}"))


def row(page: Page, words: str) -> Locator:
    return page.get_by_role("row").filter(has_text=words).first


def cell(page: Page, words: str, column: int) -> Locator:
    return row(page, words).get_by_role("gridcell").nth(column)


def form(page: Page) -> Locator:
    return page.get_by_role("region", name="What is picked")


async def saved(page: Page) -> None:
    await expect(page.get_by_role("status").filter(has_text=re.compile("^saved"))).to_be_visible()


async def picks(page: Page, words: str) -> None:
    """Pick a cue of the table; its form opens beside it."""
    await cell(page, words, 3).click()
    await expect(form(page).get_by_role("textbox", name="Title").first).to_be_visible()


async def writes(box: Locator, words: str) -> None:
    await box.fill(words)
    await box.press("Tab")


async def test_two_write_the_same_draft_and_see_each_other(open_window: OpenWindow) -> None:
    ann, bo = await open_window(), await open_window()
    link = await begun(ann, "Ann")
    await opened(bo, link, "Bo")
    await tab(bo.page, "People").click()
    await expect(ann.page.get_by_role("button", name="Bo is editing People")).to_be_visible()

    await tab(bo.page, "Story").click()
    await writes(bo.page.get_by_role("textbox", name="Title"), "Too wide, twice")
    await picks(ann.page, MEMO)
    await writes(form(ann.page).get_by_role("textbox", name="Title").first, "The note on the board")
    await expect(ann.page.get_by_role("heading", name="Too wide, twice")).to_be_visible()
    await tab(bo.page, "Cues").click()
    await expect(row(bo.page, "The note on the board")).to_be_visible()
    await saved(ann.page)
    assert ann.faults() + bo.faults() == []


async def test_the_same_words_changed_by_both_are_asked_about_and_none_are_lost(
    open_window: OpenWindow,
) -> None:
    ann, bo = await open_window(), await open_window()
    link = await begun(ann, "Ann")
    await opened(bo, link, "Bo")
    for window in (ann, bo):
        await picks(window.page, MEMO)
    mine = form(ann.page).get_by_role("textbox", name="Title").first
    await mine.fill("Ann’s title")
    await writes(form(bo.page).get_by_role("textbox", name="Title").first, "Bo’s title")
    await expect(form(ann.page).get_by_text("It now says: Bo’s title")).to_be_visible()
    await expect(mine).to_have_value("Ann’s title")
    await mine.press("Tab")

    asked = ann.page.get_by_role("dialog")
    for words in ("Bo’s title", "Ann’s title"):
        await expect(asked.get_by_role("paragraph").filter(has_text=words)).to_be_visible()
    await expect(row(bo.page, "Bo’s title")).to_be_visible()
    await asked.get_by_role("button", name="Take mine").click()
    await expect(row(bo.page, "Ann’s title")).to_be_visible()
    await expect(row(ann.page, "Ann’s title")).to_be_visible()


async def test_two_who_add_a_cue_at_once_both_keep_theirs(open_window: OpenWindow) -> None:
    ann, bo = await open_window(), await open_window()
    link = await begun(ann, "Ann")
    await opened(bo, link, "Bo")
    add = "Add to Cues"
    await asyncio.gather(*(one.page.get_by_role("button", name=add).click() for one in (ann, bo)))
    for window in (ann, bo):
        for number in ("26", "27"):
            await expect(window.page.get_by_role("gridcell", name=number, exact=True)).to_be_visible()
        await expect(window.page.get_by_role("dialog")).to_have_count(0)


async def test_undo_goes_back_as_far_as_one_has_come_and_redo_forth_again(open_window: OpenWindow) -> None:
    window = await open_window()
    page = window.page
    await begun(window, "Ann")
    await picks(page, MEMO)
    title = form(page).get_by_role("textbox", name="Title").first
    for words in ("Zeta", "Zeta Zeta", "Omega"):
        await writes(title, words)
    await page.get_by_role("button", name="Delete the line").click()
    await expect(row(page, "Omega")).to_have_count(0)
    await saved(page)
    for words in ("Omega", "Zeta Zeta", "Zeta", MEMO):
        await page.keyboard.press("Control+z")
        await expect(row(page, words)).to_be_visible()
    await expect(page.get_by_role("button", name="Undo your last change")).to_be_disabled()
    for words in ("Zeta", "Zeta Zeta", "Omega"):
        await page.keyboard.press("Control+Shift+z")
        await expect(row(page, words)).to_be_visible()
    await page.reload()
    await expect(row(page, "Omega")).to_be_visible()
    await page.keyboard.press("Control+z")
    await expect(row(page, "Zeta Zeta")).to_be_visible()
    assert window.faults() == []


async def test_the_table_needs_no_mouse(open_window: OpenWindow) -> None:
    window = await open_window()
    page, press = window.page, window.page.keyboard.press
    await begun(window, "Ann")
    await tab_to(page, cell(page, "Walk-off", 0))
    await press("ArrowDown")
    await press("ArrowRight")
    await press("ArrowRight")
    await press("ArrowRight")
    await expect(cell(page, "Photo from the gate", 3)).to_be_focused()
    await press("Enter")
    await press("Control+a")
    await page.keyboard.type("A photo")
    await press("Enter")
    await expect(cell(page, "A photo", 3)).to_be_focused()
    await press("Alt+Enter")
    await expect(cell(page, "26", 1)).to_be_focused()
    await page.keyboard.type("3:00")
    await expect(page.get_by_role("grid").get_by_role("textbox")).to_be_focused()
    await press("Escape")
    await press("Home")
    await expect(cell(page, "26", 0)).to_be_focused()
    await press("Alt+ArrowUp")
    await press("Control+Delete")
    await expect(page.get_by_text(re.compile("^Deleted: 26"))).to_be_visible()
    await press("Control+z")
    await press("Control+Enter")
    await expect(form(page).get_by_role("textbox").first).to_be_focused()
    await saved(page)
    assert window.faults() == []


async def test_a_bar_of_the_timeline_moves_by_keys_and_by_hand(open_window: OpenWindow) -> None:
    window = await open_window()
    page = window.page
    await begun(window, "Ann")
    bar = page.get_by_role("button", name=re.compile(f"^15 {MEMO}"))
    await bar.focus()
    await bar.press("ArrowRight")
    await expect(page.get_by_role("button", name=re.compile(f"^15 {MEMO}, 22:30"))).to_be_visible()
    await expect(cell(page, MEMO, 1)).to_have_text("22:30")
    box = await bar.bounding_box()
    assert box is not None
    await page.mouse.move(box["x"] + 20, box["y"] + 10)
    await page.mouse.down()
    await page.mouse.move(box["x"] + 120, box["y"] + 10, steps=4)
    await page.mouse.up()
    await expect(cell(page, MEMO, 1)).not_to_have_text("22:30")
    moved = await cell(page, MEMO, 1).inner_text()
    assert re.fullmatch(r"2\d:[03]0", moved.strip()), moved


async def test_what_is_written_without_a_line_goes_out_when_it_is_back(open_window: OpenWindow) -> None:
    ann, bo = await open_window(), await open_window()
    link = await begun(ann, "Ann")
    await opened(bo, link, "Bo")
    await picks(ann.page, MEMO)
    await ann.context.set_offline(True)
    await writes(form(ann.page).get_by_role("textbox", name="Title").first, "Written on a train")
    await expect(ann.page.get_by_role("status").filter(has_text="no line")).to_be_visible()
    await ann.context.set_offline(False)
    await expect(row(bo.page, "Written on a train")).to_be_visible()
    assert ann.faults(outage=True) == []


async def test_from_a_fault_to_a_version_to_a_rehearsal(open_window: OpenWindow) -> None:
    window = await open_window()
    page = window.page
    await begun(window, "Ann")
    await picks(page, MEMO)
    box = form(page).get_by_role("textbox", name="Title").first
    await writes(box, "")
    await tab(page, "Check").click()
    await page.get_by_role("button", name=re.compile("^Nothing is written here")).click()
    await expect(box).to_be_focused()
    await page.get_by_role("button", name="Publish").click()
    await page.get_by_role("dialog").get_by_role("button", name="Publish").click()
    await expect(page.get_by_role("dialog").get_by_role("alert")).to_contain_text("without faults")
    await page.get_by_role("dialog").get_by_role("button", name="Close").click()
    await writes(box, "Memo, renamed")
    await saved(page)

    await page.get_by_role("button", name="Publish").click()
    await page.get_by_role("textbox", name="What is new").fill("The memo has another name")
    await page.get_by_role("dialog").get_by_role("button", name="Publish").click()
    await expect(page.get_by_text("Version 1 is in the library")).to_be_visible()
    await page.get_by_role("button", name="Go on writing").click()
    await tab(page, "Versions").click()
    await expect(page.get_by_text("The memo has another name")).to_be_visible()
    await expect(page.get_by_text("No difference")).to_be_visible()
    await picks_tab(page)
    await page.get_by_role("button", name="Publish").click()
    await page.get_by_role("dialog").get_by_role("button", name="Publish").click()
    await page.get_by_role("button", name="Start a rehearsal").click()
    await expect(page).to_have_url(re.compile(r"/r/\w+/facilitator-1$"))
    await expect(page.get_by_label("Exercise clock")).to_be_visible()
    assert [one for one in window.faults() if "422" not in one] == []


async def picks_tab(page: Page) -> None:
    """Change something, so that there is something new to publish."""
    await tab(page, "Story").click()
    await writes(page.get_by_role("textbox", name="Title"), "Too wide, once more")
    await saved(page)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
async def test_every_tab_is_whole_and_in_nobodys_way(open_window: OpenWindow, size: tuple[int, int]) -> None:
    window = await open_window(size=size)
    page = window.page
    await page.goto("/workshop")
    await expect(page.get_by_role("button", name=f"Make it mine: {TITLE}")).to_be_visible()
    wrong: dict[str, Any] = {"list": [*await stumbles_in_any_light(page), *await overflow(page)]}
    await begun(window, "Ann")
    await page.wait_for_load_state("networkidle")
    if size == DESK:
        await picks(page, MEMO)
    else:
        await cell(page, "Walk-off", 3).click()
        await page.get_by_role("button", name="Open 01 Walk-off").click()
        wrong["form"] = [*await stumbles_in_any_light(page), *await overflow(page)]
        await page.get_by_role("button", name="Back").click()
    for name in ("Cues", "Story", "People", "Plan", "At hand", "Guide", "Crowd", "Check", "Versions"):
        await tab(page, name).click()
        await expect(page.get_by_role("tabpanel")).to_be_visible()
        wrong[name] = [*await stumbles_in_any_light(page), *await overflow(page)]
    for name in ("Share", "Publish"):
        await page.get_by_role("button", name=name, exact=True).first.click()
        await expect(page.get_by_role("dialog")).to_be_visible()
        wrong[name] = [*await stumbles_in_any_light(page), *await overflow(page)]
        await page.keyboard.press("Escape")
    assert {name: found for name, found in wrong.items() if found} == {}
    assert window.faults() == []
