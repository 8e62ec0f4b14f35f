"""Files that would cost too much are refused with a reason, in a second and 64 MB."""

import time
import tracemalloc
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from io import BytesIO

import pytest

from app.exchange.msel_sheet import read_tables
from app.exchange.refusing import MOST_COLUMNS, MOST_ROWS, SheetRefused
from tests.exchange.sheets import delimited, refusal, workbook

SHEET = "xl/worksheets/sheet1.xml"
NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SMALL = workbook([["Time", "From", "Text"], ["T+5", "Ann", "It is cold."]])
MIB = 1 << 20


def repacked(parts: Mapping[str, bytes], data: bytes = SMALL) -> bytes:
    """A workbook with parts replaced or added, packed as tightly as zip can."""
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new,
    ):
        for name in {**dict.fromkeys(old.namelist()), **parts}:
            new.writestr(name, parts.get(name) or old.read(name))
    return out.getvalue()


def sheet(rows: bytes) -> bytes:
    return f"<worksheet {NS}><sheetData>".encode() + rows + b"</sheetData></worksheet>"


def lying(data: bytes, name: str, size: int) -> bytes:
    """A zip whose directory says that a part is small."""
    at = data.rindex(name.encode()) - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    return data[: at + 24] + size.to_bytes(4, "little") + data[at + 28 :]


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (99 + n, b"&%c;" % (97 if n == 0 else 98 + n) * 10) for n in range(9))
    + f"]><worksheet {NS}><sheetData><row><c><v>&k;</v></c></row></sheetData></worksheet>".encode()
)
CELL = b'<c t="inlineStr"><is><t>x</t></is></c>'

REASONS: dict[str, str] = {
    "a zip bomb": "bytes of XML",
    "a zip bomb whose directory lies": "damaged",
    "many parts that are large together": "bytes of XML",
    "styles of megabytes": "xl/styles.xml has",
    "entities in entities": "declares entities",
    "entities in UTF-16": "UTF-8",
    "entities in UTF-16 without a mark": "entities",
    "entities in another alphabet": "UTF-8",
    "a million cells": "row of megabytes",
    "a million cells in many rows": "cells",
    "a row without end": "row of megabytes",
    "elements without number": "",
    "a workbook that is declared as a sheet": "something else as a sheet",
    "a row far down": "row 1048576",
    "a row past the last": "rows past",
    "a column far to the right": "column XFD",
    "too many rows": f"row {MOST_ROWS + 1}",
    "too many columns": "column GS",
    "a long file": "bytes are more than",
    "text with too many rows": f"row {MOST_ROWS + 1}",
    "text with one endless cell": "field larger",
    "text with a large cell": "100,000 characters",
    "text with endless columns": "column",
    "text with too many characters": "characters",
}
"""The bombs, and what is said of each."""


