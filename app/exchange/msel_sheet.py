"""A spreadsheet read as an MSEL. Nothing is written: see `drafting` for what is made of it."""

import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import PurePath

from app.exchange.blank import blank
from app.exchange.cells import Cells, kept_names
from app.exchange.checking import checked
from app.exchange.delimited import read_delimited
from app.exchange.fields import Field, simple
from app.exchange.mapping import Header, SheetMapping, header_of_table
from app.exchange.moments import LONGEST, LONGEST_STORY, Settling, startex_of, told_mode
from app.exchange.objectives import Objectives
from app.exchange.preview import LeftOut, PreviewRow, SheetFault, SheetPreview
from app.exchange.refusing import MOST_BYTES, SheetRefused
from app.exchange.row_reading import Reader
from app.exchange.shortening import how_shortened, last_of, shortened_times, shortens
from app.exchange.speaking import says_since, speak
from app.exchange.spoken import Mode
from app.exchange.spoken_dates import DateOrder, order_in
from app.exchange.tables import Row, Table, text_of
from app.exchange.values import channel_of
from app.exchange.voices import Voices
from app.exchange.workbook import read_workbook
from app.scenario.scenario import Scenario

_OLD = b"\xd0\xcf\x11\xe0"
"""How an old .xls file begins, and a workbook with a password."""
_NAME_THEM = "Name the columns in one row (Time, From, Text ...), or say which row does."
AS_SUGGESTED = SheetMapping()


def read_sheet(
    data: bytes,
    filename: str,
    zone: str,
    startex: datetime,
    mapping: SheetMapping | None = None,
    *,
    into: Scenario | None = None,
) -> SheetPreview:
    """What the MSEL in a file would become.

    Args:
        data: the file's bytes.
        filename: its name, for a title; what it is, its bytes say.
        zone: the time zone that times without one are in, as in `Europe/Berlin`.
        startex: the moment all times count from; in `zone`, if it has none itself.
        mapping: what to read otherwise than it would be suggested.
        into: the scenario whose cast, plan and platform it is read for; none for a new one.

    Raises:
        SheetRefused: it is no MSEL, too large or not safe to open; or there is no such zone or time.
    """
    began = startex_of(zone, startex)
    tables, encoding = read_tables(data, filename)
    asked = mapping or AS_SUGGESTED
    scenario = into or blank(PurePath(filename).stem, began)
    chosen, header, left_out = _choose(tables, asked)
    used = _decided(chosen, header, asked, began)
    reader = Reader(
        scenario=scenario,
        mapping=used,
        settling=Settling(began, used.times or "clock", LONGEST_STORY if shortens(used) else LONGEST),
        voices=Voices(scenario.cast, used.personas or {}),
        objectives=Objectives(scenario.objectives),
    )
    read = [row for table in chosen for row in _rows(table, header, reader)]
    shortened = shortened_times(read, used) if shortens(used) else read
    rows = checked(shortened, scenario)
    channels = (text_of(cell) for table in chosen for cell in _column(table, header, "channel"))
    unknown = [
        name for name in channels if name and not channel_of(name) and name not in (used.channels or {})
    ]
    return SheetPreview(
        filename=filename,
        startex=began,
        zone=zone,
        encoding=encoding,
        mapping=used,
        columns=header.columns,
        given=frozenset(one.field for one in header.columns if one.field) | frozenset(used.otherwise or {}),
        rows=tuple(rows),
        faults=(
            *_doubts(chosen[0], header, asked, used, encoding),
            *_shortened(chosen[0], how_shortened(read, shortened)),
        ),
        span=last_of(read),
        left_out=left_out,
        preamble=_preamble(chosen[0], header),
        personas=reader.voices.new(),
        objectives=reader.objectives.new(),
        unknown_channels=tuple(dict.fromkeys(unknown)),
        into=scenario,
    )


def _shortened(table: Table, how: str) -> tuple[SheetFault, ...]:
    """What was done to the times."""
    if not how:
        return ()
    remedy = "Seconds allowed for answers stay as they are: look at them."
    return (SheetFault(sheet=table.name, row=0, column="", reason=how, remedy=remedy, stops=False),)


def _preamble(table: Table, header: Header) -> tuple[str, ...]:
    """What stands over the header."""
    lines = (" ".join(filter(None, map(text_of, row))) for row in table.rows[: header.row - 1])
    return tuple(line for line in lines if line)


