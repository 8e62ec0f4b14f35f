"""What a post does, read off its words: does it own up, explain, deny, blame, promise?

A small reader with lists of phrases in four languages (`app/crowd/lexicon`); a text in another is read
with the English ones. It suggests and never judges people.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from math import fsum

from app.crowd.lexicon import STRONG, Found, find, language_of
from app.crowd.lexicon.folding import folded
from app.crowd.lexicon.negating import MANNERS
from app.crowd.manner import has_link, manner
from app.feed.gist import Cue, Gist
from app.feed.intent import STRATEGIES, Strategy

KEPT_UP_TO = 1_000
"""Characters of a text whose reading is remembered."""
MOST_CUES = 40
LEAST = 0.5
"""Words that score less, as a date alone does, do nothing in particular."""
_ADDED: Mapping[Strategy, Mapping[str, float]] = {
    "apology": {"owned": 0.9},
    "empathy": {"thanks": 0.6, "invitation": 0.8},
    "explain": {"evidence": 0.6, "promise": 0.2},
    "deflect": {"blame": 0.8, "policy": 0.9},
    "attack": {"insult": 0.7},
}
"""What the cues of other families add to a strategy [A]."""
_OWNED_RULES = 0.6
"""What of a rule's 0.9 is no excuse where the fault is owned [A]."""
_DENIAL_WITH_PROOF = 0.7
"""That part of a denial is a correction once something is shown for it [A]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading(Gist):
    """What the words of one post do.

    Attributes:
        apology: it says sorry; `owned` says whose fault it was, `conditional` takes it back with an "if".
        policy: it answers with rules.
        evidence, promise: it shows what was found, or says what will be done and when.
        blame: it finds the fault in others, or threatens; `deflection` makes excuses or blames,
            `threat` attacks, `denial` says it was not so.
        compensation: it makes good in money or kind.
        question: it asks something.
        angry, warm: how many words of that tone it has.
    """

    apology: bool = False
    owned: bool = False
    policy: bool = False
    evidence: bool = False
    promise: bool = False
    thanks: bool = False
    empathy: bool = False
    blame: bool = False
    invitation: bool = False
    humour: bool = False
    denial: bool = False
    compensation: bool = False
    deflection: bool = False
    threat: bool = False
    question: bool = False
    angry: int = 0
    warm: int = 0

    @property
    def tone(self) -> float:
        """From -1, angry, to 1, warm; 0 where the words are neither."""
        return (self.warm - self.angry) / max(1, self.warm + self.angry)


def read(text: str, language: str = "en") -> Reading:
    """What `text` does.

    Args:
        text: up to some ten thousand characters.
        language: a tag such as `es` or `de-AT`; English lists are read for one that has none.
    """
    reader = _read if len(text) <= KEPT_UP_TO else _read.__wrapped__
    return reader(text, language_of(language))


def gist_of(reading: Gist) -> Gist:
    """The essentials alone, as they go into the log."""
    return Gist(**{one.name: getattr(reading, one.name) for one in fields(Gist)})


@lru_cache(maxsize=4096)
def _read(text: str, language: str) -> Reading:
    plain = folded(text)
    found = find(plain, language)
    link = has_link(plain)
    hits = Counter(one.mark.family for one in found.cues)
    hits += Counter(short=found.shortened, link=int(link))
    how = manner(text, plain, hits, language=language)
    return Reading(
        language=language,
        weights=_weights(_scores(found, link=link)),
        specificity=how.specificity,
        voice=how.voice,
        valence=how.valence,
        arousal=how.arousal,
        moral=hits["moral"],
        found=_cues(text, found),
        conditional=hits["conditional"] > 0,
        holding=hits["holding"] > 0,
        apology=hits["apology"] > 0,
        owned=hits["owned"] > 0,
        policy=hits["policy"] > 0,
        evidence=link or hits["evidence"] > 0,
        promise=hits["promise"] > 0,
        thanks=hits["thanks"] > 0,
        empathy=hits["empathy"] > 0,
        blame=hits["blame"] + hits["attack"] > 0,
        invitation=hits["invitation"] > 0,
        humour=hits["humour"] > 0,
        denial=hits["deny"] > 0,
        compensation=hits["compensate"] > 0,
        deflection=hits["deflect"] + hits["blame"] > 0,
        threat=hits["attack"] > 0,
        question=hits["question"] > 0 or "?" in plain or "؟" in plain,
        angry=hits["angry"],
        warm=hits["warm"],
    )


def _scores(found: Found, *, link: bool) -> dict[Strategy, float]:
    """What each strategy scores."""
    points: defaultdict[str, float] = defaultdict(float)
    for one in found.cues:
        points[one.mark.family] += one.mark.weight
    points["evidence"] += link
    scores: dict[Strategy, float] = {
        name: points[name] + fsum(part * points[other] for other, part in _ADDED.get(name, {}).items())
        for name in STRATEGIES
    }
    if points["owned"]:
        scores["deflect"] -= _OWNED_RULES * points["policy"]
    if points["evidence"] or points["correct"] >= STRONG:
        turned = _DENIAL_WITH_PROOF * points["deny"]
        scores["correct"] += turned + 0.6 * points["evidence"] * bool(points["correct"] or points["deny"])
        scores["deny"] -= turned
    return scores


def _weights(scores: Mapping[Strategy, float]) -> tuple[float, ...]:
    total = fsum(scores[name] for name in STRATEGIES)
    return tuple(scores[name] / total if total >= LEAST else 0.0 for name in STRATEGIES)


def _cues(text: str, found: Found) -> tuple[Cue, ...]:
    told = [one for one in found.cues if one.mark.family not in MANNERS][:MOST_CUES]
    places = found.words.spans((one.first, one.last) for one in told)
    return tuple(
        Cue(family=one.mark.family, words=text[place], start=place.start)
        for one, place in zip(told, places, strict=True)
    )
