from dataclasses import replace

import pytest

from app.ids import DESK, ParticipantId, SeatId
from app.rehearsal.commands import LeaveSeat, RemoveFromSeat, SetReady, SignPlan, StaffSeat, TakeSeat
from app.rehearsal.events import PlanSigned, Role, SeatLeft, SeatReadied, SeatStaffed, SeatTaken
from app.rehearsal.seating import MOST_OBSERVERS, MOST_SEATS
from app.rehearsal.seats import Seat
from tests.airline import AIRLINE
from tests.build import a_drill, brand, bystander, critic, facilitator, observer, started


def take(role: Role, seat: SeatId | None = None, *, who: str = "ada", name: str = "Ada") -> TakeSeat:
    return TakeSeat(role=role, participant=ParticipantId(who), name=name, seat=seat)


def test_whoever_takes_a_brand_seat_takes_its_position() -> None:
    taken = a_drill().ask(DESK, take("brand", brand("legal")))
    assert taken == (
        SeatTaken(
            seat=brand("legal"),
            role="brand",
            position="legal",
            participant=ParticipantId("ada"),
            name="Ada",
        ),
    )


def test_without_a_choice_the_first_free_seat_of_the_role_is_taken() -> None:
    drill = a_drill((DESK, take("critic", critic(1))))
    (event,) = drill.ask(DESK, take("critic", who="bo"))
    assert isinstance(event, SeatTaken)
    assert event.seat == critic(2)


def test_observers_and_facilitators_get_a_seat_of_their_own() -> None:
    drill = a_drill()
    for expected in (observer(2), observer(3)):
        (event,) = drill.ask(DESK, take("observer", who=str(expected)))
        assert isinstance(event, SeatTaken)
        assert event.seat == expected


def test_observers_watch_and_everybody_else_is_on_stage() -> None:
    drill = a_drill((DESK, take("observer")), (DESK, take("facilitator", who="bo")))
    rehearsal = drill.rehearsal
    assert list(rehearsal.watching) == [observer(1), observer(2)]
    assert rehearsal.stage | rehearsal.watching == rehearsal.seats
    assert all(rehearsal.seats[one] is seat for one, seat in rehearsal.stage.items())
    assert SeatId("facilitator-2") in rehearsal.stage


def test_a_new_seat_never_gets_the_id_of_one_that_the_scenario_has() -> None:
    impostor = replace(AIRLINE.seats[4], id=SeatId("observer-2"))
    drill = a_drill(scenario=replace(AIRLINE, seats=(*AIRLINE.seats, impostor)))
    (event,) = drill.ask(DESK, take("observer"))
    assert isinstance(event, SeatTaken)
    assert event.seat == observer(3)


def test_nobody_is_seated_where_somebody_sits() -> None:
    drill = a_drill((DESK, take("critic", critic())))
    assert drill.refused(DESK, take("critic", critic(), who="bo")).code == "conflict"


def test_the_same_person_may_sit_down_again_and_keeps_what_was_signed() -> None:
    drill = a_drill((DESK, take("brand", brand())), (brand(), SignPlan()), (DESK, take("brand", brand())))
    assert drill.rehearsal.seats[brand()].signed


def test_who_sits_down_after_a_stand_in_has_signed_nothing_yet() -> None:
    drill = a_drill((brand(), SignPlan()), (brand(), SetReady(ready=True)), (DESK, take("brand", brand())))
    seat = drill.rehearsal.seats[brand()]
    assert (seat.signed, seat.ready) == (False, False)


def test_players_seats_run_out() -> None:
    drill = a_drill((DESK, take("critic", who="bo")), (DESK, take("critic", who="cy")))
    assert drill.refused(DESK, take("critic", who="di")).code == "conflict"


