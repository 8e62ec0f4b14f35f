"""A drill in little: what can be laid beside other drills, made once from the log and kept."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from app.ids import AssumptionId, ExerciseTime, WallMs
from app.rehearsal.entry import Entry
from app.rehearsal.events import FindingSort, Mode
from app.review.build import reviewed
from app.review.figures import Figure, figures
from app.review.findings.happened import Story
from app.review.story import Review
from app.review.weighed import OTHER, Bet, Stance, Tactic
from app.review.words import Compare, Read, never_apart, unread

DIGEST: Final = 1
"""Raise it when a digest gets another shape or another meaning: those that were kept are made anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How often a rule found something that nobody rejected; `taken` of them, where it is an opportunity."""

    rule: str
    sort: FindingSort
    title: str
    definition: str
    count: int
    taken: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wager:
    """An assumption of the plan and what the drill said of it."""

    id: AssumptionId
    statement: str
    verdict: Bet


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A field of the conversation map that was met: how many posts, and whether the brand answered one."""

    topic: str
    stance: Stance
    tactic: Tactic
    posts: int
    answered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A drill that is over.

    Attributes:
        scenario: its slug; `brand` is the name of its account.
        plan: the version that was tested.
        started_at: wall ms at StartEx; `length` is exercise seconds.
        people: seats in which somebody sat.
        entries: how long the log was; a longer one needs a new digest.
        topics: of the map, id and name; what spoke of none of them is in `fields` alone.
    """

    rehearsal: str
    title: str
    scenario: str
    brand: str
    platform: str
    plan: int
    mode: Mode
    hard: bool
    started_at: WallMs
    length: ExerciseTime
    people: int
    entries: int
    figures: tuple[Figure, ...]
    tallies: tuple[Tally, ...]
    wagers: tuple[Wager, ...]
    topics: tuple[tuple[str, str], ...]
    fields: tuple[Spoken, ...]


def digest_of(log: Iterable[Entry], compare: Compare = never_apart, read: Read = unread) -> Digest:
    """The digest of a whole log: the same log always gives the same one.

    Raises:
        ValueError: it is no whole log from entry 1 on.
    """
    return digested(*reviewed(log, compare, read))


def digested(story: Story, review: Review) -> Digest:
    """The digest of a drill that was reviewed."""
    rehearsal = story.rehearsal
    persona = rehearsal.scenario.persona(rehearsal.scenario.brand)
    return Digest(
        rehearsal=review.rehearsal,
        title=review.title,
        scenario=rehearsal.scenario.slug,
        brand=persona.name if persona else rehearsal.scenario.brand,
        platform=review.platform,
        plan=rehearsal.plan.version,
        mode=rehearsal.mode,
        hard=rehearsal.hard,
        started_at=review.started_at,
        length=review.length,
        people=sum(seat.participant is not None for seat in rehearsal.seats.values()),
        entries=rehearsal.seq,
        figures=figures(story, review),
        tallies=_tallies(review),
        wagers=_wagers(review),
        topics=review.conversation.topics,
        fields=tuple(
            Spoken(
                topic=one.topic,
                stance=one.stance,
                tactic=one.tactic,
                posts=one.posts,
                answered=one.answered_t is not None,
            )
            for one in review.conversation.fields
            if one.topic != OTHER
        ),
    )


def _tallies(review: Review) -> tuple[Tally, ...]:
    kept = [one for one in review.findings if one.standing != "rejected"]
    counts: Counter[str] = Counter(one.rule for one in kept)
    taken: Counter[str] = Counter(one.rule for one in kept if one.taken)
    about = {one.rule: one for one in kept}
    return tuple(
        Tally(
            rule=rule,
            sort=about[rule].sort,
            title=about[rule].title,
            definition=about[rule].definition,
            count=count,
            taken=taken[rule],
        )
        for rule, count in sorted(counts.items())
    )


def _wagers(review: Review) -> tuple[Wager, ...]:
    said = {one.id: one.statement for one in review.assumptions}
    return tuple(Wager(id=one.id, statement=said[one.id], verdict=one.verdict) for one in review.bets)
