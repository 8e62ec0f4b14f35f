"""A browser whose own clock is an hour wrong shows exercise time and deadlines all the same."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import expect

from tests.browser.rooms import OpenWindow
from tests.people import Person
from tests.serving import ServerProcess

pytestmark = [pytest.mark.browser, pytest.mark.trust(16)]
SLACK = 3.0
"""Seconds that a busy machine may take between a look at the screen and one at the log."""


@pytest.mark.parametrize("hours", [-1, 1])
async def test_a_screen_counts_by_the_servers_clock(
    open_window: OpenWindow, shared: ServerProcess, hours: int
) -> None:
    async with Person(shared.base) as dana, Person(shared.base) as ines:
        links = (await dana.start(mode="room", name="Dana"))["links"]
        await ines.join(links["observer"].partition("#")[2], "Ines")
        await dana.come()
        await dana.done("clock.start")
        await dana.done("clock.jump", to=600.0, passed="skip")
        window = await open_window()
        await window.page.clock.install(time=datetime.now(UTC) + timedelta(hours=hours))
        await window.come_as(ines)
        await window.page.goto(f"/r/{ines.rehearsal}/{ines.seat}")
        chip = window.page.get_by_label("Exercise clock")
        await expect(chip).to_contain_text("Live")
        before = await said_at(dana, "before")
        found = re.search(r"T\+(\d+):(\d\d):(\d\d)", await chip.inner_text())
        after = await said_at(dana, "after")
        assert found is not None
        shown = int(found[1]) * 3_600 + int(found[2]) * 60 + int(found[3])
        assert before - SLACK <= shown <= after + SLACK
        assert window.faults() == []


async def said_at(dana: Person, note: str) -> float:
    """Exercise time now, as the log has it."""
    await dana.done("note.write", text=note)
    return float((await dana.event("note.written", text=note))["t"])
