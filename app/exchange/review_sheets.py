"""What a review says as rows: posts, notes, ratings. People are called by their seats, unless unsealed."""

from app.exchange.writing import Grid, Kind, Value, written
from app.review.naming import titles_of
from app.review.story import Review
from app.review.telling_ratings import legend, rating_rows


def write_posts(review: Review) -> bytes:
    """Every post as CSV: exercise seconds, who spoke, its text and how far it came."""
    rows = tuple(
        (
            one.id,
            one.t,
            one.author,
            one.origin.sort if one.origin else "",
            one.posture or "",
            one.reply_to or "",
            one.text,
            one.picture.alt if one.picture else "",
            *(_last(one.growth)),
            "" if one.gone_t is None else one.gone_t,
        )
        for one in review.posts
    )
    header = (
        "Post", "Time (s)", "Account", "Origin", "Posture", "Answers", "Text", "Alt text",
        "Likes", "Reposts", "Replies", "Reach", "Gone (s)",
    )  # fmt: skip
    return _csv(review, "Posts (EXERCISE)", header, rows)


def write_notes(review: Review) -> bytes:
    """Notes of observers and flags of everybody as CSV."""
    titles = titles_of(review)
    marks: list[tuple[Value, ...]] = [
        (one.noticed, one.tag, titles.get(one.seat, ""), one.item or "", one.post or "", one.text)
        for one in review.notes
    ]
    marks += [
        (one.t, one.sort, titles.get(one.seat, ""), "", one.post or "", one.text) for one in review.flags
    ]
    header = ("Time (s)", "Sort", "Seat", "Guide", "Post", "Text")
    return _csv(review, "Notes (EXERCISE)", header, tuple(sorted(marks, key=lambda row: float(row[0]))))


def write_ratings(review: Review, kind: Kind) -> bytes:
    """The evaluation guide as it was answered: a row for each rating, and what the log says beside it."""
    header = (
        "Item", "Objective", "Question", "Target", "The log", "Measured", "Evaluator", "Rating",
        "First rating", "Remark", "Evidence", "Given at", "Agreement",
    )  # fmt: skip
    grid = Grid(
        name="Evaluation (EXERCISE)",
        over=(f"{review.title} ({review.grade}): {review.rehearsal}", legend()),
        header=header,
        rows=tuple(rating_rows(review)),
    )
    return written(grid, kind)


def _last(growth: tuple[object, ...]) -> tuple[Value, ...]:
    if not growth:
        return (0, 0, 0, 0)
    last = growth[-1]
    return tuple(getattr(last, name) for name in ("likes", "reposts", "replies", "reach"))


def _csv(review: Review, name: str, header: tuple[str, ...], rows: tuple[tuple[Value, ...], ...]) -> bytes:
    over = (
        f"{review.title} ({review.grade}): {review.rehearsal}",
        "Times are exercise seconds since StartEx.",
    )
    return written(Grid(name=name, over=over, header=header, rows=rows), "csv")
