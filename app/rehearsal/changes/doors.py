"""The door: locked or not, watched or not, and who waits at it."""

from app.rehearsal import events as e
from app.rehearsal.state import Rehearsal

DoorEvent = e.DoorLocked | e.DoorWatched | e.KnockHeard | e.KnockAnswered


def apply(rehearsal: Rehearsal, event: DoorEvent) -> None:
    """Apply one event at the door."""
    match event:
        case e.DoorLocked(locked=locked):
            rehearsal.locked = locked
        case e.DoorWatched(on=on):
            rehearsal.watched = on
        case e.KnockHeard(participant=participant):
            rehearsal.knocks[participant] = event
        case e.KnockAnswered(participant=participant):
            del rehearsal.knocks[participant]
