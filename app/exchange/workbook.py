"""The sheets of an xlsx file as plain rows."""

import math
import warnings
from collections.abc import Iterable
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from app.exchange.guarding import uncoded
from app.exchange.refusing import MOST_ROWS, SheetRefused
from app.exchange.tables import Budget, Cell, Formula, Row, Table
from app.exchange.unzipping import Safe, look_into

_OUT_OF_CALENDAR = "#VALUE!"
LAST_ROW = 1_048_576
"""The last row a spreadsheet program has."""


def read_workbook(data: bytes) -> tuple[Table, ...]:
    """Every sheet of the workbook, in its order; merged rows repeat their value, merged columns do not.

    Raises:
        SheetRefused: it is too large, not safe to open, or no workbook.
    """
    safe = look_into(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what it does not keep: colours, checks of entries, odd dates
            return _tables(safe)
    except SheetRefused:
        raise
    except Exception as error:  # a foreign library on a stranger's bytes may raise anything
        reason = f"it is no workbook that can be read: {error}"
        raise SheetRefused(reason, "Open it in a spreadsheet program and save it as xlsx.") from error


def _tables(safe: Safe) -> tuple[Table, ...]:
    book: Any = load_workbook(safe.file, read_only=True, data_only=False, keep_links=False)
    budget = Budget()
    return tuple(_table(sheet, safe, budget) for sheet in book.worksheets)


def _table(sheet: Any, safe: Safe, budget: Budget) -> Table:
    sheet.reset_dimensions()  # what a file says of its own size may be wrong
    rows: list[Row] = []
    for number, values in enumerate(sheet.iter_rows(), 1):
        row = budget.take(sheet.title, number, tuple(map(_cell, values))) if values else ()
        if number <= MOST_ROWS:
            rows.append(row)
        elif number > LAST_ROW:
            raise SheetRefused(f"{sheet.title}: it has rows past {LAST_ROW:,}", "Save it anew as xlsx.")
    merged = safe.merged.get(sheet._worksheet_path.lstrip("/"), ())  # noqa: SLF001 - it is told nowhere else
    _repeat_merged(rows, merged)
    while rows and not rows[-1]:
        rows.pop()
    return Table(name=sheet.title, rows=tuple(rows), hidden=sheet.sheet_state != "visible")


def _cell(cell: Any) -> Cell:
    value = cell.value
    match value:
        case ArrayFormula():
            return Formula(str(value.text))
        case DataTableFormula():
            return Formula("={TABLE}")
        case str() if cell.data_type == "f":
            return Formula(value)
        case str():
            return uncoded(value) or None
        case float() if not math.isfinite(value):
            return str(value)
        case _:
            plain: Cell = value
            return plain


def _repeat_merged(rows: list[Row], ranges: Iterable[str]) -> None:
    """Give every row that a merged range reaches the range's value, in the range's first column."""
    for text in ranges:
        left, top, _, bottom = range_boundaries(text)
        if left is None or top is None or bottom is None or top > len(rows) or left > len(rows[top - 1]):
            continue
        value = rows[top - 1][left - 1]
        for at in range(top, min(bottom, len(rows))):
            row = rows[at]
            if row and len(row) >= left and row[left - 1] is None:
                rows[at] = (*row[: left - 1], value, *row[left:])
            elif row and len(row) < left:
                rows[at] = (*row, *[None] * (left - 1 - len(row)), value)
