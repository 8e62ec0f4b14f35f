"""Why a post spread or calmed, as facilitators, observers and the review are told it; no player live.

Views and reposts are of the scenario's audience, and of one count: the parts of each add up to the whole.
"""

from dataclasses import dataclass

from app.feed.intent import Strategy
from app.ids import ExerciseTime, PostId


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentSpread:
    """What one part of the audience saw, and passed on."""

    segment: str
    views: int
    reposts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSpread:
    """Views that came by one way: followers, reposts, trend, press, screenshots, inject or thread."""

    source: str
    views: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How far a post went, and by what.

    Attributes:
        reposts: with quotes, as the feed counts them.
        infectiousness: reposts for each view from now on.
        alive: it is still passed on.
    """

    views: int
    reposts: int
    by_segment: tuple[SegmentSpread, ...]
    by_source: tuple[SourceSpread, ...]
    infectiousness: float
    alive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """How much of an answer is one strategy, 0 to 1."""

    strategy: Strategy
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """What one thing adds to the acceptance of an answer, in logits, over the whole audience."""

    term: str
    z: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentTaking:
    """How one part of the audience takes an answer: `z` in logits, the others as in `Taking`."""

    segment: str
    z: float
    accepted: float
    rejected: float
    informed: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """How the audience takes an answer of the brand.

    Attributes:
        accepted, rejected: parts of those who saw it, 0 to 1.
        informed: part of those who follow the affair that saw it, 0 to 1.
        latency_s: exercise seconds from the criticism to the answer.
        calmed, backfired: anger it took and added, 0 to 1.
    """

    strategies: tuple[Weight, ...]
    accepted: float
    rejected: float
    informed: float
    latency_s: float
    terms: tuple[Term, ...]
    by_segment: tuple[SegmentTaking, ...]
    calmed: float
    backfired: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentMood:
    """How one part of the audience feels.

    Attributes:
        trust, responsibility, anger, amusement, attention: 0 to 1.
        suppression: how readily it still passes criticism on, 0.15 to 2; a good answer takes it down.
    """

    segment: str
    trust: float
    responsibility: float
    anger: float
    amusement: float
    attention: float
    suppression: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """Articles so far, and how many are expected in an hour of the audience's time."""

    articles: int
    hazard: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Feelings:
    """The audience at a moment."""

    segments: tuple[SegmentMood, ...]
    press: Press
    trending: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why a post is where it is at `t`; `answer` is None unless it is the brand's."""

    post: PostId
    t: ExerciseTime
    spread: Spread
    answer: Taking | None
    mood: Feelings
    sentences: tuple[str, ...]
