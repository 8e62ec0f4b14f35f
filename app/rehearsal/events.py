"""What happened. Past tense, frozen, whole: enough to replay without asking anyone.

An event is never edited; a new shape gets a new `kind` and an upcaster in the codec.
Who did it and when stand in the entry that holds the event.
"""

from dataclasses import dataclass
from typing import Literal

from app.feed.capture import Capture
from app.feed.gist import Gist
from app.feed.intent import Intent
from app.feed.picture import Image
from app.feed.platforms import PlatformId, ReactionId, WhoReplies
from app.feed.tactics import Leaked, Tactic
from app.ids import (
    ActionId,
    AmendmentId,
    AssumptionId,
    CaptureId,
    ChanceId,
    ChatId,
    DecisionId,
    DraftId,
    ExerciseTime,
    FactId,
    FindingId,
    FlagId,
    Handle,
    InjectId,
    LinkId,
    MessageId,
    NoteId,
    ParticipantId,
    PostId,
    RehearsalId,
    SeatId,
    Seq,
    TaskId,
    WallMs,
    WhisperId,
)
from app.rehearsal.rating import Evidence, Mark, Rating
from app.scenario.msel import Breach, Inject
from app.scenario.plan import Position
from app.scenario.plan_patch import PlanPatch
from app.scenario.routes import LADDER, UNSAID, ContentClass
from app.scenario.scenario import Scenario

Role = Literal["brand", "critic", "bystander", "observer", "facilitator"]
Mode = Literal["room", "solo"]
Posture = Literal["initiates", "answers", "defends"]
FlagSort = Literal["mistake", "chance"]
NoteTag = Literal["note", "mistake", "chance", "question"]
ShockOn = Literal["severity", "responsibility", "truth", "anger", "amusement", "attention", "trust"]
ReasonTag = Literal["unverified", "admits_liability", "wrong_tone", "too_late", "private_data"]
ReportWhy = Literal["abuse", "private_data", "false", "spam"]
ClockAct = Literal["resume", "speed", "jump", "end"]
AmendmentVerdict = Literal["open", "accepted", "declined"]
"""What people say to a change of the plan that the review proposes; `open` takes their word back."""
Dial = Literal["mood", "volume", "abuse"]
HeldFor = Literal["facilitator", "due", "passed"]
"""Why a cue is held: by hand; its moment has come and it waits for a yes; the clock jumped over it."""
FindingSort = Literal["mistake", "opportunity"]
Standing = Literal["suggested", "agreed", "rejected"]
"""Of a finding: what a rule or a person says, until the hot wash has agreed or not."""
WashOn = Literal["nothing", "question", "finding", "actions"]
"""What the hot wash has on its screen."""
Opening = Literal["self_irony", "ally", "receipts", "cause", "wit", "critic_won", "steal_thunder", "leave_it"]
"""The openings a storm gives; docs/crowd.md says when each is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a post really comes from: truth for facilitator, observer and review only.

    `stance` is -1 (against the brand) to 1 (for it); None where nobody has judged it. `segment` and
    `account` say which part of the crowd wrote it, and which row of the population; `cascade` is the
    crowd's own number for a post it may carry far.
    """

    sort: Literal["human", "standin", "inject", "crowd", "facilitator"]
    seat: SeatId | None = None
    inject: InjectId | None = None
    stance: float | None = None
    segment: str | None = None
    account: int | None = None
    cascade: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """What everybody sees of an account next to its post."""

    name: str
    followers: int
    verified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearsalCreated:
    rehearsal: RehearsalId
    scenario: Scenario
    seed: int
    mode: Mode
    hard: bool = False
    kind: Literal["rehearsal.created"] = "rehearsal.created"


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearsalForked:
    """Up to here this log is another rehearsal's, which began at wall time `began`; from here on its own.

    `t` is the moment; `without` is a post that is not there, or is not deleted, because the moment lies
    right before it.
    """

    of: RehearsalId
    t: ExerciseTime
    began: WallMs
    without: PostId | None = None
    kind: Literal["rehearsal.forked"] = "rehearsal.forked"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatTaken:
    """Somebody sat down. `host` may also run the clock (a solo player)."""

    seat: SeatId
    role: Role
    position: Position | None
    participant: ParticipantId
    name: str
    host: bool = False
    kind: Literal["seat.taken"] = "seat.taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatLeft:
    """Nobody sits there now; whoever was `moved` sits down elsewhere in the same entry."""

    seat: SeatId
    why: Literal["left", "removed", "moved"]
    kind: Literal["seat.left"] = "seat.left"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatStaffed:
    """Whether a stand-in plays this seat while no participant does."""

    seat: SeatId
    standin: bool
    kind: Literal["seat.staffed"] = "seat.staffed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatReserved:
    """Kept for somebody of that name, who has not come yet; None for whoever comes."""

    seat: SeatId
    name: str | None
    kind: Literal["seat.reserved"] = "seat.reserved"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatCovered:
    """Whether a stand-in acts for the participant who sits there."""

    seat: SeatId
    covered: bool
    kind: Literal["seat.covered"] = "seat.covered"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorLocked:
    """Whether nobody new may take a player's or an observer's seat."""

    locked: bool
    kind: Literal["door.locked"] = "door.locked"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorWatched:
    """Whether facilitators let in by hand whoever is new."""

    on: bool
    kind: Literal["door.watched"] = "door.watched"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnockHeard:
    """Somebody waits at the door, for a seat or for any of that role."""

    participant: ParticipantId
    name: str
    role: Role
    seat: SeatId | None
    kind: Literal["knock.heard"] = "knock.heard"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnockAnswered:
    """They wait no longer: they sit down in the same entry, or they were turned away, or the door is open."""

    participant: ParticipantId
    admitted: bool
    kind: Literal["knock.answered"] = "knock.answered"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntrySkipped:
    """An entry of the log that nobody can read, or that broke whoever applied it: nothing of it counts."""

    entry: Seq
    kind: Literal["entry.skipped"] = "entry.skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatReadied:
    seat: SeatId
    ready: bool
    kind: Literal["seat.readied"] = "seat.readied"


