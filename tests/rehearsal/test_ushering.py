"""What a facilitator does about people."""

import pytest

from app.ids import DESK, ParticipantId, SeatId, WhisperId
from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.decide import decide
from tests.airline import DIRECTOR
from tests.build import Drill, a_drill, brand, bystander, critic, facilitator, observer, started


def take(seat: SeatId, name: str) -> c.TakeSeat:
    role: e.Role = "brand" if seat in (brand(), brand("legal")) else "critic"
    return c.TakeSeat(role=role, participant=ParticipantId(name.lower()), name=name, seat=seat)


def who(drill: Drill) -> dict[SeatId, str | None]:
    return {seat.id: seat.name for seat in drill.rehearsal.seats.values() if seat.name}


def seated(*pairs: tuple[SeatId, str]) -> Drill:
    return a_drill(*((DESK, take(seat, name)) for seat, name in pairs))


def test_whoever_is_moved_plays_the_other_seat_and_leaves_theirs_empty() -> None:
    drill = seated((brand(), "Ada"))
    left, taken = drill.ask(facilitator(), c.MoveSeat(seat=brand(), to=critic()))
    assert left == e.SeatLeft(seat=brand(), why="moved")
    assert isinstance(taken, e.SeatTaken)
    assert (taken.role, taken.position, taken.participant) == ("critic", None, "ada")
    assert drill.rehearsal.seats[brand()].participant is None
    assert drill.rehearsal.seats[critic()].name == "Ada"


def test_two_who_sit_swap_seats_and_sign_and_get_ready_anew() -> None:
    drill = seated((brand(), "Ada"), (critic(), "Bo"))
    drill.ask(brand(), c.SignPlan())
    drill.ask(brand(), c.SetReady(ready=True))
    drill.ask(facilitator(), c.MoveSeat(seat=brand(), to=critic()))
    seats = drill.rehearsal.seats
    assert (seats[brand()].name, seats[critic()].name) == ("Bo", "Ada")
    assert not any(seats[seat].ready or seats[seat].signed for seat in (brand(), critic()))


def test_a_host_stays_one_in_another_seat() -> None:
    drill = a_drill()
    drill.sit(critic(), host=True)
    drill.ask(facilitator(), c.MoveSeat(seat=critic(), to=critic(2)))
    assert drill.rehearsal.seats[critic(2)].host


def test_nobody_is_moved_from_an_empty_seat_or_into_the_one_they_have() -> None:
    drill = seated((critic(), "Ada"))
    assert drill.refused(facilitator(), c.MoveSeat(seat=brand(), to=critic())).code == "conflict"
    assert drill.refused(facilitator(), c.MoveSeat(seat=critic(), to=critic())).code == "conflict"


def test_only_players_are_moved_covered_and_expected() -> None:
    drill = seated((critic(), "Ada"))
    for command in (
        c.MoveSeat(seat=critic(), to=observer()),
        c.MoveSeat(seat=facilitator(), to=critic(2)),
        c.CoverSeat(seat=observer(), covered=True),
        c.ReserveSeat(seat=facilitator(), name="Ada"),
    ):
        assert drill.refused(facilitator(), command).code == "invalid"


def test_a_kept_seat_is_given_to_nobody_of_another_name() -> None:
    drill = a_drill((facilitator(), c.ReserveSeat(seat=critic(), name=" Ada ")))
    assert drill.refused(DESK, take(critic(), "Bo")).code == "conflict"
    drill.ask(DESK, take(critic(), "ADA"))
    assert drill.rehearsal.seats[critic()].reserved is None


def test_whoever_does_not_choose_is_not_given_a_kept_seat() -> None:
    drill = a_drill((facilitator(), c.ReserveSeat(seat=critic(), name="Ada")))
    anywhere = c.TakeSeat(role="critic", participant=ParticipantId("bo"), name="Bo")
    (event,) = drill.ask(DESK, anywhere)
    assert isinstance(event, e.SeatTaken)
    assert event.seat == critic(2)


