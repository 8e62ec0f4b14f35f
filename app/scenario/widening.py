"""A scenario with room for more players than it was written for."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from app.ids import Handle, SeatId
from app.scenario.cast import Persona
from app.scenario.scenario import Scenario, SeatPlan

MOST_PLAYERS = 200
LONGEST_HANDLE, LONGEST_ID = 30, 40
LONGEST_NAME, LONGEST_TITLE = 50, 80


def widened(scenario: Scenario, players: int) -> Scenario:
    """The scenario with seats for so many players: its own, and copies of each in turn.

    Who is added to the brand has the position of the seat it is a copy of; critics and bystanders have an
    account of their own, a namesake. A scenario that has the seats stays as it is.
    """
    cast, seats = list(scenario.cast), list(scenario.seats)
    copies = _copies(scenario)
    while len(seats) < players:
        seat, number = next(copies)
        if seat.role != "brand":
            source = next(one for one in scenario.cast if one.handle == seat.personas[0])
            namesake = _namesake(source, number, {one.handle for one in cast})
            cast.append(namesake)
            seat = replace(seat, personas=(namesake.handle,))
        seats.append(_copy(seat, number, {one.id for one in seats}))
    return replace(scenario, cast=tuple(cast), seats=tuple(seats))


def _copies(scenario: Scenario) -> Iterator[tuple[SeatPlan, int]]:
    for number in count(2):
        for seat in scenario.seats:
            yield seat, number


def _copy(seat: SeatPlan, number: int, taken: set[SeatId]) -> SeatPlan:
    names = (SeatId(_numbered(seat.id, "-", one, LONGEST_ID)) for one in count(number))
    title = _numbered(seat.title, " ", number, LONGEST_TITLE)
    return replace(seat, id=next(name for name in names if name not in taken), title=title)


def _namesake(persona: Persona, number: int, taken: set[Handle]) -> Persona:
    names = (Handle(_numbered(persona.handle, "_", one, LONGEST_HANDLE)) for one in count(number))
    handle = next(name for name in names if name not in taken)
    return replace(persona, handle=handle, name=_numbered(persona.name, " ", number, LONGEST_NAME))


def _numbered(text: str, between: str, number: int, longest: int) -> str:
    end = f"{between}{number}"
    return text[: longest - len(end)] + end
