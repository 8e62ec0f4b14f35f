"""The review of a rehearsal that has ended, for everybody who was there."""

from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Depends, Request, Response

from app.ids import ParticipantId, RehearsalId
from app.live.desk import browser_hash
from app.rehearsal.entry import Entry
from app.rehearsal.events import ClockEnded
from app.rehearsal.refusals import Refused
from app.review.blinding import blinded
from app.review.story import Review
from app.store.importing import whole_log
from app.web.packed import packed, sent
from app.web.services import Services, services_of
from app.web.visitor import KnownVisitor

router = APIRouter(prefix="/api/rehearsals", tags=["reviews"])


@router.get("/{rehearsal}/review", response_model=Review)
async def review(
    rehearsal: RehearsalId,
    request: Request,
    cookie: KnownVisitor,
    services: Annotated[Services, Depends(services_of)],
) -> Response:
    """What happened, from the log alone: byte for byte what `squall review --json` says of the same log."""
    reader = await _reader(services, rehearsal, cookie)
    whole = await ended_log(services, rehearsal)
    entries = blinded(whole, reader)
    if _events(entries) == _events(whole):
        return sent(request, await services.reviews.of(whole, services.written_review))
    return await packed(request, await to_thread.run_sync(services.written_review, entries))


async def ended(services: Services, rehearsal: RehearsalId, cookie: str | None) -> list[Entry]:
    """The log of a rehearsal that is over, for who was there; an evaluator's is blind to what is not rated.

    Raises:
        Refused: this browser was not there, or the drill is not over.
    """
    reader = await _reader(services, rehearsal, cookie)
    return blinded(await ended_log(services, rehearsal), reader)


async def ended_log(services: Services, rehearsal: RehearsalId) -> list[Entry]:
    """The whole log of a rehearsal that is over.

    Raises:
        Refused: there is none, or it is not over.
    """
    entries = await whole_log(services.log, services.archive, rehearsal)
    if not entries:
        raise Refused("not_found", "there is no such rehearsal")
    if not any(isinstance(event, ClockEnded) for entry in entries for event in entry.events):
        raise Refused("conflict", "the review opens at EndEx")
    return entries


async def _reader(services: Services, rehearsal: RehearsalId, cookie: str | None) -> frozenset[ParticipantId]:
    """Whom this browser was in a rehearsal."""
    was_there = await services.archive.of_browser(rehearsal, browser_hash(cookie)) if cookie else ()
    if not was_there:
        raise Refused("forbidden", "the review is for those who took part, in the browser they used")
    return frozenset(ParticipantId(row.id) for row in was_there)


def _events(entries: list[Entry]) -> int:
    """How many there are: who is blind to some reads fewer of them."""
    return sum(len(entry.events) for entry in entries)
