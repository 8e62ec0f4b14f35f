"""Counts and times every request, under the route as the code writes it: no path, no query, no id."""

from time import perf_counter
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.services import Services

ELSEWHERE = "(pages)"
"""What is not an interface: the built pages, and addresses that lead nowhere."""


class Counted:
    """Outermost, so that it sees the answer as it goes out."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request or socket."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = perf_counter(), 500

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noted)
        finally:
            services: Services = scope["app"].state.services
            services.meters.requests.inc(route_of(scope), str(status))
            services.meters.request_time.observe(perf_counter() - began)


def route_of(scope: Scope) -> str:
    """The route a request took, with the names of its parameters in place of what they were."""
    route: Any = scope.get("route")
    return getattr(route, "path", None) or ELSEWHERE
