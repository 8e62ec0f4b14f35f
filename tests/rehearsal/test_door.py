"""Where people are let in by hand, nobody sits down before a facilitator says so."""

import pytest

from app.ids import DESK, ParticipantId, SeatId
from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.door import MOST_WAITING
from tests.build import Drill, a_drill, brand, critic, facilitator

NIA = ParticipantId("nia")


def watched() -> Drill:
    return a_drill((facilitator(), c.WatchDoor(on=True)))


def knock(seat: SeatId | None = None, who: ParticipantId = NIA, name: str = "Nia") -> c.Knock:
    return c.Knock(role="critic", participant=who, name=name, seat=seat)


def test_who_knocks_sits_down_when_they_are_let_in() -> None:
    drill = watched()
    drill.ask(DESK, knock(critic(2)))
    assert drill.rehearsal.seats[critic(2)].participant is None
    drill.ask(facilitator(), c.AnswerKnock(participant=NIA, admit=True))
    seat = drill.rehearsal.seats[critic(2)]
    assert (seat.participant, seat.name) == (NIA, "Nia")
    assert not drill.rehearsal.knocks
    assert drill.refused(facilitator(), c.AnswerKnock(participant=NIA, admit=False)).code == "not_found"


def test_who_is_turned_away_sits_nowhere_and_may_knock_again() -> None:
    drill = watched()
    drill.ask(DESK, knock())
    assert drill.ask(facilitator(), c.AnswerKnock(participant=NIA, admit=False)) == (
        e.KnockAnswered(participant=NIA, admitted=False),
    )
    assert all(seat.participant != NIA for seat in drill.rehearsal.seats.values())
    drill.ask(DESK, knock(who=ParticipantId("nia again")))
    assert len(drill.rehearsal.knocks) == 1


def test_nobody_walks_past_a_watched_door_but_facilitators_and_whoever_sits_already() -> None:
    drill = watched()
    past = c.TakeSeat(role="critic", participant=NIA, name="Nia")
    assert drill.refused(DESK, past).code == "forbidden"
    drill.ask(DESK, c.TakeSeat(role="facilitator", participant=ParticipantId("fay"), name="Fay"))
    drill.ask(facilitator(), c.WatchDoor(on=False))
    drill.ask(DESK, past)


def test_nobody_waits_at_a_door_that_is_open_again() -> None:
    drill = watched()
    drill.ask(DESK, knock(critic(2)))
    assert drill.ask(facilitator(), c.WatchDoor(on=False)) == (
        e.DoorWatched(on=False),
        e.KnockAnswered(participant=NIA, admitted=False),
    )
    assert not drill.rehearsal.knocks
    drill.ask(DESK, c.TakeSeat(role="critic", participant=NIA, name="Nia", seat=critic(2)))


def test_a_seat_that_was_taken_meanwhile_is_not_given_twice() -> None:
    drill = watched()
    drill.ask(DESK, knock(critic(2)))
    drill.ask(DESK, knock(critic(2), ParticipantId("ole"), "Ole"))
    drill.ask(facilitator(), c.AnswerKnock(participant=NIA, admit=True))
    late = c.AnswerKnock(participant=ParticipantId("ole"), admit=True)
    assert drill.refused(facilitator(), late).code == "conflict"
    assert list(drill.rehearsal.knocks) == ["ole"]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (knock(brand()), "invalid"),
        (knock(SeatId("nowhere")), "not_found"),
        (knock(name="  "), "invalid"),
    ],
)
def test_a_knock_that_can_lead_nowhere_is_refused_at_once(asked: c.Knock, code: str) -> None:
    assert watched().refused(DESK, asked).code == code


def test_an_open_door_needs_no_knock_and_a_locked_one_hears_none() -> None:
    drill = a_drill()
    assert drill.refused(DESK, knock()).code == "conflict"
    drill.ask(facilitator(), c.WatchDoor(on=True))
    assert drill.refused(facilitator(), c.WatchDoor(on=True)).code == "conflict"
    drill.ask(facilitator(), c.LockDoor(locked=True))
    assert drill.refused(DESK, knock()).code == "forbidden"


@pytest.mark.trust(26)
def test_a_flood_of_knocks_ends_at_the_door() -> None:
    drill = watched()
    for number in range(MOST_WAITING):
        drill.ask(DESK, c.Knock(role="observer", participant=ParticipantId(f"p{number}"), name="Somebody"))
    assert drill.refused(DESK, knock()).code == "busy"
