"""The library of scenarios."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel

from app.exchange.pictures import NoPicture
from app.rehearsal.refusals import Refused
from app.scenario.scenario import Scenario
from app.web.services import Services, services_of

router = APIRouter(prefix="/api", tags=["scenarios"])


class ScenarioCard(BaseModel):
    """A scenario as the library shows it."""

    slug: str
    title: str
    summary: str
    minutes: int
    platform: str
    grade: str
    seats: int
    injects: int
    language: str
    objectives: list[str]


class FaultyScenario(BaseModel):
    """A folder that holds no sound scenario, and its first fault."""

    slug: str
    detail: str


class LibraryPage(BaseModel):
    """All scenarios on this server."""

    scenarios: list[ScenarioCard]
    faults: list[FaultyScenario]


@router.get("/scenarios")
async def scenarios(services: Annotated[Services, Depends(services_of)]) -> LibraryPage:
    """Every scenario, published ones too, and what is wrong with those that cannot be used."""
    faults = await services.shelves.faults()
    return LibraryPage(
        scenarios=[_card(one) for one in await services.shelves.all()],
        faults=[FaultyScenario(slug=slug, detail=str(found[0])) for slug, found in faults.items()],
    )


@router.get("/scenarios/{slug}/media/{file}")
async def picture(
    slug: str, file: str, request: Request, services: Annotated[Services, Depends(services_of)]
) -> Response:
    """A picture of a scenario, drawn anew.

    Raises:
        Refused: there is none of that name.
    """
    found = await services.shelves.picture(slug, file)
    if found is None:
        raise Refused("not_found", f"there is no picture {file[:80]} of {slug[:80]}")
    try:
        drawn = await services.drawing.of(found)
    except (NoPicture, OSError) as fault:
        raise Refused("not_found", f"{file[:80]} of {slug[:80]} cannot be shown: {fault}") from None
    headers = {"Cache-Control": "private, max-age=3600", "ETag": f'"{drawn.name}"'}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(drawn.data, media_type=drawn.media_type, headers=headers)


def _card(scenario: Scenario) -> ScenarioCard:
    return ScenarioCard(
        slug=scenario.slug,
        title=scenario.title,
        summary=scenario.summary,
        minutes=scenario.minutes,
        platform=scenario.platform,
        grade=scenario.grade,
        seats=len(scenario.seats),
        injects=len(scenario.msel),
        language=scenario.language,
        objectives=[one.title for one in scenario.objectives],
    )
