"""Who may ask for what, and when: `may_table.txt` says it again, so a change must be meant twice."""

from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from app.ids import SeatId
from app.rehearsal.clock import ClockState
from app.rehearsal.commands import Command
from app.rehearsal.decide import decide
from app.rehearsal.refusals import Refused
from app.rehearsal.seats import MAY, may_ask
from tests.build import Drill
from tests.rehearsal.plausible import ASKERS, a_full_drill, plausible

TABLE = Path(__file__).with_name("may_table.txt")
STATES: dict[str, ClockState] = {"L": "lobby", "R": "live", "H": "paused", "E": "ended"}
NOT_ALLOWED = {"forbidden", "paused", "ended", "conflict"}


def the_table() -> dict[str, dict[str, str]]:
    """Per kind and column the letters of the states in which it is granted."""
    rows = [line.split() for line in TABLE.read_text().splitlines() if line and not line.startswith("#")]
    assert rows[0][1:] == list(ASKERS)
    return {kind: dict(zip(ASKERS, cells, strict=True)) for kind, *cells in rows[1:]}


@pytest.fixture(scope="module")
def drill() -> Drill:
    return a_full_drill()


def verdict(drill: Drill, kind: str, by: SeatId, state: ClockState) -> str:
    """What becomes of the plausible command: `granted`, or the code it is refused with."""
    drill.rehearsal.clock = replace(drill.rehearsal.clock, state=state)
    try:
        decide(drill.rehearsal, by, plausible(kind, by, drill.rehearsal), drill.log[-1].at)
    except Refused as refusal:
        return refusal.code
    return "granted"


def granted(drill: Drill, kind: str, by: SeatId, state: ClockState) -> bool:
    """Whether the plausible command is accepted; if not, it must be for who asks, or for when."""
    found = verdict(drill, kind, by, state)
    assert found in {"granted", *NOT_ALLOWED}, (kind, by, state)
    return found == "granted"


def test_every_kind_of_command_has_its_row() -> None:
    kinds = [command.__dataclass_fields__["kind"].default for command in get_args(Command)]
    assert sorted(the_table()) == sorted(MAY) == sorted(kinds)


@pytest.mark.parametrize("kind", sorted(MAY))
def test_everybody_is_granted_what_the_table_says_and_nothing_else(drill: Drill, kind: str) -> None:
    found = {
        column: "".join(letter for letter, state in STATES.items() if granted(drill, kind, by, state)) or "-"
        for column, by in ASKERS.items()
    }
    assert found == the_table()[kind]


def test_a_seat_is_told_just_the_kinds_it_may_ask_for(drill: Drill) -> None:
    table = the_table()
    for column, by in ASKERS.items():
        if by in drill.rehearsal.seats:
            seat = drill.rehearsal.seats[by]
            assert may_ask(seat, drill.rehearsal.plan) == sorted(
                kind for kind in table if table[kind][column] != "-"
            )
