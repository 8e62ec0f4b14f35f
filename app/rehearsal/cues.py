"""The MSEL as it stands in this rehearsal."""

from dataclasses import dataclass, field
from typing import Literal

from app.ids import ExerciseTime, MessageId, PostId, SeatId, WallMs
from app.rehearsal.events import HeldFor
from app.scenario.msel import Group, Inject

CueState = Literal["waiting", "standby", "held", "delivered", "skipped"]


@dataclass(slots=True, kw_only=True)
class Cue:
    """An inject's standing.

    Attributes:
        text: the inject's until the facilitator edits it.
        at: its planned time, the inject's until the facilitator plans it anew.
        held_for: why it is held; anything but `facilitator` puts it in the hold queue.
        delivered_t: when it first went out; `outs` are all times, the last one in `post` or `message`.
        backed_by: who asked for it first, while it waits for a second facilitator.
        group: of what lies ready on demand; None for the MSEL.
    """

    inject: Inject
    text: str
    at: ExerciseTime | None
    state: CueState = "waiting"
    held_for: HeldFor | None = None
    delivered_t: ExerciseTime | None = None
    outs: list[ExerciseTime] = field(default_factory=list)
    post: PostId | None = None
    message: MessageId | None = None
    edited: bool = False
    group: Group | None = None
    went_at: WallMs = 0
    backed_by: SeatId | None = None

    @property
    def queued(self) -> bool:
        """Whether it waits in the hold queue for a facilitator's word."""
        return self.state == "held" and self.held_for not in (None, "facilitator")

    @property
    def repeats(self) -> bool:
        """Whether it goes out again after what went out so far."""
        return self.inject.every is not None and len(self.outs) < self.inject.times


def new_cue(inject: Inject, group: Group | None = None) -> Cue:
    """The cue of an inject as the rehearsal begins."""
    return Cue(inject=inject, text=inject.text, at=inject.at, group=group)
