"""What a draft still lacks, its published versions, and what is different between them."""

import time
from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import JSONResponse
from pydantic import AfterValidator, BaseModel, Field

from app.ids import ScenarioDraftId
from app.rehearsal.refusals import Refused
from app.scenario.faults import Fault
from app.store.packing import unpack
from app.store.published_records import SlugTaken
from app.store.publishing import publish as keep
from app.web.authoring import Keyed, Named, Wired, opened
from app.web.bodies import body_of
from app.web.limits import count
from app.web.services import Services
from app.web.turned_down import Finding, faulty, findings
from app.web.visitor import address_of
from app.workshop.diffing import Change, Sort, diff
from app.workshop.paths import path_text

router = APIRouter(prefix="/api/workshop/{draft}", tags=["workshop"])
MOST_BYTES = 16 * 1024
Number = Annotated[int, Path(ge=1, le=1_000_000)]


class CheckPage(BaseModel):
    """What is wrong with the draft after edit `edit`; one without faults is sound."""

    edit: int
    faults: list[Finding]
    advice: list[Finding]
    sound: bool


class Version(BaseModel):
    """A published version; `at` is wall ms, `changes` how many there were since the one before."""

    version: int
    by: str
    at: int
    note: str
    hash: str
    changes: int


class Versions(BaseModel):
    """All of a draft, newest first."""

    versions: list[Version]


def _without_nul(text: str) -> str:
    """The text as PostgreSQL keeps it."""
    return text.replace("\0", "").strip()


class NewVersion(BaseModel):
    """Who publishes, and what is new."""

    name: Named
    note: Annotated[str, Field(max_length=500), AfterValidator(_without_nul)] = ""


class Published(BaseModel):
    """The version, and the slug that rehearsals are started with."""

    version: int
    slug: str


class ChangeMade(BaseModel):
    """One difference; see `Change`."""

    path: str
    label: str
    was: Any
    now: Any
    sort: Sort


class Changes(BaseModel):
    """All differences, in the order of the later scenario."""

    changes: list[ChangeMade]


@router.get("/check")
async def check(draft: Keyed, services: Wired) -> CheckPage:
    """All faults, or without them all advice."""
    row = await opened(services, draft)
    found = await services.checks.of(row)
    sound = found.scenario is not None
    return CheckPage(edit=row.edit, faults=findings(found.faults), advice=findings(found.advice), sound=sound)


@router.get("/versions")
async def versions(draft: Keyed, services: Wired) -> Versions:
    """What was published of this draft."""
    noted = await services.archive.versions(draft)
    return Versions(versions=[Version(**one._asdict()) for one in noted])


@router.post("/versions", status_code=201, response_model=Published)
async def publish(draft: Keyed, request: Request, services: Wired) -> Published | JSONResponse:
    """Make the draft as it is now a version of the library; only a sound one, and for good."""
    count(services.limits, address_of(request), "publish", "versions")
    asked = await body_of(request, NewVersion, MOST_BYTES)
    row = await opened(services, draft)
    found = await services.checks.of(row)
    if found.scenario is None:
        return faulty("only a scenario without faults is published", found.faults)
    slug = found.scenario.slug
    if slug in await services.shelves.built_in():
        return _slug_taken(slug)
    try:
        made = await keep(services.archive, row, found.scenario, by=asked.name, note=asked.note, at=_now())
    except SlugTaken:
        return _slug_taken(slug)
    return Published(version=made.version, slug=made.slug)


@router.get("/versions/{version}/diff")
async def differences(
    draft: Keyed,
    version: Number,
    services: Wired,
    to: Annotated[str, Query(pattern=r"^(draft|[1-9][0-9]{0,6})$")] = "draft",
) -> Changes:
    """What leads from a version to another one, or to the draft as it is."""
    earlier = await _version(services, draft, version)
    later = (
        (await opened(services, draft)).tree if to == "draft" else await _version(services, draft, int(to))
    )
    found = await to_thread.run_sync(_diff, earlier, later)
    return Changes(changes=[_told(one) for one in found])


async def _version(services: Services, draft: ScenarioDraftId, version: int) -> bytes:
    row = await services.archive.version(draft, version)
    if row is None:
        raise Refused("not_found", f"this draft has no version {version}")
    return row.tree


def _diff(earlier: bytes, later: bytes) -> tuple[Change, ...]:
    return diff(unpack(earlier), unpack(later))


def _told(one: Change) -> ChangeMade:
    return ChangeMade(path=path_text(one.path), label=one.label, was=one.was, now=one.now, sort=one.sort)


def _slug_taken(slug: str) -> JSONResponse:
    reason = f"another scenario has the slug `{slug}`"
    return faulty(
        "it cannot be published", [Fault(line=0, path="slug", reason=reason, remedy="Choose another.")]
    )


def _now() -> int:
    return int(time.time() * 1000)
