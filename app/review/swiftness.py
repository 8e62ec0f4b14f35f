"""How soon the brand noticed, and how soon it answered."""

from collections.abc import Iterator
from dataclasses import replace
from statistics import median

from app.ids import ExerciseTime
from app.rehearsal.state import Rehearsal
from app.review.answers import brand_posts
from app.review.story import Measure, ReviewedInject
from app.scenario.times import say_time


def notice(rehearsal: Rehearsal, injects: tuple[ReviewedInject, ...]) -> Measure:
    first = _first_delivery(injects)
    promised = [rung.within for rung in rehearsal.plan.ladder if rung.does == "notice"]
    return _since(
        first,
        min(_signs(rehearsal, first), default=None) if first is not None else None,
        promised[0] if promised else None,
        id="notice",
        title="Time to notice",
        definition="From the first inject to the brand team's first chat line, draft, fact, flag or post.",
    )


def timed(rehearsal: Rehearsal, row: ReviewedInject) -> ReviewedInject:
    """An inject with when the answer to it was decided."""
    if row.delivered is None:
        return row
    drafts = (draft for draft in rehearsal.drafts.values() if row.answer and draft.post == row.answer)
    steps = (step for draft in drafts for step in draft.steps if step.did == "approved")
    yes = [step.t for step in steps if step.t >= row.delivered]
    return replace(row, decided=max(yes, default=None))


def _signs(rehearsal: Rehearsal, since: ExerciseTime) -> Iterator[ExerciseTime]:
    """When the brand team did anything at all."""
    seats = rehearsal.seats
    yield from (line.t for line in rehearsal.chat if line.t >= since)
    yield from (draft.opened_t for draft in rehearsal.drafts.values() if draft.opened_t >= since)
    yield from (fact.claimed_t for fact in rehearsal.facts.values() if fact.claimed_t >= since)
    yield from (flag.t for flag in rehearsal.flags if flag.t >= since and seats[flag.seat].role == "brand")
    yield from (post.t for post in brand_posts(rehearsal) if post.t >= since)


def first_reply(rehearsal: Rehearsal, injects: tuple[ReviewedInject, ...]) -> Measure:
    first = _first_delivery(injects)
    replies = [post.t for post in brand_posts(rehearsal) if first is not None and post.t >= first]
    return _since(
        first,
        min(replies, default=None),
        rehearsal.plan.first_reply,
        id="first_reply",
        title="First reply",
        definition="From the first inject to the brand's first public post.",
    )


def _since(
    first: ExerciseTime | None,
    then: ExerciseTime | None,
    promised: float | None,
    *,
    id: str,  # noqa: A002 - the field's name
    title: str,
    definition: str,
) -> Measure:
    """A time that the plan promises to keep below some seconds."""
    took = None if first is None or then is None else then - first
    plan = "" if promised is None else f"plan {say_time(promised)}, "
    if first is None:
        value, note, held = "–", "no inject went out", None
    elif took is None:
        value, note, held = "never", f"{plan}missed", False
    else:
        late = promised is not None and took > promised
        held = None if promised is None else not late
        value = say_time(took)
        note = "the plan promises nothing" if promised is None else f"{plan}{'late' if late else 'held'}"
    return Measure(id=id, title=title, value=value, note=note, held=held, definition=definition)


def _how_well(missed: int, waits: list[float]) -> str:
    if not waits:
        return "nothing was answered"
    return f"{missed} late or never" if missed else f"half within {say_time(median(waits))}"


def answered_in_time(injects: tuple[ReviewedInject, ...]) -> Measure:
    owed = [row for row in injects if row.verdict in ("in_time", "late", "unanswered")]
    in_time = [row for row in owed if row.verdict == "in_time"]
    waits = [row.answered - row.delivered for row in owed if row.answered and row.delivered is not None]
    return Measure(
        id="answers",
        title="Answered in time",
        value=f"{len(in_time)} of {len(owed)}" if owed else "–",
        note=_how_well(len(owed) - len(in_time), waits),
        held=len(in_time) == len(owed) if owed else None,
        definition=(
            "Injects that expected something, answered within the time the scenario gives: by a message or "
            "a post to the sender, by the next post to everybody where the inject was public, or, where "
            "another position than the communicator was asked, by what that position said, decided, judged "
            "or settled in the war room. An answer to somebody else is none."
        ),
    )


def _first_delivery(injects: tuple[ReviewedInject, ...]) -> ExerciseTime | None:
    return min((row.delivered for row in injects if row.delivered is not None), default=None)
