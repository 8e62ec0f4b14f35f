"""A dry run on its page: reached from the library, played, and told in pictures that have their tables."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.browser.axe import overflow, stumbles, stumbles_in_any_light
from tests.browser.rooms import OpenWindow
from tests.browser.window import DESK, PHONE
from tests.serving import ServerProcess
from tests.web.dry_runs import LONG, SHORT, children, until

pytestmark = pytest.mark.browser


async def played(page: Page) -> None:
    await page.get_by_role("button", name="Play it through").click()
    await told(page, r"Seed \d+, 02:00 of drill in")


async def told(page: Page, words: str) -> None:
    said = page.get_by_role("main").get_by_text(re.compile(words))
    await expect(said).to_be_visible(timeout=60_000)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
async def test_a_dry_run_is_whole_and_in_nobodys_way(open_window: OpenWindow, size: tuple[int, int]) -> None:
    window = await open_window(size=size)
    page = window.page
    await page.goto(f"/dry-run/{SHORT}?seed=5")
    await expect(page.get_by_role("heading", name="Dry run: Row 22")).to_be_visible()
    assert await stumbles_in_any_light(page) == []
    await played(page)
    for part in (
        "The crowd",
        "Load",
        "Injects",
        "Coverage",
        "How it ended",
        "Drafts and approvals",
        "Chances",
    ):
        await expect(page.get_by_role("region", name=part, exact=True).first).to_be_visible()
    assert await stumbles_in_any_light(page) == []
    assert await overflow(page) == []
    assert window.faults() == []


async def test_a_card_of_the_library_leads_to_it_and_what_ran_is_told(open_window: OpenWindow) -> None:
    page = (await open_window()).page
    await page.goto("/workshop")
    await page.get_by_role("link", name="Dry run Row 22").click()
    await expect(page).to_have_url(re.compile(f"/dry-run/{SHORT}$"))
    await played(page)
    figures = page.get_by_label("What it covered")
    await expect(figures).to_contain_text("2 of 3")
    injects = page.get_by_role("tabpanel", name="Injects")
    first = injects.get_by_role("row", name=re.compile("First picture"))
    await expect(first).to_contain_text("T+00:10")
    await page.get_by_role("tab", name=re.compile("Kept back")).click()
    await expect(injects.get_by_role("row")).to_have_count(2)
    await expect(injects).to_contain_text("Only a facilitator delivers it.")


async def test_every_picture_has_a_table_that_says_the_same(open_window: OpenWindow) -> None:
    page = (await open_window()).page
    await page.goto(f"/dry-run/{SHORT}?seed=5")
    await played(page)
    await page.get_by_role("button", name="The crowd: As a table").click()
    crowd = page.get_by_role("table", name="The crowd")
    await expect(crowd.get_by_role("row", name=re.compile("00:10"))).to_contain_text(
        "Inject i1: First picture"
    )
    await expect(crowd.get_by_role("row").last).to_contain_text("02:00")
    await page.get_by_role("button", name="Load: As a table").click()
    load = page.get_by_role("table", name="Load")
    await expect(load.get_by_role("row", name=re.compile("Communicator"))).to_be_visible()
    await expect(load.get_by_role("columnheader")).to_have_count(6)
    await page.get_by_role("button", name="Load: As a chart").click()
    await expect(load).to_have_count(0)


async def test_it_is_played_again_by_keys_with_another_seed_beside_the_one_before(
    open_window: OpenWindow,
) -> None:
    page = (await open_window()).page
    await page.goto(f"/dry-run/{SHORT}?seed=5")
    await played(page)
    seed = page.get_by_label("Seed")
    await seed.focus()
    await page.keyboard.press("Control+A")
    await page.keyboard.type("6")
    await page.keyboard.press("Enter")
    await told(page, "Seed 6, 02:00 of drill in")
    await expect(page.get_by_label("What it covered")).to_contain_text("seed 5:")
    await expect(page).to_have_url(re.compile(r"\?seed=6$"))
    await seed.fill("0")
    await expect(page.get_by_role("button", name="Play again")).to_be_disabled()


async def test_whoever_stops_or_leaves_ends_it(open_window: OpenWindow, shared: ServerProcess) -> None:
    page = (await open_window()).page
    await page.goto(f"/dry-run/{LONG}")
    await page.get_by_role("button", name="Play it through").click()
    await expect(page.get_by_role("progressbar", name="Exercise time played")).to_be_visible()
    await until(lambda: len(children(shared.pid)) == 1)
    await page.get_by_role("button", name="Stop").click()
    await until(lambda: children(shared.pid) == [])
    await page.get_by_role("button", name="Play it through").click()
    await until(lambda: len(children(shared.pid)) == 1)
    await page.goto("/")
    await until(lambda: children(shared.pid) == [])


async def test_a_draft_is_played_in_its_editor(open_window: OpenWindow) -> None:
    window = await open_window()
    page = window.page
    await page.goto("/workshop")
    await page.get_by_label("Your name").fill("Bo")
    await page.get_by_role("button", name="Make it mine: Row 22").click()
    await page.get_by_role("tab", name="Dry run").click()
    await played(page)
    assert await stumbles(page) == []
    assert window.faults() == []
