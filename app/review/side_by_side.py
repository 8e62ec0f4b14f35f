"""Two drills beside each other: what differs, and what of it cannot be compared."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.ids import AssumptionId
from app.rehearsal.events import FindingSort
from app.review.digest import Digest
from app.review.figures import KINDS, Figure, FigureKind
from app.review.trends import TrendDrill, drill_of, fields_of
from app.review.weighed import Bet

AS_LONG: Final = 0.8
"""A drill that lasted less of the other's time is too short for counts to be compared."""
FEW: Final = 3
"""Things; a figure that rests on fewer says little."""
TOLD: Final = {"seconds": 0.05, "share": 0.02, "points": 1.0, "count": 0.5}
"""Differences that are smaller are none: of seconds a part of the first, of the others as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairedFigure:
    """A figure of both.

    Attributes:
        change: the other's less the one's, None where one has nothing to count.
        better: whether the other is better; None where they are alike or cannot be compared.
        caution: why they cannot be compared, or only with care; empty where they can.
        comparable: whether `better` may be said.
    """

    kind: FigureKind
    one: Figure
    other: Figure
    change: float | None
    better: bool | None
    comparable: bool
    caution: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PairedRule:
    """How often a rule found something in each."""

    rule: str
    sort: FindingSort
    title: str
    definition: str
    one: int
    other: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PairedWager:
    """An assumption of both plans; None where a plan has it not."""

    id: AssumptionId
    statement: str
    one: Bet | None
    other: Bet | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """Two drills.

    Attributes:
        same: whether they are of the same scenario.
        cautions: what has to be known before anything is read from the difference.
        wagers: of the same scenario alone; another plan bets on other things.
        met: fields of the map met in both, in the one alone, in the other alone.
    """

    one: TrendDrill
    other: TrendDrill
    same: bool
    cautions: tuple[str, ...]
    figures: tuple[PairedFigure, ...]
    rules: tuple[PairedRule, ...]
    wagers: tuple[PairedWager, ...]
    met: tuple[int, int, int]


def side_by_side(one: Digest, other: Digest) -> SideBySide:
    """The one beside the other; `better` is said of the other."""
    same = one.scenario == other.scenario
    ours, theirs = {*fields_of(one)}, {*fields_of(other)}
    return SideBySide(
        one=drill_of(one),
        other=drill_of(other),
        same=same,
        cautions=tuple(_cautions(one, other)),
        figures=tuple(_figures(one, other)),
        rules=tuple(_rules(one, other)),
        wagers=tuple(_wagers(one, other)) if same else (),
        met=(len(ours & theirs), len(ours - theirs), len(theirs - ours)),
    )


def _cautions(one: Digest, other: Digest) -> Iterator[str]:
    if one.scenario != other.scenario:
        yield (
            "They are drills of different scenarios, whose injects ask for other things in other times: "
            "times and shares are hints. Assumptions are not compared."
        )
    elif one.plan != other.plan:
        yield f"The plan was changed in between, from version {one.plan} to {other.plan}."
    if one.platform != other.platform:
        yield f"They ran on different platforms, {one.platform} and {other.platform}: what is soon differs."
    if one.people != other.people:
        yield (
            f"{_people(one)} took part in the one and {_people(other).lower()} in the other; stand-ins "
            "notice and answer by themselves."
        )
    if one.hard != other.hard:
        yield "One of them was hard: nothing that was published could be taken back."
    if not _as_long(one, other):
        yield (
            f"They lasted {_minutes(one)} and {_minutes(other)} minutes: mistakes and conversations are "
            "counted, and not compared."
        )


def _people(one: Digest) -> str:
    return {0: "Nobody", 1: "One person"}.get(one.people, f"{one.people} people")


def _minutes(one: Digest) -> int:
    return round(one.length / 60)


def _as_long(one: Digest, other: Digest) -> bool:
    short, long = sorted((one.length, other.length))
    return short >= AS_LONG * long


def _figures(one: Digest, other: Digest) -> Iterator[PairedFigure]:
    ours, theirs = ({each.id: each for each in drill.figures} for drill in (one, other))
    for kind in KINDS:
        if kind.id in ours and kind.id in theirs:
            yield _paired(kind, ours[kind.id], theirs[kind.id], one, other)


def _paired(kind: FigureKind, ours: Figure, theirs: Figure, one: Digest, other: Digest) -> PairedFigure:
    change = None if ours.value is None or theirs.value is None else theirs.value - ours.value
    why_not = _why_not(kind, change, one, other)
    few = min(ours.of, theirs.of) < FEW and kind.unit in ("seconds", "share")
    better = None
    if change is not None and not why_not and abs(change) > _told(kind, ours.value or 0.0):
        better = (change < 0) == (kind.better == "less")
    return PairedFigure(
        kind=kind,
        one=ours,
        other=theirs,
        change=change,
        better=better,
        comparable=not why_not,
        caution=why_not or (f"it rests on fewer than {FEW} in one of them" if few else ""),
    )


def _why_not(kind: FigureKind, change: float | None, one: Digest, other: Digest) -> str:
    if change is None:
        return "there was nothing to count in one of them"
    if kind.own and one.scenario != other.scenario:
        return "each scenario has its own"
    if kind.unit == "count" and not _as_long(one, other):
        return "one of them was much shorter"
    return ""


def _told(kind: FigureKind, of: float) -> float:
    return TOLD[kind.unit] * (of if kind.unit == "seconds" else 1)


def _rules(one: Digest, other: Digest) -> Iterator[PairedRule]:
    ours, theirs = ({each.rule: each for each in drill.tallies} for drill in (one, other))
    both = {**ours, **theirs}
    for rule in sorted(both, key=lambda name: (both[name].sort, name)):
        yield PairedRule(
            rule=rule,
            sort=both[rule].sort,
            title=both[rule].title,
            definition=both[rule].definition,
            one=ours[rule].count if rule in ours else 0,
            other=theirs[rule].count if rule in theirs else 0,
        )


def _wagers(one: Digest, other: Digest) -> Iterator[PairedWager]:
    ours, theirs = ({each.id: each for each in drill.wagers} for drill in (one, other))
    for name, each in {**ours, **theirs}.items():
        yield PairedWager(
            id=name,
            statement=each.statement,
            one=ours[name].verdict if name in ours else None,
            other=theirs[name].verdict if name in theirs else None,
        )