@dataclass(frozen=True, slots=True, kw_only=True)
class AwaySaid:
    """Somebody of the brand says that they are out, or back: who decides in their place does so meanwhile."""

    seat: SeatId
    away: bool
    kind: Literal["away.said"] = "away.said"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSigned:
    """A brand seat put its name to a version of the plan; None for the one in force then."""

    seat: SeatId
    version: int | None = None
    kind: Literal["plan.signed"] = "plan.signed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanEdited:
    """The plan became `version`, one more than before: parts were put in or taken out."""

    seat: SeatId
    version: int
    patch: PlanPatch
    kind: Literal["plan.edited"] = "plan.edited"


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentSettled:
    """What becomes of a change that the review proposes for the plan's next version.

    `patch` is what goes in, as people worded it; None unless it is accepted.
    """

    amendment: AmendmentId
    seat: SeatId
    verdict: AmendmentVerdict
    patch: PlanPatch | None = None
    note: str = ""
    kind: Literal["amendment.settled"] = "amendment.settled"


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingChecked:
    """A player answered questions on the briefing: `right` of `asked` at the first try."""

    seat: SeatId
    right: int
    asked: int
    kind: Literal["briefing.checked"] = "briefing.checked"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfidenceGiven:
    """How sure a player is that the team handles this well, 0 to 100: before StartEx, or after EndEx."""

    seat: SeatId
    when: Literal["before", "after"]
    value: int
    kind: Literal["confidence.given"] = "confidence.given"


