"""The improvement plan as a sheet, to go on with where a team keeps its tasks."""

from app.exchange.writing import Grid, Kind, Value, written
from app.review.story import Review

HEADER = ("Action", "Owner", "Due", "Done", "Findings")


def write_actions(review: Review, kind: Kind) -> bytes:
    """Who does what until when, and because of what."""
    titles = {one.id: one.title for one in review.findings}
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (
            one.what,
            one.owner,
            one.due or "",
            "yes" if one.done else "no",
            "; ".join(titles.get(finding, finding) for finding in one.findings),
        )
        for one in review.actions
    )
    grid = Grid(
        name="Improvement plan (EXERCISE)",
        over=(f"{review.title} ({review.grade}): {review.rehearsal}", "As the hot wash left it."),
        header=HEADER,
        rows=rows,
    )
    return written(grid, kind)
