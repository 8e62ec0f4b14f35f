"""Hard mode: who speaks for the brand has an account of their own at hand, and may take one for the other."""

from dataclasses import replace
from itertools import count

from app.ids import Handle
from app.scenario.cast import Persona
from app.scenario.scenario import Scenario, SeatPlan

FOLLOWERS = 240
"""Of a private account that is made up: as many as a person may have who works for somebody."""
LONGEST = 30
"""Signs of a handle."""


def hardened(scenario: Scenario) -> Scenario:
    """The scenario with a private account for each communicator, made up where it names none."""
    cast, seats = list(scenario.cast), list(scenario.seats)
    for at, seat in enumerate(seats):
        if seat.position == "communicator" and not set(seat.personas) - {scenario.brand}:
            persona = _private(seat, {one.handle for one in cast})
            cast.append(persona)
            seats[at] = replace(seat, personas=(persona.handle,))
    return replace(scenario, cast=tuple(cast), seats=tuple(seats))


def _private(seat: SeatPlan, taken: set[Handle]) -> Persona:
    plain = "".join(sign if sign.isascii() and sign.isalnum() else "_" for sign in seat.title.lower())
    stem = "_".join(part for part in plain.split("_") if part)[: LONGEST - 8] or "somebody"
    names = (Handle(f"{stem}_after6" + ("" if number == 1 else str(number))) for number in count(1))
    return Persona(
        handle=next(name for name in names if name not in taken),
        name=f"{seat.title}, after six"[:50],
        bio="Opinions are mine.",
        followers=FOLLOWERS,
    )
