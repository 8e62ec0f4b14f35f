"""The reasons in plain language, the weightiest first."""

from collections.abc import Iterator
from typing import Final

from app.crowd.prospects import Prospects
from app.crowd.terms_in_words import terms_in_words
from app.feed.reasons import Feelings, Spread, Taking

MOST: Final = 8
FEW: Final = 10
"""Views or reposts below which it says nothing whose they are."""
CLEAR: Final = 1.15
"""How far a factor must be from 1 to be worth a sentence."""
LOUD: Final = 0.1
"""Part of the views from which a way is told, though it is not the first."""
TURNED: Final = 0.4
"""Part of a segment that must have turned an answer down to be named."""
MOST_TERMS: Final = 5
_WHO: Final = {
    "loyal": "loyal customers",
    "neutral": "people without a side",
    "peers": "peers",
    "critics": "critics",
    "activists": "activists",
    "trolls": "trolls",
    "press": "journalists",
}
_HOW: Final = {
    "followers": "{many} saw it because they follow the account",
    "reposts": "{many} saw it because somebody passed it on",
    "trend": "It trended",
    "press": "The press carried it",
    "screenshots": "A screenshot of it went round",
    "inject": "The inject itself was shown to many",
    "thread": "{many} came upon it below what it answers",
}
_ALSO: Final = ("trend", "press", "screenshots")


def sentences(
    spread: Spread, taken: Taking | None, mood: Feelings, ahead: Prospects | None, *, pace: float
) -> tuple[str, ...]:
    """What made a post go where it is, at most `MOST` sentences.

    Args:
        spread: how far it went.
        taken: how it was taken, if it is the brand's.
        mood: the audience.
        ahead: its future, None where the engine has none of it.
        pace: audience seconds in an exercise second.
    """
    if not spread.views and spread.alive:
        return ("Nobody has seen it yet.",)
    if spread.views < FEW:
        return ("Hardly anybody was shown it.",)
    reasons = [] if taken is None else [*_verdict(taken), *_terms(taken, mood, pace)]
    reasons += [*_carriers(spread), *_ways(spread)]
    if ahead is not None:
        reasons += _readiness(ahead, alive=spread.alive)
    return tuple(f"{one}." for one in reasons[:MOST])


def _verdict(taken: Taking) -> Iterator[str]:
    if taken.accepted + taken.rejected <= 0:
        return
    yield f"{_part(taken.accepted)} of those who saw it accept it, {_part(taken.rejected)} turn against it"
    welcome, calming = taken.accepted >= taken.rejected, taken.calmed > taken.backfired
    link = "So" if welcome == calming else "All the same,"
    if taken.calmed or taken.backfired:
        yield f"{link} it {'took more anger than it added' if calming else 'added more anger than it took'}"
    worst = max((one for one in taken.by_segment if one.segment != "trolls"), key=lambda one: one.rejected)
    if worst.rejected > TURNED:
        yield f"{_capital(_WHO[worst.segment])} turn against it most: {_part(worst.rejected)} of them"


def _terms(taken: Taking, mood: Feelings, pace: float) -> list[str]:
    blame = [one.responsibility for one in mood.segments if one.segment == "neutral"]
    return terms_in_words(taken, blamed=blame[0] >= 0.5, pace=pace)[:MOST_TERMS]


def _carriers(spread: Spread) -> Iterator[str]:
    if spread.reposts < FEW:
        return
    first, second, *_ = sorted(spread.by_segment, key=lambda one: -one.reposts)
    part = (first.reposts + second.reposts) / spread.reposts
    who = f"{_WHO[first.segment]} and {_WHO[second.segment]}" if second.reposts else _WHO[first.segment]
    yield f"{_capital(who)} passed it on: {_part(part)} of its reposts"


def _ways(spread: Spread) -> Iterator[str]:
    first, *others = sorted(spread.by_source, key=lambda one: -one.views)
    told = (one for one in others if one.source in _ALSO and one.views >= LOUD * spread.views)
    for one in (first, *told):
        part = one.views / spread.views
        how = _HOW[one.source].format(many="Most" if part > 0.5 else "Many")
        yield f"{how}: {_part(part)} of its views"


def _readiness(ahead: Prospects, *, alive: bool) -> Iterator[str]:
    """What moves its next readers, the strongest first; for a post that is over, only that."""
    if not alive:
        yield "It is over: those it was shown to have seen it, and hardly any pass it on"
        return
    factors = (
        (ahead.anger, "Its readers are angry and blame the brand: they pass it on {times} as readily"),
        (ahead.amusement, "Its readers are amused: they pass it on {times} as readily"),
        (ahead.appetite, "Bad answers made people keener on criticism: they pass it on {times} as readily"),
        (1 / ahead.appetite, "Good answers took the edge off: it is passed on {less} less readily"),
        (
            1 / ahead.freshness,
            "Its readers have seen much of it already: they pass it on {less} less readily",
        ),
        (1 / ahead.awake, "It is night for its readers: they pass it on {less} less readily"),
    )
    for factor, sentence in sorted(factors, key=lambda one: -one[0]):
        if factor >= CLEAR:
            yield sentence.format(times=f"{factor:.1f} times", less=_part(1 - 1 / factor))


def _part(part: float) -> str:
    whole = f"{100 * part:.0f}" if part >= 0.01 or part <= 0 else "less than 1"
    return f"{whole}\N{NO-BREAK SPACE}%"


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
