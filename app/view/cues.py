"""The cues as facilitators see them."""

from dataclasses import dataclass

from app.ids import ExerciseTime, MessageId, PostId, SeatId
from app.rehearsal.cues import Cue, CueState
from app.rehearsal.events import HeldFor
from app.scenario.msel import Group, Inject


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCue:
    """A cue as the facilitator sees it."""

    inject: Inject
    text: str
    at: ExerciseTime | None
    state: CueState
    held_for: HeldFor | None
    delivered_t: ExerciseTime | None
    outs: tuple[ExerciseTime, ...]
    post: PostId | None
    message: MessageId | None
    edited: bool
    group: Group | None
    backed_by: SeatId | None


def shown_cue(cue: Cue) -> ShownCue:
    """A cue as it stands."""
    return ShownCue(
        inject=cue.inject,
        text=cue.text,
        at=cue.at,
        state=cue.state,
        held_for=cue.held_for,
        delivered_t=cue.delivered_t,
        outs=tuple(cue.outs),
        post=cue.post,
        message=cue.message,
        edited=cue.edited,
        group=cue.group,
        backed_by=cue.backed_by,
    )
