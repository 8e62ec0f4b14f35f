"""Words that would be more than words: in a real browser they are read, and nothing else happens."""

import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Dialog, expect

from tests.browser import acting
from tests.browser.chromium import started
from tests.browser.window import DESK, PHONE, Window
from tests.people import Person
from tests.serving import ServerProcess

pytestmark = pytest.mark.browser

SCRIPT = "<script>alert(1)</script>"
PICTURE = "<img src=x onerror=alert(2)>"
VECTOR = "<svg/onload=alert(3)><a href=javascript:alert(4)>tap</a></svg>"
MARKDOWN = "[tap](javascript:alert(5)) ![x](https://tracker.example/x.png) `{{7*7}}` ${7*7}"
TURNED = "safe \u202etxt.exe\u202c and \u2066isolated"
NAME = "<b onclick=alert(6)>Teo"


@pytest.fixture
async def chromium() -> AsyncIterator[Browser]:
    async with started() as browser:
        yield browser


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ServerProcess]:
    running = ServerProcess(tmp_path / "data").start()
    try:
        yield running
    finally:
        running.stop()


async def window_of(
    chromium: Browser, person: Person, said: list[str], size: tuple[int, int] = DESK
) -> Window:
    """Their screen; what any dialog says is kept."""
    window = await Window.open(chromium, person.base, size=size)

    async def shut(dialog: Dialog) -> None:
        said.append(dialog.message)
        await dialog.dismiss()

    window.page.on("dialog", shut)
    window.page.on("popup", lambda page: said.append(page.url))
    await window.come_as(person)
    await window.page.goto(f"/r/{person.rehearsal}/{person.seat}")
    await expect(window.page.get_by_label("Exercise clock")).to_be_visible()
    return window


@pytest.mark.trust(23)
async def test_script_in_posts_names_and_drafts_is_only_read(
    server: ServerProcess, chromium: Browser
) -> None:
    said: list[str] = []
    async with (
        Person(server.base) as dana,
        Person(server.base) as mara,
        Person(server.base) as teo,
        Person(server.base) as priya,
    ):
        code = (await dana.start(mode="room", name="Dana Kessler"))["links"]["code"]
        await mara.join(code, f"Mara{SCRIPT}", "brand-comms")
        await teo.join(code, NAME, "critic-1")
        await priya.join(code, "Priya", "bystander-1")
        for person in (dana, mara, teo, priya):
            await person.come()
        await dana.done("clock.start")
        me = teo.welcome["you"]["personas"][0]
        for text in (SCRIPT, PICTURE, VECTOR, MARKDOWN, TURNED):
            await teo.done("post.publish", author=me, text=text)
        await mara.done("chat.say", text=PICTURE)
        await mara.done("draft.open", text=f"{SCRIPT} {PICTURE}", posture="answers")
        await dana.done("whisper.send", to="bystander-1", text=VECTOR)
        await dana.done("clock.pause", why=SCRIPT)

        windows = [
            await window_of(chromium, dana, said),
            await window_of(chromium, mara, said),
            await window_of(chromium, priya, said, size=PHONE),
        ]
        for window in windows:
            page = window.page
            await expect(acting.post(page, MARKDOWN[:20]).locator("visible=true")).to_be_attached()
            html = await page.content()
            assert not re.search(r"<(script|img|svg|b|a)[^>]*(alert\(|javascript:|tracker\.example)", html)
            assert await page.locator("a[href^='javascript']").count() == 0
            assert window.faults() == []
        await expect(windows[1].page.get_by_text(PICTURE).first).to_be_visible()
        await dana.go()
        await dana.come(tab="tab-2")
        await dana.done("clock.resume")
        await dana.done("clock.end")
        review = windows[0].page
        await review.goto(f"/review/{dana.rehearsal}")
        await expect(review.get_by_role("heading", name=SCRIPT)).to_be_attached()
        assert windows[0].faults() == []
        for window in windows:
            await window.close()
    assert said == []
