"""The talk after EndEx as it stands: what was agreed, what will be done, what was answered."""

from dataclasses import dataclass, field
from typing import Literal

from app.ids import ActionId, ExerciseTime, FindingId, SeatId
from app.rehearsal.events import FindingSort, Standing, WashOn
from app.rehearsal.rating import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """Where a finding stands, and what it cost in words; None where nobody said."""

    finding: FindingId
    standing: Standing = "suggested"
    remark: str = ""
    cost: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A finding that somebody brought up; `t` is the moment it is about."""

    id: FindingId
    seat: SeatId
    sort: FindingSort
    title: str
    what: str
    t: ExerciseTime
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A line of the improvement plan; an empty `owner` and a `due` of None are open."""

    id: ActionId
    what: str
    owner: str
    due: str | None
    findings: tuple[FindingId, ...]
    done: bool = False


@dataclass(slots=True, kw_only=True)
class Wash:
    """The hot wash. Questions are numbered from 1.

    Attributes:
        open: whether it goes on.
        asked: the questions that were put, closed ones too.
        answers: per question each mark's newest words.
        said: how often each mark answered a question.
        closed: the questions that take no more answers, with what was answered, by its letters.
    """

    open: bool = False
    questions: tuple[str, ...] = ()
    on: WashOn = "nothing"
    question: int | None = None
    finding: FindingId | None = None
    asked: set[int] = field(default_factory=set)
    answers: dict[int, dict[str, str]] = field(default_factory=dict)
    said: dict[tuple[int, str], int] = field(default_factory=dict)
    closed: dict[int, tuple[str, ...]] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Talk:
    """Everything said about a drill after it; `actions` has dropped ones no more, `numbered` counts them."""

    settled: dict[FindingId, Settled] = field(default_factory=dict)
    added: dict[FindingId, Added] = field(default_factory=dict)
    actions: dict[ActionId, Action] = field(default_factory=dict)
    numbered: int = 0
    wash: Wash = field(default_factory=Wash)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldQuestion:
    """A question of the hot wash as everybody is shown it: the answers only once it is closed."""

    number: int
    text: str
    state: Literal["unasked", "open", "closed"]
    count: int
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldWash:
    """The hot wash as everybody is shown it; `held` once it was opened at all."""

    open: bool = False
    held: bool = False
    on: WashOn = "nothing"
    question: int | None = None
    finding: FindingId | None = None
    questions: tuple[ToldQuestion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldTalk:
    """The talk as everybody is shown it."""

    settled: tuple[Settled, ...] = ()
    added: tuple[Added, ...] = ()
    actions: tuple[Action, ...] = ()
    wash: ToldWash = ToldWash()


def told(talk: Talk) -> ToldTalk:
    """What everybody who was there may know of the talk."""
    return ToldTalk(
        settled=tuple(talk.settled.values()),
        added=tuple(talk.added.values()),
        actions=tuple(talk.actions.values()),
        wash=_told_wash(talk.wash),
    )


def _told_wash(wash: Wash) -> ToldWash:
    return ToldWash(
        open=wash.open,
        held=bool(wash.questions),
        on=wash.on,
        question=wash.question,
        finding=wash.finding,
        questions=tuple(_told_question(wash, at) for at in range(1, len(wash.questions) + 1)),
    )


def _told_question(wash: Wash, number: int) -> ToldQuestion:
    return ToldQuestion(
        number=number,
        text=wash.questions[number - 1],
        state="closed" if number in wash.closed else "open" if number in wash.asked else "unasked",
        count=len(wash.answers.get(number, {})),
        texts=wash.closed.get(number, ()),
    )
