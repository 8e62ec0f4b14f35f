"""Whoever takes a seat over reads what was said to it; nobody else does."""

from app.ids import DESK, ParticipantId
from app.rehearsal.commands import LeaveSeat, SendMessage, SendWhisper, TakeSeat
from app.rehearsal.events import MessageSent, WhisperSent
from app.view.own import seat_snapshot
from app.view.visibility import seen_by
from tests.airline import DIRECTOR, PRESS
from tests.build import a_drill, bystander, critic, facilitator, started


def test_a_successor_reads_what_was_said_to_the_seat() -> None:
    drill = a_drill()
    drill.sit(critic(), "Teo")
    drill.happened(started())
    drill.ask(facilitator(), SendWhisper(to=critic(), text="A little slower, please."))
    drill.ask(facilitator(), SendMessage(sender=PRESS, to=DIRECTOR, text="Would you say that on the record?"))
    before = seat_snapshot(drill.rehearsal, drill.rehearsal.seats[critic()])
    assert before.whispers
    assert before.messages

    drill.ask(critic(), LeaveSeat())
    drill.ask(
        DESK, TakeSeat(role="critic", participant=ParticipantId("person-noor"), name="Noor", seat=critic())
    )

    after = seat_snapshot(drill.rehearsal, drill.rehearsal.seats[critic()])
    assert (after.whispers, after.messages) == (before.whispers, before.messages)


def test_no_other_players_seat_reads_it() -> None:
    drill = a_drill(started())
    whispered = drill.ask(facilitator(), SendWhisper(to=critic(), text="A little slower, please."))
    messaged = drill.ask(facilitator(), SendMessage(sender=PRESS, to=DIRECTOR, text="On the record?"))
    events = [one for one in (*whispered, *messaged) if isinstance(one, WhisperSent | MessageSent)]
    assert len(events) == 2
    for seat in (critic(2), bystander(), bystander(2)):
        place = drill.rehearsal.seats[seat]
        assert [seen_by(event, place.view, drill.rehearsal) for event in events] == [None, None]
        snapshot = seat_snapshot(drill.rehearsal, place)
        assert (snapshot.whispers, snapshot.messages) == ((), ())
