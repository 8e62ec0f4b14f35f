"""What the crowd answers, and what it gives: stimuli, openings, and how its mood has been."""

from dataclasses import dataclass, field

from app.feed.gist import Gist
from app.feed.intent import Intent
from app.ids import ChanceId, ExerciseTime, PostId, WallMs
from app.rehearsal import events as e

SAMPLE_EVERY = 10.0
"""Exercise seconds between two points of the mood curve."""

Stirring = (
    e.PostPublished
    | e.PostEdited
    | e.PostDeleted
    | e.PostRetracted
    | e.PostReposted
    | e.PostUnreposted
    | e.PostHidden
    | e.PostPinned
    | e.PostLimited
    | e.AccountBlocked
    | e.ReportAnswered
    | e.PostRemoved
    | e.PostExpired
    | e.PostJudged
    | e.PostRead
    | e.MessageSent
    | e.TrustSet
    | e.FactConfirmed
    | e.FactRefuted
    | e.CrowdShocked
    | e.CrowdDialled
)
"""The events that can change what the crowd does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stimulus:
    """One such event, and its exercise time: with scenario and seed, they tell the crowd's whole story."""

    t: ExerciseTime
    event: Stirring


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A point of the mood curve.

    Attributes:
        trust, heat: 0 to 100.
        reach: views of all posts so far.
        posts: posts on the feed so far.
        mentions: reposts, replies, quotes and posts of the crowd so far: against, neither, for the brand.
    """

    t: ExerciseTime
    trust: float
    heat: float
    reach: int
    posts: int
    mentions: tuple[int, int, int] = (0, 0, 0)


@dataclass(slots=True, kw_only=True)
class Mood:
    """How the crowd feels, and its latest beat: its number, step, wall and exercise time."""

    trust: float
    heat: float
    beat: int = 0
    tick: int = 0
    beat_at: WallMs = 0
    beat_t: ExerciseTime = 0.0
    reach: int = 0
    mentions: tuple[int, int, int] = (0, 0, 0)
    samples: list[Sample] = field(default_factory=list)
    marks: dict[int, str] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class StormChance:
    """An opening the storm gave: what it was, how long it was there, what became of it."""

    id: ChanceId
    opening: e.Opening
    t: ExerciseTime
    lasts: float
    why: str
    post: PostId | None = None
    closed_t: ExerciseTime | None = None
    taken: bool = False
    taken_by: PostId | None = None


@dataclass(slots=True, kw_only=True)
class Storm:
    """What is kept of the crowd beside its mood.

    Attributes:
        stimuli: in the order of the log; `heard` of them were there at the latest step of the crowd.
        intents: what the authors of the brand's posts meant.
        judged: what the facilitator says they do.
        gists: what a reader of others makes of their words as they stand.
        dials: where the facilitator's dials stand.
    """

    stimuli: list[Stimulus] = field(default_factory=list)
    heard: int = 0
    intents: dict[PostId, Intent] = field(default_factory=dict)
    judged: dict[PostId, Intent] = field(default_factory=dict)
    gists: dict[PostId, Gist] = field(default_factory=dict)
    chances: dict[ChanceId, StormChance] = field(default_factory=dict)
    dials: dict[e.Dial, float] = field(default_factory=lambda: {"mood": 0.0, "volume": 1.0, "abuse": 0.4})