def read_tables(data: bytes, filename: str) -> tuple[tuple[Table, ...], str]:
    """The sheets of a file, by what it holds and not by its name; and the encoding of a text.

    Raises:
        SheetRefused: it is neither a workbook nor a table as text, or too large.
    """
    if len(data) > MOST_BYTES:
        raise SheetRefused(
            f"{len(data):,} bytes are more than {MOST_BYTES:,}", "Remove pictures and old sheets."
        )
    if data.startswith(_OLD):
        remedy = "Open it in its program and save it as .xlsx, without a password."
        raise SheetRefused("it is an old .xls file, or has a password", remedy)
    if data.startswith(b"PK") or zipfile.is_zipfile(BytesIO(data)):
        return read_workbook(data), ""
    if data.startswith((b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff")):
        raise SheetRefused("it is no spreadsheet", "Save the MSEL as xlsx or CSV.")
    table, encoding = read_delimited(data, PurePath(filename).stem[:31] or "MSEL")
    return (table,), encoding


def _choose(tables: Sequence[Table], asked: SheetMapping) -> tuple[list[Table], Header, tuple[LeftOut, ...]]:
    """The sheets to read: those asked for, else the likeliest and all that have the same header."""
    found = {table.name: (table, header) for table in tables if (header := header_of_table(table, asked))}
    if unknown := [name for name in asked.sheets if name not in found]:
        raise SheetRefused(
            f"`{unknown[0][:60]}` is no sheet with a header", f"Sheets: {', '.join(found)[:200]}."
        )
    offered = [
        pair for name, pair in found.items() if name in asked.sheets or not (asked.sheets or pair[0].hidden)
    ]
    if not offered:
        raise SheetRefused("no row looks like the header of an MSEL", _NAME_THEM)
    best = (
        offered[0][1] if asked.sheets else max((header for _, header in offered), key=lambda one: one.score)
    )
    same = [table for table, header in offered if _names(header) == _names(best)]
    if asked.sheets and len(same) < len(offered):
        raise SheetRefused("the sheets asked for have different headers", "Import them one by one.")
    taken = {table.name for table in same}
    left = tuple(LeftOut(sheet=one.name, reason=_why(one, found)) for one in tables if one.name not in taken)
    return same, best, left


def _names(header: Header) -> tuple[int, tuple[str, ...]]:
    names = [simple(column.header) or column.header for column in header.columns]
    while names and not names[-1]:
        names.pop()
    return header.row, tuple(names)


def _why(table: Table, found: dict[str, tuple[Table, Header]]) -> str:
    if not table.rows:
        return "it is empty"
    if table.name not in found:
        return "no row of it looks like the header of an MSEL"
    return "it is hidden" if table.hidden else "another sheet looks more like an MSEL"


def _decided(chosen: Sequence[Table], header: Header, asked: SheetMapping, startex: datetime) -> SheetMapping:
    """The mapping with everything that was not asked for as it was found."""
    dates = asked.dates or _order(chosen, header)
    return replace(
        asked,
        sheets=tuple(table.name for table in chosen),
        header=header.row,
        columns={column.letter: column.field for column in header.columns},
        times=asked.times or _mode(chosen, header, dates, startex),
        dates=dates,
    )


def _order(chosen: Sequence[Table], header: Header) -> DateOrder | None:
    fields: tuple[Field, ...] = ("time", "date")
    return order_in(
        cell
        for table in chosen
        for field in fields
        for cell in _column(table, header, field)
        if isinstance(cell, str)
    )


def _mode(chosen: Sequence[Table], header: Header, dates: DateOrder | None, startex: datetime) -> Mode:
    at = header.at("time")
    if at is not None and says_since(header.columns[at].header):
        return "since"
    if header.has("date"):
        return "clock"
    return told_mode([speak(cell, dates) for cell in _column(chosen[0], header, "time")], startex)


def _column(table: Table, header: Header, field: Field) -> Row:
    at = header.at(field)
    return () if at is None else tuple(row[at] for row in table.rows[header.row :] if at < len(row))


def _rows(table: Table, header: Header, reader: Reader) -> list[PreviewRow]:
    """Every row below the header that holds more than a heading or a number."""
    found: list[PreviewRow] = []
    kept = kept_names(header)
    section, names = "", [text_of(cell) for cell in table.rows[header.row - 1]]
    for number, row in enumerate(table.rows[header.row :], header.row + 1):
        filled = {at: text for at, cell in enumerate(row) if (text := text_of(cell))}
        if not filled or [text_of(cell) for cell in row] == names:
            continue
        if len(filled) == 1 and next(iter(filled)) not in (header.at("text"), header.at("title")):
            section = section if next(iter(filled.values())).isdecimal() else next(iter(filled.values()))
            continue
        cells = Cells(table.name, number, row, header, kept, reader.mapping.otherwise or {})
        found.append(reader.read(cells, section))
    return found


def _doubts(
    table: Table, header: Header, asked: SheetMapping, used: SheetMapping, encoding: str
) -> tuple[SheetFault, ...]:
    """What was assumed of the sheet as a whole, and what it lacks."""
    found: list[tuple[str, str, bool]] = []
    wanted: tuple[Field, ...] = ("by", "time")
    for field in wanted:
        alone = field == "by" or not header.has("date")
        if alone and not header.has(field) and field not in (used.otherwise or {}):
            what = "who speaks" if field == "by" else "when"
            found.append((f"no column says {what}", "Say which one does, or what holds for all rows.", True))
    if used.times == "since" and asked.times is None:
        found.append(
            (
                "bare times are read as hours and minutes since StartEx",
                "Say so if they are times of day.",
                False,
            )
        )
    if encoding == "windows-1252":
        found.append(("it is no UTF-8, and is read as Windows-1252", "Check accents and quotes.", False))
    return tuple(
        SheetFault(sheet=table.name, row=0, column="", reason=reason, remedy=remedy, stops=stops)
        for reason, remedy, stops in found
    )