@cache
def bombs() -> dict[str, bytes]:
    """They are packed by whoever throws them, not by all who look for tests."""
    zip_bomb = repacked({SHEET: b" " * (300 * MIB)})
    big = sheet(b"<row>" + b"<c/>" * 1_000_000 + b"</row>")
    many_rows = sheet((b"<row>" + b"<c/>" * 100 + b"</row>") * 10_000)
    as_a_sheet = (
        b'<Types><Override PartName="/xl/worksheets/sheet1.xml" '
        b'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
    )
    far_right = b'<row r="1"><c r="XFD1" t="inlineStr"><is><t>x</t></is></c></row>'
    laughs = LAUGHS.decode()
    return {
        "a zip bomb": zip_bomb,
        "a zip bomb whose directory lies": lying(zip_bomb, SHEET, 1000),
        "many parts that are large together": repacked(
            {f"xl/worksheets/sheet{n}.xml": b" " * (2 * MIB) for n in range(2, 40)}
        ),
        "styles of megabytes": repacked({"xl/styles.xml": b" " * (3 * MIB)}),
        "entities in entities": repacked({SHEET: LAUGHS}),
        "entities in UTF-16": repacked({SHEET: laughs.encode("utf-16")}),
        "entities in UTF-16 without a mark": repacked({SHEET: laughs.encode("utf-16-le")}),
        "entities in another alphabet": repacked(
            {SHEET: b'<?xml version="1.0" encoding="cp037"?>' + laughs.encode("cp037")}
        ),
        "a million cells": repacked({SHEET: big}),
        "a million cells in many rows": repacked({SHEET: many_rows}),
        "a row without end": repacked({SHEET: sheet(b"<row>" + b"<a/>" * 400_000)}),
        "elements without number": repacked({SHEET: sheet((b"<row/>" + b"<a/>" * 9_000 + b"</row>") * 60)}),
        "a workbook that is declared as a sheet": repacked({"[Content_Types].xml": as_a_sheet}),
        "a row far down": repacked({SHEET: sheet(b'<row r="1048576">' + CELL + b"</row>")}),
        "a row past the last": repacked({SHEET: sheet(b'<row r="999999999999">' + CELL + b"</row>")}),
        "a column far to the right": repacked({SHEET: sheet(far_right)}),
        "too many rows": workbook([["x"]] * (MOST_ROWS + 1)),
        "too many columns": workbook([["x"] * (MOST_COLUMNS + 1)]),
        "a long file": b"PK" + b"\0" * (17 * MIB),
        "text with too many rows": b"x,y\n" * (MOST_ROWS + 1),
        "text with one endless cell": b'Time,Text\n1,"' + b"x" * (5 * MIB),
        "text with a large cell": b"Time,Text\n1," + b"x" * 100_000,
        "text with endless columns": b"x," * 100_000,
        "text with too many characters": delimited([["x" * 30_000]] * 150),
    }


def test_every_bomb_is_thrown() -> None:
    assert bombs().keys() == REASONS.keys()


@pytest.mark.trust(24)
@pytest.mark.parametrize("name", REASONS)
def test_a_bomb_is_refused_in_a_second(name: str) -> None:
    data = bombs()[name]
    began = time.process_time()
    refused = refusal(data, "msel.csv" if name.startswith("text") else "msel.xlsx")
    took = time.process_time() - began
    assert REASONS[name] in refused.reason
    assert refused.remedy
    assert took < 1.0


@pytest.mark.trust(24)
@pytest.mark.parametrize("name", REASONS)
def test_a_bomb_is_refused_in_64_megabytes(name: str) -> None:
    data = bombs()[name]
    tracemalloc.start()
    try:
        with pytest.raises(SheetRefused):
            read_tables(data, "msel")
        assert tracemalloc.get_traced_memory()[1] < 64 * MIB
    finally:
        tracemalloc.stop()


NO_SHEETS = {
    b"": "no row looks like the header", b"\0\1\2": "no text", b"%PDF-1.7": "no spreadsheet",
    b"\xd0\xcf\x11\xe0 old": ".xls file, or has a password", b"PK\3\4 not really": "damaged",
    b"Hello": "no row",
    b"\xff\xfea": "neither UTF-8 nor utf-16",
}  # fmt: skip


@pytest.mark.parametrize(("data", "reason"), NO_SHEETS.items())
def test_what_is_no_sheet_is_refused_and_says_what_it_takes(data: bytes, reason: str) -> None:
    refused = refusal(data)
    assert reason in refused.reason
    assert refused.remedy


def test_another_zip_is_no_workbook() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as other:
        other.writestr("../../etc/passwd", "x")
    assert "no xlsx workbook" in refusal(out.getvalue()).reason


@pytest.mark.parametrize("at", range(0, len(SMALL), 97))
def test_a_damaged_workbook_is_read_or_refused_and_nothing_else(at: int) -> None:
    damaged = SMALL[:at] + bytes([SMALL[at] ^ 0x5A]) + SMALL[at + 1 :]
    with suppress(SheetRefused):
        assert read_tables(damaged, "msel.xlsx")[0]


def test_parts_that_are_not_needed_are_never_unpacked() -> None:
    pictures = {f"xl/media/image{n}.png": b" " * (40 * MIB) for n in range(3)}
    drawing = {"xl/drawings/drawing1.xml": LAUGHS, "docProps/app.xml": LAUGHS}
    tables, _ = read_tables(repacked({**pictures, **drawing}), "msel.xlsx")
    assert tables[0].rows[1] == ("T+5", "Ann", "It is cold.")
