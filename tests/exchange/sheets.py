"""Spreadsheets made by tests, and read as people would read them."""

import csv
from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO, StringIO
from typing import Any

import pytest
from openpyxl import Workbook

from app.exchange.mapping import SheetMapping
from app.exchange.msel_sheet import read_sheet
from app.exchange.preview import PreviewRow, SheetFault, SheetPreview
from app.exchange.refusing import SheetRefused
from app.scenario.scenario import Scenario

ZONE = "Europe/Berlin"
STARTEX = datetime(2026, 11, 21, 18, 52)
Rows = Sequence[Sequence[Any]]


def workbook(sheets: Mapping[str, Rows] | Rows, merge: Sequence[str] = ()) -> bytes:
    """An xlsx file; `merge` is for its first sheet."""
    named = sheets if isinstance(sheets, Mapping) else {"MSEL": sheets}
    book = Workbook()
    for number, (name, rows) in enumerate(named.items()):
        sheet: Any = book.active if number == 0 else book.create_sheet()
        sheet.title = name
        for row in rows:
            sheet.append(list(row))
        for cells in merge if number == 0 else ():
            sheet.merge_cells(cells)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def delimited(rows: Rows, separator: str = ",", encoding: str = "utf-8") -> bytes:
    out = StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue().encode(encoding)


def read(
    data: bytes | Rows,
    name: str = "msel.xlsx",
    *,
    zone: str = ZONE,
    startex: datetime = STARTEX,
    mapping: SheetMapping | None = None,
    into: Scenario | None = None,
) -> SheetPreview:
    """A file, or rows as a workbook, read for a drill on a Saturday evening in Berlin."""
    return read_sheet(
        data if isinstance(data, bytes) else workbook(data), name, zone, startex, mapping, into=into
    )


def refusal(data: bytes, name: str = "msel.xlsx") -> SheetRefused:
    with pytest.raises(SheetRefused) as refused:
        read(data, name)
    return refused.value


def fields(preview: SheetPreview) -> dict[str, str | None]:
    """What each header is taken for."""
    return {column.header: column.field for column in preview.columns}


def faults(row: PreviewRow) -> list[str]:
    """Why a row is stopped."""
    return [fault.reason for fault in row.faults if fault.stops]


def doubts(row: PreviewRow) -> list[str]:
    return [fault.reason for fault in row.faults if not fault.stops]


def the_fault(row: PreviewRow) -> SheetFault:
    """The only thing that stops a row."""
    (fault,) = [fault for fault in row.faults if fault.stops]
    return fault


def timed(*cells: Any, header: str = "Time", mapping: SheetMapping | None = None) -> list[PreviewRow]:
    """Rows that differ in their time only."""
    rows = [[header, "From", "Text"], *([cell, "Ann", f"Text {at}"] for at, cell in enumerate(cells))]
    return list(read(rows, mapping=mapping).rows)
