"""Plays a drill on a real server and photographs each screen into docs/screens.

Run as `.venv/bin/python scripts/screenshots.py`; it takes about three minutes and needs the built pages.
"""

import asyncio
import io
import re
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PIL import Image  # noqa: E402
from playwright.async_api import Browser, Page  # noqa: E402

from scripts.showing import (  # noqa: E402
    ACTS,
    AFTERWARDS,
    DRAFT,
    END,
    FACILITATOR,
    OBSERVER,
    PEOPLE,
    REVIEWED_AT,
    Act,
)
from tests.browser.chromium import started  # noqa: E402
from tests.browser.window import DESK, PHONE, Theme, Window  # noqa: E402
from tests.people import Person  # noqa: E402
from tests.serving import ServerProcess  # noqa: E402

SCREENS = ROOT / "docs" / "screens"
FAST = 20.0
PICTURES_AT = 24 * 60.0 + 4
COLOURS = 256
"""A screen has few colours: a palette makes a third of the bytes, and nobody sees it."""
SETTLES = 1.5
"""Seconds until presence and figures are there: they come once a second."""


class Cast:
    """Everybody in the drill, and the ids of what they made."""

    def __init__(self, people: dict[str, Person]) -> None:
        self.people = people
        self._made: dict[str, str] = {}
        self._speed = 1.0

    @property
    def facilitator(self) -> Person:
        return self.people["facilitator-1"]

    async def play(self, acts: Sequence[Act]) -> None:
        """Each act in its time."""
        for act in acts:
            await self.until(act.t)
            fields = {name: self._meant(value) for name, value in act.fields.items()}
            by = "observer-1" if act.by == "observer" else act.by
            answer = await self.people[by].ask(act.kind, **fields)
            if answer["type"] == "refused":
                raise RuntimeError(f"{act.at} {by} {act.kind}: {answer['detail']}")
            if act.named:
                self._made[act.named] = answer["made"][0]

    async def until(self, t: float) -> None:
        """Wait for an exercise time, by the clock's latest events."""
        while True:
            t0, w0, speed = self._clock()
            wait = (t - t0) / speed - (time.time() - w0)
            if wait <= 0:
                return
            await asyncio.sleep(min(wait, 1.0))

    async def set_speed(self, speed: float) -> None:
        """How many exercise seconds pass in a second."""
        await self.facilitator.done("clock.speed", speed=speed)
        self._speed = speed

    async def stay(self) -> None:
        """Keep every line open; a socket that says nothing for 45 s is closed."""
        while True:
            await asyncio.sleep(15.0)
            for person in self.people.values():
                if person.is_here:
                    await person.say({"type": "ping", "c0": 0})

    def _clock(self) -> tuple[float, float, float]:
        """Exercise time, the wall time in seconds when it was that, and the speed since."""
        clock = self.facilitator.welcome["clock"]
        t0, w0 = clock["t0"], clock["w0"]
        for frame in self.facilitator.events("facilitator"):
            if frame["event"]["kind"] in ("clock.started", "clock.sped", "clock.rebased"):
                t0, w0 = frame["event"].get("to", frame["t"]), frame["at"]
        return t0, w0 / 1000, self._speed

    def _meant(self, value: Any) -> Any:
        if not (isinstance(value, str) and value.startswith("<") and value.endswith(">")):
            return value
        name = value[1:-1]
        return self._made.get(name) or self._posts()[name.removeprefix("inject ")]

    def _posts(self) -> dict[str, str]:
        """The posts of the injects delivered so far."""
        known = self.facilitator.welcome["snapshot"]["role"]["truth"]["injects"]
        posts = {inject: post for inject, _t, post in known}
        for frame in self.facilitator.events("facilitator"):
            if frame["event"]["kind"] == "inject.delivered":
                posts[frame["event"]["inject"]] = frame["event"]["post"]
        return posts


class Camera:
    """Opens what a person sees and takes its picture."""

    def __init__(self, browser: Browser, base: str) -> None:
        self._browser = browser
        self._base = base

    @asynccontextmanager
    async def at(
        self, path: str, *, sees: Person | None = None, theme: Theme = "light", phone: bool = False
    ) -> AsyncIterator[Page]:
        """A page as `sees` has it, ready to be looked at."""
        window = await Window.open(
            self._browser,
            self._base,
            size=PHONE if phone else DESK,
            theme=theme,
            scale=2 if phone else 1,
        )
        if sees is not None:
            await window.come_as(sees)
        try:
            await window.page.goto(path)
            await window.page.wait_for_load_state("networkidle")
            yield window.page
            if faults := window.faults():
                raise RuntimeError(f"{path}: {faults}")
        finally:
            await window.close()

    async def take(self, page: Page, name: str) -> None:
        """Write docs/screens/<name>.png."""
        await page.mouse.move(0, 0)
        await asyncio.sleep(SETTLES)
        file = SCREENS / f"{name}.png"
        picture = Image.open(io.BytesIO(await page.screenshot(animations="disabled")))
        small = picture.convert("RGB").quantize(COLOURS, kmeans=3, dither=Image.Dither.NONE)
        small.save(file, optimize=True)
        print(f"{file.relative_to(ROOT)}: {file.stat().st_size // 1024} KB")


