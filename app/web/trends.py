"""The drills of a browser that are over, and what they say together."""

from typing import Annotated, Literal

from anyio import to_thread
from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, Field

from app.exchange.trends_sheet import write_trends
from app.ids import RehearsalId
from app.live.desk import browser_hash
from app.live.drills import Ended, Known
from app.rehearsal.refusals import Refused
from app.review.digest import Digest
from app.review.side_by_side import SideBySide, side_by_side
from app.review.trends import Trends, Wanted, trends
from app.web.services import Services, services_of
from app.web.visitor import KnownVisitor

router = APIRouter(prefix="/api", tags=["trends"])
Wired = Annotated[Services, Depends(services_of)]
Name = Annotated[str | None, Query(max_length=200)]


class MyDrill(BaseModel):
    """A drill of this browser's that is over. What only its digest knows is None until that is made.

    `started_at` is wall ms, `length` exercise seconds; `mistakes` were not rejected.
    """

    id: RehearsalId
    title: str
    imported: bool
    started_at: int
    length: float | None
    people: int | None
    mistakes: int | None
    url: str


class MyDrills(BaseModel):
    """The newest of them, and how many there are."""

    drills: list[MyDrill]
    total: int


class ToldTrends(BaseModel):
    """The trends of the drills whose digests are ready; `missing` are made as one asks again."""

    trends: Trends
    missing: int
    broken: int


class AskedTrends(BaseModel):
    """Which drills are wanted; all, unless something is chosen."""

    scenario: Name = None
    brand: Name = None
    plan: Annotated[int | None, Field(ge=0, le=10**6)] = None
    mode: Literal["room", "solo"] | None = None

    def wanted(self) -> Wanted:
        return Wanted(scenario=self.scenario, brand=self.brand, plan=self.plan, mode=self.mode)


@router.get("/drills")
async def drills(
    cookie: KnownVisitor, services: Wired, limit: Annotated[int, Query(ge=1, le=100)] = 5
) -> MyDrills:
    """The drills this browser took part in or imported, newest first."""
    if not cookie:
        return MyDrills(drills=[], total=0)
    browser = browser_hash(cookie)
    found = await services.drills.listed(browser, limit)
    total = await services.archive.how_many_ended_of(browser)
    return MyDrills(drills=[_listed(one) for one in found], total=total)


@router.get("/trends")
async def told(asked: Annotated[AskedTrends, Query()], cookie: KnownVisitor, services: Wired) -> ToldTrends:
    """What they say together: figures, findings, assumptions and conversations through all of them."""
    known = await _known(cookie, services)
    made = await to_thread.run_sync(trends, known.digests, asked.wanted())
    return ToldTrends(trends=made, missing=known.missing, broken=known.broken)


@router.get("/trends.csv", response_class=Response)
async def sheet(asked: Annotated[AskedTrends, Query()], cookie: KnownVisitor, services: Wired) -> Response:
    """The same figures as a sheet, a drill a row; of the drills whose digests are ready."""
    known = await _known(cookie, services)
    content = await to_thread.run_sync(lambda: write_trends(trends(known.digests, asked.wanted())))
    headers = {"Content-Disposition": 'attachment; filename="squall-trends.csv"', "Cache-Control": "no-store"}
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)


@router.get("/trends/pair")
async def pair(one: RehearsalId, other: RehearsalId, cookie: KnownVisitor, services: Wired) -> SideBySide:
    """Two of them beside each other, and what of it cannot be compared."""
    return side_by_side(await _digest(cookie, services, one), await _digest(cookie, services, other))


async def _known(cookie: str, services: Services) -> Known:
    if not cookie:
        return Known(digests=(), missing=0, broken=0)
    return await services.drills.known(browser_hash(cookie))


async def _digest(cookie: str, services: Services, rehearsal: RehearsalId) -> Digest:
    found = await services.drills.one(browser_hash(cookie), rehearsal) if cookie else None
    if found is None:
        raise Refused("forbidden", f"{rehearsal} is no drill that is over and that this browser took part in")
    return found


def _listed(one: Ended) -> MyDrill:
    digest = one.digest
    return MyDrill(
        id=RehearsalId(one.row.id),
        title=one.row.title,
        imported=one.imported,
        started_at=digest.started_at if digest else one.row.ended_at or one.row.created_at,
        length=digest.length if digest else None,
        people=digest.people if digest else None,
        mistakes=sum(each.count for each in digest.tallies if each.sort == "mistake") if digest else None,
        url=f"/review/{one.row.id}",
    )
