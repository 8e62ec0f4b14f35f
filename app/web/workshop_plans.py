"""The plan of a draft as Markdown: taken out, shown before it is taken in, and taken in as one edit."""

import time
from typing import Annotated, NamedTuple

from anyio import to_thread
from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel

from app.exchange.plan_markdown.merging import patch_of
from app.exchange.plan_markdown.reading import PlanRead, read_plan
from app.exchange.plan_markdown.tree import edit_of
from app.exchange.plan_markdown.words import positions_of
from app.exchange.plan_markdown.writing import plan_markdown
from app.ids import ScenarioDraftId
from app.rehearsal.refusals import Refused
from app.scenario.faults import Fault
from app.scenario.plan import Plan
from app.scenario.plan_patch import PlanPatch, patched
from app.store.draft_tables import ScenarioDraftRow
from app.store.drafts import Asked
from app.store.packing import unpack
from app.web.authoring import Keyed, Named, Wired, opened
from app.web.limits import count
from app.web.plans import the_text
from app.web.services import Services
from app.web.turned_down import clashing, faulty, unfit
from app.web.visitor import address_of
from app.workshop.ops import stored_ops
from app.workshop.refusing import ClashError, UnfitError

router = APIRouter(prefix="/api/workshop/{draft}", tags=["workshop"])
EMPTY = Plan(version=1, components=(), ladder=(), holding=(), assumptions=())


class ReadDraftPlan(BaseModel):
    """The plan before and after; of a draft with faults, only what the file itself says."""

    before: Plan
    after: Plan
    faults: tuple[Fault, ...]
    notes: tuple[Fault, ...]


class Imported(BaseModel):
    """The number of the edit."""

    n: int


class Found(NamedTuple):
    """A file read for a draft."""

    row: ScenarioDraftRow
    before: Plan
    read: PlanRead
    patch: PlanPatch


@router.get("/plan.md", response_class=Response)
async def markdown(draft: Keyed, services: Wired) -> Response:
    """The plan of a sound draft."""
    found = await services.checks.of(await opened(services, draft))
    if found.scenario is None:
        return faulty("the plan of a scenario with faults cannot be written", found.faults)
    headers = {"Content-Disposition": 'attachment; filename="plan.md"', "Cache-Control": "no-store"}
    text = plan_markdown(found.scenario.plan)
    return Response(text, media_type="text/markdown; charset=utf-8", headers=headers)


@router.post("/plan/read")
async def read(
    draft: Keyed, request: Request, services: Wired, *, whole: Annotated[bool, Query()] = False
) -> ReadDraftPlan:
    """What a Markdown file, the whole body, would change; nothing is written."""
    found = await _found(services, draft, request, whole=whole)
    after = patched(found.before, found.patch, found.before.version)
    return ReadDraftPlan(before=found.before, after=after, faults=found.read.faults, notes=found.read.notes)


@router.post("/plan/import", response_model=Imported)
async def take_in(
    draft: Keyed,
    request: Request,
    services: Wired,
    *,
    name: Annotated[Named, Query()],
    whole: Annotated[bool, Query()] = False,
) -> Imported | JSONResponse:
    """Do it, as one edit that can be taken back."""
    found = await _found(services, draft, request, whole=whole)
    if found.read.faults:
        raise Refused("invalid", f"{len(found.read.faults)} faults; mend them first")
    ops = edit_of(found.patch, unpack(found.row.tree))
    if not ops:
        raise Refused("conflict", "nothing in the draft would change")
    who = Asked(by=name, at=int(time.time() * 1000), seen=found.row.edit)
    try:
        return Imported(n=await services.drafts.edit(draft, stored_ops([dict(op) for op in ops]), who))
    except ClashError as clash:
        return clashing(clash)
    except UnfitError as reason:
        return unfit(reason)


async def _found(services: Services, draft: ScenarioDraftId, request: Request, *, whole: bool) -> Found:
    count(services.limits, address_of(request), "plan", "plans")
    row = await opened(services, draft)
    text = await the_text(request)
    scenario = (await services.checks.of(row)).scenario
    before = scenario.plan if scenario else EMPTY
    seats = scenario.seats if scenario else ()
    owners = positions_of((seat.title, seat.position) for seat in seats)
    told = await to_thread.run_sync(read_plan, text, before, owners)
    return Found(row=row, before=before, read=told, patch=patch_of(told, before, whole=whole))
