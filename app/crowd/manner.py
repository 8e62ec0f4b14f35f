"""How something is said, apart from what: how concrete, in whose voice, how it feels. In numbers from 0 to 1.

The weights are assumptions [A]; only additions, products and quotients, so that every machine gets the same.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

VAGUE, CONCRETE = 0.2, 0.16
"""Specificity of a text with nothing to hold on to, and what each concrete thing adds."""
_CLOCK = re.compile(r"\d{1,2}(?:[:.]\d{2}(?!\d| ?%)| ?(?:am|pm|a\.m|p\.m|uhr|h|hs)\b)")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_LINK = re.compile(r"http|www\.|\.(?:com|org|net|example|info|test)\b")
_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]{2,}")
_TITLED = re.compile(r"(?:Herrn?|Frau|Familie|Dr\.) [A-ZÄÖÜ]\w+")
_MENTION = re.compile(r"@\w+")
_SHOUT = re.compile(r"[A-ZÀ-ÖØ-Þ]{4,}")

Counts = Mapping[str, float]
"""Per family, how many cues were found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """See `Gist` for what the numbers mean."""

    specificity: float = 0.0
    voice: float = 0.5
    valence: float = 0.0
    arousal: float = 0.0


def has_link(plain: str) -> bool:
    """Whether a folded text links to anything."""
    return _LINK.search(plain) is not None


def manner(text: str, plain: str, counts: Counts, *, language: str) -> Manner:
    """How a text is said.

    Args:
        text: as written.
        plain: the text folded.
        counts: of the cues in it, by family; `short` counts words run together, `link` whether it has one.
        language: German writes every noun with a capital, so names are told by their titles there.
    """
    if not plain.strip():
        return Manner()
    names = len({*(_TITLED.findall(text) if language == "de" else _names(text)), *_MENTION.findall(text)})
    return Manner(
        specificity=_specificity(plain, counts, names),
        voice=_voice(counts, names),
        valence=_valence(counts),
        arousal=_arousal(text, counts),
    )


def _names(text: str) -> list[str]:
    """Words with a capital inside a sentence, where only names have one."""
    found = _CAPITAL.finditer(text)
    return [one[0] for one in found if text[one.start() - 2 : one.start() - 1].islower()]


def _specificity(plain: str, counts: Counts, names: int) -> float:
    clocks = len(_CLOCK.findall(plain))
    numbers = max(0, len(_NUMBER.findall(plain)) - 2 * clocks)
    told = (
        min(2.0, 1.0 * clocks)
        + min(1.5, 0.7 * numbers)
        + min(1.5, 0.75 * counts["who"])
        + min(1.0, 0.5 * names)
        + min(1.0, 0.5 * counts["when"])
        + min(1.5, 0.8 * counts["promise"])
        + (0.8 if counts["owned"] else 0.0)
        + min(0.8, 0.4 * counts["evidence"])
        + counts["link"]
        - min(1.0, 0.25 * counts["vague"])
    )
    return min(1.0, max(0.0, VAGUE + CONCRETE * told))


def _voice(counts: Counts, names: int) -> float:
    human = 0.5 * min(8.0, counts["human"]) + counts["warm"] + counts["apology"] + counts["owned"]
    human += counts["empathy"] + counts["thanks"] + counts["invitation"] + counts["humour"]
    human += 0.7 * counts["short"] + 0.5 * min(2, names)
    formal = 1.4 * counts["formal"] + counts["policy"] + 0.5 * counts["vague"]
    return (human + 1.5) / (human + formal + 3.0)


def _valence(counts: Counts) -> float:
    good = (
        counts["warm"] + counts["thanks"] + 1.5 * counts["apology"] + counts["empathy"] + counts["invitation"]
    )
    good += counts["owned"] + counts["compensate"] + 0.5 * counts["humour"] + 0.5 * counts["promise"]
    bad = counts["angry"] + 0.5 * counts["moral"] + 2 * counts["insult"] + 1.5 * counts["attack"]
    bad += counts["blame"] + counts["deny"] + 0.7 * counts["deflect"] + counts["conditional"]
    bad += 0.5 * counts["policy"]
    return (good - bad) / (good + bad + 1.0)


def _arousal(text: str, counts: Counts) -> float:
    roused = 0.8 * min(5, text.count("!")) + min(5, len(_SHOUT.findall(text)))
    roused += counts["angry"] + 0.7 * counts["moral"] + 1.5 * counts["insult"] + counts["attack"]
    return 0.1 + 0.9 * roused / (roused + 4.0)
