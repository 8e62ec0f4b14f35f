"""The plan under test: its parts, its decision model, what it bets on."""

import re
from dataclasses import dataclass
from typing import Literal

from app.ids import AssumptionId

Position = Literal["decision_maker", "communicator", "legal", "subject_expert"]
Weight = Literal[1, 2, 3]


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """One part of the plan; `weight` 1-3 is how much this platform makes it matter."""

    id: str
    title: str
    owner: Position
    weight: Weight
    standing: Literal["ready", "thin", "missing"] = "ready"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One step of the decision model; `within` is the time allowed, in seconds of exercise time."""

    does: Literal["notice", "draft", "review", "decide", "publish"]
    title: str
    position: Position
    within: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldingStatement:
    """A text that needs no approval. `{word}` stands for a few words filled in on the day."""

    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """What the plan bets on; `confidence` in percent before the drill."""

    id: AssumptionId
    statement: str
    owner: Position
    confidence: int
    breaks_when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The social-media plan, one version of it."""

    version: int
    components: tuple[Component, ...]
    ladder: tuple[Rung, ...]
    holding: tuple[HoldingStatement, ...]
    assumptions: tuple[Assumption, ...]
    red_lines: tuple[str, ...] = ()
    """Words Legal turns a draft down for, lower case."""
    first_reply: float = 900.0
    """Promised seconds of exercise time from an inject to the first answer."""

    def approvals(self) -> tuple[Position, ...]:
        """The positions that must say yes, in order."""
        return tuple(rung.position for rung in self.ladder if rung.does in ("review", "decide"))

    def is_holding(self, text: str) -> bool:
        """Whether `text` is one of the holding statements with its blanks filled in."""
        return any(_pattern(statement.text).fullmatch(text.strip()) for statement in self.holding)


def _pattern(template: str) -> re.Pattern[str]:
    pieces = re.split(r"\{[a-z_]+\}", template.strip())
    return re.compile(r"[^\n]{1,40}?".join(re.escape(piece) for piece in pieces), re.IGNORECASE)
