"""A spreadsheet imported into a draft: shown first, then done as one edit.

The file is the whole body and everything else stands in the address: one file needs no parser of many.
"""

import json
import time
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.exchange.fields import Field as Meaning
from app.exchange.mapping import Channel
from app.exchange.spoken import Mode
from app.exchange.spoken_dates import DateOrder
from app.ids import Handle, ScenarioDraftId
from app.live.sheets import SheetRead
from app.rehearsal.refusals import Refused
from app.store.draft_tables import ScenarioDraftRow
from app.store.drafts import Asked
from app.store.packing import unpack
from app.web.authoring import Keyed, Named, Wired, opened
from app.web.limits import count
from app.web.services import Services
from app.web.turned_down import clashing, unfit
from app.web.visitor import address_of
from app.workshop.ops import stored_ops
from app.workshop.refusing import ClashError, UnfitError

router = APIRouter(prefix="/api/workshop/{draft}/sheet", tags=["workshop"])

MOST_BYTES = 4 << 20
LONGEST_MAPPING = 16_384
Seconds = Annotated[float, Field(ge=60, le=8 * 3600, allow_inf_nan=False)]


class AskedMapping(BaseModel):
    """How the sheet is to be read where that is not as it would be suggested; see `SheetMapping`."""

    model_config = ConfigDict(extra="forbid")
    sheets: list[str] = []
    header: Annotated[int, Field(ge=1, le=10_000)] | None = None
    columns: dict[str, Meaning | None] | None = None
    times: Mode | None = None
    dates: DateOrder | None = None
    channels: dict[str, Channel] | None = None
    personas: dict[str, Handle] | None = None
    otherwise: dict[Meaning, str] | None = None
    pause: Seconds | None = None
    fit: Seconds | None = None


class AskedSheet(BaseModel):
    """The file's name, the zone its times are in, StartEx, and how to read it.

    `notes` writes what injects have no place for into their guidance.
    """

    filename: Annotated[str, Field(max_length=200)] = "msel.xlsx"
    zone: Annotated[str, Field(min_length=1, max_length=60)]
    startex: datetime
    mapping: Annotated[str, Field(max_length=LONGEST_MAPPING)] = "{}"
    notes: bool = True


class AskedImport(AskedSheet):
    """Who imports it; `partly` takes the sound rows although others have faults.

    It needs no name of its own: imported again, a sheet changes nothing.
    """

    name: Named
    partly: bool = False


class Imported(BaseModel):
    """The number of the edit, and how many rows are new, change an inject, or are left out."""

    n: int
    added: int
    changed: int
    left_out: int


async def the_file(request: Request) -> bytes:
    """The body, if it is not too large.

    Raises:
        HTTPException: it is.
    """
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise HTTPException(413, f"more than {MOST_BYTES >> 20} MiB; remove pictures and old sheets")
    return bytes(body)


TheFile = Annotated[bytes, Depends(the_file)]


@router.post("", response_class=Response)
async def preview(
    draft: Keyed, data: TheFile, request: Request, services: Wired, asked: Annotated[AskedSheet, Query()]
) -> Response:
    """What the file would become; nothing is written. The answer is a `ToldSheet`."""
    row = await _opened(services, draft, request)
    found = await _read(services, row, asked, data)
    return Response(found.sheet, media_type="application/json")


@router.post("/import", response_model=Imported)
async def take_in(
    draft: Keyed, data: TheFile, request: Request, services: Wired, asked: Annotated[AskedImport, Query()]
) -> Imported | JSONResponse:
    """Do it, as one edit that can be taken back."""
    row = await _opened(services, draft, request)
    found = await _read(services, row, asked, data)
    if found.left_out and not asked.partly:
        raise Refused(
            "invalid", f"{found.left_out} rows have faults; mend them, or import the sound rows only"
        )
    if not found.ops:
        raise Refused("conflict", "nothing in the draft would change")
    who = Asked(by=asked.name, at=int(time.time() * 1000), seen=row.edit)
    try:
        n = await services.drafts.edit(draft, stored_ops([dict(op) for op in found.ops]), who)
    except ClashError as clash:
        return clashing(clash)
    except UnfitError as reason:
        return unfit(reason)
    return Imported(n=n, added=found.added, changed=found.changed, left_out=found.left_out)


async def _opened(services: Services, draft: ScenarioDraftId, request: Request) -> ScenarioDraftRow:
    count(services.limits, address_of(request), "sheet", "sheets")
    return await opened(services, draft)


async def _read(services: Services, row: ScenarioDraftRow, asked: AskedSheet, data: bytes) -> SheetRead:
    """What becomes of the file.

    Raises:
        Refused: nothing, and why.
    """
    told: dict[str, Any] = {
        "tree": unpack(row.tree),
        "filename": asked.filename,
        "zone": asked.zone,
        "startex": asked.startex.isoformat(),
        "mapping": _mapping(asked.mapping),
        "notes": asked.notes,
    }
    found = await services.sheets.read(told, data)
    if found.refused:
        raise Refused("invalid", found.refused)
    return found


def _mapping(text: str) -> dict[str, Any]:
    """The mapping as `SheetMapping` takes it.

    Raises:
        RequestValidationError, Refused: it says something else.
    """
    try:
        plain = json.loads(text)
    except (ValueError, RecursionError):
        raise Refused("invalid", "mapping: it is no JSON") from None
    try:
        return AskedMapping.model_validate(plain).model_dump()
    except ValidationError as fault:
        errors = [{**one, "loc": ("query", "mapping", *one["loc"])} for one in fault.errors()]
        raise RequestValidationError(errors) from None
