"""Drafts on their way through the decision model."""

from dataclasses import dataclass, field
from typing import Literal

from app.feed.intent import Intent
from app.feed.picture import Image
from app.feed.platforms import PlatformId
from app.ids import DraftId, ExerciseTime, FactId, Handle, PostId, SeatId
from app.rehearsal.events import Posture, ReasonTag
from app.scenario.plan import Position
from app.scenario.routes import LADDER, UNSAID, ContentClass

DraftState = Literal["writing", "waiting", "approved", "rejected", "published", "dropped"]
StopReason = Literal["recalled", "revised", "unapproved", "refused"]
StepSort = Literal[
    "opened",
    "revised",
    "submitted",
    "approved",
    "rejected",
    "classified",
    "routed",
    "published",
    "dropped",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One timed transition of a draft.

    Attributes:
        text, intent, picture: of the version it opens or revises, and what that is meant to do.
        why, tags: why it was sent back, is of another class, or went out anyway.
        delegate: the position of whoever decided in the place of `position`.
        content: the class it is of from here on.
        absent: the positions whose yes nobody was there to give.
    """

    did: StepSort
    seat: SeatId
    t: ExerciseTime
    position: Position | None = None
    why: str = ""
    intent: Intent | None = None
    text: str = ""
    tags: tuple[ReasonTag, ...] = ()
    delegate: Position | None = None
    content: ContentClass | None = None
    absent: tuple[Position, ...] = ()
    picture: Image | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """When a draft goes out by itself.

    Attributes:
        seat: who set it, and speaks when it is due.
        at: the exercise second; `set_t` is when that was said.
        unapproved: the reason given when approvals are passed over.
        undo: it was published, and can be taken back until then.
        absent: the positions whose yes nobody was there to give when that was said.
    """

    seat: SeatId
    at: ExerciseTime
    set_t: ExerciseTime
    unapproved: str | None = None
    undo: bool = False
    absent: tuple[Position, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """Why a draft did not go out when it was to: taken back, written on, its approval lost, or refused.

    `reason` is the sentence with which it was refused.
    """

    why: StopReason
    seat: SeatId
    t: ExerciseTime
    reason: str = ""


@dataclass(slots=True, kw_only=True)
class Draft:
    """A text that is not yet a post.

    Attributes:
        needs: positions that must approve this version, in order; set when it is handed in.
        approved_by: those that have.
        author: the account it is to go out from; None for the brand's own.
        platform: where it is to go out, None for the main one.
        content: what it is, for the decision model.
        picture: what goes out with it.
        route: the way it goes; `within` are the seconds of exercise time allowed for each of `needs`.
        absent: positions of the route whose yes nobody was there to give.
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
    author: Handle | None = None
    going: Going | None = None
    stopped: Stopped | None = None
    platform: PlatformId | None = None
    content: ContentClass = UNSAID
    route: str = LADDER
    within: tuple[float, ...] = ()
    absent: tuple[Position, ...] = ()
    picture: Image | None = None

    @property
    def writer(self) -> SeatId:
        """Whose words this version is in."""
        wrote = (step.seat for step in reversed(self.steps) if step.did in ("opened", "revised"))
        return next(wrote, self.seat)

    @property
    def waits_for(self) -> Position | None:
        """The position whose yes is the next, while the draft waits: whether anybody is there or not."""
        return next(iter(self.outstanding), None)

    @property
    def outstanding(self) -> tuple[Position, ...]:
        """The positions whose yes is missing while the draft waits, in order."""
        if self.state != "waiting":
            return ()
        return tuple(one for one in self.needs if one not in self.approved_by)

    @property
    def open(self) -> bool:
        """Whether anything can still become of it."""
        return self.state not in ("published", "dropped")
