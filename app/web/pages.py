"""The built pages, and the headers that keep them to themselves."""

from pathlib import Path

from fastapi import APIRouter, FastAPI, HTTPException
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.access import Counted

SCREENS = (
    "/",
    "/join",
    "/sign-in",
    "/r/{rehearsal}/{seat}",
    "/review/{rehearsal}",
    "/review/{rehearsal}/screen",
    "/shared",
    "/trends",
    "/open",
    "/workshop",
    "/workshop/{draft}",
    "/dry-run/{slug}",
    "/parts",
)
"""Addresses the browser's router answers: all are the same page."""

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


def install(app: FastAPI, built: Path) -> None:
    """Serve the pages built into `built`; without them say how to build them."""
    router = APIRouter(include_in_schema=False)
    index = built / "index.html"

    async def page() -> FileResponse:
        if not index.is_file():
            raise HTTPException(503, "the pages are not built; run `make build`")
        return FileResponse(index, headers={"cache-control": "no-cache"})

    for path in SCREENS:
        router.add_api_route(path, page, methods=["GET", "HEAD"])
    app.include_router(router)
    app.mount("/", StaticFiles(directory=built, check_dir=False), name="pages")
    app.add_middleware(Guarded)
    app.add_middleware(Counted)
