"""A draft as files, as it is now."""

import re
from typing import Literal

from anyio import to_thread
from fastapi import APIRouter
from fastapi.responses import Response

from app.exchange.msel_out import write_msel
from app.store.draft_tables import ScenarioDraftRow
from app.store.library import FOLDER_NAME
from app.store.packing import unpack
from app.web.authoring import Keyed, Wired, opened
from app.web.services import Services
from app.web.turned_down import faulty
from app.workshop.filing import as_text

router = APIRouter(prefix="/api/workshop/{draft}", tags=["workshop"])
_TYPES = {
    "yaml": "application/yaml; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@router.get("/scenario.yaml", response_class=Response)
async def scenario(draft: Keyed, services: Wired) -> Response:
    """The scenario file, with its faults."""
    row = await opened(services, draft)
    text = await to_thread.run_sync(_text, row.tree)
    return _file(row, text.encode(), "yaml")


@router.get("/msel.xlsx", response_class=Response)
async def workbook(draft: Keyed, services: Wired) -> Response:
    """The MSEL as a workbook; of a sound draft only."""
    return await _msel(services, await opened(services, draft), "xlsx")


@router.get("/msel.csv", response_class=Response)
async def table(draft: Keyed, services: Wired) -> Response:
    """The MSEL as CSV; of a sound draft only."""
    return await _msel(services, await opened(services, draft), "csv")


async def _msel(services: Services, row: ScenarioDraftRow, kind: Literal["xlsx", "csv"]) -> Response:
    found = await services.checks.of(row)
    if found.scenario is None:
        return faulty("the MSEL of a scenario with faults cannot be written", found.faults)
    return _file(row, await to_thread.run_sync(write_msel, found.scenario, kind), kind)


def _file(row: ScenarioDraftRow, content: bytes, kind: str) -> Response:
    name = row.slug if re.fullmatch(FOLDER_NAME, row.slug) else "scenario"
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"', "Cache-Control": "no-store"}
    return Response(content, media_type=_TYPES[kind], headers=headers)


def _text(packed: bytes) -> str:
    return as_text(unpack(packed))
