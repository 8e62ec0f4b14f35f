"""What somebody asks for, in the imperative. Who asks, and when, is said beside the command."""

from dataclasses import dataclass
from typing import Literal

from app.feed.gist import Gist
from app.feed.intent import Intent
from app.feed.picture import Image
from app.feed.platforms import PlatformId, ReactionId, WhoReplies
from app.feed.tactics import Tactic
from app.ids import (
    ActionId,
    AmendmentId,
    AssumptionId,
    CaptureId,
    ChanceId,
    DraftId,
    ExerciseTime,
    FactId,
    FindingId,
    FlagId,
    Handle,
    InjectId,
    LeakId,
    LinkId,
    ParticipantId,
    PostId,
    SeatId,
    Seq,
    TaskId,
    WhisperId,
)
from app.rehearsal.events import (
    AmendmentVerdict,
    Byline,
    ClockAct,
    Dial,
    FindingSort,
    FlagSort,
    NoteTag,
    Opening,
    Posture,
    ReasonTag,
    ReportWhy,
    Role,
    ShockOn,
    Standing,
    WashOn,
)
from app.rehearsal.rating import Evidence, Mark
from app.rehearsal.shared import LinkDays
from app.scenario.msel import Breach, Channel
from app.scenario.plan_patch import PlanPatch
from app.scenario.routes import UNSAID, ContentClass, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeSeat:
    """Sit somebody down; without `seat` a new one is made (facilitators and observers)."""

    role: Role
    participant: ParticipantId
    name: str
    seat: SeatId | None = None
    host: bool = False
    kind: Literal["seat.take"] = "seat.take"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveSeat:
    kind: Literal["seat.leave"] = "seat.leave"


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveFromSeat:
    seat: SeatId
    kind: Literal["seat.remove"] = "seat.remove"


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffSeat:
    """Whether a stand-in plays `seat` while nobody sits there."""

    seat: SeatId
    standin: bool
    kind: Literal["seat.staff"] = "seat.staff"


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveSeat:
    """Give whoever plays `seat` the seat `to`; whoever sits there takes theirs."""

    seat: SeatId
    to: SeatId
    kind: Literal["seat.move"] = "seat.move"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReserveSeat:
    """Keep an empty seat for somebody of that name; None keeps it no longer."""

    seat: SeatId
    name: str | None
    kind: Literal["seat.reserve"] = "seat.reserve"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverSeat:
    """Let a stand-in act for the participant at `seat`, or give the seat back."""

    seat: SeatId
    covered: bool
    kind: Literal["seat.cover"] = "seat.cover"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComeBack:
    """Act oneself again after a stand-in did."""

    kind: Literal["seat.back"] = "seat.back"


@dataclass(frozen=True, slots=True, kw_only=True)
class LockDoor:
    """Let nobody new take a player's or an observer's seat, or let them again."""

    locked: bool
    kind: Literal["door.lock"] = "door.lock"


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchDoor:
    """Let whoever is new in by hand from now on, or at once again: who waits then need wait no longer."""

    on: bool
    kind: Literal["door.watch"] = "door.watch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Knock:
    """The desk says that somebody waits at the door, for a seat or for any of that role."""

    role: Role
    participant: ParticipantId
    name: str
    seat: SeatId | None = None
    kind: Literal["door.knock"] = "door.knock"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerKnock:
    """Let somebody who waits at the door in, or turn them away."""

    participant: ParticipantId
    admit: bool
    kind: Literal["knock.answer"] = "knock.answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetReady:
    ready: bool
    kind: Literal["seat.ready"] = "seat.ready"


@dataclass(frozen=True, slots=True, kw_only=True)
class SayAway:
    """Say that one is out, or back."""

    away: bool
    kind: Literal["seat.away"] = "seat.away"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignPlan:
    """Sign the plan; `version` is the one that was read, None the one in force."""

    version: int | None = None
    kind: Literal["plan.sign"] = "plan.sign"