async def seated(base: str) -> tuple[Cast, str]:
    """Everybody at their places in a room that has not started; and its code."""
    dana = Person(base)
    links = (await dana.start(mode="room", name=FACILITATOR))["links"]
    people = {"facilitator-1": dana}
    for seat, name in PEOPLE.items():
        people[seat] = Person(base)
        await people[seat].join(links["code"], name, seat)
    ines = people["observer-1"] = Person(base)
    await ines.join(links["observer"].partition("#")[2], OBSERVER)
    for person in people.values():
        person.patience = 120.0
        await person.come()
    return Cast(people), links["code"]


async def before(camera: Camera, cast: Cast, code: str) -> None:
    """Landing, door and lobby."""
    async with camera.at("/") as page:
        await camera.take(page, "landing")
    async with camera.at(f"/join#{code}") as page:
        await page.get_by_label("Your name, as the room sees it").fill("Olek Kowal")
        await page.get_by_role("radio", name=re.compile("The sceptic")).check()
        await camera.take(page, "join")
    mara = cast.people["brand-comms"]
    await mara.go()
    async with camera.at(f"/r/{mara.rehearsal}/{mara.seat}", sees=mara) as page:
        await camera.take(page, "lobby")
    await mara.come()


async def during(camera: Camera, cast: Cast) -> None:
    """Each role's screen at one moment."""
    shots: tuple[tuple[str, str, Theme, bool], ...] = (
        ("brand-comms", "brand", "light", False),
        ("brand-comms", "brand-dark", "dark", False),
        ("critic-1", "critic-phone", "light", True),
        ("bystander-2", "bystander-phone", "light", True),
        ("facilitator-1", "facilitator", "dark", False),
        ("observer-1", "observer", "light", False),
    )
    for seat, name, theme, phone in shots:
        person = cast.people[seat]
        await person.go()
        async with camera.at(f"/r/{person.rehearsal}/{seat}", sees=person, theme=theme, phone=phone) as page:
            await page.get_by_text("@kevmarsh").first.wait_for()
            if seat == "brand-comms":
                await page.get_by_role("textbox", name="What do we say?").fill(DRAFT)
            await camera.take(page, name)
        await person.come()


async def writing(camera: Camera) -> None:
    """The workshop: a draft with one of its cues open."""
    async with camera.at("/workshop") as page:
        await page.get_by_label("Your name, as others see it").fill(FACILITATOR)
        await page.get_by_role("button", name="Make it mine: Too wide for the seat").click()
        await page.get_by_role("gridcell", name="Crew-room memo leaks").click()
        await camera.take(page, "workshop")


async def main() -> None:
    """Play, and take the pictures."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        server = ServerProcess(Path(data)).start()
        try:
            async with started() as browser:
                await photograph(Camera(browser, server.base), server.base)
        finally:
            server.stop()


async def photograph(camera: Camera, base: str) -> None:
    """The whole drill, from the door to the review."""
    await writing(camera)
    cast, code = await seated(base)
    dana = cast.facilitator
    await before(camera, cast, code)
    for seat in ("brand-comms", "brand-legal", "brand-ops"):
        await cast.people[seat].done("plan.sign")
    staying = asyncio.create_task(cast.stay())
    await cast.set_speed(FAST)
    await dana.done("clock.start")
    await cast.play(ACTS)
    await cast.until(PICTURES_AT)
    await cast.set_speed(1.0)
    await during(camera, cast)
    await cast.set_speed(FAST)
    await cast.play(AFTERWARDS)
    await cast.until(END)
    await dana.done("clock.end")
    async with camera.at(f"/review/{dana.rehearsal}#t={REVIEWED_AT}", sees=dana) as page:
        await camera.take(page, "review")
    staying.cancel()
    for person in cast.people.values():
        await person.go()
        await person.http.aclose()


if __name__ == "__main__":
    asyncio.run(main())