@dataclass(frozen=True, slots=True, kw_only=True)
class BatonPassed:
    """Who of several facilitators calls the show: GO and the clock are theirs. None for nobody."""

    to: SeatId | None
    why: Literal["first", "took", "left", "dropped"]
    kind: Literal["baton.passed"] = "baton.passed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockStarted:
    kind: Literal["clock.started"] = "clock.started"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockPaused:
    why: str = ""
    kind: Literal["clock.paused"] = "clock.paused"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockResumed:
    kind: Literal["clock.resumed"] = "clock.resumed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockSped:
    speed: float
    kind: Literal["clock.sped"] = "clock.sped"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockJumped:
    to: ExerciseTime
    kind: Literal["clock.jumped"] = "clock.jumped"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRebased:
    """The server stood still for `lost` exercise seconds, and the clock goes on from `to`."""

    to: ExerciseTime
    lost: float
    kind: Literal["clock.rebased"] = "clock.rebased"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockEnded:
    kind: Literal["clock.ended"] = "clock.ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockProposed:
    """A facilitator asks the show-caller for it. `value`: the speed, or the exercise second to jump to."""

    seat: SeatId
    act: ClockAct
    value: float | None
    kind: Literal["clock.proposed"] = "clock.proposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalDeclined:
    seat: SeatId
    kind: Literal["clock.declined"] = "clock.declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyRaised:
    """Something real happened: the clock stops with the same entry, and everybody is told."""

    seat: SeatId
    why: str
    kind: Literal["emergency.raised"] = "emergency.raised"


@dataclass(frozen=True, slots=True, kw_only=True)
class CueStoodBy:
    inject: InjectId
    kind: Literal["cue.stood_by"] = "cue.stood_by"


@dataclass(frozen=True, slots=True, kw_only=True)
class CueHeld:
    """Kept back; for any reason but `facilitator` it waits in the hold queue."""

    inject: InjectId
    why: HeldFor = "facilitator"
    kind: Literal["cue.held"] = "cue.held"


@dataclass(frozen=True, slots=True, kw_only=True)
class CueReleased:
    """Waiting again, after a hold, a stand-by or a skip."""

    inject: InjectId
    kind: Literal["cue.released"] = "cue.released"


@dataclass(frozen=True, slots=True, kw_only=True)
class CueSkipped:
    inject: InjectId
    kind: Literal["cue.skipped"] = "cue.skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class CueEdited:
    inject: InjectId
    text: str
    kind: Literal["cue.edited"] = "cue.edited"


@dataclass(frozen=True, slots=True, kw_only=True)
class CuePlanned:
    """It has another time, or none: then only a facilitator delivers it."""

    inject: InjectId
    at: ExerciseTime | None
    kind: Literal["cue.planned"] = "cue.planned"


@dataclass(frozen=True, slots=True, kw_only=True)
class CueMoved:
    """It stands before another cue in the list, or at its end."""

    inject: InjectId
    before: InjectId | None
    kind: Literal["cue.moved"] = "cue.moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class CueAdded:
    """The facilitator wrote a cue, or copied one; the log carries it whole."""

    inject: Inject
    copy_of: InjectId | None = None
    kind: Literal["cue.added"] = "cue.added"


@dataclass(frozen=True, slots=True, kw_only=True)
class CueBacked:
    """A facilitator wants an inject out, and another one is asked: it is of high impact, or theirs to GO."""

    inject: InjectId
    seat: SeatId
    kind: Literal["cue.backed"] = "cue.backed"


