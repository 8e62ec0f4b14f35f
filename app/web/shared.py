"""A review for whoever has a link to it: no account, no cookie, nothing but reading, and for a time."""

import time
from collections.abc import Mapping
from typing import Annotated, Literal

from anyio import to_thread
from fastapi import APIRouter, Depends, Header, Request, Response

from app.exchange.paper import Paper
from app.ids import LinkId, WallMs
from app.live.keys import Keyring, SharedKey, as_shared, same
from app.rehearsal.entry import Entry
from app.rehearsal.links import links_of
from app.rehearsal.refusals import Refused
from app.rehearsal.shared import Link
from app.store.log import LogLost
from app.web.exports import written
from app.web.lenses import seen
from app.web.limits import count
from app.web.packed import sent
from app.web.reviews import ended_log
from app.web.services import Services, services_of
from app.web.visitor import address_of

router = APIRouter(prefix="/api/shared", tags=["reviews"])
Wired = Annotated[Services, Depends(services_of)]
Bearer = Annotated[str, Header(alias="Authorization")]
_NOWHERE = "this link leads nowhere; ask for it again whoever gave it to you"


@router.get("/review", response_class=Response)
async def shared_review(request: Request, services: Wired, authorization: Bearer = "") -> Response:
    """The review, names as they are sealed or not now."""
    entries = await _opened(request, services, authorization)
    answer = sent(request, await services.reviews.of(entries, services.written_review))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@router.get("/lens/{lens}", response_class=Response)
async def shared_lens(request: Request, lens: str, services: Wired, authorization: Bearer = "") -> Response:
    """What a seat, or with `public` any reader of the feed, was shown live."""
    entries = await _opened(request, services, authorization)
    body = await to_thread.run_sync(seen, entries, lens)
    return Response(body, media_type="application/json", headers={"Cache-Control": "no-store"})


@router.get("/exports/{export}", response_class=Response)
async def shared_export(
    request: Request,
    export: Literal["review.html", "report.pdf"],
    services: Wired,
    authorization: Bearer = "",
    paper: Paper = "a4",
) -> Response:
    """The review as a page that opens offline, or as a report."""
    entries = await _opened(request, services, authorization)
    return await written(services, entries, export, paper)


async def _opened(request: Request, services: Services, authorization: str) -> list[Entry]:
    """The log that a link opens now.

    Raises:
        Refused: it is forged, over or taken back, or this address asks too often.
    """
    count(services.limits, address_of(request), "shared", "readings")
    key = as_shared(authorization.removeprefix("Bearer "))
    if key is None:
        raise Refused("not_found", _NOWHERE)
    try:
        entries = await ended_log(services, key.rehearsal)
    except (LogLost, Refused):
        raise Refused("not_found", _NOWHERE) from None
    admit(services.desk.keyring, key, links_of(entries), time.time_ns() // 1_000_000)
    return entries


def admit(keyring: Keyring, key: SharedKey, links: Mapping[LinkId, Link], now: WallMs) -> None:
    """See that a key opens a review at `now`, by the server's clock.

    Raises:
        Refused: it is forged, over, or taken back.
    """
    link = links.get(key.link)
    if link is None or not same(".".join(key), keyring.review_key(key.rehearsal, key.link, link.expires)):
        raise Refused("not_found", _NOWHERE)
    if link.revoked is not None:
        raise Refused("ended", "this link was taken back by whoever gave it out")
    if not link.opens(now):
        raise Refused("ended", "this link has expired; ask for a new one whoever gave it to you")
