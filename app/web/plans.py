"""The plan of a rehearsal as Markdown: taken out, and read before anything is written.

Reading changes nothing: what it answers is asked for over the socket, like every other edit.
"""

from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel

from app.exchange.plan_markdown.blocks import MOST_BYTES
from app.exchange.plan_markdown.merging import patch_of
from app.exchange.plan_markdown.reading import read_plan
from app.exchange.plan_markdown.words import positions_of
from app.exchange.plan_markdown.writing import plan_markdown
from app.ids import RehearsalId
from app.rehearsal.events import Role
from app.rehearsal.refusals import Refused
from app.rehearsal.state import Rehearsal
from app.scenario.faults import Fault
from app.scenario.plan_patch import PlanPatch
from app.web.limits import count
from app.web.services import Services, services_of
from app.web.visitor import KnownVisitor, address_of

router = APIRouter(prefix="/api/rehearsals/{rehearsal}", tags=["plans"])
Wired = Annotated[Services, Depends(services_of)]

READERS: frozenset[Role] = frozenset({"brand", "observer", "facilitator"})
WRITERS: frozenset[Role] = frozenset({"brand"})


class ReadPlan(BaseModel):
    """What a file would change in version `version`; where there are `faults` they are to be mended first.

    `notes` say what was taken for granted; `stays` counts the parts the file says nothing new about.
    """

    version: int
    patch: PlanPatch
    faults: tuple[Fault, ...]
    notes: tuple[Fault, ...]
    stays: int


@router.get("/plan.md", response_class=Response)
async def markdown(rehearsal: RehearsalId, cookie: KnownVisitor, services: Wired) -> Response:
    """The plan in force, for those who see the war room."""
    state = await _seen(services, rehearsal, cookie, READERS)
    headers = {
        "Content-Disposition": f'attachment; filename="plan-v{state.plan.version}.md"',
        "Cache-Control": "no-store",
    }
    return Response(plan_markdown(state.plan), media_type="text/markdown; charset=utf-8", headers=headers)


@router.post("/plan/read")
async def read(
    rehearsal: RehearsalId,
    request: Request,
    cookie: KnownVisitor,
    services: Wired,
    *,
    whole: Annotated[bool, Query()] = False,
) -> ReadPlan:
    """What a Markdown file, the whole body, would change; `whole`: also take out what it leaves out."""
    count(services.limits, address_of(request), "plan", "plans")
    state = await _seen(services, rehearsal, cookie, WRITERS)
    text = await the_text(request)
    return await to_thread.run_sync(_read, text, state, whole)


async def the_text(request: Request) -> str:
    """The body as text, if it is not too large.

    Raises:
        HTTPException, Refused: it is, or it is no text.
    """
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise HTTPException(413, f"more than {MOST_BYTES >> 10} KiB; leave pictures and old versions out")
    try:
        return bytes(body).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("invalid", "the file is no text in UTF-8; save it as plain text or Markdown") from None


def _read(text: str, state: Rehearsal, whole: bool) -> ReadPlan:  # noqa: FBT001 - run in a thread
    plan = state.plan
    owners = positions_of((seat.title, seat.position) for seat in state.stage.values())
    found = read_plan(text, plan, owners)
    patch = patch_of(found, plan, whole=whole)
    changed = len(patch.components) + len(patch.holding) + len(patch.assumptions) + len(patch.red_lines)
    told = len(found.components) + len(found.holding) + len(found.assumptions) + len(found.red_lines)
    return ReadPlan(
        version=plan.version, patch=patch, faults=found.faults, notes=found.notes, stays=told - changed
    )


async def _seen(services: Services, rehearsal: RehearsalId, cookie: str, roles: frozenset[Role]) -> Rehearsal:
    """The rehearsal as it stands, for a browser that holds a seat of one of these roles.

    Raises:
        Refused: it holds none.
        LogLost: there is no such rehearsal any more.
    """
    state = (await services.rooms.get(rehearsal)).room.state
    held = await services.desk.seats_of(rehearsal, cookie) if cookie else ()
    if not any(state.seats[one.seat].role in roles for one in held):
        raise Refused("forbidden", "the plan is the brand's; join as one of its team")
    return state