@dataclass(frozen=True, slots=True, kw_only=True)
class InjectDelivered:
    """An inject is out, as the post or message made by the same entry."""

    inject: InjectId
    post: PostId | None = None
    message: MessageId | None = None
    kind: Literal["inject.delivered"] = "inject.delivered"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostPublished:
    """A post is on the feed.

    `posture`, `intent` and `cites` are the brand's own, `tactic` the critics', `origin` the truth: views
    that may not know them are shown None and nothing. `shows` and `leak` are what hangs on it for all to
    see: they are whole, and stay what they are whatever becomes of the post a screenshot is of.

    Attributes:
        platform: None for the main one.
        stars: of a review, 1 to 5.
        expires: exercise second at which a story is gone.
    """

    post: PostId
    author: Handle
    byline: Byline
    text: str
    reply_to: PostId | None = None
    quote: PostId | None = None
    posture: Posture | None = None
    intent: Intent | None = None
    cites: tuple[FactId, ...] = ()
    picture: Image | None = None
    origin: Origin | None = None
    tactic: Tactic | None = None
    shows: Capture | None = None
    leak: Leaked | None = None
    platform: PlatformId | None = None
    stars: int | None = None
    expires: ExerciseTime | None = None
    kind: Literal["post.published"] = "post.published"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostCaptured:
    """Somebody has a screenshot; nobody else knows until it is shown."""

    capture: CaptureId
    seat: SeatId
    shot: Capture
    kind: Literal["post.captured"] = "post.captured"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostEdited:
    post: PostId
    text: str
    kind: Literal["post.edited"] = "post.edited"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostDeleted:
    post: PostId
    kind: Literal["post.deleted"] = "post.deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRetracted:
    """Taken back by the facilitator; the log keeps it."""

    post: PostId
    kind: Literal["post.retracted"] = "post.retracted"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostJudged:
    """The facilitator says what a post of the brand does; the crowd takes it as that from now on."""

    post: PostId
    seat: SeatId
    intent: Intent
    kind: Literal["post.judged"] = "post.judged"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRead:
    """What a reader of others makes of a post's words; the crowd takes them as that until they are edited."""

    post: PostId
    gist: Gist
    kind: Literal["post.read"] = "post.read"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostLiked:
    post: PostId
    by: Handle
    kind: Literal["post.liked"] = "post.liked"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostUnliked:
    post: PostId
    by: Handle
    kind: Literal["post.unliked"] = "post.unliked"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostReposted:
    post: PostId
    by: Handle
    kind: Literal["post.reposted"] = "post.reposted"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostUnreposted:
    post: PostId
    by: Handle
    kind: Literal["post.unreposted"] = "post.unreposted"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostReacted:
    """An account gave a reaction that is not the platform's like, or took it back."""

    post: PostId
    by: Handle
    reaction: ReactionId
    on: bool
    kind: Literal["post.reacted"] = "post.reacted"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostHidden:
    """The brand put a reply out of others' sight, or back: then its words come with it once more."""

    post: PostId
    seat: SeatId
    on: bool
    text: str = ""
    picture: Image | None = None
    shows: Capture | None = None
    leak: Leaked | None = None
    kind: Literal["post.hidden"] = "post.hidden"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostPinned:
    post: PostId
    seat: SeatId
    on: bool
    kind: Literal["post.pinned"] = "post.pinned"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostLimited:
    """Who may reply to a post of the brand from now on."""

    post: PostId
    seat: SeatId
    replies: WhoReplies
    kind: Literal["post.limited"] = "post.limited"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountBlocked:
    """The brand no longer hears an account on a platform, or does again."""

    handle: Handle
    platform: PlatformId
    seat: SeatId
    on: bool
    kind: Literal["account.blocked"] = "account.blocked"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostReported:
    """Somebody told the platform's moderation of a post."""

    post: PostId
    seat: SeatId
    why: ReportWhy
    kind: Literal["post.reported"] = "post.reported"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportAnswered:
    """The platform's answer to a report of a seat: the rule it found broken, None for no violation."""

    post: PostId
    seat: SeatId
    breaks: Breach | None
    kind: Literal["report.answered"] = "report.answered"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRemoved:
    """The platform's moderation took it off."""

    post: PostId
    breaks: Breach
    kind: Literal["post.removed"] = "post.removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostExpired:
    """A story's time is over."""

    post: PostId
    kind: Literal["post.expired"] = "post.expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSent:
    """A direct message between two accounts."""

    message: MessageId
    sender: Handle
    to: Handle
    text: str
    origin: Origin | None = None
    kind: Literal["message.sent"] = "message.sent"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatSaid:
    chat: ChatId
    seat: SeatId
    text: str
    kind: Literal["chat.said"] = "chat.said"