@dataclass(frozen=True, slots=True, kw_only=True)
class EditPlan:
    """Change parts of the plan, having seen version `saw` of it."""

    saw: int
    patch: PlanPatch
    kind: Literal["plan.edit"] = "plan.edit"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleAmendment:
    """Accept a change that the review proposes, with `patch` as it is to go into the plan; or decline it."""

    amendment: AmendmentId
    verdict: AmendmentVerdict
    patch: PlanPatch | None = None
    note: str = ""
    kind: Literal["amendment.settle"] = "amendment.settle"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckBriefing:
    """Say how one did with the questions on the briefing: `right` of `asked`, at most 10."""

    right: int
    asked: int
    kind: Literal["briefing.check"] = "briefing.check"


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveConfidence:
    """Say how sure one is that the team handles this well, 0 to 100: in the lobby, and again after EndEx."""

    value: int
    kind: Literal["confidence.give"] = "confidence.give"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSkipped:
    """The conductor says that an entry of the log was passed over."""

    entry: Seq
    kind: Literal["skipped.report"] = "skipped.report"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBaton:
    """Call the show from now on, whoever did so far."""

    kind: Literal["baton.take"] = "baton.take"


@dataclass(frozen=True, slots=True, kw_only=True)
class PassBaton:
    """The conductor hands it over: who holds it has been away for too long."""

    to: SeatId
    kind: Literal["baton.pass"] = "baton.pass"


@dataclass(frozen=True, slots=True, kw_only=True)
class StartClock:
    """StartEx."""

    kind: Literal["clock.start"] = "clock.start"


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseClock:
    why: str = ""
    kind: Literal["clock.pause"] = "clock.pause"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeClock:
    kind: Literal["clock.resume"] = "clock.resume"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSpeed:
    """Exercise seconds per wall second, 0.25 to 60."""

    speed: float
    kind: Literal["clock.speed"] = "clock.speed"


@dataclass(frozen=True, slots=True, kw_only=True)
class JumpClock:
    """Forward to `to` seconds; `passed` says what becomes of the cues jumped over.

    `ask` puts them in the hold queue.
    """

    to: ExerciseTime
    passed: Literal["deliver", "hold", "skip", "ask"] = "hold"
    kind: Literal["clock.jump"] = "clock.jump"


@dataclass(frozen=True, slots=True, kw_only=True)
class RebaseClock:
    """The conductor found a hole in time and goes on from `to`."""

    to: ExerciseTime
    kind: Literal["clock.rebase"] = "clock.rebase"


@dataclass(frozen=True, slots=True, kw_only=True)
class EndClock:
    """EndEx."""

    kind: Literal["clock.end"] = "clock.end"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeClock:
    """Ask the show-caller to go on, to change the speed, to jump (to second `value`), or to end."""

    act: ClockAct
    value: float | None = None
    kind: Literal["clock.propose"] = "clock.propose"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineProposal:
    """Turn down what another facilitator proposed, or take one's own back."""

    kind: Literal["clock.decline"] = "clock.decline"


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseEmergency:
    why: str
    kind: Literal["emergency.raise"] = "emergency.raise"


@dataclass(frozen=True, slots=True, kw_only=True)
class StandByCue:
    inject: InjectId
    kind: Literal["cue.stand_by"] = "cue.stand_by"


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldCue:
    """Keep it back; the conductor does so with what waits for a yes when its moment has come."""

    inject: InjectId
    kind: Literal["cue.hold"] = "cue.hold"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseCue:
    inject: InjectId
    kind: Literal["cue.release"] = "cue.release"


@dataclass(frozen=True, slots=True, kw_only=True)
class SkipCue:
    inject: InjectId
    kind: Literal["cue.skip"] = "cue.skip"


@dataclass(frozen=True, slots=True, kw_only=True)
class EditCue:
    inject: InjectId
    text: str
    kind: Literal["cue.edit"] = "cue.edit"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCue:
    """Give a cue that is not out another time; None takes its time away."""

    inject: InjectId
    at: ExerciseTime | None
    kind: Literal["cue.plan"] = "cue.plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveCue:
    """Put it before another cue of the list, or at its end."""

    inject: InjectId
    before: InjectId | None = None
    kind: Literal["cue.move"] = "cue.move"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddCue:
    """A new cue, at a time or by hand."""

    by: Handle
    text: str
    title: str = ""
    channel: Channel = "feed"
    at: ExerciseTime | None = None
    platform: PlatformId | None = None
    stars: int | None = None
    kind: Literal["cue.add"] = "cue.add"


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyCue:
    """The same once more, by hand: what is out cannot be edited, its copy can."""

    inject: InjectId
    kind: Literal["cue.copy"] = "cue.copy"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverInject:
    """GO."""

    inject: InjectId
    kind: Literal["inject.deliver"] = "inject.deliver"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishPost:
    """Post, reply (`reply_to`) or quote (`quote`) as one of the seat's accounts.

    `shows` is a screenshot of one's own; `tactic` and `leak` are the critics'.

    Attributes:
        platform: where; None for where the post answered or quoted is, else for the main one.
        stars: 1 to 5, for a review.
        story: it is gone after a day in the story, where the platform has such posts.
    """

    author: Handle
    text: str
    reply_to: PostId | None = None
    quote: PostId | None = None
    posture: Posture = "answers"
    intent: Intent | None = None
    tactic: Tactic | None = None
    shows: CaptureId | None = None
    leak: LeakId | None = None
    platform: PlatformId | None = None
    stars: int | None = None
    story: bool = False
    kind: Literal["post.publish"] = "post.publish"


