"""Built files on their way out: packed, and kept for good where their name says what is in them."""

import gzip
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from app.web.built import Built

PLAIN = b"export const words = 'All is well.';\n" * 40
ZIPPED = gzip.compress(PLAIN, mtime=0)
TIGHT = b"as Brotli wrote it"


@pytest.fixture
async def browser(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """Asks for files of a folder in which one was packed and one was not."""
    assets = tmp_path / "assets"
    assets.mkdir()
    (assets / "room-1a2b.js").write_bytes(PLAIN)
    (assets / "room-1a2b.js.gz").write_bytes(ZIPPED)
    (assets / "room-1a2b.js.br").write_bytes(TIGHT)
    (assets / "small.js").write_bytes(b"1;")
    (tmp_path / "index.html").write_bytes(b"<!doctype html>")
    app = Starlette()
    app.mount("/", Built(directory=tmp_path))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
        yield client


async def test_a_browser_gets_the_tightest_form_it_takes(browser: httpx.AsyncClient) -> None:
    takes = {"gzip, deflate, br": "br", "gzip": "gzip", "br;q=0, gzip": "gzip", "identity": None, "": None}
    for accepted, sent in takes.items():
        async with browser.stream(
            "GET", "/assets/room-1a2b.js", headers={"accept-encoding": accepted}
        ) as answer:
            body = b"".join([part async for part in answer.aiter_raw()])
            assert (accepted, answer.headers.get("content-encoding")) == (accepted, sent)
            assert answer.headers["content-type"].startswith("text/javascript")
            assert answer.headers["vary"] == "Accept-Encoding"
            assert body == {"br": TIGHT, "gzip": ZIPPED, None: PLAIN}[sent]


async def test_a_file_that_was_not_packed_goes_as_it_is(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/assets/small.js", headers={"accept-encoding": "gzip, br"})
    assert "content-encoding" not in answer.headers
    assert answer.content == b"1;"


async def test_only_what_is_named_by_its_content_is_kept_unasked(browser: httpx.AsyncClient) -> None:
    assert "immutable" in (await browser.get("/assets/small.js")).headers["cache-control"]
    page = await browser.get("/index.html")
    assert page.headers["cache-control"] == "no-cache"
    again = await browser.get("/index.html", headers={"if-none-match": page.headers["etag"]})
    assert again.status_code == httpx.codes.NOT_MODIFIED