@pytest.mark.parametrize(("role", "most"), [("observer", MOST_OBSERVERS), ("facilitator", MOST_SEATS)])
def test_seats_are_bounded_and_observers_take_nobody_elses(role: Role, most: int) -> None:
    drill = a_drill(staff=False)
    seats = drill.rehearsal.seats
    others = sum(seat.role == "observer" for seat in seats.values()) if role == "observer" else len(seats)
    for number in range(1, most - others):
        one = Seat(
            id=SeatId(f"{role}-{number}"), role=role, title="", participant=ParticipantId(f"w{number}")
        )
        drill.rehearsal.add_seat(one)
    drill.ask(DESK, take(role, who="last"))
    assert drill.refused(DESK, take(role, who="late")).code == "too_large"
    other: Role = "facilitator" if role == "observer" else "observer"
    assert drill.ask(DESK, take(other, who="another"))


def test_a_seat_of_another_role_or_of_no_scenario_is_not_given_out() -> None:
    drill = a_drill()
    assert drill.refused(DESK, take("bystander", critic())).code == "invalid"
    assert drill.refused(DESK, take("critic", critic(9))).code == "not_found"


def test_a_name_is_some_visible_characters() -> None:
    drill = a_drill()
    assert drill.refused(DESK, take("critic", name="  ")).code == "invalid"
    assert drill.refused(DESK, take("critic", name="x" * 61)).code == "too_long"
    assert drill.refused(DESK, take("critic", name="a\x00b")).code == "invalid"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("\u202eirelicaf", "irelicaf"),
        ("Da\u200bna \u2066Kessler\u2069", "Dana Kessler"),
        ("Mara\nVoss\t ", "Mara Voss"),
        ("Zoe\u0308", "Zo\u00eb"),
        ("\u200fليلى", "ليلى"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_a_name_shows_all_that_it_holds_and_turns_nothing_round(typed: str, shown: str) -> None:
    drill = a_drill((DESK, take("critic", critic(), name=typed)))
    assert drill.rehearsal.seats[critic()].name == shown
    assert a_drill().refused(DESK, take("critic", name="\u200b\u2060\u200d")).code == "invalid"


def test_who_leaves_gives_the_seat_back_to_the_stand_in() -> None:
    drill = a_drill((DESK, take("critic", critic())))
    assert drill.ask(critic(), LeaveSeat()) == (SeatLeft(seat=critic(), why="left"),)
    assert drill.rehearsal.seats[critic()].automatic
    assert drill.refused(critic(), LeaveSeat()).code == "conflict"


def test_a_facilitator_frees_a_seat() -> None:
    drill = a_drill((DESK, take("critic", critic())))
    freed = drill.ask(facilitator(), RemoveFromSeat(seat=critic()))
    assert freed == (SeatLeft(seat=critic(), why="removed"),)
    assert drill.refused(facilitator(), RemoveFromSeat(seat=critic())).code == "conflict"
    assert drill.refused(facilitator(), RemoveFromSeat(seat=critic(9))).code == "not_found"


def test_an_empty_seat_without_stand_in_can_ask_for_nothing() -> None:
    drill = a_drill()
    staffed = drill.ask(facilitator(), StaffSeat(seat=critic(), standin=False))
    assert staffed == (SeatStaffed(seat=critic(), standin=False),)
    assert drill.refused(critic(), SetReady(ready=True)).code == "forbidden"


def test_stand_ins_play_players_alone() -> None:
    assert a_drill().refused(facilitator(), StaffSeat(seat=observer(), standin=True)).code == "invalid"


def test_ready_is_said_and_taken_back_in_the_lobby() -> None:
    drill = a_drill()
    assert drill.ask(bystander(), SetReady(ready=True)) == (SeatReadied(seat=bystander(), ready=True),)
    drill.ask(bystander(), SetReady(ready=False))
    assert not drill.rehearsal.seats[bystander()].ready
    drill.happened(started())
    assert drill.refused(bystander(), SetReady(ready=True)).code == "conflict"


def test_the_plan_is_signed_once_and_by_the_brand_alone() -> None:
    drill = a_drill()
    assert drill.ask(brand(), SignPlan()) == (PlanSigned(seat=brand(), version=4),)
    assert drill.refused(brand(), SignPlan()).code == "conflict"
    assert drill.refused(critic(), SignPlan()).code == "forbidden"
