"""What each term of an acceptance means for the answer at hand, as a sentence with its figure."""

from collections.abc import Mapping
from typing import Final

from app.feed.intent import Strategy
from app.feed.reasons import Taking

LEAST: Final = 0.15
"""Logits below which a term is not worth a sentence."""
_NAMES: Final[Mapping[Strategy, str]] = {
    "apology": "An apology",
    "empathy": "Empathy",
    "explain": "An explanation",
    "compensate": "Making good",
    "correct": "A correction",
    "deny": "A denial",
    "deflect": "Deflecting",
    "attack": "Hitting back",
    "humour": "A joke",
}
_NOTHING: Final = "A statement"
_SAID: Final[Mapping[str, tuple[str, str]]] = {
    "base": ("{it} is worth something to most people", "{it} is taken badly by most people"),
    "responsibility": (
        "{it} fits people who {blame} the brand",
        "{it} does not fit people who {blame} the brand",
    ),
    "severity": ("{it} fits harm of this size", "So much harm was done that {it_small} counts for less"),
    "truth": ("The facts are on the brand's side", "The facts are against the brand"),
    "stance": ("People trusted the brand before", "People had little trust in the brand before"),
    "voice": ("It sounds like a person", "It sounds like an institution"),
    "place": ("It was said where people talk about it", "It was said away from where people talk about it"),
    "latency": ("It came {waited} after the criticism", "It came {waited} after the criticism"),
    "repetition": ("People have heard it before", "People have heard it before"),
    "humour": ("It jokes about harm", "It jokes about harm"),
    "specificity": ("It names times, names or figures", "It stays vague"),
    "condition": ("An “if” takes the apology back", "An “if” takes the apology back"),
    "contradiction": ("It contradicts what was said before", "It contradicts what was said before"),
    "words": ("Its words bear out what it was meant as", "Its words say something else than it was meant as"),
}
"""By term: what adds to the acceptance, and what takes from it."""


def terms_in_words(taking: Taking, *, blamed: bool, pace: float) -> list[str]:
    """Each term that counts, the weightiest first: what it says, and logits with their sign.

    Args:
        taking: of the answer.
        blamed: most people blame the brand.
        pace: audience seconds in an exercise second.
    """
    it = _NAMES[taking.strategies[0].strategy] if taking.strategies else _NOTHING
    filled = {
        "it": it,
        "it_small": it[0].lower() + it[1:],
        "blame": "blame" if blamed else "do not blame",
        "waited": f"{spell(taking.latency_s * pace)} of the audience's time",
    }
    counting = [one for one in taking.terms if abs(one.z) >= LEAST and one.term in _SAID]
    counting.sort(key=lambda one: -abs(one.z))
    return [f"{_SAID[one.term][one.z < 0].format(**filled)}: {signed(one.z)}" for one in counting]


def signed(z: float) -> str:
    """A figure with its sign and one decimal."""
    return f"{'−' if z < 0 else '+'}{abs(z):.1f}"


def spell(seconds: float) -> str:
    """A span of time as people say it."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return "less than a minute"
    if minutes < 60:
        return f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if rest else f"{hours} h"
