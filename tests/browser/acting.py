"""What people do at their screens, by the names of the things they see."""

import asyncio
import itertools
import re
from contextlib import suppress

from playwright.async_api import Locator, Page, expect
from playwright.async_api import TimeoutError as PlaywrightTimeout

from tests.browser.chromium import PATIENCE_MS

SCREENS = 12
"""Half screens of a feed that the first look goes down before it begins at the top again."""
READING_MS = 3 * PATIENCE_MS
"""For reading through a feed: six browsers share two processors."""
CLICK_MS = 3_000


def post(page: Page, words: str) -> Locator:
    """A post on the feed that says so itself, and not in what it quotes."""
    quoted = page.locator("blockquote", has_text=words)
    return page.locator("article[data-post]").filter(has_text=words).filter(has_not=quoted).first


async def stands(page: Page) -> None:
    """Wait until no post on the feed moves: what is still being laid out slips away under a pointer."""
    await page.wait_for_function(
        """() => {
            const posts = [...document.querySelectorAll("article[data-post]")];
            const now = posts.map((post) => post.dataset.post + post.getBoundingClientRect().top).join();
            const stood = now !== "" && now === window.stood;
            window.stood = now;
            return stood;
        }""",
        polling=250,
    )


async def finds(page: Page, words: str) -> None:
    """Read on until a post says so; a feed somebody reads in keeps what is new until asked.

    Whoever goes back to the top for each new post reads no further, so a look goes down some screens; and the
    next one further down, since a crowd buries a post while one looks for it.
    """
    new = page.get_by_role("button", name=re.compile(r"^\d+ new"))
    feed = page.locator("[role=feed] > *").first
    async with asyncio.timeout(READING_MS / 1000):
        for look in itertools.count(1):
            if await new.count():
                with suppress(PlaywrightTimeout):  # it goes where the feed comes to its top by itself
                    await new.first.click(timeout=CLICK_MS)
            else:
                await feed.evaluate("list => list.scrollTo(0, 0)")
            for _ in range(look * SCREENS):
                if await post(page, words).count():
                    return
                await feed.evaluate("list => list.scrollBy(0, list.clientHeight / 2)")
                await asyncio.sleep(0.1)


async def signs_and_is_ready(page: Page) -> None:
    await page.get_by_role("button", name=re.compile(r"^Sign v\d")).click()
    await page.get_by_role("button", name="I’m ready").click()


async def starts(page: Page) -> None:
    """StartEx, though some are not ready."""
    await page.get_by_role("button", name="StartEx").click()
    await page.get_by_role("button", name="Start now").click()
    await expect(page.get_by_text("Live", exact=True).first).to_be_visible()


async def ends(page: Page) -> None:
    await page.get_by_role("button", name="EndEx", exact=True).click()
    await page.get_by_role("button", name="End it now").click()


async def opens(page: Page, tab: str) -> None:
    """A tab: of a pane, or at the foot of a phone."""
    await page.get_by_role("tab", name=re.compile(f"^{tab}")).locator("visible=true").first.click()


async def says_in_public(page: Page, box: str, words: str) -> None:
    """Write into the composer and post."""
    field = page.get_by_role("textbox", name=box)
    await field.fill(words)
    await page.get_by_role("button", name="Post", exact=True).locator("visible=true").click()
    await expect(field).to_have_value("")


async def says_in_the_war_room(page: Page, words: str) -> None:
    field = page.get_by_role("textbox", name=re.compile("^Message the room"))
    await field.fill(words)
    await field.press("Enter")
    await expect(field).to_have_value("")


async def begins_to_answer(page: Page, words: str) -> None:
    """Choose Reply at a post: the desk's composer now answers it."""
    await post(page, words).get_by_role("button", name=re.compile("repl", re.IGNORECASE)).first.click()
    await expect(page.get_by_role("button", name=re.compile("^Do not reply"))).to_be_visible()


async def hands_in(page: Page, words: str) -> None:
    """Write a draft and send it to Legal."""
    field = page.get_by_role("textbox", name="What do we say?")
    await field.fill(words)
    await page.get_by_role("button", name="Send to Legal").click()
    await expect(field).to_have_value("")


async def sends_back(page: Page, why: str) -> None:
    await page.get_by_label("Why, for the log").fill(why)
    await page.get_by_role("button", name="Send back").click()


async def turns_the_dial(page: Page, reason: str) -> None:
    """Less trust, with a reason in one's own words."""
    await page.get_by_role("button", name="Less trust").click()
    await page.get_by_role("button", name="My words").click()
    await page.get_by_role("textbox", name="My words").fill(reason)
    await page.get_by_role("button", name=re.compile("^Save")).click()


async def whispers(page: Page, to: str, words: str) -> None:
    await page.get_by_role("combobox", name="to", exact=True).select_option(label=to)
    await page.get_by_role("textbox", name="Whisper").fill(words)
    await page.get_by_role("button", name="Send", exact=True).click()


async def injects(page: Page, by: str, words: str) -> None:
    """Quick inject as somebody of the cast."""
    form = page.get_by_role("form", name="Quick inject")
    await form.get_by_role("combobox", name="as", exact=True).select_option(value=by)
    await form.get_by_role("textbox").fill(words)
    await form.get_by_role("button", name="GO").click()


async def sends_the_cue(page: Page, title: str) -> None:
    """Stand a cue by, then GO."""
    await page.get_by_role("option").filter(has_text=title).click()
    await page.get_by_role("button", name=re.compile("^Standby")).click()
    await page.get_by_role("button", name=re.compile(r"^GO \d")).click()


async def notes(page: Page, words: str) -> None:
    await page.get_by_role("textbox", name="Note", exact=True).fill(words)
    await page.get_by_role("button", name="Save", exact=True).click()
