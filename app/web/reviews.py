"""The review of a rehearsal that has ended, for everybody who was there."""

from contextlib import suppress
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from app.ids import ParticipantId, RehearsalId
from app.live.desk import browser_hash
from app.rehearsal.entry import Entry
from app.rehearsal.events import ClockEnded
from app.rehearsal.refusals import Refused
from app.review.blinding import blinded, evaluators
from app.store.importing import version_of, whole_log
from app.store.log import StoreError
from app.web.packed import sent
from app.web.services import Services, services_of
from app.web.visitor import KnownVisitor

router = APIRouter(prefix="/api/rehearsals", tags=["reviews"])


@router.get("/{rehearsal}/review", response_class=Response)
async def review(
    rehearsal: RehearsalId,
    request: Request,
    cookie: KnownVisitor,
    services: Annotated[Services, Depends(services_of)],
) -> Response:
    """What happened, from the log alone: byte for byte what `squall review --json` says of the same log."""
    reader = await _reader(services, rehearsal, cookie)
    version = await version_of(services.log, services.archive, rehearsal)
    if version and (kept := services.reviews.at_hand(rehearsal, version, reader)):
        return sent(request, kept)
    entries = await ended_log(services, rehearsal)
    if version and evaluators(entries).isdisjoint(reader):
        return sent(
            request, await services.reviews.whole(rehearsal, version, entries, services.written_review)
        )
    return sent(request, await services.reviews.of(blinded(entries, reader), services.written_review))


async def prepare(services: Services, rehearsal: RehearsalId) -> None:
    """Have a review at hand before the first asks for it; whoever asks says what is wrong, if anything is."""
    with suppress(Refused, StoreError):
        version = await version_of(services.log, services.archive, rehearsal)
        entries = await ended_log(services, rehearsal)
        if version:
            await services.reviews.whole(rehearsal, version, entries, services.written_review)


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
