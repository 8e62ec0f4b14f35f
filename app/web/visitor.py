"""Which browser this is: a random cookie, known to us by its hash alone."""

import re
import secrets
from typing import Annotated

from fastapi import Depends, Request, Response

COOKIE = "squall"
KEPT_FOR = 90 * 24 * 3600
_SHAPE = re.compile(r"[A-Za-z0-9_-]{43}")


async def known_visitor(request: Request) -> str:
    """The browser's cookie, empty if it has none yet."""
    cookie = request.cookies.get(COOKIE, "")
    return cookie if _SHAPE.fullmatch(cookie) else ""


async def visitor(request: Request, response: Response) -> str:
    """The browser's cookie, set if it had none."""
    cookie = await known_visitor(request)
    if not cookie:
        cookie = secrets.token_urlsafe(32)
        response.set_cookie(
            COOKIE,
            cookie,
            max_age=KEPT_FOR,
            httponly=True,
            samesite="lax",
            secure=request.url.scheme == "https",
        )
    return cookie


def address_of(request: Request) -> str:
    """Where the request comes from, for limits."""
    return request.client.host if request.client else "unknown"


Visitor = Annotated[str, Depends(visitor)]
KnownVisitor = Annotated[str, Depends(known_visitor)]
