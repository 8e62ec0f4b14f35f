"""A grid as xlsx."""

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as XlsxCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from app.exchange.guarding import coded, risky
from app.exchange.writing import MARK, Grid, Value

_WIDE = 44
_HEAD = PatternFill("solid", fgColor="FFD9E2EC")
_WARN = PatternFill("solid", fgColor="FFFFE08A")


def xlsx(grid: Grid) -> bytes:
    """The file."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 - a new workbook has a sheet
    sheet.title = grid.name
    lines: Sequence[tuple[Value, ...]] = (*((line,) for line in (MARK, *grid.over)), grid.header, *grid.rows)
    head = len(grid.over) + 2
    for number, line in enumerate(lines, 1):
        for at, value in enumerate(line, 1):
            if value != "":
                cell = sheet.cell(number, at)
                assert isinstance(cell, XlsxCell)  # noqa: S101 - nothing is merged here
                _put(cell, value)
                cell.alignment = Alignment(vertical="top", wrap_text=number >= head)
    mark = sheet.cell(1, 1)
    mark.font, mark.fill = Font(bold=True), _WARN
    for at in range(1, len(grid.header) + 1):
        named = sheet.cell(head, at)
        named.font, named.fill = Font(bold=True), _HEAD
        sheet.column_dimensions[get_column_letter(at)].width = _width(grid, at - 1)
    sheet.freeze_panes = f"A{head + 1}"
    sheet.print_title_rows = f"{head}:{head}"
    sheet.page_setup.orientation = "landscape"
    for part in (sheet.oddHeader, sheet.oddFooter):
        if part is not None:
            part.center.text = MARK
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _put(cell: XlsxCell, value: Value) -> None:
    if not isinstance(value, str):
        cell.value = value
        return
    cell.value = coded(value)
    cell.data_type = "s"  # whatever it looks like
    if risky(value):
        cell.quotePrefix = True


def _width(grid: Grid, at: int) -> float:
    cells = (str(row[at]) for row in grid.rows[:200] if at < len(row))
    longest = max((len(line) for cell in (grid.header[at], *cells) for line in cell.split("\n")), default=8)
    return float(min(_WIDE, max(8, longest + 2)))
