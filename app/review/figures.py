"""The figures of a drill as numbers, for drills to be compared by: each with what it means."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Final, Literal

from app.review.chances import inject_chances, openings
from app.review.findings.happened import Story
from app.review.mentions import asked_and_answered, sure
from app.review.record import record
from app.review.rungs import judgements
from app.review.story import Review, ReviewedInject
from app.review.weighed import OTHER

FigureId = Literal[
    "notice",
    "decide",
    "respond",
    "in_time",
    "mentions",
    "approvals",
    "facts",
    "held",
    "mistakes",
    "taken",
    "noticed",
    "map",
    "sure_before",
    "sure_after",
    "trust",
]
Unit = Literal["seconds", "share", "count", "points"]
Better = Literal["less", "more"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureKind:
    """What a figure is.

    Attributes:
        unit: exercise seconds; a share from 0 to 1; a count; points from 0 to 100.
        better: which way is better.
        own: it counts what this scenario has, so that another scenario's is no better and no worse.
    """

    id: FigureId
    title: str
    unit: Unit
    better: Better
    definition: str
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure of one drill: `value` is None where there was nothing to count; `of` is how much there was."""

    id: FigureId
    value: float | None
    of: int


KINDS: Final[tuple[FigureKind, ...]] = (
    FigureKind(
        id="notice",
        title="Time to notice",
        unit="seconds",
        better="less",
        definition=(
            "From an inject that expects an action to the first thing the team did about it: half of those "
            "it noticed took no longer."
        ),
    ),
    FigureKind(
        id="decide",
        title="Time to decide",
        unit="seconds",
        better="less",
        definition=(
            "From an inject that expects an action to the last approval of the answer to it: half took no "
            "longer. Answers that needed no approval, or had it before, are left out."
        ),
    ),
    FigureKind(
        id="respond",
        title="Time to respond",
        unit="seconds",
        better="less",
        definition="From an inject that expects an action to the brand's answer: half took no longer.",
    ),
    FigureKind(
        id="in_time",
        title="Answered in time",
        unit="share",
        better="more",
        definition="Injects that expected an action, answered within the time the scenario gives.",
    ),
    FigureKind(
        id="mentions",
        title="Mentions answered",
        unit="share",
        better="more",
        definition="Posts of others to the brand that it replied to or quoted.",
    ),
    FigureKind(
        id="approvals",
        title="Approvals in time",
        unit="share",
        better="more",
        definition="Each yes or no within the time that the draft's route allows for it, from its turn on.",
    ),
    FigureKind(
        id="facts",
        title="Facts right",
        unit="share",
        better="more",
        definition="Facts the brand settled as the scenario knows them to be, of those it knows about.",
    ),
    FigureKind(
        id="held",
        title="Assumptions held",
        unit="share",
        better="more",
        own=True,
        definition="Assumptions of the plan that held, of those that were tested.",
    ),
    FigureKind(
        id="mistakes",
        title="Mistakes",
        unit="count",
        better="less",
        definition="Mistakes that rules found or people marked, without those that were rejected.",
    ),
    FigureKind(
        id="taken",
        title="Chances taken",
        unit="share",
        better="more",
        definition="Openings that injects and the crowd gave, and that the brand took.",
    ),
    FigureKind(
        id="noticed",
        title="Chances noticed",
        unit="share",
        better="more",
        definition="The same openings, where the brand flagged a chance while they were there.",
    ),
    FigureKind(
        id="map",
        title="Conversations met",
        unit="count",
        better="more",
        own=True,
        definition="Fields of the conversation map, topic by tactic by stance, in which somebody wrote.",
    ),
    FigureKind(
        id="sure_before",
        title="Confidence before",
        unit="points",
        better="more",
        definition="How sure the brand's players were in the lobby, 0 to 100: the mean of those asked twice.",
    ),
    FigureKind(
        id="sure_after",
        title="Confidence after",
        unit="points",
        better="more",
        definition="How sure the same players were after EndEx, 0 to 100.",
    ),
    FigureKind(
        id="trust",
        title="Trust won or lost",
        unit="points",
        better="more",
        definition="The simulated crowd's trust in the brand at EndEx, less that at StartEx.",
    ),
)
"""In the order they are shown."""


def figures(story: Story, review: Review) -> tuple[Figure, ...]:
    """Every figure, in the order of `KINDS`."""
    return (
        *_times(review.injects),
        *_shares(story),
        _bets(review),
        _mistakes(review),
        *_chances(story),
        Figure(id="map", value=_met(review), of=_met(review)),
        *_sure(story),
        _trust(story),
    )


def _times(injects: Iterable[ReviewedInject]) -> tuple[Figure, ...]:
    owed = [one for one in injects if one.verdict in ("in_time", "late", "unanswered")]
    in_time = sum(one.verdict == "in_time" for one in owed)
    return (
        _half("notice", ((one.delivered, one.noticed) for one in owed)),
        _half("decide", ((one.delivered, one.decided) for one in owed)),
        _half("respond", ((one.delivered, one.answered) for one in owed)),
        _share("in_time", in_time, len(owed)),
    )


def _half(name: FigureId, spans: Iterable[tuple[float | None, float | None]]) -> Figure:
    """How long half of some things took at most, in exercise seconds."""
    took = [round(until - since, 3) for since, until in spans if since is not None and until is not None]
    return Figure(id=name, value=median(took) if took else None, of=len(took))


def _share(name: FigureId, some: int, of: int) -> Figure:
    return Figure(id=name, value=some / of if of else None, of=of)


def _shares(story: Story) -> tuple[Figure, ...]:
    asked, answered = asked_and_answered(story)
    judged = judgements(story)
    board = record(story.rehearsal.facts.values(), story.rehearsal.scenario.facts)
    return (
        _share("mentions", len(answered), len(asked)),
        _share("approvals", sum(not one.late for one in judged), len(judged)),
        _share("facts", board.right, board.known),
    )


def _bets(review: Review) -> Figure:
    tested = [one.verdict for one in review.bets if one.verdict != "untested"]
    return _share("held", tested.count("held"), len(tested))


def _mistakes(review: Review) -> Figure:
    found = [one for one in review.findings if one.sort == "mistake" and one.standing != "rejected"]
    return Figure(id="mistakes", value=len(found), of=len(found))


def _chances(story: Story) -> tuple[Figure, ...]:
    there = [
        *((one.taken, one.noticed_t) for one in inject_chances(story.rehearsal)),
        *((one.taken, one.noticed_t) for one in openings(story.rehearsal)),
    ]
    return (
        _share("taken", sum(taken for taken, _ in there), len(there)),
        _share("noticed", sum(noticed is not None for _, noticed in there), len(there)),
    )


def _met(review: Review) -> int:
    return sum(one.topic != OTHER for one in review.conversation.fields)


def _sure(story: Story) -> tuple[Figure, ...]:
    both = sure(story)
    before, after = (sum(one[at] for one in both) for at in (0, 1))
    return (
        Figure(id="sure_before", value=before / len(both) if both else None, of=len(both)),
        Figure(id="sure_after", value=after / len(both) if both else None, of=len(both)),
    )


def _trust(story: Story) -> Figure:
    mood = story.rehearsal.mood
    won = mood.trust - story.rehearsal.scenario.crowd.trust
    return Figure(id="trust", value=round(won, 2), of=len(mood.samples))
