"""From words to chips and back: what a draft reads as, and what the crowd makes of chips and words together.

The author's chips say what is meant; the words move how well it is taken by at most `MOST` in the logit,
so nobody wins or loses a storm by a turn of phrase that a list happens to know. Weights are assumptions [A].
"""

from dataclasses import dataclass
from math import fsum

from app.crowd.reading import read
from app.feed.gist import Gist, Suggestion, Written
from app.feed.intent import STRATEGIES, Intent, Strategy, Tone

MOST = 0.8
"""How far the words may move acceptance, in logits."""
SPECIFIC, CONDITION = 0.5, 0.8
"""What being specific brings from end to end, and what an "if anyone was offended" costs, in logits."""
SECOND_FROM = 0.5
"""A second strategy is worth a chip when it weighs at least this part of the first."""
FIRST_SHARE = 0.65
"""Of two chips, the first is what the post is mostly about."""
CONTRARY_FROM = 0.4
"""Words disagree when another strategy has at least this weight, and twice that of the chips."""
VOICED = 0.4
"""What a voice that is warmer than the tone chosen brings from end to end, in logits."""
UNSAID, CONTRARY = 0.25, 0.6
"""What is taken off where nothing in the words bears out the chips, and where they say something else."""
OTHER_CAMP = frozenset({"deny", "deflect", "attack"})
"""Strategies that refuse what the others offer; to choose one side and write the other is worst."""
TONES: dict[Tone, float] = {"personal": 0.8, "plain": 0.55, "formal": 0.25}
"""The voice a chip for the tone stands for, 0 to 1."""
_PLAIN = (0.0, 0.0, 0.5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
_HOLDING = (0.0, 0.35, 0.25, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
_MOST_WORDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the crowd's engine takes from a post's chips and words.

    Attributes:
        weights: of the strategies, in the order of `STRATEGIES`. Together 1; less for a statement that does
            nothing in particular: its effects are so much smaller.
        voice: 0 to 1. With chips it is the tone's alone; the words' part of it is in `shift`.
        specificity, conditional: as read. They are in `shift` already, and are here for what else depends
            on them (a confession must be specific to steal the thunder).
        shift: all that the words add to acceptance, in logits, -0.8 to 0.8.
    """

    weights: tuple[float, ...]
    voice: float
    specificity: float
    conditional: bool
    shift: float

    @property
    def words(self) -> float:
        """What is left of `shift` once specificity and condition are added on their own."""
        return self.shift - SPECIFIC * (self.specificity - 0.5) + CONDITION * self.conditional


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """The chips say one thing and the words another.

    Attributes:
        chosen: the chips.
        read: what the words do instead; empty where they do nothing in particular.
        words: some of the words that say so.
        strength: 0 to 1; 1 is a post that is all the other thing, and of the other camp.
    """

    chosen: tuple[Strategy, ...]
    read: tuple[Strategy, ...]
    words: tuple[str, ...]
    strength: float

    @property
    def sentence(self) -> str:
        """For the review and the composer."""
        chosen = " and ".join(self.chosen)
        if not self.read:
            return f"chosen: {chosen}; no words of it were found"
        quoted = ", ".join(f"“{one}”" for one in self.words)
        return f"chosen: {chosen}; the words read as {' and '.join(self.read)}" + (
            f": {quoted}" if quoted else ""
        )


def propose(reading: Gist, *, answers: bool) -> Intent | None:
    """The chips the words suggest, None where they do nothing in particular.

    The heaviest strategy, and the next if it weighs at least half as much. A holding line alone listens:
    empathy. The tone follows the voice; an answer goes into the thread, anything else onto the feed.
    """
    strategies = _leading(reading)
    if not strategies:
        return None
    return Intent(strategies=strategies, tone=_tone(reading.voice), target="thread" if answers else "feed")


def disagreement(intent: Intent, reading: Gist) -> Disagreement | None:
    """Where chips and words do not agree; None where they do, or where the words leave it open.

    A strategy that is not among the chips disagrees when it weighs at least 0.4 and twice what the chips
    weigh together. Chips with no cue of their own in a text that has others, or none at all, are unsaid.
    """
    own = fsum(reading.weights[STRATEGIES.index(one)] for one in intent.strategies)
    other = _heaviest([one for one in STRATEGIES if one not in intent.strategies], reading)
    weight = reading.weights[STRATEGIES.index(other)] if other else 0.0
    if other and weight >= CONTRARY_FROM and weight >= 2 * own:
        crossed = (other in OTHER_CAMP) != (intent.strategies[0] in OTHER_CAMP)
        return Disagreement(
            chosen=intent.strategies,
            read=(other,),
            words=_words(reading, other),
            strength=(weight - own) * (1.0 if crossed else 0.5),
        )
    if own == 0.0:
        return Disagreement(chosen=intent.strategies, read=(), words=(), strength=0.0)
    return None


def shift(reading: Gist, intent: Intent | None) -> float:
    """What the words add to acceptance, in logits, -0.8 to 0.8.

    Half of how specific they are, less 0.8 for "if anyone was offended"; with chips, also how far the
    words' voice is from the tone chosen, and what a disagreement costs.
    """
    total = SPECIFIC * (reading.specificity - 0.5) - CONDITION * reading.conditional
    if intent is not None:
        total += _borne_out(reading, intent)
    return max(-MOST, min(MOST, total))


def terms(reading: Gist, intent: Intent | None) -> Terms:
    """What counts: the author's chips if there are any, else what the words read as.

    Words that do nothing in particular are half an explanation; a holding line listens a little too.
    """
    if intent is not None and not intent.strategies:
        intent = None
    return Terms(
        weights=_chips(intent) if intent else _as_read(reading),
        voice=TONES[intent.tone] if intent else reading.voice,
        specificity=reading.specificity,
        conditional=reading.conditional,
        shift=shift(reading, intent),
    )


def suggest(written: Written, reading: Gist | None = None) -> Suggestion:
    """What the words of a draft suggest to its author while they type.

    Args:
        written: the draft.
        reading: what a reader of others makes of it; else it is read here.
    """
    reading = reading or read(written.text, written.language)
    proposed = propose(reading, answers=written.answers)
    chosen = written.chosen
    apart = disagreement(chosen, reading) if chosen and chosen.strategies else None
    return Suggestion(
        strategies=proposed.strategies if proposed else (),
        tone=_tone(reading.voice),
        target="thread" if written.answers else "feed",
        cues=reading.found,
        specificity=reading.specificity,
        conditional=reading.conditional,
        disagreement=apart.sentence if apart else None,
    )


def _borne_out(reading: Gist, intent: Intent) -> float:
    """How far voice and strategies of the words are from the chips, in logits."""
    apart = disagreement(intent, reading)
    cost = 0.0
    if apart is not None:
        cost = CONTRARY * apart.strength if apart.read else UNSAID
    return max(-MOST, VOICED * (reading.voice - TONES[intent.tone]) - cost)


def _leading(reading: Gist) -> tuple[Strategy, ...]:
    first = _heaviest(STRATEGIES, reading)
    if first is None:
        return ("empathy",) if reading.holding else ()
    second = _heaviest([one for one in STRATEGIES if one != first], reading)
    heavy = reading.weights[STRATEGIES.index(first)]
    if second and reading.weights[STRATEGIES.index(second)] >= SECOND_FROM * heavy:
        return (first, second)
    return (first,)


def _heaviest(among: tuple[Strategy, ...] | list[Strategy], reading: Gist) -> Strategy | None:
    """The first of the heaviest, None if none weighs anything."""
    best = max(among, key=lambda one: reading.weights[STRATEGIES.index(one)])
    return best if reading.weights[STRATEGIES.index(best)] > 0 else None


def _tone(voice: float) -> Tone:
    if voice >= 0.68:
        return "personal"
    return "formal" if voice <= 0.42 else "plain"


def _words(reading: Gist, strategy: Strategy) -> tuple[str, ...]:
    families = {strategy, "blame", "policy"} if strategy == "deflect" else {strategy}
    return tuple(dict.fromkeys(one.words for one in reading.found if one.family in families))[:_MOST_WORDS]


def _chips(intent: Intent) -> tuple[float, ...]:
    first, *rest = intent.strategies
    shares = {first: FIRST_SHARE, rest[0]: 1 - FIRST_SHARE} if rest else {first: 1.0}
    return tuple(shares.get(one, 0.0) for one in STRATEGIES)


def _as_read(reading: Gist) -> tuple[float, ...]:
    if any(reading.weights):
        return reading.weights
    return _HOLDING if reading.holding else _PLAIN