@dataclass(frozen=True, slots=True, kw_only=True)
class CrewSaid:
    """A line among the critics."""

    line: ChatId
    seat: SeatId
    text: str
    kind: Literal["crew.said"] = "crew.said"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftOpened:
    """A new text; `author` is None where it is to go out from the brand's own account."""

    draft: DraftId
    seat: SeatId
    text: str
    reply_to: PostId | None
    posture: Posture
    cites: tuple[FactId, ...] = ()
    intent: Intent | None = None
    author: Handle | None = None
    platform: PlatformId | None = None
    content: ContentClass = UNSAID
    picture: Image | None = None
    kind: Literal["draft.opened"] = "draft.opened"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRevised:
    draft: DraftId
    seat: SeatId
    text: str
    posture: Posture
    cites: tuple[FactId, ...]
    intent: Intent | None = None
    author: Handle | None = None
    platform: PlatformId | None = None
    content: ContentClass = UNSAID
    picture: Image | None = None
    kind: Literal["draft.revised"] = "draft.revised"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSubmitted:
    """Handed in; `needs` are the positions that must approve it, in order.

    `within` are the seconds of exercise time allowed for each; `absent` are the positions of the route
    that nobody plays, nor anybody in their place.
    """

    draft: DraftId
    seat: SeatId
    needs: tuple[Position, ...]
    route: str = LADDER
    within: tuple[float, ...] = ()
    absent: tuple[Position, ...] = ()
    kind: Literal["draft.submitted"] = "draft.submitted"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftApproved:
    """A position's yes; `delegate` is the position of whoever gave it in its place."""

    draft: DraftId
    seat: SeatId
    position: Position
    delegate: Position | None = None
    kind: Literal["draft.approved"] = "draft.approved"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRejected:
    """Sent back; `tags` say what is wrong with it in words that can be counted."""

    draft: DraftId
    seat: SeatId
    reason: str
    tags: tuple[ReasonTag, ...] = ()
    position: Position | None = None
    delegate: Position | None = None
    kind: Literal["draft.rejected"] = "draft.rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftClassified:
    """Somebody who judges says that it is of another class; its way starts over, if it was on one."""

    draft: DraftId
    seat: SeatId
    content: ContentClass
    why: str
    needs: tuple[Position, ...] = ()
    route: str = LADDER
    within: tuple[float, ...] = ()
    absent: tuple[Position, ...] = ()
    kind: Literal["draft.classified"] = "draft.classified"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRouted:
    """The severity rose while it was on its way: it needs another route, and keeps the yeses it has."""

    draft: DraftId
    seat: SeatId
    needs: tuple[Position, ...]
    route: str
    within: tuple[float, ...]
    absent: tuple[Position, ...]
    kind: Literal["draft.routed"] = "draft.routed"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPublished:
    """A draft became `post`; `unapproved` is the reason given when approvals were passed over.

    `absent` are the positions whose yes nobody was there to give, nor anybody in their place.
    """

    draft: DraftId
    seat: SeatId
    post: PostId
    unapproved: str | None = None
    absent: tuple[Position, ...] = ()
    kind: Literal["draft.published"] = "draft.published"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftScheduled:
    """It goes out by itself at exercise second `at`, or is taken back before.

    `unapproved` is the reason given when approvals are passed over; `undo` says that it was published, and
    that this is the moment in which that can be taken back.
    """

    draft: DraftId
    seat: SeatId
    at: ExerciseTime
    unapproved: str | None = None
    undo: bool = False
    absent: tuple[Position, ...] = ()
    kind: Literal["draft.scheduled"] = "draft.scheduled"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRecalled:
    """Taken off its time by somebody, or by the clock: then `refused` says why it could not go out."""

    draft: DraftId
    seat: SeatId
    refused: str | None = None
    kind: Literal["draft.recalled"] = "draft.recalled"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDropped:
    draft: DraftId
    seat: SeatId
    kind: Literal["draft.dropped"] = "draft.dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeverityDeclared:
    """How serious the war room takes it from now on, 1 to 3, and why."""

    seat: SeatId
    level: int
    why: str
    kind: Literal["severity.declared"] = "severity.declared"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTaken:
    """What the brand decided and why; `rests_on` are the plan's assumptions it bets on."""

    decision: DecisionId
    seat: SeatId
    what: str
    why: str
    rests_on: tuple[AssumptionId, ...]
    kind: Literal["decision.taken"] = "decision.taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskSet:
    """Something to do. `owner` None: whoever takes it; `due` in exercise seconds."""

    task: TaskId
    seat: SeatId
    text: str
    owner: SeatId | None
    due: ExerciseTime | None
    kind: Literal["task.set"] = "task.set"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskTaken:
    """Somebody took it upon themselves, or was given it."""

    task: TaskId
    owner: SeatId
    kind: Literal["task.taken"] = "task.taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskTicked:
    task: TaskId
    seat: SeatId
    done: bool
    kind: Literal["task.ticked"] = "task.ticked"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostAssigned:
    """Who of the brand answers a post; None for nobody in particular."""

    post: PostId
    seat: SeatId
    to: SeatId | None
    kind: Literal["post.assigned"] = "post.assigned"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactClaimed:
    """A claim on the board. `asked_by`: the account that wants to know; `due`: by which exercise second."""

    fact: FactId
    seat: SeatId
    text: str
    source: str
    asked_by: Handle | None = None
    due: ExerciseTime | None = None
    kind: Literal["fact.claimed"] = "fact.claimed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactConfirmed:
    fact: FactId
    seat: SeatId
    source: str
    kind: Literal["fact.confirmed"] = "fact.confirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRefuted:
    fact: FactId
    seat: SeatId
    source: str
    kind: Literal["fact.refuted"] = "fact.refuted"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteWritten:
    """An observation; `noticed` is the exercise time of its first keystroke."""

    note: NoteId
    seat: SeatId
    text: str
    tag: NoteTag
    noticed: ExerciseTime
    post: PostId | None = None
    item: str | None = None
    kind: Literal["note.written"] = "note.written"


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingGiven:
    """An evaluator's rating of an item of the guide; it stands for what they gave before.

    `mark` None: they did not see it. `told` is what the log said by itself then.
    """

    seat: SeatId
    item: str
    mark: Mark | None
    evidence: tuple[Evidence, ...]
    remark: str
    told: Mark | None = None
    kind: Literal["rating.given"] = "rating.given"


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingsShown:
    """The others' ratings of an item, to an evaluator who has just given their first."""

    to: SeatId
    item: str
    ratings: tuple[Rating, ...]
    kind: Literal["ratings.shown"] = "ratings.shown"


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagRaised:
    """A mistake or a chance that somebody saw, on a post or in general."""

    flag: FlagId
    seat: SeatId
    sort: FlagSort
    text: str
    post: PostId | None = None
    kind: Literal["flag.raised"] = "flag.raised"


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagNoted:
    """Words to a flag, by the seat that raised it; they stand for what it said before."""

    flag: FlagId
    seat: SeatId
    text: str
    kind: Literal["flag.noted"] = "flag.noted"


