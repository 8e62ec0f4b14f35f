"""Dry runs: a scenario played with stand-ins in every seat, and what that showed."""

import secrets
from typing import Annotated

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from app.adapters import adapter_of
from app.dryrun.report import DryRun
from app.exchange.scenario_file import as_yaml
from app.rehearsal.refusals import Refused
from app.scenario.scenario import Scenario
from app.store.dry_runs import DryState
from app.web.authoring import Keyed, Wired, opened
from app.web.services import Services
from app.web.turned_down import faulty
from app.web.visitor import address_of

router = APIRouter(prefix="/api", tags=["dry runs"])
HIGHEST_SEED = 999_999


class NewDryRun(BaseModel):
    """The seed of crowd and stand-ins; the same one gives the same dry run. Without it one is drawn."""

    seed: Annotated[int, Field(ge=1, le=HIGHEST_SEED)] | None = None


class StartedDryRun(BaseModel):
    """Who knows the id of a dry run may look at it, and end it."""

    run: str
    seed: int


class DryRunPage(BaseModel):
    """Where a dry run stands; ask every second or so: one that nobody asks about for 15 seconds is ended.

    `done` is exercise time over length, `ahead` how many come before it, `took` wall seconds of playing.
    """

    state: DryState
    done: float
    ahead: int
    took: float
    report: DryRun | None
    problem: str | None


@router.post("/scenarios/{slug}/dry-runs", status_code=202)
async def play(slug: str, asked: NewDryRun, request: Request, services: Wired) -> StartedDryRun:
    """Have a scenario of the library played."""
    scenario = await services.shelves.get(slug)
    if scenario is None:
        raise Refused("not_found", f"there is no scenario {slug[:80]!r}")
    return await begun(services, request, scenario, asked)


@router.post("/workshop/{draft}/dry-runs", status_code=202, response_model=StartedDryRun)
async def play_draft(
    draft: Keyed, asked: NewDryRun, request: Request, services: Wired
) -> StartedDryRun | JSONResponse:
    """Have a draft played as it is now; one with faults cannot be."""
    found = await services.checks.of(await opened(services, draft))
    if found.scenario is None:
        return faulty("a draft with faults cannot be played", found.faults)
    return await begun(services, request, found.scenario, asked)


@router.get("/dry-runs/{run}")
async def look(run: str, services: Wired) -> DryRunPage:
    """Where a dry run stands, and what it showed once it is done."""
    record = await services.dry_runs.look(run)
    if record is None:
        raise Refused("not_found", "there is no such dry run, or no longer; play it again")
    return DryRunPage(
        state=record.state,
        done=record.done,
        ahead=record.ahead,
        took=record.took,
        report=None if record.report is None else adapter_of(DryRun).validate_json(record.report),
        problem=record.problem,
    )


@router.delete("/dry-runs/{run}", status_code=204)
async def leave(run: str, services: Wired) -> None:
    """Nobody waits for it any more; what it has shown already stays."""
    await services.dry_runs.leave(run)


async def begun(services: Services, request: Request, scenario: Scenario, asked: NewDryRun) -> StartedDryRun:
    """Have a scenario played, wherever it comes from.

    Raises:
        Refused: too many were asked for, from this address or at once.
    """
    address = address_of(request)
    if wait := services.dry_running.blocked(address, "dry run"):
        detail = "too many dry runs from this address; wait a few minutes"
        raise Refused("rate_limited", detail, retry="after", after_ms=int(wait * 1000))
    seed = asked.seed or 1 + secrets.randbelow(HIGHEST_SEED)
    run = await services.dry_runs.ask(as_yaml(scenario).encode(), seed)
    services.dry_running.tried(address, "dry run")
    return StartedDryRun(run=run, seed=seed)
