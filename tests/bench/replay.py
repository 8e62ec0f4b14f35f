"""What two hours of replay cost a browser: `make bench`. Prints a table, judges nothing."""

import asyncio
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from playwright.async_api import Page

from app.store.log_file import write_log_file
from tests.bench.long_log import long_log
from tests.bench.table import row
from tests.browser.chromium import started
from tests.browser.window import DESK, Window
from tests.serving import ServerProcess

TWO_HOURS: Final = 28_800
"""Entries of two hours at four beats a second."""
STEPS: Final = 240
OPENED: Final = """() => {
  const [told] = performance.getEntriesByType("resource").filter((one) => /\\/review$/.test(one.name));
  const nodes = document.querySelectorAll("*").length;
  const waited = told.responseStart - told.requestStart;
  return { bytes: told.decodedBodySize, sent: told.encodedBodySize, waited, nodes };
}"""
"""Sizes in bytes, times in ms since the page was asked for."""
PARSED: Final = """async (address) => {
  const text = await (await fetch(address)).text();
  const began = performance.now();
  JSON.parse(text);
  return performance.now() - began;
}"""
SCRUBBED: Final = """(steps) => new Promise((done) => {
  const slider = document.querySelector("input[type=range]");
  const [frames, long] = [[], []];
  const observed = (list) => long.push(...list.getEntries().map((one) => one.duration));
  new PerformanceObserver(observed).observe({ type: "longtask" });
  let [last, step] = [performance.now(), 0];
  const turn = (now) => {
    frames.push(now - last);
    last = now;
    if (step > steps) return setTimeout(() => done({ frames: frames.slice(2), long }), 100);
    // There and back again, as a hand looks for a moment.
    slider.value = String(Number(slider.max) * (0.5 - 0.5 * Math.cos((2 * Math.PI * step) / steps)));
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    step += 1;
    requestAnimationFrame(turn);
  };
  requestAnimationFrame(turn);
})"""
"""Each frame, and each task of more than 50 ms, in ms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scrub:
    """A drag over the whole drill and back."""

    frames: tuple[float, ...]
    long: tuple[float, ...]

    @property
    def p95(self) -> float:
        return sorted(self.frames)[int(len(self.frames) * 0.95)]


async def opened(window: Window, log: bytes) -> dict[str, Any]:
    """Import the log, open its review, and say what that took; all times in ms."""
    said = await window.context.request.post("/api/logs", data=log, timeout=600_000)
    url: str = (await said.json())["url"]
    await window.page.goto(f"{url}#t=3600")
    await window.page.locator(".posts article").first.wait_for()
    shown: float = await window.page.evaluate("() => performance.now()")
    found: dict[str, Any] = await window.page.evaluate(OPENED)
    parsed: float = await window.page.evaluate(PARSED, f"/api/rehearsals/{url.rpartition('/')[2]}/review")
    return {**found, "shown": shown, "parsed": parsed}


async def scrubbed(page: Page) -> Scrub:
    """Drag the cursor from the start to the end and back."""
    found = await page.evaluate(SCRUBBED, STEPS)
    return Scrub(frames=tuple(found["frames"]), long=tuple(found["long"]))


def tell(what: str, scrub: Scrub) -> None:
    """A row about a drag."""
    note = f"{len(scrub.frames)} frames, {len(scrub.long)} tasks over 50 ms"
    longest = f", the longest {max(scrub.long):.0f} ms" if scrub.long else ""
    row(what, f"{scrub.p95:.0f} ms", note + longest)


async def main() -> None:
    """Serve, open, scrub, print."""
    print("Two hours of replay in a browser\n")
    log = write_log_file(long_log(TWO_HOURS))
    with tempfile.TemporaryDirectory() as folder:
        server = ServerProcess(Path(folder)).start()
        try:
            async with started() as browser:
                window = await Window.open(browser, server.base, size=DESK)
                found = await opened(window, log)
                row("page asked for to replay shown", f"{found['shown']:.0f} ms", f"{found['nodes']} nodes")
                row(
                    "  of it until the server's first byte",
                    f"{found['waited']:.0f} ms",
                    "the review is built",
                )
                row("  of it the review parsed", f"{found['parsed']:.0f} ms")
                row("review", f"{found['bytes'] / 1e6:.2f} MB", f"{found['sent'] / 1e6:.2f} MB on the line")
                tell("frame while dragging, p95", await scrubbed(window.page))
                await window.page.locator("select.lens").first.select_option("brand-comms")
                await window.page.locator(".lanes").wait_for()
                tell("  through the communicator's eyes", await scrubbed(window.page))
                await window.close()
        finally:
            server.stop()


if __name__ == "__main__":
    if sys.argv[1:] == ["--log"]:
        sys.stdout.buffer.write(write_log_file(long_log(TWO_HOURS)))
    else:
        asyncio.run(main())
