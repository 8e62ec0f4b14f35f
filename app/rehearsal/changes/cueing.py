"""What becomes of cues."""

from app.ids import InjectId
from app.rehearsal import events as e
from app.rehearsal.cues import Cue, new_cue
from app.rehearsal.stamp import Stamp
from app.rehearsal.state import Rehearsal

Standing = e.CueStoodBy | e.CueHeld | e.CueReleased | e.CueSkipped
CueEvent = Standing | e.CueEdited | e.CuePlanned | e.CueMoved | e.CueAdded | e.CueBacked | e.InjectDelivered


def apply(rehearsal: Rehearsal, event: CueEvent, stamp: Stamp) -> None:
    """Apply one event of the cue list."""
    rehearsal.cue_changes += 1
    if isinstance(event, e.CueAdded):
        rehearsal.cues[event.inject.id] = new_cue(event.inject)
        return
    cue = rehearsal.cues[event.inject]
    match event:
        case e.CueEdited():
            cue.text, cue.edited = event.text, True
        case e.CuePlanned():
            cue.at = event.at
        case e.CueMoved():
            _move(rehearsal.cues, event.inject, event.before)
        case e.CueBacked():
            cue.backed_by = event.seat
        case e.InjectDelivered():
            _deliver(cue, event, stamp)
        case _:
            _stand(cue, event)


def _stand(cue: Cue, event: Standing) -> None:
    cue.held_for = event.why if isinstance(event, e.CueHeld) else None
    cue.backed_by = None
    match event:
        case e.CueStoodBy():
            cue.state = "standby"
        case e.CueHeld():
            cue.state = "held"
        case e.CueReleased():
            cue.state = "waiting"
        case e.CueSkipped():
            cue.state = "skipped"


def _deliver(cue: Cue, event: e.InjectDelivered, stamp: Stamp) -> None:
    cue.outs.append(stamp.t)
    cue.delivered_t, cue.went_at = cue.outs[0], stamp.at
    cue.state = "waiting" if cue.repeats else "delivered"
    cue.held_for = cue.backed_by = None
    cue.post, cue.message = event.post, event.message


def _move(cues: dict[InjectId, Cue], inject: InjectId, before: InjectId | None) -> None:
    """In place: the list's order is the order of the dict."""
    moved = cues[inject]
    rest = [cue for name, cue in cues.items() if name != inject]
    at = len(rest) if before is None else [cue.inject.id for cue in rest].index(before)
    rest.insert(at, moved)
    cues.clear()
    cues.update((cue.inject.id, cue) for cue in rest)
