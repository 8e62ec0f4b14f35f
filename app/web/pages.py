"""The built pages, and the headers that keep them to themselves."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

from fastapi import APIRouter, FastAPI, HTTPException, Request, Response
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.access import Counted
from app.web.built import Built

SCREENS: Final = {
    "/": "Landing",
    "/join": "Join",
    "/sign-in": "SignIn",
    "/r/{rehearsal}/{seat}": "Room",
    "/review/{rehearsal}": "Review",
    "/review/{rehearsal}/screen": "BigScreen",
    "/shared": "Shared",
    "/trends": "Trends",
    "/open": "Open",
    "/workshop": "Workshop",
    "/workshop/{draft}": "Draft",
    "/dry-run/{slug}": "DryRun",
    "/parts": "Parts",
}
"""Addresses the browser's router answers, and what it shows there: one page, that names each one's files."""

_POLICY = {
    "default-src": "'self'",
    "img-src": "'self' data:",
    "style-src": "'self'",
    "script-src": "'self'",
    "connect-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "svelte-trusted-html",
}
HEADERS = {
    "content-security-policy": "; ".join(f"{what} {where}" for what, where in _POLICY.items()),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex, nofollow",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class Guarded:
    """Puts the security headers on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request or socket."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, guarded)


def guard(app: FastAPI) -> None:
    """Put the headers on every answer, and count it."""
    app.add_middleware(Guarded)
    app.add_middleware(Counted)


def place(app: FastAPI, built: Path) -> None:
    """Serve the pages built into `built`, wherever no other route is; without them say how to build them."""
    router = APIRouter(include_in_schema=False)
    files = Built(directory=built, check_dir=False)
    for path, screen in SCREENS.items():
        router.add_api_route(path, _page(files, f"pages/{screen}.html"), methods=["GET", "HEAD"])
    app.include_router(router)
    app.mount("/", files, name="pages")


def _page(files: Built, name: str) -> Callable[[Request], Awaitable[Response]]:
    async def page(request: Request) -> Response:
        try:
            return await files.get_response(name, request.scope)
        except StarletteHTTPException as fault:
            raise HTTPException(503, "the pages are not built; run `make build`") from fault

    return page
