"""What a reader makes of a post's words, in a form that can stand in the log."""

from dataclasses import dataclass

from app.feed.intent import Intent, Strategy, Target, Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A turn of phrase that tells something.

    Attributes:
        family: what it is a cue of: a strategy, or another of the lists' families.
        words: as the author wrote them.
        start: where in the text they begin, in characters.
    """

    family: str
    words: str
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Gist:
    """The essentials of a reading: all that moves the crowd, whoever or whatever has read.

    Attributes:
        language: whose lists were read.
        weights: how much of each strategy the words have, in the order of `STRATEGIES`; together 1, or all 0.
        specificity: 0 to 1: can it be checked? Numbers, times, names, who decided, what by when.
        voice: 0 to 1: an institution's voice, or a person's.
        conditional: it is sorry only "if anyone was offended".
        holding: it says that more will follow.
        valence, arousal: how it feels to the crowd, -1 (bad) to 1, and 0 (calm) to 1 (roused).
        moral: how many moral-emotional words it has; each makes it spread further.
        found: the first cues, in the text's order.
    """

    language: str = "en"
    weights: tuple[float, ...] = (0.0,) * 9
    specificity: float = 0.0
    voice: float = 0.5
    conditional: bool = False
    holding: bool = False
    valence: float = 0.0
    arousal: float = 0.0
    moral: int = 0
    found: tuple[Cue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What an author has typed so far, whether it answers somebody's post, and the chips chosen, if any."""

    text: str
    language: str = "en"
    answers: bool = False
    chosen: Intent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What the words of a draft suggest to its author: chips to choose, and what they rest on.

    Attributes:
        strategies, tone, target: the chips; no strategy where the words say nothing in particular.
        disagreement: a sentence, where the author's own chips and the words do not agree.
    """

    strategies: tuple[Strategy, ...] = ()
    tone: Tone = "plain"
    target: Target = "feed"
    cues: tuple[Cue, ...] = ()
    specificity: float = 0.0
    conditional: bool = False
    disagreement: str | None = None
