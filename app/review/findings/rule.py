"""A rule: how one sort of mistake or opportunity is found in the story of a log."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.ids import ExerciseTime
from app.rehearsal.events import FindingSort
from app.review.findings.finding import Cite, Confidence
from app.review.findings.happened import Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One place where a rule holds; see `Finding` for what the fields mean.

    Attributes:
        key: what it was found at, once for a rule: a post's or a draft's id, an entry's number.
        evidence: at least one, the first is what it is about; `Story.cite...` makes them.
    """

    key: str
    t: ExerciseTime
    what: str
    evidence: tuple[Cite, ...]
    until: ExerciseTime | None = None
    done: str = ""
    taken: bool | None = None
    confidence: Confidence = "certain"


Find = Callable[[Story], Iterator[Case]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule.

    Attributes:
        id: stable: findings, and what people said of them, are kept under it.
        title: the finding's headline.
        definition: when it holds and when it does not, for people; docs/review.md shows it.
        find: its cases in a story; pure, and in an order that follows from the log.
    """

    id: str
    sort: FindingSort
    title: str
    definition: str
    find: Find


def mistake(id: str, title: str, definition: str, find: Find) -> Rule:  # noqa: A002 - the field's name
    """A rule that finds mistakes."""
    return Rule(id=id, sort="mistake", title=title, definition=definition, find=find)


def opportunity(id: str, title: str, definition: str, find: Find) -> Rule:  # noqa: A002 - the field's name
    """A rule that finds opportunities; its cases say whether they were taken."""
    return Rule(id=id, sort="opportunity", title=title, definition=definition, find=find)
