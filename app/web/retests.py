"""A re-test of a drill that is over, as a draft in the workshop; and what of a better answer is kept."""

import time
from typing import Annotated, Literal

from anyio import to_thread
from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, Field

from app.ids import RehearsalId
from app.rehearsal.commands import AddFinding, CostFinding
from app.rehearsal.entry import Entry
from app.rehearsal.evolve import fold
from app.review.build import review_of
from app.review.retesting.make import retest
from app.scenario.scenario import Scenario
from app.store.archiving import write_through
from app.web.beginning import free_slug, tree_of
from app.web.going_on import leading
from app.web.limits import count
from app.web.rehearsals import Named
from app.web.reviews import ended
from app.web.services import Services, services_of
from app.web.signed_in import hosting, signed_in
from app.web.visitor import KnownVisitor, address_of
from app.web.workshop import Begun

router = APIRouter(prefix="/api/rehearsals/{rehearsal}", tags=["reviews"])
Wired = Annotated[Services, Depends(services_of)]


class MakeRetest(BaseModel):
    """Who makes it."""

    name: Named | None = None


@router.post("/retest", status_code=201)
async def make(
    rehearsal: RehearsalId, asked: MakeRetest, request: Request, cookie: KnownVisitor, services: Wired
) -> Begun:
    """A draft made from the findings and the plan's next version; whoever holds its key writes it."""
    host = await hosting(await signed_in(request, services), services)
    led = await leading(services, rehearsal, cookie, "amendment.settle")
    count(services.limits, address_of(request), "draft", "new drafts")
    entries = await ended(services, rehearsal, cookie)
    scenario = await to_thread.run_sync(_made, services, entries)
    tree = await to_thread.run_sync(tree_of, scenario)
    tree["slug"] = await free_slug(services, f"{scenario.slug}-again")
    name = asked.name or led.room.state.seats[led.seat].name or "Facilitator"
    pictures = await services.shelves.pictures_of(scenario.slug)
    draft = await services.drafts.begin(tree, by=name, at=int(time.time() * 1000), source=pictures)
    await services.hosts.note(host, "draft.begun", draft)
    return Begun(draft=draft, key=services.desk.keyring.author_key(draft))


def _made(services: Services, entries: list[Entry]) -> Scenario:
    state = fold(entries)
    review = review_of(entries, services.compare, services.read)
    return retest(state.scenario, review, state.next_plan)


class Keeping(BaseModel):
    """A better answer, as a chance that was there, or what a finding cost; the same `ask` has one effect."""

    ask: Annotated[str, Field(min_length=1, max_length=64)]
    command: Annotated[AddFinding | CostFinding, Field(discriminator="kind")]


class Kept(BaseModel):
    """The number of the entry."""

    seq: int
    kind: Literal["kept"] = "kept"


@router.post("/better")
async def keep(
    rehearsal: RehearsalId, asked: Keeping, request: Request, cookie: KnownVisitor, services: Wired
) -> Kept:
    """Keep what a better answer would have won: for those who were there; what it cost, for who led."""
    count(services.edits, address_of(request), "change", "changes")
    led = await leading(services, rehearsal, cookie, asked.command.kind)
    answer = await led.room.ask(led.seat, asked.command, asked.ask)
    await write_through(services.log, services.archive, rehearsal)
    return Kept(seq=answer.seq)