def test_a_seat_is_kept_no_longer_once_that_is_said() -> None:
    drill = a_drill((facilitator(), c.ReserveSeat(seat=critic(), name="Ada")))
    drill.ask(facilitator(), c.ReserveSeat(seat=critic(), name=None))
    drill.ask(DESK, take(critic(), "Bo"))
    assert who(drill)[critic()] == "Bo"
    assert drill.refused(facilitator(), c.ReserveSeat(seat=critic(), name="Cy")).code == "conflict"
    assert drill.refused(facilitator(), c.ReserveSeat(seat=critic(2), name=None)).code == "conflict"


@pytest.mark.parametrize("role", ["critic", "observer"])
def test_nobody_new_comes_in_while_the_doors_are_locked(role: e.Role) -> None:
    drill = a_drill((facilitator(), c.LockDoor(locked=True)))
    stranger = c.TakeSeat(role=role, participant=ParticipantId("bo"), name="Bo")
    assert drill.refused(DESK, stranger).code == "forbidden"
    drill.ask(DESK, c.TakeSeat(role="facilitator", participant=ParticipantId("cy"), name="Cy"))
    drill.ask(facilitator(), c.LockDoor(locked=False))
    drill.ask(DESK, stranger)


def test_the_doors_are_locked_once() -> None:
    drill = a_drill((facilitator(), c.LockDoor(locked=True)))
    assert drill.refused(facilitator(), c.LockDoor(locked=True)).code == "conflict"


def test_a_stand_in_acts_for_whoever_is_covered_until_they_come_back() -> None:
    drill = seated((critic(), "Ada"))
    seat = drill.rehearsal.seats[critic()]
    assert not seat.automatic
    drill.ask(facilitator(), c.CoverSeat(seat=critic(), covered=True))
    assert (seat.automatic, seat.name) == (True, "Ada")
    drill.ask(critic(), c.ComeBack())
    assert not seat.automatic
    assert drill.refused(critic(), c.ComeBack()).code == "conflict"


def test_a_covered_seats_posts_say_that_a_stand_in_wrote_them() -> None:
    drill = seated((critic(), "Ada"))
    drill.ask(facilitator(), c.CoverSeat(seat=critic(), covered=True))
    drill.happened(started())
    (post,) = drill.ask(critic(), c.PublishPost(author=DIRECTOR, text="They walked me off."))
    assert isinstance(post, e.PostPublished)
    assert post.origin
    assert post.origin.sort == "standin"


@pytest.mark.parametrize(
    "gone", [c.LeaveSeat(), c.RemoveFromSeat(seat=critic()), c.MoveSeat(seat=critic(), to=brand())]
)
def test_whoever_gets_up_is_covered_no_more(gone: c.PlayerCommand) -> None:
    drill = seated((critic(), "Ada"))
    drill.ask(facilitator(), c.CoverSeat(seat=critic(), covered=True))
    drill.ask(critic() if isinstance(gone, c.LeaveSeat) else facilitator(), gone)
    assert not any(seat.covered for seat in drill.rehearsal.seats.values())


def test_an_empty_seat_is_not_covered() -> None:
    drill = a_drill()
    assert drill.refused(facilitator(), c.CoverSeat(seat=critic(), covered=True)).code == "conflict"


def test_a_whisper_is_heard_once_by_whom_it_was_for() -> None:
    drill = seated((critic(), "Ada"), (critic(2), "Bo"))
    drill.ask(facilitator(), c.SendWhisper(to=critic(), text="Wait"))
    heard = c.HearWhisper(whisper=WhisperId("w1.critic-1"))
    assert drill.refused(critic(2), heard).code == "not_found"
    drill.happened(started())
    assert drill.ask(critic(), heard, at=90) == (e.WhisperHeard(whisper=heard.whisper, to=critic()),)
    assert drill.rehearsal.whispers[0].heard is not None
    assert drill.refused(critic(), heard).code == "conflict"


def test_an_empty_bystanders_seat_can_be_kept_in_mid_drill() -> None:
    drill = a_drill()
    drill.happened(started())
    decide(drill.rehearsal, facilitator(), c.ReserveSeat(seat=bystander(), name="Ida"), drill.rehearsal.at)