@dataclass(frozen=True, slots=True, kw_only=True)
class CapturePost:
    """Take a screenshot of a post, for oneself."""

    post: PostId
    kind: Literal["post.capture"] = "post.capture"


@dataclass(frozen=True, slots=True, kw_only=True)
class EditPost:
    post: PostId
    text: str
    kind: Literal["post.edit"] = "post.edit"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletePost:
    post: PostId
    kind: Literal["post.delete"] = "post.delete"


@dataclass(frozen=True, slots=True, kw_only=True)
class RetractPost:
    post: PostId
    kind: Literal["post.retract"] = "post.retract"


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgePost:
    """Say what a post of the brand does, whatever its author meant and its words say."""

    post: PostId
    intent: Intent
    kind: Literal["post.judge"] = "post.judge"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPost:
    """What a reader of others makes of a post of the brand; `text` is what it was given to read."""

    post: PostId
    text: str
    gist: Gist
    kind: Literal["post.read"] = "post.read"


@dataclass(frozen=True, slots=True, kw_only=True)
class LikePost:
    """Like as `by`, or take the like back."""

    post: PostId
    by: Handle
    on: bool = True
    kind: Literal["post.like"] = "post.like"


@dataclass(frozen=True, slots=True, kw_only=True)
class RepostPost:
    """Repost as `by`, or take the repost back."""

    post: PostId
    by: Handle
    on: bool = True
    kind: Literal["post.repost"] = "post.repost"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReactToPost:
    """Give one of the platform's reactions as `by`, or take it back."""

    post: PostId
    by: Handle
    reaction: ReactionId
    on: bool = True
    kind: Literal["post.react"] = "post.react"


@dataclass(frozen=True, slots=True, kw_only=True)
class HidePost:
    """The brand puts a reply below its own post out of others' sight, or back."""

    post: PostId
    on: bool = True
    kind: Literal["post.hide"] = "post.hide"


@dataclass(frozen=True, slots=True, kw_only=True)
class PinPost:
    """The brand keeps a post of its own on top, or no longer."""

    post: PostId
    on: bool = True
    kind: Literal["post.pin"] = "post.pin"


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitPost:
    """The brand says who may reply to a post of its own."""

    post: PostId
    replies: WhoReplies
    kind: Literal["post.limit"] = "post.limit"


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockAccount:
    """The brand no longer hears an account on a platform (None: the main one), or does again."""

    handle: Handle
    on: bool = True
    platform: PlatformId | None = None
    kind: Literal["account.block"] = "account.block"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPost:
    """Tell the platform's moderation that a post breaks its rules."""

    post: PostId
    why: ReportWhy
    kind: Literal["post.report"] = "post.report"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeratePost:
    """The platform answers a seat's report: `breaks` is the rule it finds broken in `text`, if any."""

    post: PostId
    seat: SeatId
    text: str
    breaks: Breach | None = None
    kind: Literal["post.moderate"] = "post.moderate"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpirePost:
    """A story's time is over."""

    post: PostId
    kind: Literal["post.expire"] = "post.expire"


@dataclass(frozen=True, slots=True, kw_only=True)
class SendMessage:
    sender: Handle
    to: Handle
    text: str
    kind: Literal["message.send"] = "message.send"


@dataclass(frozen=True, slots=True, kw_only=True)
class SayInChat:
    text: str
    kind: Literal["chat.say"] = "chat.say"


