"""The routes of the decision model: who must say yes to what, in which order, and how soon."""

from dataclasses import dataclass
from typing import Literal

from app.scenario.positions import Position

ContentClass = Literal["routine", "holding", "information", "correction", "apology", "compensation", "legal"]
"""What a post is, for the model; closed, so that plans can be compared.

routine: thanks, opening hours, a link. holding: that we know and when more comes, in words of the day.
information: facts of the matter. correction: what others or we ourselves said wrongly. apology: owning it.
compensation: money, vouchers, repairs. legal: liability, persons, proceedings.
"""

CLASSES: tuple[ContentClass, ...] = (
    "routine",
    "holding",
    "information",
    "correction",
    "apology",
    "compensation",
    "legal",
)
UNSAID: ContentClass = "information"
"""Of a draft whose author said nothing: never the class that may go out alone."""

Severity = Literal[1, 2, 3]
"""What the war room has declared: 1 an ordinary day, 2 serious, 3 a crisis."""
LADDER = "ladder"
"""The route made of the plan's ladder, for whatever no route is written for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """One yes on a route; `within` is the time allowed for it, in seconds of exercise time."""

    position: Position
    within: float = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """The way of one class of content from a severity on.

    Attributes:
        content: the class it is for.
        severity: from which severity on, 1 to 3; of several routes the one of the highest counts.
        approvals: who must say yes, in order; with none the communicator publishes alone.
        own: whether an author may approve their own where nobody else of the position is there.
    """

    id: str
    title: str
    content: ContentClass
    severity: int = 1
    approvals: tuple[Approval, ...] = ()
    own: bool = False

    @property
    def needs(self) -> tuple[Position, ...]:
        """The positions that must say yes, in order, each once."""
        return tuple(dict.fromkeys(one.position for one in self.approvals))

    def within(self, position: Position) -> float:
        """Seconds of exercise time allowed for one position's yes; 0 where it gives none."""
        return next((one.within for one in self.approvals if one.position == position), 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegation:
    """Who decides in the place of a position that is not there: `by`, the first of them who is."""

    position: Position
    by: tuple[Position, ...]


def chosen(routes: tuple[Route, ...], content: ContentClass, severity: int) -> Route | None:
    """The route for a class at a severity: the one written for the highest severity that is reached."""
    fit = [one for one in routes if one.content == content and one.severity <= severity]
    return max(fit, key=lambda one: one.severity, default=None)
