"""An MSEL brought in from its spreadsheet: seen row by row, settled on the page, imported, taken back."""

import re
from collections.abc import Sequence
from typing import Any

import pytest
from playwright.async_api import FilePayload, Locator, Page, expect

from tests.browser.axe import overflow, stumbles, stumbles_in_any_light
from tests.browser.rooms import OpenWindow
from tests.browser.window import DESK, PHONE, Window
from tests.exchange.sheets import delimited, workbook

pytestmark = pytest.mark.browser

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEAD = ("No.", "Time", "From", "Via", "Text", "Media")
ROWS = [
    ("EXERCISE",),
    HEAD,
    ("1", "2026-11-21 18:53", "Ann Bee", "siren", "The oven smoked.", "clip.mp4"),
    ("2", "2026-11-21 18:58", "@passer_by", "feed", "Was anybody hurt?", ""),
    ("3", "25:00", "Ann Bee", "feed", "Never comes.", ""),
]
DAYS = [
    HEAD,
    ("1", "2026-11-21 18:53", "@passer_by", "feed", "Now.", ""),
    ("2", "2026-11-22 09:00", "@passer_by", "feed", "The morning after.", ""),
    ("3", "2026-11-23 10:00", "@passer_by", "feed", "A day on.", ""),
]


async def chosen(page: Page, data: bytes, name: str = "storm.xlsx") -> None:
    """Begin a draft with this file."""
    await page.goto("/workshop")
    await page.get_by_label("Your name").fill("Bo")
    door = page.locator(".door", has=page.get_by_role("heading", name="From a spreadsheet"))
    await door.locator("input[type=file]").set_input_files({"name": name, "mimeType": XLSX, "buffer": data})


async def a_sheet(open_window: OpenWindow, rows: Sequence[Sequence[Any]], **window: Any) -> Window:
    """A window in which a sheet is shown, read for a drill in Berlin."""
    opened = await open_window(**window)
    await chosen(opened.page, workbook(rows))
    await opened.page.get_by_label("Time zone of the sheet").fill("Europe/Berlin")
    await opened.page.get_by_label("Time zone of the sheet").blur()
    await expect(row(opened.page, rows[-1][0])).to_be_visible()
    await expect(row(opened.page, "1").first).to_contain_text("T+00:00")
    return opened


def told(page: Page) -> Locator:
    """What the tab itself says became of it."""
    return page.get_by_role("tabpanel", name="Spreadsheet").get_by_role("status")


def row(page: Page, name: str) -> Locator:
    table = page.get_by_role("table", name="What it becomes")
    return table.get_by_role("row").filter(has=page.locator(f".what > b:text-matches('^{name} ')"))


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
async def test_a_sheet_on_its_way_is_whole_and_in_nobodys_way(
    open_window: OpenWindow, size: tuple[int, int]
) -> None:
    window = await a_sheet(open_window, ROWS, size=size)
    assert await stumbles_in_any_light(window.page) == []
    assert await overflow(window.page) == []
    assert window.faults() == []


async def test_every_row_says_its_moment_in_the_zone_and_what_is_wrong_in_which_cell(
    open_window: OpenWindow,
) -> None:
    page = (await a_sheet(open_window, ROWS)).page
    # The draft is new: it begins when its sheet does.
    await expect(page.get_by_label("StartEx", exact=True)).to_have_value("2026-11-21T18:53")
    first, second, third = (row(page, name) for name in "123")
    await expect(first).to_contain_text(re.compile(r"21 .*18:53 (CET|GMT\+1)|Nov 21 18:53 (CET|GMT\+1)"))
    await expect(first).to_contain_text("T+00:00")
    await expect(first).to_contain_text("“siren” is not a known channel")
    await expect(second).to_contain_text("T+05:00")
    await expect(third).to_contain_text("MSEL B5: “25:00” is no time of day. Write 00:00 to 23:59")
    await expect(third).to_contain_text("left out")
    await page.get_by_label("Time zone of the sheet").fill("UTC")
    await page.get_by_label("Time zone of the sheet").blur()
    await expect(first).to_contain_text("18:53 UTC")


