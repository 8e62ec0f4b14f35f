"""Rows written as xlsx or CSV, with nothing in them that a spreadsheet program would run."""

import csv
from dataclasses import dataclass
from io import StringIO
from typing import Literal

from app.exchange.guarding import guarded

Kind = Literal["xlsx", "csv"]
MARK = "EXERCISE EXERCISE EXERCISE"
"""Stands over every sheet that leaves the house, and on every printed page."""

Value = str | int | float


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One sheet to write: lines over it, the names of its columns, its rows; texts are never formulas."""

    name: str
    over: tuple[str, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def written(grid: Grid, kind: Kind) -> bytes:
    """The file."""
    if kind == "csv":
        return _csv(grid)
    from app.exchange.xlsx_writing import xlsx  # noqa: PLC0415 - a start need not wait for it

    return xlsx(grid)


def _csv(grid: Grid) -> bytes:
    """CSV in UTF-8 with a mark, without which spreadsheet programs take it for something else."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    for line in (MARK, *grid.over):
        writer.writerow([guarded(line)])
    writer.writerow([guarded(name) for name in grid.header])
    for row in grid.rows:
        writer.writerow([guarded(value) if isinstance(value, str) else repr(value) for value in row])
    return out.getvalue().encode("utf-8-sig")
