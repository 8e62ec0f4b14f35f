"""Drafts on their way through the decision model."""

from dataclasses import dataclass, field
from typing import Literal

from app.feed.intent import Intent
from app.ids import DraftId, ExerciseTime, FactId, PostId, SeatId
from app.rehearsal.events import Posture, ReasonTag
from app.scenario.plan import Position

DraftState = Literal["writing", "waiting", "approved", "rejected", "published", "dropped"]
StepSort = Literal["opened", "revised", "submitted", "approved", "rejected", "published", "dropped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One timed transition of a draft.

    Attributes:
        text, intent: of the version it opens or revises, and what that is meant to do.
        why, tags: why it was sent back, or went out anyway.
    """

    did: StepSort
    seat: SeatId
    t: ExerciseTime
    position: Position | None = None
    why: str = ""
    intent: Intent | None = None
    text: str = ""
    tags: tuple[ReasonTag, ...] = ()


@dataclass(slots=True, kw_only=True)
class Draft:
    """A text that is not yet a post.

    Attributes:
        needs: positions that must approve this version, in order; set when it is handed in.
        approved_by: those that have.
    """

    id: DraftId
    seat: SeatId
    text: str
    posture: Posture
    opened_t: ExerciseTime
    reply_to: PostId | None = None
    cites: tuple[FactId, ...] = ()
    intent: Intent | None = None
    version: int = 1
    state: DraftState = "writing"
    needs: tuple[Position, ...] = ()
    approved_by: list[Position] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    post: PostId | None = None
    unapproved: str | None = None

    @property
    def waits_for(self) -> Position | None:
        """The position whose turn it is, while the draft waits."""
        if self.state != "waiting":
            return None
        return next((one for one in self.needs if one not in self.approved_by), None)

    @property
    def open(self) -> bool:
        """Whether anything can still become of it."""
        return self.state not in ("published", "dropped")
