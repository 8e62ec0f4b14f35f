"""The replay of a drill through one seat's eyes: what that seat was told, and when."""

from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Depends, Request, Response

from app.ids import RehearsalId
from app.rehearsal.entry import Entry
from app.rehearsal.refusals import Refused
from app.store.log_file import sealed
from app.store.review_file import write_lenses
from app.view.lens import lenses_of
from app.web.packed import packed
from app.web.reviews import ended
from app.web.services import Services, services_of
from app.web.visitor import KnownVisitor

router = APIRouter(prefix="/api/rehearsals", tags=["reviews"])


@router.get("/{rehearsal}/lens/{lens}", response_class=Response)
async def lens(
    rehearsal: RehearsalId,
    lens: str,
    request: Request,
    cookie: KnownVisitor,
    services: Annotated[Services, Depends(services_of)],
) -> Response:
    """What a seat, or with `public` any reader of the feed, was shown live, nobody's name in it."""
    entries = await ended(services, rehearsal, cookie)
    return await packed(request, await to_thread.run_sync(seen, entries, lens))


def seen(entries: list[Entry], lens: str) -> bytes:
    """A lens as bytes, nobody's name in it.

    Raises:
        Refused: nobody sat there.
    """
    found = lenses_of(sealed(entries), lens)
    if not found.lenses:
        raise Refused("not_found", "nobody sat there")
    return write_lenses(found)
