"""The MSEL as it ran: planned against actual, and what the brand did about it."""

from collections.abc import Mapping

from app.exchange.msel_out import span, t_plus
from app.exchange.writing import Grid, Kind, Value, written
from app.ids import ExerciseTime
from app.review.story import Review, ReviewedInject

HEADER = (
    "Inject",
    "Title",
    "From",
    "Planned time",
    "Actual time",
    "Delta (s)",
    "Standing",
    "Expected action",
    "Answer within",
    "First response",
    "Response after (s)",
    "Response text",
    "Verdict",
)

_VERDICTS: Mapping[str, str] = {
    "in_time": "in time",
    "late": "late",
    "unanswered": "unanswered",
    "not_expected": "no answer was due",
    "not_delivered": "not delivered",
}


def write_as_run(review: Review, kind: Kind) -> bytes:
    """The as-run MSEL of a review as a file. It names accounts and injects, and none of those who played."""
    texts = {post.id: post.text for post in review.posts}
    grid = Grid(
        name="As-run MSEL (EXERCISE)",
        over=(
            f"{review.title} ({review.grade}), as run: {review.rehearsal}",
            f"Times count from StartEx, in the story {review.story_start}; EndEx at {t_plus(review.length)}.",
        ),
        header=HEADER,
        rows=tuple(
            _row(inject, texts.get(inject.answer, "") if inject.answer else "") for inject in review.injects
        ),
    )
    return written(grid, kind)


def _row(inject: ReviewedInject, answer: str) -> tuple[Value, ...]:
    return (
        inject.id,
        inject.title,
        inject.by,
        "by hand" if inject.planned is None else t_plus(inject.planned),
        "" if inject.delivered is None else t_plus(inject.delivered),
        _between(inject.planned, inject.delivered),
        inject.standing,
        inject.expected or "",
        span(inject.allowed) if inject.expected else "",
        "" if inject.answered is None else t_plus(inject.answered),
        _between(inject.delivered, inject.answered),
        answer,
        _VERDICTS[inject.verdict],
    )


def _between(first: ExerciseTime | None, second: ExerciseTime | None) -> Value:
    """Seconds from one to the other, empty where one is missing."""
    return "" if first is None or second is None else round(second - first, 1)
