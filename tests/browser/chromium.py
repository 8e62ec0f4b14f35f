"""The Chromium the tests drive, and how it is started."""

import os
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, async_playwright, expect

from tests.house.sources import ROOT

PATIENCE_MS = 20_000
"""How long a test waits for what must come to a screen."""
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def path() -> str:
    """Where Chromium is: `CHROMIUM`, else whatever `scripts/find_chromium` finds or fetches."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    found = subprocess.run([ROOT / "scripts" / "find_chromium"], capture_output=True, text=True, check=True)
    return found.stdout.strip()


@asynccontextmanager
async def started() -> AsyncIterator[Browser]:
    """A Chromium without a screen, for as long as the block lasts."""
    expect.set_options(timeout=PATIENCE_MS)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path(), headless=True, args=list(FLAGS))
        try:
            yield browser
        finally:
            await browser.close()