@dataclass(frozen=True, slots=True, kw_only=True)
class SayInCrew:
    """Say something among the critics."""

    text: str
    kind: Literal["crew.say"] = "crew.say"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDraft:
    """A new text; `author` is the account it is to go out from, None for the brand's own.

    `picture` goes out with it, and says in its alt text what it shows.
    """

    text: str
    reply_to: PostId | None = None
    posture: Posture = "answers"
    cites: tuple[FactId, ...] = ()
    intent: Intent | None = None
    author: Handle | None = None
    platform: PlatformId | None = None
    content: ContentClass = UNSAID
    picture: Image | None = None
    kind: Literal["draft.open"] = "draft.open"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviseDraft:
    """The next version; without `author` and `content` the account and the class stay as they are.

    Without `picture` it has none from here on.

    `base` is the version it was begun from: refused as a conflict when there is a newer one by now.
    """

    draft: DraftId
    text: str
    posture: Posture = "answers"
    cites: tuple[FactId, ...] = ()
    intent: Intent | None = None
    author: Handle | None = None
    base: int | None = None
    platform: PlatformId | None = None
    content: ContentClass | None = None
    picture: Image | None = None
    kind: Literal["draft.revise"] = "draft.revise"


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitDraft:
    draft: DraftId
    kind: Literal["draft.submit"] = "draft.submit"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveDraft:
    draft: DraftId
    kind: Literal["draft.approve"] = "draft.approve"


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectDraft:
    """Send a draft back: with a reason, or with tags that say it."""

    draft: DraftId
    reason: str = ""
    tags: tuple[ReasonTag, ...] = ()
    kind: Literal["draft.reject"] = "draft.reject"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassifyDraft:
    """Say that somebody else's draft is of another class: an apology, not routine."""

    draft: DraftId
    content: ContentClass
    why: str = ""
    kind: Literal["draft.classify"] = "draft.classify"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishDraft:
    """Publish; `anyway` is the reason when approvals are missing.

    What is `recallable` goes out after the scenario's undo time. The conductor publishes what is due.
    """

    draft: DraftId
    anyway: str | None = None
    recallable: bool = False
    kind: Literal["draft.publish"] = "draft.publish"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleDraft:
    """Let it go out by itself at exercise second `at`; `anyway` is the reason when approvals are missing."""

    draft: DraftId
    at: ExerciseTime
    anyway: str | None = None
    kind: Literal["draft.schedule"] = "draft.schedule"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallDraft:
    """Take it back before it goes out."""

    draft: DraftId
    kind: Literal["draft.recall"] = "draft.recall"


@dataclass(frozen=True, slots=True, kw_only=True)
class DropDraft:
    draft: DraftId
    kind: Literal["draft.drop"] = "draft.drop"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclareSeverity:
    """Say how serious it is from now on, 1 to 3."""

    level: Severity
    why: str = ""
    kind: Literal["severity.declare"] = "severity.declare"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeDecision:
    """Write a decision down: what, why, and the plan's assumptions it rests on."""

    what: str
    why: str = ""
    rests_on: tuple[AssumptionId, ...] = ()
    kind: Literal["decision.take"] = "decision.take"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTask:
    """Something to do, by somebody (None: whoever takes it), by an exercise second."""

    text: str
    owner: SeatId | None = None
    due: ExerciseTime | None = None
    kind: Literal["task.set"] = "task.set"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeTask:
    """Make a task somebody's: one's own without `owner`."""

    task: TaskId
    owner: SeatId | None = None
    kind: Literal["task.take"] = "task.take"


@dataclass(frozen=True, slots=True, kw_only=True)
class TickTask:
    task: TaskId
    done: bool = True
    kind: Literal["task.tick"] = "task.tick"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignPost:
    """Say who of the brand answers a post; None takes that back."""

    post: PostId
    to: SeatId | None
    kind: Literal["post.assign"] = "post.assign"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFact:
    """Put a claim on the board; `asked_by` is the account that wants to know, `due` by when."""

    text: str
    source: str = ""
    asked_by: Handle | None = None
    due: ExerciseTime | None = None
    kind: Literal["fact.claim"] = "fact.claim"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmFact:
    fact: FactId
    source: str
    kind: Literal["fact.confirm"] = "fact.confirm"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuteFact:
    fact: FactId
    source: str
    kind: Literal["fact.refute"] = "fact.refute"


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteNote:
    """An observation; `noticed` is the exercise time of its first keystroke."""

    text: str
    tag: NoteTag = "note"
    noticed: ExerciseTime | None = None
    post: PostId | None = None
    item: str | None = None
    kind: Literal["note.write"] = "note.write"


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveRating:
    """Rate an item of the guide, or rate it anew; `mark` None says that one did not see it."""

    item: str
    mark: Mark | None
    evidence: tuple[Evidence, ...] = ()
    remark: str = ""
    kind: Literal["rating.give"] = "rating.give"


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseFlag:
    sort: FlagSort
    text: str = ""
    post: PostId | None = None
    kind: Literal["flag.raise"] = "flag.raise"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteFlag:
    """Words to a flag of one's own, which is out already; the newest stand."""

    flag: FlagId
    text: str
    kind: Literal["flag.note"] = "flag.note"