async def test_what_is_read_wrongly_is_set_right_on_the_page(open_window: OpenWindow) -> None:
    page = (await a_sheet(open_window, ROWS)).page
    await page.get_by_label("Where “siren” goes").select_option("message")
    await expect(row(page, "1")).to_contain_text("to the brand directly")
    await page.get_by_label("Meaning of column F, Media").select_option("guidance")
    await page.get_by_label("Meaning of column C, From").select_option("")
    await expect(row(page, "1")).to_contain_text("no column says who speaks")
    await page.get_by_label("Who speaks where no column says so").select_option("first_critic")
    await expect(row(page, "1")).to_contain_text("@first_critic")


async def test_an_import_is_one_edit_that_keys_take_back_and_do_again(open_window: OpenWindow) -> None:
    window = await a_sheet(open_window, ROWS)
    page = window.page
    take_in = page.get_by_role("button", name="Import 2 rows")
    await expect(take_in).to_be_disabled()
    await page.get_by_label("Leave out the row with faults").check()
    await take_in.click()
    await expect(told(page)).to_contain_text("Imported as one edit: 2 new, 0 changed, 1 left out.")
    assert await stumbles(page) == []
    await page.get_by_role("button", name="Show the cues").click()
    cues = page.get_by_role("tabpanel", name="Cues")
    await expect(cues.get_by_text("Was anybody hurt?").first).to_be_visible()
    await page.keyboard.press("Control+z")
    await expect(cues.get_by_text("Was anybody hurt?")).to_have_count(0)
    await page.keyboard.press("Control+Shift+z")
    await expect(cues.get_by_text("Was anybody hurt?").first).to_be_visible()
    await page.get_by_role("tab", name="People").click()
    await expect(page.get_by_text("ann_bee").first).to_be_visible()
    assert window.faults() == []


async def test_the_same_sheet_again_changes_nothing(open_window: OpenWindow) -> None:
    page = (await a_sheet(open_window, ROWS[:4])).page
    await page.get_by_role("button", name="Import 2 rows").click()
    await page.get_by_role("button", name="Take it back").click()
    await expect(told(page)).to_contain_text("The import is taken back.")
    await page.get_by_role("button", name="Another file").click()
    file: FilePayload = {"name": "storm.xlsx", "mimeType": XLSX, "buffer": workbook(ROWS[:4])}
    panel = page.get_by_role("tabpanel", name="Spreadsheet")
    await panel.locator("input[type=file]").set_input_files(file)
    await page.get_by_role("button", name="Import 2 rows").click()
    await expect(told(page)).to_contain_text("Imported as one edit")
    await page.get_by_role("button", name="Another file").click()
    await panel.locator("input[type=file]").set_input_files(file)
    await expect(page.get_by_text("Nothing in the draft would change.")).to_be_visible()
    await expect(page.get_by_role("button", name="Import 0 rows")).to_be_disabled()


async def test_a_sheet_of_several_days_is_brought_into_a_drill(open_window: OpenWindow) -> None:
    page = (await a_sheet(open_window, DAYS)).page
    await expect(
        page.get_by_text("The sheet goes on for 1 d 15 h 7 min; a drill lasts 8 h at most.")
    ).to_be_visible()
    await expect(row(page, "3")).to_contain_text("1 d 15 h 7 min after StartEx")
    await page.get_by_label("Cut pauses to at most").select_option("30")
    await expect(row(page, "3")).to_contain_text("T+1:00:00")
    await page.get_by_label("Then squeeze it into").select_option("60")
    await expect(page.get_by_role("button", name="Import 3 rows")).to_be_enabled()


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "msel.xls", "save it as .xlsx"),
        (b"Dear all, the drill is on Friday.\n", "letter.csv", "no row looks like the header of an MSEL"),
    ],
)
async def test_a_file_that_is_no_msel_says_what_to_do(
    open_window: OpenWindow, data: bytes, name: str, told: str
) -> None:
    page = (await open_window()).page
    await chosen(page, data, name)
    alert = page.get_by_role("tabpanel", name="Spreadsheet").get_by_role("alert")
    await expect(alert).to_contain_text(re.compile(re.escape(told), re.IGNORECASE))
    await expect(page.get_by_role("button", name="Another file")).to_be_visible()
    assert await stumbles(page) == []


async def test_a_csv_with_semicolons_is_read_too(open_window: OpenWindow) -> None:
    page = (await open_window()).page
    await chosen(page, delimited(ROWS[1:], ";"), "storm.csv")
    await expect(page.get_by_text("Was anybody hurt?").first).to_be_visible()
