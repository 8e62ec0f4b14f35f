"""Which host asks, where the server wants to know."""

from typing import Annotated

from fastapi import Depends, Request, Response

from app.live.hosts import SIGNED_IN_FOR
from app.rehearsal.refusals import Refused
from app.store.host_tables import HostAccountRow
from app.web.services import Services, services_of

COOKIE = "squall_host"


async def signed_in(
    request: Request, services: Annotated[Services, Depends(services_of)]
) -> HostAccountRow | None:
    """The host this browser is signed in as."""
    return await services.hosts.signed_in(request.cookies.get(COOKIE, ""))


SignedIn = Annotated[HostAccountRow | None, Depends(signed_in)]


async def hosting(
    account: SignedIn, services: Annotated[Services, Depends(services_of)]
) -> HostAccountRow | None:
    """Who hosts; None where anyone may.

    Raises:
        Refused: one must sign in first.
    """
    if account is None and services.hosts.asked:
        raise Refused("forbidden", "sign in as a host of this server first")
    return account


Hosting = Annotated[HostAccountRow | None, Depends(hosting)]


def keep(response: Response, request: Request, token: str) -> None:
    """Have the browser keep that it is signed in."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=SIGNED_IN_FOR // 1000,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
