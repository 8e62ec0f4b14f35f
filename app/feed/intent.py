"""What the author of a post means it to do: the chips of the composer."""

from dataclasses import dataclass
from typing import Literal

Strategy = Literal[
    "apology", "empathy", "explain", "compensate", "correct", "deny", "deflect", "attack", "humour"
]
"""How an organisation answers a crisis; the names are those of crisis communication research."""
Tone = Literal["personal", "plain", "formal"]
"""Whose voice it is in: a person's, nobody's in particular, the institution's."""
Target = Literal["thread", "feed", "site", "press", "message"]
"""Where it is said: under the criticism, on the own account, on the own site, to the press, in private."""

STRATEGIES: tuple[Strategy, ...] = (
    "apology",
    "empathy",
    "explain",
    "compensate",
    "correct",
    "deny",
    "deflect",
    "attack",
    "humour",
)
"""In the order of the crowd's tables."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """One or two strategies, a tone and a target."""

    strategies: tuple[Strategy, ...]
    tone: Tone = "plain"
    target: Target = "thread"
