from dataclasses import replace

from app.ids import Handle
from app.scenario.cast import Persona
from app.scenario.hard import hardened
from tests.airline import AIRLINE, BRAND
from tests.build import Drill, brand

COMMS = brand("communicator")


def test_in_hard_mode_the_communicator_has_a_private_account() -> None:
    drill = Drill(hardened(AIRLINE), hard=True)
    own, *others = drill.rehearsal.accounts_of(drill.rehearsal.seats[COMMS])
    assert own == BRAND
    assert [drill.rehearsal.scenario.persona(one) is not None for one in others] == [True]
    assert drill.rehearsal.undo == 0
    others_accounts = [seat.personas for seat in drill.rehearsal.seats.values() if seat.id != COMMS]
    assert not any(others[0] in accounts for accounts in others_accounts)


def test_the_account_a_scenario_names_is_the_one_they_have() -> None:
    mara = Persona(handle=Handle("mara_at_home"), name="Mara", bio="Mine", followers=7)
    seats = tuple(replace(one, personas=(mara.handle,)) if one.id == COMMS else one for one in AIRLINE.seats)
    named = replace(AIRLINE, cast=(*AIRLINE.cast, mara), seats=seats)
    assert hardened(named) == named


def test_a_made_up_account_takes_nobodys_handle() -> None:
    first = hardened(AIRLINE).cast[-1]
    again = hardened(replace(AIRLINE, cast=(*AIRLINE.cast, first))).cast[-1]
    assert again.handle == f"{first.handle}2"
    assert len(again.handle) <= 30
