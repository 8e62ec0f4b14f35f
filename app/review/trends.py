"""What many drills say together: how the figures went, what came again, what was never rehearsed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from app.ids import AssumptionId, ExerciseTime, WallMs
from app.rehearsal.events import FindingSort, Mode
from app.review.digest import Digest
from app.review.figures import KINDS, Figure, FigureKind
from app.review.weighed import STANCES, TACTICS, Bet, Stance, Tactic

Course = Literal["new", "again", "gone", "past"]
"""In the newest drill alone; there and earlier; in the one before the newest; in none of the two."""
_FieldKey = tuple[str, Stance, Tactic]

COURSE_DEFINITION: Final = (
    "New: in the newest drill for the first time. Again: in the newest drill, and in an earlier one. Gone: "
    "in the drill before the newest, and no longer. Past: in earlier drills only. What a drill gave no "
    "occasion for is not in it either. Findings that people rejected are left out."
)
MAP_DEFINITION: Final = (
    "Every field of the conversation map, topic by tactic by stance, of all these drills together. Topics of "
    "the same name count as one, whatever scenario they come from; posts about no topic are left out."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which drills are told about; None for all."""

    scenario: str | None = None
    brand: str | None = None
    plan: int | None = None
    mode: Mode | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendChoice:
    """Something to choose drills by, and how many there are of it."""

    id: str
    title: str
    drills: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendDrill:
    """A drill of the trend; see `Digest`.

    Attributes:
        met: fields of the map that were met in it; `fresh` of them in no drill before.
        met_by_then: fields that were met in it or in any drill before.
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
    figures: tuple[Figure, ...]
    met: int
    fresh: int
    met_by_then: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendRule:
    """A rule of the review through the drills: how often it found something in each, oldest first."""

    rule: str
    sort: FindingSort
    title: str
    definition: str
    counts: tuple[int, ...]
    taken: tuple[int, ...]
    course: Course


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendWager:
    """An assumption of a scenario's plan through the drills; None where the plan had it not."""

    scenario: str
    id: AssumptionId
    statement: str
    verdicts: tuple[Bet | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendField:
    """A field that was met: posts in all drills, in how many, and whether in the newest."""

    stance: Stance
    tactic: Tactic
    posts: int
    drills: int
    newest: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendTopic:
    """A topic, with the fields of it that were met."""

    name: str
    fields: tuple[TrendField, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trends:
    """Everything the page of trends shows; drills are in order of time, oldest first.

    Attributes:
        kinds: what the figures are.
        scenarios, brands, plans: what drills can be chosen by, of all there are.
        never: tactics and stances that no drill has met on any topic.
        possible: fields that the map of these drills has.
    """

    kinds: tuple[FigureKind, ...]
    drills: tuple[TrendDrill, ...]
    rules: tuple[TrendRule, ...]
    wagers: tuple[TrendWager, ...]
    topics: tuple[TrendTopic, ...]
    never: tuple[tuple[Tactic, Stance], ...]
    possible: int
    scenarios: tuple[TrendChoice, ...]
    brands: tuple[TrendChoice, ...]
    plans: tuple[TrendChoice, ...]
    course_definition: str = COURSE_DEFINITION
    map_definition: str = MAP_DEFINITION


def trends(digests: Iterable[Digest], wanted: Wanted = Wanted()) -> Trends:
    """What the drills that are wanted say together; the same digests always say the same."""
    every = sorted(digests, key=lambda one: (one.started_at, one.rehearsal))
    told = [one for one in every if _is_wanted(one, wanted)]
    topics = _topics(told)
    return Trends(
        kinds=KINDS,
        drills=_drills(told),
        rules=_rules(told),
        wagers=_wagers(told),
        topics=topics,
        never=_never(topics),
        possible=len(topics) * len(TACTICS) * len(STANCES),
        scenarios=_choices((one.scenario, one.title) for one in every),
        brands=_choices((one.brand, one.brand) for one in every),
        plans=_choices(
            (str(one.plan), f"Version {one.plan}") for one in every if wanted.scenario in (None, one.scenario)
        ),
    )


def _is_wanted(one: Digest, wanted: Wanted) -> bool:
    pairs = (
        (wanted.scenario, one.scenario),
        (wanted.brand, one.brand),
        (wanted.plan, one.plan),
        (wanted.mode, one.mode),
    )
    return all(asked in (None, has) for asked, has in pairs)


def _choices(of: Iterable[tuple[str, str]]) -> tuple[TrendChoice, ...]:
    titles: dict[str, str] = {}
    counts: dict[str, int] = {}
    for name, title in of:
        titles[name] = title
        counts[name] = counts.get(name, 0) + 1
    found = (TrendChoice(id=name, title=title, drills=counts[name]) for name, title in titles.items())
    return tuple(sorted(found, key=lambda one: (one.title.casefold(), one.id)))


def _drills(told: Sequence[Digest]) -> tuple[TrendDrill, ...]:
    made: list[TrendDrill] = []
    known: set[_FieldKey] = set()
    for one in told:
        met = {*fields_of(one)}
        fresh = met - known
        known |= met
        made.append(drill_of(one, fresh=len(fresh), met_by_then=len(known)))
    return tuple(made)


def drill_of(one: Digest, *, fresh: int = 0, met_by_then: int = 0) -> TrendDrill:
    """A digest as a drill of a trend."""
    return TrendDrill(
        rehearsal=one.rehearsal,
        title=one.title,
        scenario=one.scenario,
        brand=one.brand,
        platform=one.platform,
        plan=one.plan,
        mode=one.mode,
        hard=one.hard,
        started_at=one.started_at,
        length=one.length,
        people=one.people,
        figures=one.figures,
        met=len(fields_of(one)),
        fresh=fresh,
        met_by_then=met_by_then,
    )


def fields_of(one: Digest) -> dict[_FieldKey, int]:
    """The posts in each field that a drill met, by its topic's name in small letters."""
    names = {topic: name.casefold() for topic, name in one.topics}
    return {(names.get(each.topic, each.topic), each.stance, each.tactic): each.posts for each in one.fields}


def _rules(told: Sequence[Digest]) -> tuple[TrendRule, ...]:
    by_drill = [{each.rule: each for each in one.tallies} for one in told]
    newest = {rule: tally for found in by_drill for rule, tally in found.items()}
    rows = []
    for rule, tally in newest.items():
        counts = tuple(found[rule].count if rule in found else 0 for found in by_drill)
        rows.append(
            TrendRule(
                rule=rule,
                sort=tally.sort,
                title=tally.title,
                definition=tally.definition,
                counts=counts,
                taken=tuple(found[rule].taken if rule in found else 0 for found in by_drill),
                course=course(counts),
            )
        )
    order = {"again": 0, "new": 1, "gone": 2, "past": 3}
    return tuple(sorted(rows, key=lambda one: (one.sort, order[one.course], -sum(one.counts), one.rule)))


def course(counts: Sequence[int]) -> Course:
    """How it went with what was found so often in each drill, oldest first; it was found in one at least."""
    if counts[-1]:
        return "again" if any(counts[:-1]) else "new"
    return "gone" if len(counts) > 1 and counts[-2] else "past"


def _wagers(told: Sequence[Digest]) -> tuple[TrendWager, ...]:
    said = {(one.scenario, each.id): each.statement for one in told for each in one.wagers}
    verdicts = [{(one.scenario, each.id): each.verdict for each in one.wagers} for one in told]
    return tuple(
        TrendWager(
            scenario=scenario,
            id=name,
            statement=statement,
            verdicts=tuple(found.get((scenario, name)) for found in verdicts),
        )
        for (scenario, name), statement in sorted(said.items())
    )


def _topics(told: Sequence[Digest]) -> tuple[TrendTopic, ...]:
    names = {name.casefold(): name for one in told for _, name in one.topics}
    met = [fields_of(one) for one in told]
    return tuple(TrendTopic(name=name, fields=tuple(_fields(topic, met))) for topic, name in names.items())


def _never(topics: Sequence[TrendTopic]) -> tuple[tuple[Tactic, Stance], ...]:
    met = {(one.tactic, one.stance) for topic in topics for one in topic.fields}
    every = ((tactic, stance) for tactic in TACTICS for stance in STANCES)
    return tuple(one for one in every if topics and one not in met)


def _fields(topic: str, met: Sequence[dict[_FieldKey, int]]) -> Iterable[TrendField]:
    for tactic in TACTICS:
        for stance in STANCES:
            key = (topic, stance, tactic)
            posts = [found[key] for found in met if key in found]
            if posts:
                yield TrendField(
                    stance=stance,
                    tactic=tactic,
                    posts=sum(posts),
                    drills=len(posts),
                    newest=key in met[-1],
                )
