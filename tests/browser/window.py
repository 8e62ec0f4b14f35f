"""One person's browser window: what is on its screen, and every byte that came to it."""

import asyncio
import json
import re
from dataclasses import dataclass, field
from typing import Any, Literal, Self

from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, Response, WebSocket
from playwright.async_api import Error as BrowserError

from tests.browser.chromium import PATIENCE_MS
from tests.people import Person

Message = dict[str, Any]
Theme = Literal["light", "dark"]
DESK = (1440, 900)
PHONE = (390, 844)
LINE_DOWN = re.compile(
    r"net::ERR_|WebSocket connection to .* failed|the server responded with a status of 50[23]"
)
"""What Chromium itself says while there is no server."""


@dataclass
class Window:
    """A context of its own (cookies, storage) with one page.

    Attributes:
        wire: the text of every websocket frame received, per socket, oldest first.
        bodies: the text of every answer to a request that is not a built file.
        complaints: errors the page wrote to its console or threw, policy violations among them.
    """

    context: BrowserContext
    page: Page
    base: str
    wire: list[list[str]] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    _reading: set[asyncio.Task[None]] = field(default_factory=set)

    @classmethod
    async def open(
        cls,
        browser: Browser,
        base: str,
        *,
        size: tuple[int, int] = DESK,
        theme: Theme = "light",
        scale: float = 1,
    ) -> Self:
        """A new window on a server; nothing is loaded yet."""
        phone = size[0] < 640
        context = await browser.new_context(
            base_url=base,
            viewport={"width": size[0], "height": size[1]},
            color_scheme=theme,
            reduced_motion="reduce",
            device_scale_factor=scale,
            has_touch=phone,
            is_mobile=phone,
        )
        context.set_default_timeout(PATIENCE_MS)
        page = await context.new_page()
        window = cls(context=context, page=page, base=base)
        page.on("websocket", window._socket_opened)
        page.on("response", window._answered)
        page.on("console", window._said)
        page.on("pageerror", lambda fault: window.complaints.append(str(fault)))
        return window

    async def come_as(self, person: Person) -> None:
        """Be the browser of somebody who took a seat by HTTP."""
        await self.context.add_cookies(
            [
                {"name": one.name, "value": one.value or "", "url": self.base}
                for one in person.http.cookies.jar
            ]
        )

    async def close(self) -> None:
        """End it, with every recording complete."""
        await self._settle()
        await self.context.close()

    async def received(self) -> list[str]:
        """Every text that ever came to this window: frames and answers."""
        await self._settle()
        return [*(text for socket in self.wire for text in socket), *self.bodies]

    def messages(self) -> list[list[Message]]:
        """What each socket was told, oldest first."""
        return [[message for text in socket for message in json.loads(text)] for socket in self.wire]

    def faults(self, *, outage: bool = False) -> list[str]:
        """Complaints; those of a line that is down are left out if there was an `outage`."""
        return [one for one in self.complaints if not (outage and LINE_DOWN.search(one))]

    def _socket_opened(self, socket: WebSocket) -> None:
        frames: list[str] = []
        self.wire.append(frames)
        socket.on("framereceived", lambda payload: frames.append(str(payload)))

    def _answered(self, response: Response) -> None:
        if "/assets/" not in response.url:
            task = asyncio.ensure_future(self._read(response))
            self._reading.add(task)
            task.add_done_callback(self._reading.discard)

    async def _read(self, response: Response) -> None:
        try:
            self.bodies.append(await response.text())
        except (BrowserError, UnicodeDecodeError):
            return  # moved on, cut off, or a picture: none of them left words on this page

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" or "Content Security Policy" in message.text:
            self.complaints.append(f"{message.text} ({message.location['url']})")

    async def _settle(self) -> None:
        while self._reading:
            await asyncio.gather(*self._reading)
