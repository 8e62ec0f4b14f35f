"""An xlsx file looked at before anything opens it: what its directory says, and what its XML hides.

A spreadsheet is a zip of XML. A few kilobytes can unfold into gigabytes (zip bomb), or into a text that
names itself a thousand times (entity bomb). Both are found here, at the price of unpacking a bounded amount;
what comes out is a workbook of the few parts that are needed, none of which can hold a surprise.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO

from app.exchange.refusing import MOST_BYTES, MOST_CELLS, SheetRefused

MOST_PARTS = 2_000
MOST_XML = 16 << 20
"""Bytes of all parts that are read, unpacked."""
MOST_ASIDE = 2 << 20
"""Bytes of one part that is read in one piece, unpacked: all but sheets and the table of texts."""
MOST_ELEMENTS = 500_000
"""Brackets that open something in all parts: a cell has about four."""
LONGEST_ROW, MOST_IN_ROW = 2 << 20, 50_000
"""Bytes, and opening brackets, without the end of a row or text."""

_CHUNK = 1 << 17
_OVERLAP = 160
_NEEDED = re.compile(r"(?i)(?!docProps/).*\.(xml|rels)")
_ASIDE = re.compile(
    r"(?i)(^|/)(drawings|charts?|chartsheets|media|theme|externalLinks|pivot\w*|comments\w*|customXml)/"
)
_STREAMED = re.compile(r"(?i)(^|/)(worksheets/[^/]+|sharedStrings)\.xml")
_DECLARED = re.compile(rb"<(?:\w{1,20}:)?Override\s[^<>]{0,600}>")
_ENCODING = re.compile(rb"""encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_CELL = re.compile(rb"<(?:\w{1,20}:)?c[ />]")
_END = re.compile(rb"</(?:\w{1,20}:)?(?:row|si)>")
_MERGED = re.compile(
    rb"""<(?:\w{1,20}:)?mergeCell\s[^<>]{0,40}?ref\s*=\s*["']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})["']"""
)
_REMEDY = "Copy the MSEL into a new, empty workbook and save that as xlsx."
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, OSError)


@dataclass(frozen=True, slots=True)
class Safe:
    """A workbook that may be opened, and the merged ranges of each of its sheets by the name of its part."""

    file: BytesIO
    merged: Mapping[str, list[str]]


@dataclass(slots=True)
class _Count:
    """What all parts hold so far."""

    cells: int = 0
    elements: int = 0
    merged: dict[str, list[str]] = field(default_factory=dict)


def look_into(data: bytes) -> Safe:
    """The parts of an xlsx file that are needed, once they are known to be safe to open.

    Raises:
        SheetRefused: it is a bomb, too large, damaged, or no xlsx file.
    """
    if len(data) > MOST_BYTES:
        raise SheetRefused(
            f"{len(data):,} bytes are more than {MOST_BYTES:,}", "Remove pictures and old sheets."
        )
    count, file = _Count(), BytesIO()
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive, zipfile.ZipFile(file, "w") as safe:
            for part in _checked(archive):
                with safe.open(part.filename, "w") as sink:
                    for chunk in _read_through(archive, part, count):
                        sink.write(chunk)
    except _DAMAGED as error:
        raise SheetRefused(f"the file is damaged: {error}", _REMEDY) from error
    file.seek(0)
    return Safe(file, count.merged)


def _checked(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The parts that are needed, all small enough by the directory."""
    every = archive.infolist()
    names = {part.filename for part in every}
    if "[Content_Types].xml" not in names or "xl/workbook.bin" in names:
        raise SheetRefused(_other_format(names), "Open it in its program and save it as .xlsx.")
    if len(every) > MOST_PARTS or len(names) < len(every):
        raise SheetRefused(f"{len(every):,} parts are too many, or two have one name", _REMEDY)
    parts = [part for part in every if _NEEDED.fullmatch(part.filename) and not _ASIDE.search(part.filename)]
    if any(part.flag_bits & 1 for part in parts):
        raise SheetRefused("the file is encrypted", "Save it without a password.")
    total = sum(part.file_size for part in parts)
    if total > MOST_XML:
        raise SheetRefused(f"unpacked, it has {total:,} bytes of XML, more than {MOST_XML:,}", _REMEDY)
    for part in parts:
        if part.file_size > MOST_ASIDE and not _STREAMED.search(part.filename):
            raise SheetRefused(f"its part {part.filename[:60]} has {part.file_size:,} bytes", _REMEDY)
    _check_declared(archive.read("[Content_Types].xml"))
    return parts


def _other_format(names: set[str]) -> str:
    """What a zip file is that is no xlsx workbook."""
    if "xl/workbook.bin" in names:
        return "it is a binary workbook (.xlsb)"
    if "content.xml" in names and "mimetype" in names:
        return "it is an OpenDocument file (.ods)"
    if any(name.endswith(".iwa") for name in names):
        return "it is a Numbers file (.numbers)"
    return "it is a zip file, but no xlsx workbook"


def _check_declared(types: bytes) -> None:
    """Refuse a workbook that has another part read under the name of a sheet: only sheets may be large."""
    for found in _DECLARED.findall(types):
        small = found.lower()
        if (b"worksheets/" in small and b"worksheet+xml" not in small) or (
            b"sharedstrings.xml" in small and b"sharedstrings+xml" not in small
        ):
            raise SheetRefused("it declares something else as a sheet", _REMEDY)


def _read_through(archive: zipfile.ZipFile, part: zipfile.ZipInfo, count: _Count) -> Iterator[bytes]:
    """The bytes of a part, each piece looked at before it is handed on."""
    seen, bytes_in_row, elements_in_row = b"", 0, 0
    for chunk in _chunks(archive, part):
        if not seen:
            _check_encoding(part.filename, chunk)
        text, new, elements = seen + chunk, len(seen), chunk.count(b"<")
        if b"\0" in chunk or b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            raise SheetRefused(f"its part {part.filename[:60]} declares entities, as a bomb does", _REMEDY)
        count.elements += elements
        count.cells += sum(found.end() > new for found in _CELL.finditer(text))
        if count.cells > 2 * MOST_CELLS or count.elements > MOST_ELEMENTS:
            raise SheetRefused(
                f"more than {MOST_CELLS:,} cells", "Split it, or delete what is not part of the MSEL."
            )
        if ranges := [found[1].decode() for found in _MERGED.finditer(text) if found.end() > new]:
            count.merged.setdefault(part.filename, []).extend(ranges)
        if _END.search(text):
            bytes_in_row, elements_in_row = 0, 0
        bytes_in_row += len(chunk)
        elements_in_row += elements
        if bytes_in_row > LONGEST_ROW or elements_in_row > MOST_IN_ROW:
            raise SheetRefused(f"its part {part.filename[:60]} has a row of megabytes", _REMEDY)
        seen = text[-_OVERLAP:]
        yield chunk


def _chunks(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _check_encoding(name: str, head: bytes) -> None:
    starts = head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<?xml")
    declared = _ENCODING.search(head[:200]) if starts else None
    if head[:2] in (b"\xfe\xff", b"\xff\xfe") or (
        declared and declared[1].lower() not in (b"utf-8", b"us-ascii")
    ):
        raise SheetRefused(f"its part {name[:60]} is not UTF-8", _REMEDY)
