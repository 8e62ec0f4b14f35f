"""Erasing a rehearsal, or the name of somebody who took part, for good, by who led it."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from app.ids import RehearsalId, SeatId
from app.live.desk import browser_hash
from app.rehearsal.refusals import Refused
from app.store.erasing import erase_rehearsal
from app.store.import_records import is_imported
from app.store.log import Conflict
from app.store.tables import RehearsalRow
from app.store.unnaming import NobodySat, StillRunning, erase_participant
from app.web.services import Services, services_of
from app.web.signed_in import Hosting
from app.web.visitor import KnownVisitor

router = APIRouter(prefix="/api/rehearsals/{rehearsal}", tags=["rehearsals"])
Wired = Annotated[Services, Depends(services_of)]


class Sure(BaseModel):
    """The rehearsal's title, to say that this one is meant."""

    title: Annotated[str, Field(max_length=500)]


class Gone(BaseModel):
    """What was removed: keys of Redis, and rows of SQL by table; nothing if it was gone before."""

    keys: int
    rows: dict[str, int]


class SurePerson(Sure):
    """The title, and the seat they sat in."""

    seat: SeatId


class Unnamed(BaseModel):
    """How many people sat there, and have no name here any more."""

    people: int


class MayErase(BaseModel):
    """Whether this browser may erase it, and the title to type."""

    may: bool
    title: str = ""


@router.get("/erasing")
async def erasing(rehearsal: RehearsalId, cookie: KnownVisitor, services: Wired) -> MayErase:
    """Whether who asks may erase it, once signed in where hosts sign in."""
    row = await services.archive.rehearsal(rehearsal)
    if row is None or not await leads(services, row, cookie):
        return MayErase(may=False)
    return MayErase(may=True, title=row.title)


@router.delete("")
async def erase(
    rehearsal: RehearsalId, sure: Sure, host: Hosting, cookie: KnownVisitor, services: Wired
) -> Gone:
    """Remove everything of a rehearsal, running or over; nobody can bring it back."""
    row = await services.archive.rehearsal(rehearsal)
    if row is None:
        return Gone(keys=0, rows={})
    await _check(services, row, cookie, sure)
    await services.hosts.note(host, "rehearsal.erased", rehearsal)
    done = await erase_rehearsal(services.log, services.archive, rehearsal)
    return Gone(keys=done.keys, rows=dict(done.rows))


@router.delete("/participants")
async def erase_person(
    rehearsal: RehearsalId, sure: SurePerson, host: Hosting, cookie: KnownVisitor, services: Wired
) -> Unnamed:
    """Call whoever sat in a seat by its title from now on, and forget their browser; after EndEx."""
    row = await services.archive.rehearsal(rehearsal)
    if row is None:
        raise Refused("not_found", "there is no such rehearsal")
    await _check(services, row, cookie, sure)
    try:
        people = await erase_participant(services.log, services.archive, rehearsal, sure.seat)
    except NobodySat as fault:
        raise Refused("not_found", str(fault)) from None
    except (StillRunning, Conflict) as fault:
        raise Refused("conflict", str(fault)) from None
    finally:
        await services.rooms.reopen(rehearsal)
    await services.hosts.note(host, "participant.erased", rehearsal)
    return Unnamed(people=people)


async def _check(services: Services, row: RehearsalRow, cookie: str, sure: Sure) -> None:
    if not await leads(services, row, cookie):
        raise Refused(
            "forbidden", "only who leads a rehearsal may erase it, in the browser they lead it from"
        )
    if sure.title.strip() != row.title.strip():
        raise Refused("invalid", "type the rehearsal's title as it stands to erase it")


async def leads(services: Services, row: RehearsalRow, cookie: str) -> bool:
    """Whether this browser holds a facilitator's seat, or the only player's, or brought the log here."""
    rehearsal = RehearsalId(row.id)
    if not cookie:
        return False
    if is_imported(row):
        return bool(await services.archive.of_browser(rehearsal, browser_hash(cookie)))
    held = await services.desk.seats_of(rehearsal, cookie)
    if not held:
        return False
    seats = (await services.rooms.get(rehearsal)).room.state.seats
    return any(seats[one.seat].role == "facilitator" or seats[one.seat].host for one in held)