@dataclass(frozen=True, slots=True, kw_only=True)
class SendWhisper:
    to: SeatId
    text: str
    kind: Literal["whisper.send"] = "whisper.send"


@dataclass(frozen=True, slots=True, kw_only=True)
class HearWhisper:
    """Say that a whisper to this seat was seen."""

    whisper: WhisperId
    kind: Literal["whisper.hear"] = "whisper.hear"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTrust:
    value: int
    reason: str = ""
    kind: Literal["trust.set"] = "trust.set"


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveMood:
    """Answer the mood check of these five minutes, 1 (no) to 5 (yes)."""

    value: int
    kind: Literal["mood.give"] = "mood.give"


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveVerdict:
    """Say after EndEx how the brand did, 1 (badly) to 5 (well), and why; the latest one counts."""

    value: int
    words: str = ""
    kind: Literal["verdict.give"] = "verdict.give"


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeGoal:
    """A private goal is reached, or is not; the conductor says so of those that tick by themselves."""

    seat: SeatId
    goal: int
    reached: bool = True
    kind: Literal["goal.judge"] = "goal.judge"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsealNames:
    """Let the review show people's names beside their seats."""

    kind: Literal["names.unseal"] = "names.unseal"


@dataclass(frozen=True, slots=True, kw_only=True)
class SealNames:
    """Let the review call people by their seats alone again."""

    kind: Literal["names.seal"] = "names.seal"


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeLink:
    """A link by which anybody reads the review for so many days."""

    days: LinkDays
    kind: Literal["link.make"] = "link.make"


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeLink:
    """Let a link open nothing any more."""

    link: LinkId
    kind: Literal["link.revoke"] = "link.revoke"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShockCrowd:
    """Push one of the crowd's quantities by -1 to 1; half of it is gone after `fades` exercise seconds."""

    on: ShockOn
    by: float
    fades: float | None = 600.0
    why: str = ""
    kind: Literal["crowd.shock"] = "crowd.shock"


@dataclass(frozen=True, slots=True, kw_only=True)
class DialCrowd:
    """Turn a dial: mood -1 to 1, volume 0 to 4, abuse 0 to 1."""

    dial: Dial
    value: float
    kind: Literal["crowd.dial"] = "crowd.dial"


@dataclass(frozen=True, slots=True, kw_only=True)
class CrowdPost:
    """One post of the crowd that is shown; `stance` is -1 to 1. Without `reply_to` and `quote` a new one.

    A new one is on `platform`, any other where the post is that it answers or quotes.
    """

    author: Handle
    byline: Byline
    text: str
    stance: float
    reply_to: PostId | None = None
    quote: PostId | None = None
    segment: str | None = None
    account: int | None = None
    cascade: int | None = None
    platform: PlatformId | None = None
    stars: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedChance:
    """An opening of the crowd's that is there now; see `events.ChanceOpened`."""

    chance: ChanceId
    opening: Opening
    lasts: float
    why: str
    post: PostId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedChance:
    """An opening that is over."""

    chance: ChanceId
    taken: bool
    post: PostId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActAsCrowd:
    """One beat of the crowd. Counts are increments: (post, likes, reposts, replies, reach).

    `heard` is how many stimuli it has taken in; None where it answers none.
    """

    beat: int
    counts: tuple[tuple[PostId, int, int, int, int], ...]
    trust: float
    heat: float
    tick: int = 0
    mentions: tuple[int, int, int] = (0, 0, 0)
    mark: str | None = None
    posts: tuple[CrowdPost, ...] = ()
    opened: tuple[OpenedChance, ...] = ()
    closed: tuple[ClosedChance, ...] = ()
    heard: int | None = None
    kind: Literal["crowd.act"] = "crowd.act"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleFinding:
    """Agree on a finding, reject it, or leave it open again."""

    finding: FindingId
    standing: Standing
    remark: str = ""
    kind: Literal["finding.settle"] = "finding.settle"


