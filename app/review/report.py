"""The after-action report as one value, from which each format is written: sections, tables, one chart."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from app.ids import ExerciseTime, PostId, SeatId
from app.review.findings.finding import Finding
from app.review.naming import titles_of
from app.review.sections import Section, Table
from app.review.story import Review, ReviewedInject
from app.review.telling import run_from, tell_influence
from app.review.telling_amendments import changed
from app.review.telling_minutes import decided
from app.review.telling_ratings import evaluated, legend
from app.review.telling_talk import answers, improvement_plan
from app.review.telling_turns import turned
from app.scenario.times import say_time

LONGEST_QUOTE = 240
_VERDICTS = {
    "in_time": "in time",
    "late": "late",
    "unanswered": "unanswered",
    "not_expected": "no answer was due",
    "not_delivered": "not delivered",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """A point on the chart's axis of time."""

    t: ExerciseTime
    brand: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Trust and heat, 0 to 100, over exercise time, and when injects went out and the brand posted."""

    length: ExerciseTime
    trust: tuple[tuple[ExerciseTime, float], ...]
    heat: tuple[tuple[ExerciseTime, float], ...]
    markers: tuple[Marker, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What the report says. People are called by their seats; by name too while names are unsealed.

    Attributes:
        grade: of confidentiality; it stands on every page, beside the word EXERCISE.
        began: wall time of StartEx, ms.
    """

    title: str
    grade: str
    began: int
    head: tuple[str, ...]
    chart: Chart
    sections: tuple[Section, ...]


def report_of(review: Review) -> Report:
    """The report of a review."""
    titles = titles_of(review)
    people = sum(not seat.automatic for seat in review.seats)
    seats = f"{len(review.seats)} seats"
    return Report(
        title=review.title,
        grade=review.grade,
        began=review.started_at,
        head=(
            f"{say_time(review.length)} of exercise time; people in {people} of {seats}.{run_from(review)}",
            f"It is the plan that was tested, not the people who carried it. {_names(review, titles)}",
        ),
        chart=_chart(review),
        sections=(
            _figures(review),
            turned(review),
            _found(review, titles, "mistake", "Mistakes", "No rule found one, and nobody marked one."),
            _found(
                review, titles, "opportunity", "Opportunities", "No rule found one, and nobody marked one."
            ),
            _evaluation(review),
            _assumptions(review),
            improvement_plan(review),
            answers(review),
            _next(review),
            _answers(review),
            decided(review, titles),
            _facts(review),
            _notes(review, titles),
            _plan(review),
            _influence(review),
        ),
    )


def _names(review: Review, titles: dict[SeatId, str]) -> str:
    names = review.names
    if not names.open or names.at is None:
        return "Seats stand for names."
    who = titles.get(names.seat, "") if names.seat else ""
    when = datetime.fromtimestamp(names.at / 1000, UTC)
    return f"Names were unsealed by {who} on {when:%Y-%m-%d at %H:%M} UTC."


def _chart(review: Review) -> Chart:
    injects = (Marker(t=one.delivered, brand=False) for one in review.injects if one.delivered is not None)
    posts = (Marker(t=one.t, brand=True) for one in review.posts if one.brand)
    return Chart(
        length=review.length,
        trust=tuple((one.t, one.trust) for one in review.samples),
        heat=tuple((one.t, one.heat) for one in review.samples),
        markers=tuple(sorted((*injects, *posts), key=lambda one: one.t)),
    )


def _figures(review: Review) -> Section:
    # The arrow is not in every printed face.
    rows = tuple(
        (one.title, one.value.replace("→", "to"), one.note, one.definition) for one in review.measures
    )
    table = Table(header=("Figure", "Value", "", "How it is counted"), widths=(20, 14, 22, 44), rows=rows)
    return Section(title="Figures", table=table)


def _found(review: Review, titles: dict[SeatId, str], sort: str, title: str, empty: str) -> Section:
    rows = tuple(_finding(one, titles) for one in review.findings if one.sort == sort)
    header = ("When", "What", "Noticed", "What was done", "Standing")
    return Section(
        title=title, table=Table(header=header, widths=(9, 43, 16, 20, 12), rows=rows), empty=empty
    )


def _finding(one: Finding, titles: dict[SeatId, str]) -> tuple[str, ...]:
    noticed = "never"
    if one.noticed_t is not None:
        by = titles.get(one.noticed_by, "") if one.noticed_by else ""
        noticed = f"{say_time(one.noticed_t)} {by}".strip()
    taken = {True: "Taken.", False: "Missed.", None: ""}[one.taken]
    done = one.done if one.done.startswith(("Taken", "Missed")) else f"{taken} {one.done}".strip()
    cost = f" {one.cost}" if one.cost else ""
    standing = f"{one.standing}: {one.remark}" if one.remark else one.standing
    return (say_time(one.t), f"{one.title}. {one.what}{cost}", noticed, done, standing)


