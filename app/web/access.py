"""Counts, times and notes every request: by its route as the code writes it, without path, query or id."""

import logging
import re
from time import perf_counter
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import diary
from app.tracing import Span
from app.web.services import Services

ELSEWHERE = "(pages)"
"""What is not an interface: the built pages, and addresses that lead nowhere."""
METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
UNTOLD = ("/health", "/ready", "/metrics")
"""Asked every few seconds by machines: no line for each."""

_ID = re.compile(r"[0-9a-f]{12}")
_logger = logging.getLogger(__name__)


class Counted:
    """Outermost, so that it sees the answer as it goes out."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, under a name of its own that the answer carries too."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        diary.begin()
        if scope["path"] in UNTOLD:
            await self._serve(scope, receive, send, None)
            return
        services: Services = scope["app"].state.services
        with services.meters.traces.span(method_of(scope), {"squall.request": diary.request()}) as span:
            await self._serve(scope, receive, send, span)

    async def _serve(self, scope: Scope, receive: Receive, send: Send, span: Span | None) -> None:
        began, status = perf_counter(), 500

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["x-request-id"] = diary.request()
            await send(message)

        try:
            await self._app(scope, receive, noted)
        finally:
            _note(scope, status, perf_counter() - began)
            if span is not None:
                _trace(scope, status, span)


def _note(scope: Scope, status: int, seconds: float) -> None:
    services: Services = scope["app"].state.services
    route = route_of(scope)
    services.meters.requests.inc(route, str(status))
    services.meters.request_time.observe(seconds)
    if route in UNTOLD:
        return
    fields = {"method": scope["method"], "route": route, "status": status, "ms": round(seconds * 1000, 1)}
    if rehearsal := rehearsal_of(scope):
        fields["rehearsal"] = rehearsal
    _logger.info("request", extra={"fields": fields})


def _trace(scope: Scope, status: int, span: Span) -> None:
    method, route = method_of(scope), route_of(scope)
    span.rename(f"{method} {route}")
    span.note(
        {
            "http.request.method": method,
            "http.route": route,
            "http.response.status_code": status,
            "squall.rehearsal": rehearsal_of(scope),
        }
    )


def method_of(scope: Scope) -> str:
    """One of the methods there are: a client may write anything in its place."""
    method: str = scope["method"]
    return method if method in METHODS else "_OTHER"


def rehearsal_of(scope: Scope) -> str:
    """The rehearsal a path names, if that looks like one: a client may write anything in its place."""
    named: str = scope.get("path_params", {}).get("rehearsal", "")
    return named if _ID.fullmatch(named) else ""


def route_of(scope: Scope) -> str:
    """The route a request took, with the names of its parameters in place of what they were."""
    route: Any = scope.get("route")
    return getattr(route, "path", None) or ELSEWHERE
