"""The door where facilitators let people in by hand: who knocks, and what they are answered."""

from app.ids import ParticipantId
from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.asking import clean_name
from app.rehearsal.refusals import Refused
from app.rehearsal.seating import locked_out, seat_for, sits_down
from app.rehearsal.state import Rehearsal

MOST_WAITING = 200

DoorCommand = c.WatchDoor | c.Knock | c.AnswerKnock


def decide(rehearsal: Rehearsal, command: DoorCommand) -> tuple[e.Event, ...]:
    """Decide one command about the door."""
    match command:
        case c.WatchDoor(on=on):
            if rehearsal.watched == on:
                how = "let in by hand" if on else "let in at once"
                raise Refused("conflict", f"people are {how} already")
            waiting = () if on else tuple(rehearsal.knocks)
            unanswered = (e.KnockAnswered(participant=one, admitted=False) for one in waiting)
            return (e.DoorWatched(on=on), *unanswered)
        case c.Knock():
            return (_knock(rehearsal, command),)
        case c.AnswerKnock(participant=participant, admit=admit):
            return _answer(rehearsal, participant, admit=admit)


def _knock(rehearsal: Rehearsal, command: c.Knock) -> e.KnockHeard:
    locked_out(rehearsal, command.role)
    if not rehearsal.watched:
        raise Refused("conflict", "nobody need knock; come in")
    if len(rehearsal.knocks) >= MOST_WAITING:
        raise Refused("busy", f"{MOST_WAITING} people wait at the door; try again in a minute")
    name = clean_name(command.name)
    seat_for(rehearsal, command.role, command.participant, name, command.seat)  # there is one now
    return e.KnockHeard(participant=command.participant, name=name, role=command.role, seat=command.seat)


def _answer(rehearsal: Rehearsal, participant: ParticipantId, *, admit: bool) -> tuple[e.Event, ...]:
    knock = rehearsal.knocks.get(participant)
    if knock is None:
        raise Refused("not_found", "they do not wait at the door any more")
    answered = e.KnockAnswered(participant=participant, admitted=admit)
    if not admit:
        return (answered,)
    seat = seat_for(rehearsal, knock.role, participant, knock.name, knock.seat)
    return (answered, *sits_down(rehearsal, seat, participant, knock.name, host=False))
