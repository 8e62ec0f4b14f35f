"""Five people and an observer play ten exercise minutes; the server is killed in the middle."""

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.browser import acting
from tests.browser.promises import check_alike, check_no_double_on_screen, check_unbroken, knows
from tests.browser.rooms import joined, observers_key, opened, rehearsal_of
from tests.browser.window import PHONE, Window
from tests.people import Person
from tests.serving import ServerProcess

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CANARY = "quetzalcanary"
"""Said in the war room only: in chat, a fact, a draft, a reason and a whisper."""
ANGRY = "I had both armrests down, @meridianair. So who measured me?"
ANSWER = "Kev, nobody checked the armrests before you were asked to get up. That was our mistake."
STILL_HERE = "Still at the gate, and the screens went dark for a moment."
COMES_BACK_MS = 60_000
"""A browser waits up to half a minute between two tries, so that not all come back at once."""


@dataclass
class Cast:
    """Everybody's window, and a second facilitator who only sets the speed."""

    server: ServerProcess
    dana: Window
    mara: Window
    bo: Window
    teo: Window
    hana: Window
    ines: Window
    second: Person

    @property
    def windows(self) -> tuple[Window, ...]:
        return self.dana, self.mara, self.bo, self.teo, self.hana, self.ines

    @property
    def outsiders(self) -> tuple[Window, ...]:
        """Those who may not know what the war room knows."""
        return self.teo, self.hana


@pytest.fixture
async def cast(chromium: Browser, tmp_path: Path) -> AsyncIterator[Cast]:
    """A room with everybody in its lobby, on a server of its own."""
    server = ServerProcess(tmp_path).start()
    phones, desks = ("teo", "hana"), ("dana", "mara", "bo", "ines")
    windows = {name: await Window.open(chromium, server.base) for name in desks}
    windows |= {name: await Window.open(chromium, server.base, size=PHONE) for name in phones}
    second = Person(server.base)
    try:
        code = await opened(windows["dana"])
        await asyncio.gather(
            joined(windows["mara"], code, "Mara Voss", "Communicator"),
            joined(windows["bo"], code, "Bo Lindqvist", "^Legal"),
            joined(windows["teo"], code, "Teo Marchetti", "The man from the plane"),
            joined(windows["hana"], code, "Hana Sato", "The one it could have been"),
            joined(windows["ines"], await observers_key(windows["dana"]), "Ines Duarte"),
        )
        links = await windows["dana"].context.request.get(
            f"/api/rehearsals/{rehearsal_of(windows['dana'])}/links"
        )
        await second.join((await links.json())["facilitator"].partition("#")[2], "Felix")
        await second.come()
        yield Cast(server=server, second=second, **windows)
    finally:
        for window in windows.values():
            await window.close()
        await second.go()
        await second.http.aclose()
        server.stop()


async def test_a_drill_from_the_lobby_to_the_review(cast: Cast) -> None:
    await the_lobby(cast)
    await the_storm(cast)
    await the_answer(cast)
    await the_hold(cast)
    await the_outage(cast)
    await the_end(cast)
    await the_secrets(cast)
    await the_review(cast)


async def at_speed(cast: Cast, speed: int) -> None:
    """The second facilitator takes over, sets the speed, and the first takes over again with one click."""
    await cast.second.ask("baton.take")  # whoever came back first after an outage has it already
    await cast.second.done("clock.speed", speed=speed)
    await cast.dana.page.get_by_role("button", name="Take over").first.click()
    await expect(cast.dana.page.get_by_role("button", name="Take over")).to_have_count(0)


async def the_lobby(cast: Cast) -> None:
    """The plan is signed, and the clock starts for everybody."""
    await asyncio.gather(*(acting.signs_and_is_ready(window.page) for window in (cast.mara, cast.bo)))
    await at_speed(cast, 2)
    await acting.starts(cast.dana.page)
    for window in cast.windows:
        await expect(window.page.get_by_text("Live", exact=True).first).to_be_visible()


async def the_storm(cast: Cast) -> None:
    """A critic posts, everybody reads it, the crowd answers, a bystander turns the dial."""
    await acting.says_in_public(cast.teo.page, "Say it in public", ANGRY)
    await asyncio.gather(
        *(expect(acting.post(window.page, ANGRY)).to_be_visible() for window in cast.windows)
    )
    crowd = cast.ines.page.locator("article[data-post]").filter(has_text=re.compile("crowd"))
    await expect(crowd.first).to_be_visible()
    await acting.opens(cast.hana.page, "Trust")
    await acting.turns_the_dial(cast.hana.page, "nobody has answered him")
    await acting.notes(cast.ines.page, f"The room is slow to name it: {CANARY}")


