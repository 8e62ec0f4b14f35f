"""CSV and other delimited text, in whatever encoding and with whatever separator it was saved."""

import codecs
import csv
import re
from collections import Counter
from io import StringIO
from itertools import islice

from app.exchange.guarding import unguarded
from app.exchange.refusing import SheetRefused
from app.exchange.tables import Budget, Row, Table

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS = ",;\t|"
_TOLD = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_LOOKED_AT = 60
"""Records from which the separator is told."""


def read_delimited(data: bytes, name: str) -> tuple[Table, str]:
    """The table in `data`, and how it was encoded.

    Raises:
        SheetRefused: it is no text, or too much of it.
    """
    text, encoding = decoded(data)
    if told := _TOLD.match(text):
        text, separator = text[told.end() :], told[1]
    else:
        separator = _separator(text)
    budget, rows = Budget(), list[Row]()
    try:
        for number, record in enumerate(csv.reader(StringIO(text, newline=""), delimiter=separator), 1):
            row = budget.take(name, number, tuple(unguarded(cell) or None for cell in record))
            if row or number <= 100_000:
                rows.append(row)
    except csv.Error as error:
        raise SheetRefused(f"not a table: {error}", "Check the quotes, or save it as xlsx.") from error
    while rows and not rows[-1]:
        rows.pop()
    return Table(name=name, rows=tuple(rows)), encoding


def decoded(data: bytes) -> tuple[str, str]:
    """The text of `data` and the encoding it is in: UTF-8, UTF-16, or else Windows-1252."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode(data, encoding), encoding.removesuffix("-sig")
    head = data[:4096]
    if len(head) > 3 and head.count(0) > len(head) // 8:
        return _decode(
            data, "utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"
        ), "utf-16"
    if b"\0" in data:
        raise SheetRefused("it is no text", "Save the sheet as xlsx or as CSV UTF-8.")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decode(data, "windows-1252"), "windows-1252"


def _decode(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        reason = f"byte {error.start} is neither UTF-8 nor {encoding}"
        raise SheetRefused(reason, "Save the sheet as CSV UTF-8, or as xlsx.") from error


def _separator(text: str) -> str:
    """The sign that cuts the most records into the same number of cells, more than one."""
    best, most = ",", 0.0
    for sign in _SEPARATORS:
        try:
            lengths = [
                len(row) for row in islice(csv.reader(StringIO(text, newline=""), delimiter=sign), _LOOKED_AT)
            ]
        except csv.Error:
            continue
        wide = Counter(length for length in lengths if length > 1)
        width, times = max(wide.items(), key=lambda one: one[0] * one[1], default=(0, 0))
        if width * times > most:
            best, most = sign, float(width * times)
    return best