@dataclass(frozen=True, slots=True, kw_only=True)
class CostFinding:
    """Say what a finding cost or won, in words; empty takes it back."""

    finding: FindingId
    cost: str
    kind: Literal["finding.cost"] = "finding.cost"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddFinding:
    """Bring up what no rule found; `t` is the moment it is about."""

    sort: FindingSort
    title: str
    t: ExerciseTime
    what: str = ""
    evidence: tuple[Evidence, ...] = ()
    kind: Literal["finding.add"] = "finding.add"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddAction:
    """A line of the improvement plan; `owner` in words and `due` (YYYY-MM-DD) may be left open."""

    what: str
    owner: str = ""
    due: str | None = None
    findings: tuple[FindingId, ...] = ()
    kind: Literal["action.add"] = "action.add"


@dataclass(frozen=True, slots=True, kw_only=True)
class EditAction:
    """Change a line of the improvement plan; what is None stays, an empty `due` takes the date away."""

    action: ActionId
    what: str | None = None
    owner: str | None = None
    due: str | None = None
    findings: tuple[FindingId, ...] | None = None
    kind: Literal["action.edit"] = "action.edit"


@dataclass(frozen=True, slots=True, kw_only=True)
class DropAction:
    action: ActionId
    kind: Literal["action.drop"] = "action.drop"


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishAction:
    action: ActionId
    done: bool = True
    kind: Literal["action.done"] = "action.done"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWash:
    """Begin the hot wash with its three questions, go on with it, or word what was not asked anew."""

    questions: tuple[str, str, str]
    kind: Literal["wash.open"] = "wash.open"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskWash:
    """Put something on the screen: question 1 to 3, a finding, the actions, or nothing."""

    on: WashOn
    question: int | None = None
    finding: FindingId | None = None
    kind: Literal["wash.ask"] = "wash.ask"


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseWash:
    """Close a question and show what was answered; without one, end the hot wash."""

    question: int | None = None
    kind: Literal["wash.close"] = "wash.close"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerWash:
    """The desk hands in somebody's answer, under a mark that does not say whose."""

    question: int
    mark: str
    text: str
    kind: Literal["wash.answer"] = "wash.answer"


PlayerCommand = (
    LeaveSeat
    | RemoveFromSeat
    | StaffSeat
    | MoveSeat
    | ReserveSeat
    | CoverSeat
    | ComeBack
    | LockDoor
    | WatchDoor
    | AnswerKnock
    | SetReady
    | SayAway
    | SignPlan
    | EditPlan
    | SettleAmendment
    | CheckBriefing
    | GiveConfidence
    | TakeBaton
    | StartClock
    | PauseClock
    | ResumeClock
    | SetSpeed
    | JumpClock
    | EndClock
    | ProposeClock
    | DeclineProposal
    | RaiseEmergency
    | StandByCue
    | HoldCue
    | ReleaseCue
    | SkipCue
    | EditCue
    | PlanCue
    | MoveCue
    | AddCue
    | CopyCue
    | DeliverInject
    | PublishPost
    | CapturePost
    | EditPost
    | DeletePost
    | RetractPost
    | JudgePost
    | LikePost
    | RepostPost
    | ReactToPost
    | HidePost
    | PinPost
    | LimitPost
    | BlockAccount
    | ReportPost
    | SendMessage
    | SayInChat
    | SayInCrew
    | OpenDraft
    | ReviseDraft
    | SubmitDraft
    | ApproveDraft
    | RejectDraft
    | ClassifyDraft
    | PublishDraft
    | ScheduleDraft
    | RecallDraft
    | DropDraft
    | DeclareSeverity
    | TakeDecision
    | SetTask
    | TakeTask
    | TickTask
    | AssignPost
    | ClaimFact
    | ConfirmFact
    | RefuteFact
    | WriteNote
    | GiveRating
    | RaiseFlag
    | NoteFlag
    | SendWhisper
    | HearWhisper
    | SetTrust
    | GiveMood
    | GiveVerdict
    | JudgeGoal
    | UnsealNames
    | SealNames
    | MakeLink
    | RevokeLink
    | ShockCrowd
    | DialCrowd
    | SettleFinding
    | CostFinding
    | AddFinding
    | AddAction
    | EditAction
    | DropAction
    | FinishAction
    | OpenWash
    | AskWash
    | CloseWash
)
"""What may come over a socket."""

Command = (
    PlayerCommand
    | TakeSeat
    | Knock
    | ReportSkipped
    | PassBaton
    | RebaseClock
    | ReadPost
    | ModeratePost
    | ExpirePost
    | ActAsCrowd
    | AnswerWash
)
