"""When somebody of the crowd speaks, and the coarse view of it that a grammar's conditions look at."""

from dataclasses import dataclass
from typing import Literal

from app.crowd.segments import Segment
from app.feed.intent import Strategy
from app.scenario.topics import Topic

Form = Literal["reply", "quote", "post", "question", "offer", "inquiry", "meme"]
Answered = Literal["brand", "critic", "inject", "press", "crowd", "nobody"]
Mood = Literal["against", "neutral", "supportive"]
Heat = Literal["calm", "warm", "hot"]
Silence = Literal["none", "brief", "long"]
Move = Literal[
    "apology",
    "sorry_if",
    "empathy",
    "explain",
    "compensate",
    "correct",
    "deny",
    "deflect",
    "attack",
    "humour",
    "holding",
]
"""What the brand's post did, as the crowd hears it: an apology with an `if` is no apology."""

AGAINST, SUPPORTIVE = -0.2, 0.2
WARM, HOT = 0.35, 0.68
RAGE = -0.45
"""Sentiment down to which nobody rages, however roused."""
BRIEF, LONG = 90.0, 900.0
"""Seconds without a word of the brand after which the crowd remarks on it, and after which it counts."""
RUDE, RUDER = 0.3, 0.65
LATE = 40
"""Texts on the feed from which on one may speak of the whole evening."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """Who speaks, how they feel, what they answer, and what they may name.

    Attributes:
        sentiment: -1, against the brand, to 1.
        arousal: 0, calm, to 1, raging.
        abuse: 0 to 1, how rough words may get; at 0 nobody is insulted.
        strategies: what the answered post of the brand did; none: a holding line, or nothing in particular.
            If another's post is answered: what the brand's latest post did, if that is to be spoken of.
        conditional: it said sorry, "if".
        silent_for: seconds of the audience's time the brand has been silent; 0 once it has spoken.
        quoted: the text answered; words of it may be quoted back.
        author: the name of whoever is answered.
        brand: its name as people say it.
        handle: its account, without the @.
        topic: id of the one this is about, if any.
        facts: what the brand has published as confirmed.
        meme: the phrase going round, if one is.
        lines: the scenario's own lines for this side.
        longest: characters the platform takes.
    """

    language: str
    segment: Segment
    sentiment: float
    arousal: float
    abuse: float
    form: Form
    answered: Answered
    strategies: tuple[Strategy, ...] = ()
    conditional: bool = False
    silent_for: float = 0.0
    quoted: str = ""
    author: str = ""
    brand: str = ""
    handle: str = ""
    topics: tuple[Topic, ...] = ()
    topic: str | None = None
    facts: tuple[str, ...] = ()
    meme: str | None = None
    hashtags: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    longest: int = 280


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """An occasion without its words: all that decides which lines fit.

    Attributes:
        moves: what the brand did, in the order it was said; none if that is not known.
        rude: 0, no insult; 1, rude; 2, ruder.
        late: much has been said on the feed already.
        told: the text answered tells of its writer ("they asked me").
    """

    language: str
    segment: Segment
    mood: Mood
    heat: Heat
    form: Form
    answered: Answered
    moves: tuple[Move, ...]
    silence: Silence
    rude: int
    late: bool
    told: bool


def mood_of(stance: float) -> Mood:
    """Which side a stance of -1 to 1 is on."""
    if stance < AGAINST:
        return "against"
    return "supportive" if stance > SUPPORTIVE else "neutral"


def heat_of(arousal: float, sentiment: float) -> Heat:
    """How loud somebody is; who is only a little against the brand does not rage."""
    if arousal < WARM:
        return "calm"
    return "hot" if arousal >= HOT and not RAGE < sentiment < 0 else "warm"


def moves_of(occasion: Occasion) -> tuple[Move, ...]:
    """What the brand did; a post of the brand that did nothing in particular was a holding line."""
    moves: list[Move] = []
    for strategy in occasion.strategies:
        half = strategy == "apology" and occasion.conditional
        moves.append("sorry_if" if half else strategy)
    if not moves and occasion.answered == "brand":
        return ("sorry_if",) if occasion.conditional else ("holding",)
    return tuple(moves)


def situation_of(occasion: Occasion, said: int, first: frozenset[str]) -> Situation:
    """The occasion as the grammar sees it, after so many texts.

    Args:
        occasion: who speaks, about what.
        said: how many texts are on the feed.
        first: words in which people tell of themselves.
    """
    return Situation(
        language=language_of(occasion),
        segment=occasion.segment,
        mood=mood_of(occasion.sentiment),
        heat=heat_of(occasion.arousal, occasion.sentiment),
        form=occasion.form,
        answered=occasion.answered,
        moves=moves_of(occasion),
        silence=_silence(occasion),
        rude=(occasion.abuse >= RUDE) + (occasion.abuse >= RUDER),
        late=said >= LATE,
        told=not first.isdisjoint(occasion.quoted.lower().split()),
    )


def language_of(occasion: Occasion) -> str:
    """The first part of its language tag."""
    return occasion.language.split("-")[0].lower()


def _silence(occasion: Occasion) -> Silence:
    """Nobody speaks of a silence under the post that broke it."""
    if occasion.answered == "brand" or occasion.strategies or occasion.silent_for < BRIEF:
        return "none"
    return "long" if occasion.silent_for >= LONG else "brief"
