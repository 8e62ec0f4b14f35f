"""Requests go through FastAPI; sockets go straight to the one place that serves them."""

from collections.abc import Awaitable
from typing import Any

from fastapi import FastAPI, WebSocket
from starlette.types import Receive, Scope, Send

from app.web.described import describe
from app.web.socket import live


class Doors(FastAPI):
    """A socket outlives a thousand requests, and would keep the middleware's dozen frames alive with it."""

    def openapi(self) -> dict[str, Any]:
        """The description of the interface, made once."""
        if self.openapi_schema is None:
            describe(super().openapi())
        return super().openapi()

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:  # type: ignore[override]
        """Serve one connection."""
        if scope["type"] != "websocket":
            return super().__call__(scope, receive, send)
        scope["app"] = self
        return live(WebSocket(scope, receive, send))
