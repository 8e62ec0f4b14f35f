"""What a facilitator gives out of a review: names, and links that anybody reads it by."""

import time
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel

from app.ids import LinkId, RehearsalId, WallMs
from app.rehearsal import commands as c
from app.rehearsal.refusals import Refused
from app.rehearsal.shared import Link, LinkDays
from app.store.archiving import write_through
from app.web.going_on import Led, leading
from app.web.limits import count
from app.web.services import Services, services_of
from app.web.visitor import KnownVisitor, address_of

router = APIRouter(prefix="/api/rehearsals/{rehearsal}/sharing", tags=["reviews"])
Wired = Annotated[Services, Depends(services_of)]
SHARE = "link.make"


class GivenLink(BaseModel):
    """A link that was given out; times are wall ms. `url` is empty once it opens nothing."""

    id: LinkId
    url: str
    made: WallMs
    expires: WallMs
    standing: Literal["open", "expired", "revoked"]


class Sharing(BaseModel):
    """What is given out now, the newest link first. `may`: whether who asks gives out."""

    may: bool
    links: list[GivenLink] = []


class Open(BaseModel):
    """Whether names are to be shown."""

    open: bool


class Wanted(BaseModel):
    """For how many days."""

    days: LinkDays


@router.get("")
async def sharing(rehearsal: RehearsalId, request: Request, cookie: KnownVisitor, services: Wired) -> Sharing:
    """What is given out; to who may not give out, nothing."""
    try:
        led = await leading(services, rehearsal, cookie, SHARE)
    except Refused:
        return Sharing(may=False)
    return _told(services, request, led)


@router.post("/names")
async def names(
    rehearsal: RehearsalId, wanted: Open, request: Request, cookie: KnownVisitor, services: Wired
) -> Sharing:
    """Unseal the names, or seal them again; the log says who did, and everybody is told."""
    command = c.UnsealNames() if wanted.open else c.SealNames()
    return await _done(services, request, rehearsal, cookie, command)


@router.post("/links", status_code=201)
async def make(
    rehearsal: RehearsalId, wanted: Wanted, request: Request, cookie: KnownVisitor, services: Wired
) -> Sharing:
    """A new link."""
    return await _done(services, request, rehearsal, cookie, c.MakeLink(days=wanted.days))


@router.delete("/links/{link}")
async def revoke(
    rehearsal: RehearsalId, link: LinkId, request: Request, cookie: KnownVisitor, services: Wired
) -> Sharing:
    """Take a link back: it opens nothing from now on."""
    return await _done(services, request, rehearsal, cookie, c.RevokeLink(link=link))


Giving = c.UnsealNames | c.SealNames | c.MakeLink | c.RevokeLink


async def _done(
    services: Services, request: Request, rehearsal: RehearsalId, cookie: str, command: Giving
) -> Sharing:
    count(services.edits, address_of(request), "share", "changes")
    led = await leading(services, rehearsal, cookie, command.kind)
    await led.room.ask(led.seat, command)
    # The archive was closed out at EndEx; what is given out after it goes there at once.
    await write_through(services.log, services.archive, rehearsal)
    return _told(services, request, led)


def _told(services: Services, request: Request, led: Led) -> Sharing:
    now = time.time_ns() // 1_000_000
    links = reversed(led.room.state.links.values())
    return Sharing(may=True, links=[_given(services, request, led.room.id, one, now) for one in links])


def _given(
    services: Services, request: Request, rehearsal: RehearsalId, link: Link, now: WallMs
) -> GivenLink:
    standing: Literal["open", "expired", "revoked"] = "open"
    if link.revoked is not None:
        standing = "revoked"
    elif not link.opens(now):
        standing = "expired"
    key = services.desk.keyring.review_key(rehearsal, link.id, link.expires)
    home = str(request.base_url).rstrip("/")
    return GivenLink(
        id=link.id,
        url=f"{home}/shared#key={key}" if standing == "open" else "",
        made=link.made,
        expires=link.expires,
        standing=standing,
    )
