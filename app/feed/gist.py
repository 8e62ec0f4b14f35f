"""What a reader makes of a post's words, in a form that can stand in the log."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.feed.intent import STRATEGIES, Intent, Strategy, Target, Tone

MOST_MORAL = 10
MOST_CUES = 40
LONGEST_CUE = 80
"""Characters of a cue's words that are kept."""
SHARES_UP_TO = 1.0 + 1e-9
"""What the weights may add up to: a little more than 1, for sums of floats."""


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


def flaw_of(gist: Gist) -> str | None:
    """Why a gist cannot stand in the log, None where it can."""
    return next(_flaws(gist), None)


def _flaws(gist: Gist) -> Iterator[str]:
    total = 0.0
    for weight in gist.weights:
        total += weight
    if len(gist.weights) != len(STRATEGIES) or not all(0 <= one <= 1 for one in gist.weights):
        yield f"a gist has {len(STRATEGIES)} weights from 0 to 1"
    elif total > SHARES_UP_TO:
        yield f"the weights of a gist make 1 at most, not {total:g}"
    for name in ("specificity", "voice", "arousal"):
        if not 0 <= getattr(gist, name) <= 1:
            yield f"the {name} of a gist is from 0 to 1"
    if not -1 <= gist.valence <= 1:
        yield "the valence of a gist is from -1 to 1"
    if not 0 <= gist.moral <= MOST_MORAL:
        yield f"a gist counts up to {MOST_MORAL} moral words"
    texts = (gist.language, *(text for cue in gist.found for text in (cue.family, cue.words)))
    if len(gist.found) > MOST_CUES or any(cue.start < 0 for cue in gist.found):
        yield f"a gist has up to {MOST_CUES} cues, each with its place in the text"
    if any(len(text) > LONGEST_CUE or not text.isprintable() for text in texts):
        yield f"the words of a gist are {LONGEST_CUE} characters at most, and can be shown"
