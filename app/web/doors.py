"""Requests go through FastAPI; sockets go straight to the one place that serves them."""

import json
from collections.abc import Awaitable, Callable
from threading import Lock
from typing import Any, Final

import anyio
from anyio import to_thread
from fastapi import FastAPI, WebSocket
from starlette.types import Receive, Scope, Send

from app.web.described import describe
from app.web.socket import live

PROBED: Final = frozenset({"/health", "/ready", "/metrics"})
"""What is answered while the rest is brought in."""

Place = Callable[[FastAPI], None]


class Doors(FastAPI):
    """A socket outlives a thousand requests, and would keep the middleware's dozen frames alive with it.

    Args:
        rest: brings in all routes but those of probes, and says how they are placed. It is asked once: when
            the node listens, or when somebody comes who needs one of them, and waits.
    """

    def __init__(self, *, rest: Callable[[], Place], **described: Any) -> None:
        super().__init__(openapi_url=None, **described)  # FastAPI's own would describe on the loop
        self._rest = rest
        self._complete = False
        self._completing = anyio.Lock()
        self._describing = Lock()
        self._described = b""

    async def complete(self) -> None:
        """Bring in the rest, unless it is there."""
        async with self._completing:
            if not self._complete:
                self._place(await to_thread.run_sync(self._rest))

    def openapi(self) -> dict[str, Any]:
        """The description of the interface, made once."""
        if not self._complete:
            self._place(self._rest())
        if self.openapi_schema is None:
            describe(super().openapi())
        return super().openapi()

    def described(self) -> bytes:
        """The description as it is sent, made once; to be asked for on a thread."""
        with self._describing:
            self._described = self._described or json.dumps(self.openapi(), separators=(",", ":")).encode()
            return self._described

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:  # type: ignore[override]
        """Serve one connection."""
        if scope["type"] == "websocket":
            scope["app"] = self
            return live(WebSocket(scope, receive, send))
        if self._complete or scope["type"] != "http" or scope["path"] in PROBED:
            return super().__call__(scope, receive, send)
        return self._once_complete(scope, receive, send)

    async def _once_complete(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.complete()
        await super().__call__(scope, receive, send)

    def _place(self, place: Place) -> None:
        place(self)
        self._complete = True
