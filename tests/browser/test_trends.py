"""Logs opened in a browser: the review of one, exported again as it came; two as a trend; one refused."""

import re
from pathlib import Path

import pytest
from playwright.async_api import expect

from app.headless import RUNNER, Drill
from app.ids import CONDUCTOR, InjectId, SeatId
from app.rehearsal.commands import DeliverInject, EndClock, PublishPost
from app.store.log_file import write_log_file
from tests.browser.axe import overflow, stumbles
from tests.browser.rooms import OpenWindow
from tests.browser.window import DESK, PHONE, Window
from tests.standins.headless import shipped

pytestmark = pytest.mark.browser
PATIENT = 60_000
"""Milliseconds."""
HOLDING = "We hear you. Facts first, then our answer, in this thread, by 19:30."


def a_log(number: int, after: int) -> bytes:
    """Drill `number`: the brand answers the first storm `after` seconds after it broke."""
    drill = Drill(shipped(), seed=number)
    drill.start()
    broke = drill.rehearsal.at + 10_000
    drill.ask(CONDUCTOR, DeliverInject(inject=InjectId("01")), broke)
    (post,) = drill.rehearsal.feed.posts
    answer = PublishPost(author=shipped().brand, text=HOLDING, reply_to=post)
    drill.ask(SeatId("brand-comms"), answer, broke + after * 1000)
    drill.ask(RUNNER, EndClock(), broke + 1_200_000)
    return write_log_file(drill.log)


async def chosen(window: Window, *files: Path) -> None:
    await window.page.goto("/")
    await expect(window.page.get_by_role("button", name="Play solo")).to_be_enabled()
    await window.page.set_input_files("input[type=file]", list(files))


async def test_an_opened_log_is_reviewed_exported_as_it_came_and_two_make_a_trend(
    open_window: OpenWindow, tmp_path: Path
) -> None:
    slow, fast, bad = (tmp_path / name for name in ("slow.json", "fast.json", "bad.json"))
    slow.write_bytes(a_log(41, 400))
    fast.write_bytes(a_log(42, 100))
    bad.write_bytes(fast.read_bytes().replace(b"We hear you", b"We heard it"))
    window = await open_window()
    page = window.page
    await chosen(window, slow)
    await expect(page).to_have_url(re.compile(r"/review/dry-too-wide-for-the-seat-41"))
    await expect(page.get_by_text("EXERCISE ONLY").first).to_be_visible()
    await expect(page.get_by_role("tab", name="Answers").first).to_be_visible()
    log = await window.context.request.get("/api/rehearsals/dry-too-wide-for-the-seat-41/exports/log.json")
    assert await log.body() == slow.read_bytes()

    await chosen(window, bad)
    await expect(page.get_by_text("bad.json was not opened, and nothing of it was kept.")).to_be_visible()
    await expect(page.get_by_text("it was changed after it was exported")).to_be_visible()
    await page.set_input_files("input[type=file]", [fast, slow])
    # Each log is read in a process of its own, which a busy machine starts in its own time.
    await expect(page).to_have_url(re.compile(r"/trends$"), timeout=PATIENT)
    for theme, size in (("light", DESK), ("dark", PHONE)):
        await page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        await page.set_viewport_size({"width": size[0], "height": size[1]})
        times = page.get_by_role("figure", name="Response times")
        for said in ("06:40", "01:40"):
            await expect(times.get_by_role("cell", name=said).first).to_be_attached()
        assert await stumbles(page) == []
        assert await overflow(page) == []
    pair = page.get_by_role("region", name="Two drills side by side")
    await expect(
        pair.get_by_role("row", name=re.compile("Time to respond 06:40 01:40 −05:00 better"))
    ).to_be_visible()
    await page.get_by_role("button", name="As a table").click()
    await expect(page.get_by_role("table", name="Figures of every drill, oldest first")).to_be_visible()
    assert await overflow(page) == []
    await page.goto("/")
    await page.get_by_role("link", name="Trends of 2 drills").click()
    await expect(page.get_by_role("figure", name="Mistakes")).to_be_visible()
    await expect(page.get_by_text(re.compile(r"\b(found|trends|openlog)\.\w"))).to_have_count(0)
    assert [fault for fault in window.faults() if "status of 422" not in fault] == []
