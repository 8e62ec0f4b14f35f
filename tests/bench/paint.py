"""What a phone and a node wait for: `make bench`. Prints a table, judges nothing.

Chromium is held to 20 Mbit/s, 40 ms a round trip and a quarter of this machine's processor. It slows
requests only: the socket's few kilobytes come as fast as the machine gives them.
"""

import asyncio
import http.client
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from playwright.async_api import Browser, CDPSession, Page

from tests.bench.table import row
from tests.browser.chromium import started
from tests.browser.window import PHONE, Window
from tests.people import Person
from tests.ports import free_port
from tests.serving import ServerProcess

ROUNDS: Final = 5
DRILLS: Final = 20
"""In the data folder of the second start."""
LINE: Final = {
    "offline": False,
    "latency": 40,
    "downloadThroughput": 2_500_000,
    "uploadThroughput": 2_500_000,
}
"""20 Mbit/s in bytes a second; the latency in ms, of each request."""
SLOWED: Final = 4
SEAT: Final = re.compile("The one it could have been")
START_BY, PAINT_BY, ROUTE_KB = "2 s", "1,500 ms", "80 KB"
STARTED_WITHIN: Final = 120.0
PAINTED: Final = """() => new Promise((done) => {
  const told = (list) => {
    const found = list.getEntries().find((one) => one.name === "first-contentful-paint");
    if (found) done(found.startTime);
  };
  new PerformanceObserver(told).observe({ type: "paint", buffered: true });
})"""
"""ms since the address was asked for."""
SHOWN: Final = """(since) => new Promise((done) => {
  const [form, room, post] = ["form.join", "[aria-label='Exercise clock']", "[data-post]"];
  const seen = {};
  let began = since === "now" ? 0 : undefined;
  const clicked = () => { began = performance.now(); };
  if (began === undefined) window.addEventListener("click", clicked, { capture: true, once: true });
  const there = (what) => [...document.querySelectorAll(what)].some((one) => {
    const box = one.getBoundingClientRect();
    return box.height > 0 && box.top < window.innerHeight && box.bottom > 0;
  });
  const look = () => {
    if (began !== undefined) {
      for (const what of [form, room, post]) {
        // What stands at this frame is on the screen at the next.
        if (seen[what] !== undefined || !there(what)) continue;
        requestAnimationFrame(() => { seen[what] ??= performance.now() - began; });
      }
      if (seen[since === "now" && location.pathname === "/join" ? form : post] !== undefined) {
        return done({ form: seen[form], room: seen[room], post: seen[post] });
      }
    }
    requestAnimationFrame(look);
  };
  look();
})"""
"""When the join form, the room's bar and a post are seen: ms since the page was asked for, or the click."""