@dataclass(frozen=True, slots=True, kw_only=True)
class WhisperSent:
    """The facilitator's word in one player's ear."""

    whisper: WhisperId
    to: SeatId
    text: str
    kind: Literal["whisper.sent"] = "whisper.sent"


@dataclass(frozen=True, slots=True, kw_only=True)
class WhisperHeard:
    """It stood before the eyes of the one it was for."""

    whisper: WhisperId
    to: SeatId
    kind: Literal["whisper.heard"] = "whisper.heard"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustSet:
    """A bystander's dial: 0 (none) to 100."""

    seat: SeatId
    value: int
    reason: str
    kind: Literal["trust.set"] = "trust.set"


@dataclass(frozen=True, slots=True, kw_only=True)
class MoodGiven:
    """A bystander's answer to the mood check of a round of five minutes: 1 (no) to 5 (yes)."""

    seat: SeatId
    round: int
    value: int
    kind: Literal["mood.given"] = "mood.given"


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictGiven:
    """A bystander's last word on how the brand did: 1 (badly) to 5 (well)."""

    seat: SeatId
    value: int
    words: str
    kind: Literal["verdict.given"] = "verdict.given"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalJudged:
    """A private goal is reached or not; `goal` is its place on the seat's card, from 0."""

    seat: SeatId
    goal: int
    reached: bool
    kind: Literal["goal.judged"] = "goal.judged"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesUnsealed:
    """The review shows people's names from now on."""

    seat: SeatId
    kind: Literal["names.unsealed"] = "names.unsealed"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesSealed:
    """The review calls people by their seats alone again."""

    seat: SeatId
    kind: Literal["names.sealed"] = "names.sealed"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkMade:
    """A link by which anybody reads the review until `expires`, wall ms."""

    link: LinkId
    seat: SeatId
    expires: WallMs
    kind: Literal["link.made"] = "link.made"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRevoked:
    link: LinkId
    seat: SeatId
    kind: Literal["link.revoked"] = "link.revoked"


