"""The plan under test: its parts, its decision model, what it bets on."""

import re
from dataclasses import dataclass
from typing import Literal

from app.feed.platforms import PlatformId
from app.ids import AssumptionId
from app.scenario.components import CRITICAL, KINDS, ComponentKind, Weight
from app.scenario.positions import OUTGOING, Position
from app.scenario.routes import LADDER, Approval, ContentClass, Delegation, Route, chosen

__all__ = ["Position"]
Standing = Literal["ready", "thin", "missing"]
UNWEIGHED: Weight = 2
"""Of a component with neither a weight of its own nor a kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """One part of the plan.

    Attributes:
        kind: which of the fifteen it is; none for what is the scenario's own.
        text: what the plan says.
        weight: how much this platform makes it matter, 0 to 3; without it that of its kind, or 2.
    """

    id: str
    title: str
    owner: Position
    weight: Weight | None = None
    standing: Standing = "ready"
    kind: ComponentKind | None = None
    text: str = ""

    def weight_on(self, platform: PlatformId) -> Weight:
        """How much a platform makes it matter, 0 to 3."""
        if self.weight is not None:
            return self.weight
        return KINDS[self.kind].weights[platform] if self.kind else UNWEIGHED


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
    """The social-media plan, one version of it.

    Attributes:
        ladder: the way of every draft that no route is written for.
        routes: the way of each class of content, by severity.
        delegates: who decides for whom.
        break_glass: the positions that may publish past the model, with a reason.
        severity: what is declared at StartEx, 1 to 3.
    """

    version: int
    components: tuple[Component, ...]
    ladder: tuple[Rung, ...]
    holding: tuple[HoldingStatement, ...]
    assumptions: tuple[Assumption, ...]
    red_lines: tuple[str, ...] = ()
    """Words Legal turns a draft down for, lower case."""
    first_reply: float = 900.0
    """Promised seconds of exercise time from an inject to the first answer."""
    routes: tuple[Route, ...] = ()
    delegates: tuple[Delegation, ...] = ()
    break_glass: tuple[Position, ...] = OUTGOING
    severity: int = 1

    def approvals(self) -> tuple[Position, ...]:
        """The positions that must say yes, in the order of the ladder, then of the routes."""
        ladder = (rung.position for rung in self.ladder if rung.does in ("review", "decide"))
        return tuple(dict.fromkeys((*ladder, *(one for route in self.routes for one in route.needs))))

    def route_for(self, content: ContentClass, severity: int) -> Route:
        """The way of a class of content at a severity: the whole ladder where no route is written for it."""
        return chosen(self.routes, content, severity) or self.whole_ladder()

    def route(self, name: str) -> Route:
        """The route of that id, or the ladder as one."""
        return next((one for one in self.routes if one.id == name), None) or self.whole_ladder()

    def whole_ladder(self) -> Route:
        """The ladder as a route. Who is alone at a position approves their own words there."""
        rungs = [rung for rung in self.ladder if rung.does in ("review", "decide")]
        return Route(
            id=LADDER,
            title="Ladder",
            content="information",
            approvals=tuple(Approval(position=rung.position, within=rung.within) for rung in rungs),
            own=True,
        )

    def instead_of(self, position: Position) -> tuple[Position, ...]:
        """Who decides in place of a position, in order."""
        return tuple(
            dict.fromkeys(one for each in self.delegates if each.position == position for one in each.by)
        )

    def unsaid(self, platform: PlatformId) -> tuple[ComponentKind, ...]:
        """The kinds critical on a platform that the plan has no component of, not even one marked missing.

        Holding statements, red lines and approvals say theirs without a component.
        """
        said = {one.kind for one in self.components} | self._said_elsewhere()
        return tuple(
            one.id for one in KINDS.values() if one.weights[platform] >= CRITICAL and one.id not in said
        )

    def _said_elsewhere(self) -> set[ComponentKind]:
        found: dict[ComponentKind, object] = {
            "holding_statements": self.holding,
            "legal_red_lines": self.red_lines,
            "approval": self.approvals(),
        }
        return {kind for kind, there in found.items() if there}

    def is_holding(self, text: str) -> bool:
        """Whether `text` is one of the holding statements with its blanks filled in."""
        return any(_pattern(statement.text).fullmatch(text.strip()) for statement in self.holding)


def _pattern(template: str) -> re.Pattern[str]:
    pieces = re.split(r"\{[a-z_]+\}", template.strip())
    return re.compile(r"[^\n]{1,40}?".join(re.escape(piece) for piece in pieces), re.IGNORECASE)
