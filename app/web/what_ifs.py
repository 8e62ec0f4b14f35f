"""What-ifs: what would probably have become of a drill, had the brand done something else."""

from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, Field

from app.feed.two_stories import TwoStories
from app.ids import ExerciseTime, RehearsalId
from app.rehearsal.entry import Entry
from app.rehearsal.evolve import fold
from app.rehearsal.supposition import Supposition
from app.store.log_file import write_log_file
from app.web.limits import count
from app.web.reviews import ended
from app.web.services import Services, services_of
from app.web.visitor import KnownVisitor, address_of

router = APIRouter(prefix="/api/rehearsals", tags=["reviews"])
MOST_WORDS = 10_000


class WhatIf(BaseModel):
    """What the brand would have done instead: nothing, the same later, other words, one more post."""

    what: Annotated[Supposition, Field(discriminator="kind")]


@router.post("/{rehearsal}/what-ifs")
async def suppose(
    rehearsal: RehearsalId,
    asked: WhatIf,
    request: Request,
    cookie: KnownVisitor,
    services: Annotated[Services, Depends(services_of)],
) -> TwoStories:
    """Play both stories with the same crowd, many times each; an estimate of a model, not a forecast."""
    entries = await ended(services, rehearsal, cookie)
    count(services.supposing, address_of(request), "what-if", "what-ifs")
    until, log = await to_thread.run_sync(_whole, entries)
    return await services.what_ifs.answer(f"{rehearsal}/{entries[-1].tag}", asked.what, until, log)


def _whole(entries: list[Entry]) -> tuple[ExerciseTime, bytes]:
    """When the drill ended, and its log as a file."""
    over = fold(entries)
    return over.clock.time(over.at), write_log_file(entries)
