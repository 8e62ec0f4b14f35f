"""The plan's next version: what people say to the changes that a review proposes, and the drill after it."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from app.exchange.plan_markdown.writing import plan_markdown
from app.ids import RehearsalId
from app.rehearsal.commands import SettleAmendment
from app.rehearsal.evolve import fold
from app.rehearsal.refusals import Refused
from app.rehearsal.state import Rehearsal
from app.scenario.plan import Plan
from app.store.archiving import write_through
from app.web.going_on import begin_again, leading
from app.web.limits import count
from app.web.rehearsals import Named, Started
from app.web.reviews import ended
from app.web.services import Services, services_of
from app.web.visitor import KnownVisitor, Visitor, address_of

router = APIRouter(prefix="/api/rehearsals/{rehearsal}", tags=["plans"])
Wired = Annotated[Services, Depends(services_of)]
SETTLE = "amendment.settle"


class Settling(BaseModel):
    """A word on one proposed change; the same `ask` has one effect."""

    ask: Annotated[str, Field(min_length=1, max_length=64)]
    command: SettleAmendment


class SettledTo(BaseModel):
    """The number of the entry, and the plan's next version as it is now; None where nothing is accepted."""

    seq: int
    next_plan: Plan | None


class Leads(BaseModel):
    """Whether this browser led the drill."""

    leads: bool


@router.get("/leads")
async def leads(rehearsal: RehearsalId, cookie: KnownVisitor, services: Wired) -> Leads:
    """Whether whoever asks may settle changes and begin what follows from the drill."""
    try:
        await leading(services, rehearsal, cookie, SETTLE)
    except Refused:
        return Leads(leads=False)
    return Leads(leads=True)


@router.post("/amendments")
async def settle(
    rehearsal: RehearsalId, asked: Settling, request: Request, cookie: KnownVisitor, services: Wired
) -> SettledTo:
    """Accept a change, decline it, or take one's word back; for who led the drill, once it is over."""
    count(services.edits, address_of(request), "change", "changes")
    led = await leading(services, rehearsal, cookie, asked.command.kind)
    answer = await led.room.ask(led.seat, asked.command, asked.ask)
    # The archive was closed out at EndEx; what people say after it goes there at once.
    await write_through(services.log, services.archive, rehearsal)
    return SettledTo(seq=answer.seq, next_plan=_next(led.room.state))


@router.get("/plan/next.md", response_class=Response)
async def markdown(rehearsal: RehearsalId, cookie: KnownVisitor, services: Wired) -> Response:
    """The next version as Markdown, for who was there."""
    state = fold(await ended(services, rehearsal, cookie))
    plan = state.next_plan
    headers = {
        "Content-Disposition": f'attachment; filename="plan-v{plan.version}.md"',
        "Cache-Control": "no-store",
    }
    return Response(plan_markdown(plan), media_type="text/markdown; charset=utf-8", headers=headers)


class Again(BaseModel):
    """Who starts the next drill."""

    name: Named | None = None


@router.post("/next", status_code=201)
async def start_next(
    rehearsal: RehearsalId, asked: Again, request: Request, cookie: Visitor, services: Wired
) -> Started:
    """The same scenario once more, under the plan's next version; for who led the drill."""
    led = await leading(services, rehearsal, cookie, SETTLE)
    state = led.room.state
    if _next(state) is None:
        raise Refused("conflict", "accept a change first; the plan has no next version yet")
    scenario = replace(state.scenario, plan=state.next_plan)
    return await begin_again(services, led, scenario, (request, cookie, asked.name))


def _next(state: Rehearsal) -> Plan | None:
    return state.next_plan if state.next_plan != state.plan else None
