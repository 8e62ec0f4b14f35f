"""Who an account says it is, for everybody who takes part."""

from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Depends

from app.feed.card import Card
from app.ids import Handle, RehearsalId
from app.rehearsal.refusals import Refused
from app.web.services import Services, services_of
from app.web.standing import standing_of
from app.web.visitor import KnownVisitor

router = APIRouter(prefix="/api/rehearsals", tags=["accounts"])


@router.get("/{rehearsal}/accounts/{handle}")
async def account(
    rehearsal: RehearsalId,
    handle: Handle,
    cookie: KnownVisitor,
    services: Annotated[Services, Depends(services_of)],
) -> Card:
    """The card of an account of the cast, or of one that has posted."""
    standing = await standing_of(services, rehearsal, cookie)
    found = await to_thread.run_sync(services.card, standing.past, handle)
    if found is None:
        raise Refused("not_found", f"nobody has heard of @{handle} here")
    return found if standing.truth else found.for_players()
