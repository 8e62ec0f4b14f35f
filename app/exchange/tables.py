"""A sheet as plain rows of values, whatever file it came in."""

import math
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.exchange.plain import shown
from app.exchange.refusing import CELL_CHARS, MOST_CELLS, MOST_CHARS, MOST_COLUMNS, MOST_ROWS, SheetRefused


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as it is written. It is a text here: nothing computes it."""

    text: str


Cell = str | int | float | bool | datetime | date | time | timedelta | Formula | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One sheet; `rows[0]` is its row 1. Trailing empty cells and rows are left out."""

    name: str
    rows: tuple[Row, ...]
    hidden: bool = False


class Budget:
    """Counts what is read from a file, and stops at the most that may be."""

    def __init__(self) -> None:
        self._cells = 0
        self._chars = 0

    def take(self, sheet: str, number: int, row: Row) -> Row:
        """The row without its empty end.

        Raises:
            SheetRefused: it is too far down, too wide, or one too many.
        """
        width = next((at for at in range(len(row), 0, -1) if row[at - 1] not in (None, "")), 0)
        row = row[:width]
        if not row:
            return row
        if number > MOST_ROWS:
            raise SheetRefused(f"{sheet}: there is something in row {number}", _fewer(f"{MOST_ROWS:,} rows"))
        if width > MOST_COLUMNS:
            where = f"{sheet}, row {number}: there is something in column {letter(width - 1)}"
            raise SheetRefused(where, _fewer(f"{MOST_COLUMNS} columns"))
        self._cells += width
        lengths = [len(cell) for cell in row if isinstance(cell, str)]
        self._chars += sum(lengths)
        if lengths and max(lengths) > CELL_CHARS:
            raise SheetRefused(
                f"{sheet}, row {number}: a cell has {max(lengths):,} characters",
                _fewer(f"{CELL_CHARS:,} in a cell"),
            )
        if self._cells > MOST_CELLS or self._chars > MOST_CHARS:
            raise SheetRefused(
                f"more than {MOST_CELLS:,} cells or {MOST_CHARS:,} characters",
                "Split the file, or delete what is not part of the MSEL.",
            )
        return row


def _fewer(most: str) -> str:
    return f"An MSEL may have {most}. Delete what is not part of it."


def letter(column: int) -> str:
    """What a spreadsheet calls a column; 0 is A."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def text_of(cell: Cell) -> str:
    """What a cell says, as text."""
    match cell:
        case None:
            return ""
        case str():
            return shown(cell)
        case Formula():
            return shown(cell.text)
        case bool():
            return "true" if cell else "false"
        case int():
            return str(cell)
        case float():
            return (
                str(int(cell))
                if math.isfinite(cell) and cell.is_integer() and abs(cell) < 1e15
                else repr(cell)
            )
        case datetime():
            return cell.isoformat(" ", "seconds" if cell.second else "minutes")
        case date():
            return cell.isoformat()
        case time():
            return cell.isoformat("seconds" if cell.second else "minutes")
        case timedelta():
            return _span(cell)


def _span(span: timedelta) -> str:
    seconds = round(abs(span).total_seconds())
    sign = "-" if span < timedelta(0) else ""
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