@dataclass(frozen=True, slots=True, kw_only=True)
class CrowdActed:
    """What one beat of the crowd changed.

    Attributes:
        beat: number of the beat, from 1.
        counts: per post that moved (post, likes, reposts, replies, reach), all increments;
            replies are those counted but not shown.
        trust, heat: the crowd's mood after the beat, 0 to 100.
        tick: the crowd's latest step after the beat; its steps lie on a grid of exercise time.
        mentions: reposts, replies, quotes and new posts of the beat: against, neither, for the brand.
        mark: fingerprint of the crowd's state after `tick`, now and then.
    """

    beat: int
    counts: tuple[tuple[PostId, int, int, int, int], ...]
    trust: float
    heat: float
    tick: int = 0
    mentions: tuple[int, int, int] = (0, 0, 0)
    mark: str | None = None
    kind: Literal["crowd.acted"] = "crowd.acted"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChanceOpened:
    """The storm gives the brand an opening; `lasts` is in exercise seconds, `post` what it hangs on."""

    chance: ChanceId
    opening: Opening
    lasts: float
    why: str
    post: PostId | None = None
    kind: Literal["chance.opened"] = "chance.opened"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChanceClosed:
    """It is over: taken by `post` of the brand, or passed."""

    chance: ChanceId
    taken: bool
    post: PostId | None = None
    kind: Literal["chance.closed"] = "chance.closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CrowdShocked:
    """The facilitator pushes the crowd: `by` -1 to 1 on one of its quantities.

    `fades` is the exercise seconds in which half of it is gone, None if it stays.
    """

    seat: SeatId
    on: ShockOn
    by: float
    fades: float | None
    why: str = ""
    kind: Literal["crowd.shocked"] = "crowd.shocked"


@dataclass(frozen=True, slots=True, kw_only=True)
class CrowdDialled:
    """The facilitator's dials: mood -1 to 1, volume 0 to 4 (1 is the model's own), abuse 0 to 1."""

    seat: SeatId
    dial: Dial
    value: float
    kind: Literal["crowd.dialled"] = "crowd.dialled"


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingSettled:
    """The hot wash agreed on a finding, rejected it, or left it open again."""

    finding: FindingId
    standing: Standing
    remark: str = ""
    kind: Literal["finding.settled"] = "finding.settled"


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingCosted:
    """What a finding cost or won, in words; empty takes it back."""

    finding: FindingId
    cost: str
    kind: Literal["finding.costed"] = "finding.costed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingAdded:
    """Somebody brings up what no rule found; `t` is the moment it is about."""

    finding: FindingId
    seat: SeatId
    sort: FindingSort
    title: str
    what: str
    t: ExerciseTime
    evidence: tuple[Evidence, ...] = ()
    kind: Literal["finding.added"] = "finding.added"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionAdded:
    """A line of the improvement plan: who does what until when, because of which findings.

    `owner` is a seat's title, a position or free words; `due` is YYYY-MM-DD. Both may be open.
    """

    action: ActionId
    what: str
    owner: str = ""
    due: str | None = None
    findings: tuple[FindingId, ...] = ()
    kind: Literal["action.added"] = "action.added"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionEdited:
    """It says this now, whole."""

    action: ActionId
    what: str
    owner: str
    due: str | None
    findings: tuple[FindingId, ...]
    kind: Literal["action.edited"] = "action.edited"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionDropped:
    action: ActionId
    kind: Literal["action.dropped"] = "action.dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionDone:
    """It was carried out, or after all was not."""

    action: ActionId
    done: bool
    kind: Literal["action.done"] = "action.done"


