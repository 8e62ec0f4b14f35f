"""Trends as rows: a drill in each, its figures in columns."""

from datetime import UTC, datetime

from app.exchange.writing import Grid, Value, written
from app.review.figures import Figure, FigureKind
from app.review.trends import TrendDrill, Trends

UNITS = {"seconds": "s", "share": "%", "count": "count", "points": "points"}


def write_trends(told: Trends) -> bytes:
    """Every drill as CSV, oldest first: what it was, and each figure with how much it rests on."""
    header = ["StartEx (UTC)", "Drill", "Scenario", "Brand", "Platform", "Plan", "Mode", "Minutes", "People"]
    for kind in told.kinds:
        header += [f"{kind.title} ({UNITS[kind.unit]})", f"{kind.title}: of"]
    header += ["Conversations never met before", "Conversations met by then", "Rehearsal"]
    rows = tuple(_row(told.kinds, one) for one in told.drills)
    over = tuple(f"{kind.title}: {kind.definition}" for kind in told.kinds)
    return written(Grid(name="Trends (EXERCISE)", over=over, header=tuple(header), rows=rows), "csv")


def _row(kinds: tuple[FigureKind, ...], one: TrendDrill) -> tuple[Value, ...]:
    figures = {each.id: each for each in one.figures}
    began = datetime.fromtimestamp(one.started_at / 1000, UTC)
    cells: list[Value] = [
        began.strftime("%Y-%m-%d %H:%M"),
        one.title,
        one.scenario,
        one.brand,
        one.platform,
        one.plan,
        one.mode,
        round(one.length / 60, 1),
        one.people,
    ]
    for kind in kinds:
        cells += _cells(kind, figures.get(kind.id))
    return (*cells, one.fresh, one.met_by_then, one.rehearsal)


def _cells(kind: FigureKind, figure: Figure | None) -> tuple[Value, Value]:
    if figure is None or figure.value is None:
        return "", 0 if figure is None else figure.of
    return round(figure.value * (100 if kind.unit == "share" else 1), 1), figure.of
