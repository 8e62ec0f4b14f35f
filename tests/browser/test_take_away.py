"""What a review is taken away as, opened again: above all the replay as one file, without a network."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.browser.rooms import OpenWindow
from tests.browser.window import PHONE
from tests.people import Person
from tests.serving import ServerProcess

pytestmark = pytest.mark.browser


@pytest.fixture
async def host(shared: ServerProcess) -> AsyncIterator[Person]:
    """Who held a drill that is over."""
    dana = Person(shared.base)
    await dana.start(mode="room", name="Dana Kessler")
    await dana.come()
    await dana.done("clock.start")
    await dana.first_post()
    await dana.done("clock.end")
    await dana.go()
    yield dana
    await dana.http.aclose()


async def test_the_replay_opens_from_a_file_and_asks_nobody_for_anything(
    open_window: OpenWindow, chromium: Browser, host: Person, tmp_path: Path
) -> None:
    window = await open_window()
    await window.come_as(host)
    page = window.page
    await page.goto(f"/review/{host.rehearsal}")
    await page.get_by_role("button", name="Take away").click()
    async with page.expect_download() as download:
        await page.get_by_role("link", name="Replay, one file").click()
    file = tmp_path / "review.html"
    await (await download.value).save_as(file)
    context = await chromium.new_context(offline=True)
    alone, asked, wrong = await context.new_page(), list[str](), list[str]()
    alone.on("request", lambda request: asked.append(request.url))
    alone.on("pageerror", lambda fault: wrong.append(str(fault)))
    alone.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
    await alone.goto(file.as_uri())
    await expect(alone.get_by_text("EXERCISE ONLY").first).to_be_visible()
    await alone.keyboard.press("ArrowRight")
    await expect(alone.get_by_role("heading", name="Walk-off")).to_be_visible()
    await alone.get_by_role("tab", name="Answers").first.click()
    await expect(alone.get_by_role("heading", name="Answers")).to_be_visible()
    await expect(alone.get_by_role("tab", name="What if")).to_have_count(0)
    assert [url for url in asked if not url.startswith("file:")] == []
    assert wrong == []
    await context.close()


async def test_on_a_phone_every_file_can_be_had(open_window: OpenWindow, host: Person) -> None:
    window = await open_window(size=PHONE)
    await window.come_as(host)
    await window.page.goto(f"/review/{host.rehearsal}")
    await window.page.get_by_role("button", name="Take away").click()
    await window.page.get_by_text("Letter", exact=True).click(force=True)
    links = window.page.get_by_role("dialog").get_by_role("link")
    addresses = [await link.get_attribute("href") for link in await links.all()]
    assert len(addresses) == 9
    beginnings = {
        "review.html": b"<!doctype html>", "report.pdf": b"%PDF-", "report.docx": b"PK", "as-run.xlsx": b"PK",
        "posts.csv": b"", "notes.csv": b"", "actions.xlsx": b"PK", "ratings.xlsx": b"PK",
        "log.json": b'{"format":"squall-log"',
    }  # fmt: skip
    for address in addresses:
        assert address is not None
        answer = await window.context.request.get(address)
        assert answer.status == 200, address
        body, name = await answer.body(), address.rpartition("/")[2].partition("?")[0]
        assert body.startswith(beginnings.pop(name)), name
        assert b"Kessler" not in body
        if name == "log.json":
            assert json.loads(body)["names"] == "sealed"
    assert beginnings == {}