@dataclass
class Loaded:
    """What came over the line, by address: bytes with their headers, as they were sent."""

    sent: dict[str, int] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)

    @classmethod
    async def by(cls, line: CDPSession) -> "Loaded":
        """Everything from now on."""
        loaded = cls()
        line.on("Network.responseReceived", loaded._answered)
        line.on("Network.loadingFinished", loaded._came)
        await line.send("Network.enable")
        return loaded

    def _answered(self, said: dict[str, Any]) -> None:
        self._names[said["requestId"]] = said["response"]["url"]

    def _came(self, said: dict[str, Any]) -> None:
        if name := self._names.get(said["requestId"]):
            self.sent[name] = self.sent.get(name, 0) + int(said["encodedDataLength"])

    def files(self) -> dict[str, int]:
        """Of the built pages, by name: no answers of the server's interface."""
        return {
            name.partition("://")[2].partition("/")[2] or "/": size
            for name, size in self.sent.items()
            if "/api/" not in name
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One player's way in; all times in ms."""

    link_painted: float
    form: float
    room: float
    post: float
    again_painted: float
    again_post: float
    files: dict[str, int]


@asynccontextmanager
async def phone(browser: Browser, base: str) -> AsyncIterator[tuple[Window, Loaded]]:
    """A slow phone that knows nothing of this server yet."""
    window = await Window.open(browser, base, size=PHONE)
    line = await window.context.new_cdp_session(window.page)
    loaded = await Loaded.by(line)
    await line.send("Network.emulateNetworkConditions", LINE)
    await line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    try:
        yield window, loaded
    finally:
        await window.close()


async def a_drill(dana: Person) -> str:
    """A drill that runs and has its first posts; gives its join code."""
    links: dict[str, str] = (await dana.start(mode="room"))["links"]
    await dana.come()
    await dana.done("clock.start")
    await dana.first_post()
    return links["code"]


async def one_round(browser: Browser, base: str, code: str) -> Round:
    """A bystander opens the link, types a name, takes a seat; and later opens the room from nothing."""
    async with phone(browser, base) as (window, loaded):
        page = window.page
        await page.goto(f"/join#{code}", wait_until="commit")
        opened = await page.evaluate(SHOWN, "now")
        painted: float = await page.evaluate(PAINTED)
        await fill(page)
        shown = asyncio.ensure_future(page.evaluate(SHOWN, "click"))
        await page.get_by_role("button", name="Take the seat").click()
        seen = await shown
        place, cookies, files = page.url, await window.context.cookies(), loaded.files()
    async with phone(browser, base) as (window, _):
        await window.context.add_cookies([{**one, "url": base} for one in map(plain, cookies)])  # type: ignore[typeddict-item]
        await window.page.goto(place, wait_until="commit")
        again = await window.page.evaluate(SHOWN, "now")
        again_painted: float = await window.page.evaluate(PAINTED)
    return Round(
        link_painted=painted,
        form=opened["form"],
        room=seen["room"],
        post=seen["post"],
        again_painted=again_painted,
        again_post=again["post"],
        files=files,
    )


def plain(cookie: Any) -> dict[str, str]:
    """A cookie's name and value."""
    return {"name": cookie["name"], "value": cookie["value"]}


async def fill(page: Page) -> None:
    """As a quick hand does."""
    await page.get_by_label("Your name, as the room sees it").press_sequentially("Mara Lindt", delay=60)
    await page.get_by_role("radio", name=SEAT).first.check()
    await page.get_by_role("checkbox").check()


async def ways_in(server: ServerProcess) -> list[Round]:
    """Each with a browser of its own, and another seat."""
    rounds: list[Round] = []
    async with started() as browser:
        for _ in range(ROUNDS):
            async with Person(server.base) as dana:
                rounds.append(await one_round(browser, server.base, await a_drill(dana)))
    return rounds


def tell(rounds: list[Round]) -> None:
    """Medians, and the files of the last."""

    def median(of: Callable[[Round], float], what: str, note: str = "") -> None:
        times = [of(one) for one in rounds]
        worst = f"worst {max(times):,.0f}"
        row(what, f"{statistics.median(times):,.0f} ms", f"{worst}{note}")

    by = f", target {PAINT_BY}"
    median(lambda one: one.link_painted, "join link opened to first paint", by)
    median(lambda one: one.form, "  to the form")
    median(lambda one: one.room, "click on join to the room painted", by)
    median(lambda one: one.post, "  to the first post")
    median(lambda one: one.again_painted, "room opened from nothing to first paint", by)
    median(lambda one: one.again_post, "  to the first post")
    files = rounds[-1].files
    row(
        "player's files, with headers",
        f"{sum(files.values()) / 1000:.1f} KB",
        f"{len(files)}, target {ROUTE_KB}",
    )
    for name, size in sorted(files.items(), key=lambda one: -one[1]):
        row(f"  {name}", f"{size / 1000:.1f} KB")


def start_up(data: Path) -> float:
    """Seconds from exec until `/ready` says yes, asked every ten milliseconds."""
    port = free_port()
    # As for anybody who runs it: Python keeps what it has compiled.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    with (data / "start.log").open("ab") as log:
        node = subprocess.Popen(
            [sys.executable, "-m", "app", "serve", "--port", str(port), "--data", str(data)],
            env=kept,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        while time.perf_counter() - began < STARTED_WITHIN:
            with suppress(OSError, http.client.HTTPException):
                line = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
                line.request("GET", "/ready")
                if line.getresponse().status == http.client.OK:
                    return time.perf_counter() - began
            time.sleep(0.01)
        raise RuntimeError((data / "start.log").read_text())
    finally:
        node.terminate()
        node.wait()


async def filled(data: Path) -> None:
    """Leave drills in `data`, all running."""
    server = ServerProcess(data).start()
    try:
        for _ in range(DRILLS):
            async with Person(server.base) as dana:
                await a_drill(dana)
    finally:
        server.stop()


async def starts() -> None:
    """Of a node on nothing, and on drills that go on."""
    with tempfile.TemporaryDirectory() as folder:
        start_up(made(Path(folder) / "compiled"))
        empty = [start_up(made(Path(folder) / str(number))) for number in range(ROUNDS)]
        full = made(Path(folder) / "full")
        await filled(full)
        again = [start_up(full) for _ in range(ROUNDS)]
    for what, times in (("on an empty folder", empty), (f"on {DRILLS} running drills", again)):
        told = f"worst {max(times):.2f}, target {START_BY}"
        row(f"node start {what}", f"{statistics.median(times):.2f} s", told)


def made(folder: Path) -> Path:
    """The folder, there."""
    folder.mkdir()
    return folder


async def main() -> None:
    """Start, join, print."""
    print(f"The page on a slow phone, and a node's start; medians of {ROUNDS}\n")
    if "--page" not in sys.argv:
        await starts()
    with tempfile.TemporaryDirectory() as folder:
        server = ServerProcess(Path(folder)).start()
        try:
            tell(await ways_in(server))
        finally:
            server.stop()


if __name__ == "__main__":
    asyncio.run(main())