def _evaluation(review: Review) -> Section:
    header = ("Item", "A yes is", "The log says", "Evaluator", "Rating, and why")
    table = Table(header=header, widths=(25, 18, 15, 13, 29), rows=tuple(evaluated(review)))
    return Section(
        title="Evaluation",
        lines=(legend(),),
        table=table,
        empty="Nobody rated, and the log tells nothing of it.",
    )


def _assumptions(review: Review) -> Section:
    said = {one.id: one.statement for one in review.assumptions}
    rows = tuple(
        (one.id, said.get(one.id, ""), one.verdict, f"{one.before} to {one.after} %", one.why)
        for one in review.bets
    )
    header = ("", "The plan bets on", "It", "Confidence", "Why")
    table = Table(header=header, widths=(6, 36, 11, 13, 34), rows=rows)
    return Section(title="Assumptions of the plan", table=table, empty="The plan names none.")


def _next(review: Review) -> Section:
    """What the drill asks to change in the plan; what was declined is left out."""
    rows = tuple(
        (one.title, _short(changed(review.plan, one)), _short(one.why), one.verdict)
        for one in review.amendments
        if one.verdict != "declined"
    )
    after = review.next_plan.version if review.next_plan else review.plan.version + 1
    accepted = sum(one.verdict == "accepted" for one in review.amendments)
    line = f"Version {after}: {accepted} of {len(review.amendments)} proposed changes are accepted."
    table = Table(header=("Part", "It is to say", "Why", "Standing"), widths=(18, 38, 32, 12), rows=rows)
    empty = "The drill asks for no change of the plan."
    return Section(title="The plan's next version", lines=(line,), table=table, empty=empty)


def _answers(review: Review) -> Section:
    texts = {post.id: post.text for post in review.posts}
    rows = tuple(_answer(one, texts) for one in review.injects)
    header = ("Inject", "Planned", "Out", "Expected", "First answer", "Verdict")
    table = Table(header=header, widths=(22, 9, 9, 22, 27, 11), rows=rows)
    return Section(title="Injects and answers", table=table, empty="There were none.")


def _answer(one: ReviewedInject, texts: dict[PostId, str]) -> tuple[str, ...]:
    answer = ""
    if one.answered is not None and one.delivered is not None:
        said = texts.get(one.answer, "in a message") if one.answer else "in a message"
        answer = f"after {say_time(one.answered - one.delivered)}: {_short(said)}"
    return (
        f"{one.id} {one.title}",
        "by hand" if one.planned is None else say_time(one.planned),
        "" if one.delivered is None else say_time(one.delivered),
        one.expected or "",
        answer,
        _VERDICTS[one.verdict],
    )


def _facts(review: Review) -> Section:
    rows = tuple(
        (one.id, one.text, one.standing, one.source, "" if one.settled_t is None else say_time(one.settled_t))
        for one in review.facts
    )
    header = ("", "Claim", "Standing", "Source", "Settled")
    table = Table(header=header, widths=(7, 43, 14, 24, 12), rows=rows)
    return Section(title="Facts board", table=table, empty="It stayed empty.")


def _notes(review: Review, titles: dict[SeatId, str]) -> Section:
    marks = [
        *((one.noticed, one.tag, titles.get(one.seat, ""), one.text) for one in review.notes),
        *((one.t, one.sort, titles.get(one.seat, ""), one.text) for one in review.flags),
    ]
    rows = tuple((say_time(t), sort, seat, text) for t, sort, seat, text in sorted(marks))
    table = Table(header=("When", "", "Seat", "What"), widths=(10, 14, 20, 56), rows=rows)
    return Section(title="Notes and flags", table=table, empty="Nobody wrote or flagged anything.")


def _plan(review: Review) -> Section:
    rows = tuple(
        (one.title, one.owner.replace("_", " "), one.standing, _short(one.text))
        for one in review.plan.components
    )
    table = Table(header=("Part", "Owner", "Standing", "What it says"), widths=(24, 16, 12, 48), rows=rows)
    lines = (f"Version {review.plan.version}, on a {review.platform.lower()}.",)
    return Section(title="The plan as it was tested", lines=lines, table=table, empty="It has no parts.")


def _influence(review: Review) -> Section:
    """So that nobody takes the facilitator's hand for the team's."""
    whispers = ((one.t, f"whisper to {one.to}: {one.text}") for one in review.whispers)
    dials = ((one.t, tell_influence(one)) for one in review.influence)
    holds = (
        (one.t, f"held for {say_time(one.wall)}: {one.why or 'no reason given'}") for one in review.holds
    )
    rows = _timed((*whispers, *dials, *holds))
    table = Table(header=("When", "What"), widths=(12, 88), rows=rows)
    return Section(
        title="Appendix: the facilitator's hand", table=table, empty="Nothing was changed from outside."
    )


def _timed(lines: Iterable[tuple[ExerciseTime, str]]) -> tuple[tuple[str, ...], ...]:
    return tuple((say_time(t), text) for t, text in sorted(lines))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 1].rstrip()}…"
