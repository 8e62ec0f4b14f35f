"""What people answer in the hot wash. Nothing of it says who they are: no seat, no time, no order."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel

from app.ids import RehearsalId, SeatId
from app.live.answering import Answers
from app.web.bodies import body_of
from app.web.limits import count
from app.web.services import Services, services_of
from app.web.visitor import KnownVisitor, address_of

router = APIRouter(prefix="/api/rehearsals", tags=["hot wash"])
Wired = Annotated[Services, Depends(services_of)]
MOST_BYTES = 8 * 1024


class Answer(BaseModel):
    """An answer to one of the three questions."""

    question: int
    text: str


class Place(BaseModel):
    """The seat from which this browser takes part in the talk, None where it holds none any more."""

    seat: SeatId | None


class Given(BaseModel):
    """What this browser has answered, by question."""

    answers: dict[int, str]


@router.post("/{rehearsal}/answers")
async def answer(rehearsal: RehearsalId, request: Request, cookie: KnownVisitor, services: Wired) -> Given:
    """Answer a question, or answer it anew; gives back all that this browser has answered."""
    count(services.answering, address_of(request), "answer", "answers")
    given = await body_of(request, Answer, MOST_BYTES)
    answers = Answers(services.desk)
    await answers.give(rehearsal, cookie, given.question, given.text)
    return Given(answers=await answers.mine(rehearsal, cookie))


@router.get("/{rehearsal}/answers")
async def mine(rehearsal: RehearsalId, cookie: KnownVisitor, services: Wired) -> Given:
    """What this browser has answered so far: nobody else can be told."""
    return Given(answers=await Answers(services.desk).mine(rehearsal, cookie))


@router.get("/{rehearsal}/place")
async def place(rehearsal: RehearsalId, cookie: KnownVisitor, services: Wired) -> Place:
    """Whose line a review opens: of several seats the one that leads."""
    if not cookie:
        return Place(seat=None)
    seats = (await services.rooms.get(rehearsal)).room.state.seats
    held = [seats[one.seat] for one in await services.desk.seats_of(rehearsal, cookie)]
    held.sort(key=lambda seat: (seat.role != "facilitator", not seat.host))
    return Place(seat=held[0].id if held else None)