@dataclass(frozen=True, slots=True, kw_only=True)
class WashOpened:
    """The hot wash begins, goes on, or has questions that were not asked yet in other words."""

    questions: tuple[str, str, str]
    kind: Literal["wash.opened"] = "wash.opened"


@dataclass(frozen=True, slots=True, kw_only=True)
class WashAsked:
    """What is on the screen now; a question that was never closed takes answers from here on."""

    on: WashOn
    question: int | None = None
    finding: FindingId | None = None
    kind: Literal["wash.asked"] = "wash.asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class WashAnswered:
    """Somebody answered a question, or put their answer in other words. Nobody can tell who.

    `mark` is the same for one person's answers to one question and says nothing else; `count` is how
    many have answered it.
    """

    question: int
    mark: str
    text: str
    count: int
    kind: Literal["wash.answered"] = "wash.answered"


@dataclass(frozen=True, slots=True, kw_only=True)
class WashClosed:
    """A question takes no more answers, and these are they, by their letters; or the talk is over."""

    question: int | None = None
    texts: tuple[str, ...] = ()
    kind: Literal["wash.closed"] = "wash.closed"


Event = (
    RehearsalCreated
    | RehearsalForked
    | SeatTaken
    | SeatLeft
    | SeatStaffed
    | SeatReserved
    | SeatCovered
    | DoorLocked
    | DoorWatched
    | KnockHeard
    | KnockAnswered
    | EntrySkipped
    | SeatReadied
    | AwaySaid
    | PlanSigned
    | PlanEdited
    | AmendmentSettled
    | BriefingChecked
    | ConfidenceGiven
    | BatonPassed
    | ClockStarted
    | ClockPaused
    | ClockResumed
    | ClockSped
    | ClockJumped
    | ClockRebased
    | ClockEnded
    | ClockProposed
    | ProposalDeclined
    | EmergencyRaised
    | CueStoodBy
    | CueHeld
    | CueReleased
    | CueSkipped
    | CueEdited
    | CuePlanned
    | CueMoved
    | CueAdded
    | CueBacked
    | InjectDelivered
    | PostPublished
    | PostCaptured
    | PostEdited
    | PostDeleted
    | PostRetracted
    | PostJudged
    | PostRead
    | PostLiked
    | PostUnliked
    | PostReposted
    | PostUnreposted
    | PostReacted
    | PostHidden
    | PostPinned
    | PostLimited
    | AccountBlocked
    | PostReported
    | ReportAnswered
    | PostRemoved
    | PostExpired
    | MessageSent
    | ChatSaid
    | CrewSaid
    | DraftOpened
    | DraftRevised
    | DraftSubmitted
    | DraftApproved
    | DraftRejected
    | DraftClassified
    | DraftRouted
    | DraftPublished
    | DraftScheduled
    | DraftRecalled
    | DraftDropped
    | SeverityDeclared
    | DecisionTaken
    | TaskSet
    | TaskTaken
    | TaskTicked
    | PostAssigned
    | FactClaimed
    | FactConfirmed
    | FactRefuted
    | NoteWritten
    | RatingGiven
    | RatingsShown
    | FlagRaised
    | FlagNoted
    | WhisperSent
    | WhisperHeard
    | TrustSet
    | MoodGiven
    | VerdictGiven
    | GoalJudged
    | NamesUnsealed
    | NamesSealed
    | LinkMade
    | LinkRevoked
    | CrowdActed
    | ChanceOpened
    | ChanceClosed
    | CrowdShocked
    | CrowdDialled
    | FindingSettled
    | FindingCosted
    | FindingAdded
    | ActionAdded
    | ActionEdited
    | ActionDropped
    | ActionDone
    | WashOpened
    | WashAsked
    | WashAnswered
    | WashClosed
)
