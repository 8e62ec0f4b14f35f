"""Run from here: a new live drill that goes on from a moment of one that is over."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, Field

from app.ids import ExerciseTime, PostId, RehearsalId
from app.rehearsal.forking import From
from app.web.going_on import leading
from app.web.limits import count
from app.web.links import links_of, seat_url
from app.web.rehearsals import Named, Started
from app.web.reviews import ended
from app.web.services import Services, services_of
from app.web.signed_in import hosting, signed_in
from app.web.visitor import Visitor, address_of

router = APIRouter(prefix="/api/rehearsals/{rehearsal}", tags=["rehearsals"])
FORK = "amendment.settle"
"""Who may ask for it may run the drill again: who led it."""


class FromHere(BaseModel):
    """The moment, in exercise seconds; or the post right before which it lies, or whose deletion it does."""

    t: Annotated[ExerciseTime, Field(ge=0, allow_inf_nan=False)] = 0.0
    before: PostId | None = None
    deletion: bool = False
    name: Named | None = None


@router.post("/forks", status_code=201)
async def run_from(
    rehearsal: RehearsalId,
    asked: FromHere,
    request: Request,
    cookie: Visitor,
    services: Annotated[Services, Depends(services_of)],
) -> Started:
    """Begin it, held at that moment, with every seat free: whoever asks leads it, or plays it alone."""
    led = await leading(services, rehearsal, cookie, FORK)
    count(services.limits, address_of(request), "start", "new rehearsals")
    start = From(t=asked.t, before=asked.before, deletion=asked.deletion)
    host = await hosting(await signed_in(request, services), services)
    hall, row = await services.desk.run_again(await ended(services, rehearsal, cookie), start)
    name = asked.name or led.room.state.seats[led.seat].name or "Facilitator"
    solo = led.role is not None
    seated = await services.desk.seat(
        hall, led.role or "facilitator", name=name, cookie=cookie, seat=led.seat if solo else None, host=solo
    )
    await services.hosts.note(host, "rehearsal.started", seated.rehearsal)
    links = links_of(str(request.base_url), services.desk.keyring, seated.rehearsal, row.code)
    return Started(
        id=seated.rehearsal,
        seat=seated.seat,
        url=seat_url(seated.rehearsal, seated.seat),
        links=None if solo else links,
    )