async def the_answer(cast: Cast) -> None:
    """Chat, a fact, a draft sent back, written anew, cleared, approved by a stand-in, published."""
    mara, bo = cast.mara.page, cast.bo.page
    await acting.says_in_the_war_room(mara, f"He asks who decided. {CANARY}")
    await expect(bo.get_by_text(f"He asks who decided. {CANARY}")).to_be_visible()
    await acting.says_in_the_war_room(mara, f"/fact The armrests were never tried, {CANARY}")
    await acting.hands_in(mara, f"Guests are seated by rule. {CANARY}")
    await acting.sends_back(bo, f"Nobody asks for the rule. {CANARY}")
    draft = mara.get_by_role("article").filter(has_text="sent it back")
    await draft.get_by_role("button", name="Write on").click()
    await acting.hands_in(mara, ANSWER)
    await bo.get_by_role("button", name="Clear it").click()
    await at_speed(cast, 20)
    publish = mara.get_by_role("button", name="Publish", exact=True)
    await expect(publish).to_be_enabled(timeout=60_000)
    await at_speed(cast, 2)
    await publish.click()
    await asyncio.gather(*(seen(window, ANSWER) for window in cast.windows))


async def the_hold(cast: Cast) -> None:
    """The facilitator whispers, holds the clock, and sends a cue and a quick inject after it."""
    dana, teo = cast.dana.page, cast.teo.page
    await acting.whispers(dana, "Mara Voss · Communicator", f"Row 15 is a chance. {CANARY}")
    await expect(cast.mara.page.get_by_text(f"Row 15 is a chance. {CANARY}")).to_be_visible()
    await dana.get_by_role("button", name="Hold", exact=False).first.click()
    await expect(teo.get_by_text(re.compile("^Held by Dana|^Held by"))).to_be_visible()
    await expect(teo.get_by_role("button", name="Post", exact=True)).to_be_disabled()
    await dana.get_by_role("button", name="Resume").click()
    await expect(teo.get_by_text("Live", exact=True).first).to_be_visible()
    await acting.sends_the_cue(dana, "Late-night joke")
    await seen(cast.teo, "has announced its fastest boarding ever")
    await acting.injects(dana, "crewroom_leaks", "It was the night desk, not the crew.")
    await asyncio.gather(*(seen(window, "It was the night desk, not the crew.") for window in cast.windows))


async def the_outage(cast: Cast) -> None:
    """Killed and started again: everybody is told, nobody loses a word or sees one twice."""
    place = cast.second.place()
    cast.server.kill()
    await asyncio.gather(
        *(expect(window.page.get_by_text("You can keep typing.")).to_be_visible() for window in cast.windows)
    )
    box = cast.teo.page.get_by_role("textbox", name="Say it in public")
    await box.fill(STILL_HERE)
    await cast.second.go()
    await asyncio.to_thread(cast.server.start)
    assert (await cast.second.come(resume=place))["mode"] == "resumed"
    await asyncio.gather(
        *(
            expect(window.page.get_by_text("You can keep typing.")).to_be_hidden(timeout=COMES_BACK_MS)
            for window in cast.windows
        )
    )
    await expect(box).to_have_value(STILL_HERE)
    await cast.teo.page.get_by_role("button", name="Post", exact=True).click()
    await asyncio.gather(*(seen(window, STILL_HERE) for window in cast.windows))


async def the_end(cast: Cast) -> None:
    """After ten exercise minutes the facilitator ends it, and the review is one step away."""
    await at_speed(cast, 30)
    await expect(cast.dana.page.get_by_text(re.compile(r"T\+00:1\d:\d\d"))).to_be_visible(timeout=60_000)
    await acting.ends(cast.dana.page)
    for window in cast.windows:
        await expect(window.page.get_by_role("link", name="Open the review").first).to_be_visible()


async def the_secrets(cast: Cast) -> None:
    """No byte of the war room in any frame, answer or screen of those outside it."""
    for window in (cast.mara, cast.bo, cast.ines, cast.dana):
        assert await knows(window, CANARY)
    for window in cast.outsiders:
        assert not await knows(window, CANARY)
        assert await knows(window, ANSWER)
    for window in cast.windows:
        check_unbroken(window)
        assert len(window.wire) > 1
        assert window.faults(outage=True) == []
    check_alike(cast.windows)


async def the_review(cast: Cast) -> None:
    """It shows the curve, the injects, the answers, and the feed as of any moment."""
    page = cast.dana.page
    await page.get_by_role("link", name="Open the review").first.click()
    await expect(page.get_by_role("heading", name="What happened", exact=True)).to_be_visible()
    await expect(page.get_by_role("button", name="First reply")).to_be_visible()
    scrubber = page.get_by_role("slider", name="Time of the replay")
    await scrubber.focus()
    await scrubber.press("End")
    await expect(page.get_by_text(re.compile(r"^\d+ posts so far$"))).to_be_visible()
    await expect(page.locator("article[data-post]").first).to_be_visible()
    await expect(page.get_by_text(CANARY).first).to_be_attached()
    await acting.opens(page, "Answers")
    row = page.get_by_role("row").filter(has_text="Walk-off")
    await expect(row).to_contain_text("in time")
    await acting.opens(page, "Drafts")
    await expect(page.get_by_text(f"Nobody asks for the rule. {CANARY}").first).to_be_visible()
    assert cast.dana.faults(outage=True) == []


async def seen(window: Window, words: str) -> None:
    """The post is on this window's feed, once its reader asks for what is new; nothing stands twice."""
    page = window.page
    if page.viewport_size and page.viewport_size["width"] < 640:
        await acting.opens(page, "Feed")
    await acting.finds(page, words)
    await check_no_double_on_screen(window)
