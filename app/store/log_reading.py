"""A file of a log, read as it comes in: nobody holds the whole, and the first fault ends it."""

import json
import re
from collections.abc import Callable
from hashlib import sha256
from typing import Any, Final, Literal

from app.ids import Seq
from app.rehearsal.entry import Entry
from app.store.codec import Unreadable, decode, encode
from app.store.log import MAX_ENTRIES, Packed
from app.store.log_file import FORMAT, LONGEST, VERSION, NoLogFile

PIECE: Final = 1 << 18
"""Bytes that are well fed at once."""
LONGEST_LINE: Final = 8 * 1024 * 1024
"""Bytes of one entry; the longest is the first, which carries the scenario."""
LONGEST_REFORMATTED: Final = 24 * 1024 * 1024
"""Bytes of a file that another program laid out anew: it can only be read whole."""
MOST_BLANK: Final = 1000
LATEST: Final = 253_402_300_799_000
"""Wall ms at the end of the year 9999, after which there are no dates."""
AGAIN: Final = "Export the log again where the drill was held."

_HEAD = re.compile(
    rb'\s*\{"format":"squall-log","version":(?P<version>\d{1,9}),[^\n]{0,2000}"entries":\[\s*$'
)
_SUM = re.compile(rb'"sum":"(?P<sum>[0-9a-f]{64})"')
_COMPRESSED: Final = (b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"(\xb5/\xfd", b"7z\xbc\xaf")
_SMALL = re.compile(rb"\s*\{\s*$")

Form = Literal["unknown", "ours", "lines", "other"]


class LogReader:
    """Takes a file in pieces of any size: `feed` each, then `close`.

    Attributes:
        entries: those read so far.
        packed: the same as the stores keep them.
    """

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.packed: list[Packed] = []
        self._form: Form = "unknown"
        self._rest = bytearray()
        self._size = 0
        self._line = 0
        self._blank = 0
        self._over = False
        self._sum = sha256()
        self._told = b""

    def feed(self, piece: bytes) -> None:
        """Read on.

        Raises:
            NoLogFile: it is no log, or no sound one; the text says where, and what to do.
        """
        self._size += len(piece)
        if self._size > LONGEST:
            raise NoLogFile(f"it is more than the {LONGEST / 2**20:.0f} MiB that are read")
        self._rest += piece
        if self._form == "other":
            self._see_that_it_fits()
            return
        *lines, rest = self._rest.split(b"\n")
        self._rest = bytearray(rest)
        for at, line in enumerate(lines):
            self._take(bytes(line))
            if self._is_other():
                self._rest = bytearray(b"\n".join([*lines[at:], rest]))
                return
        if len(self._rest) > LONGEST_LINE:
            raise NoLogFile(f"line {self._line + 1} is longer than any entry. {AGAIN}")

    def close(self) -> list[Entry]:
        """The whole log.

        Raises:
            NoLogFile: as `feed`; or the file ends too early.
        """
        if self._rest.strip() and (self._form in ("unknown", "lines") or self._rest.strip() == b"]}"):
            self._take(bytes(self._rest))
        if self._form == "other":
            _each(_reformatted(bytes(self._rest)), self._add)
        elif self._form == "ours" and not self._over:
            stops = f"it stops after {len(self.entries)} entries"
            raise NoLogFile(f"it is only the beginning of a file: {stops}. {AGAIN}")
        if self._told and self._sum.hexdigest().encode() != self._told:
            raise NoLogFile(f"it was changed after it was exported: its sum is another. {AGAIN}")
        if not self.entries:
            raise NoLogFile("it has no entries" if self._size and self._form != "unknown" else "it is empty")
        return self.entries

    def _take(self, line: bytes) -> None:
        """One line, without its end."""
        self._line += 1
        line = line.rstrip(b"\r")
        if not line.strip():
            self._blank += 1
            if self._blank > MOST_BLANK:
                raise NoLogFile(f"it has more than {MOST_BLANK} empty lines. Remove them")
            return
        if self._form == "unknown":
            self._form = _form_of(line)
            if self._form != "lines":
                told = _SUM.search(line) if self._form == "ours" else None
                self._told = told["sum"] if told else b""
                return
        if self._over:
            raise NoLogFile(f"line {self._line} stands behind the end of the log. Remove it")
        if self._form == "ours" and line.strip() == b"]}":
            self._over = True
            return
        if self._form == "ours":
            line = line.rstrip().removesuffix(b",")
            self._sum.update(b",\n" * bool(self.entries) + line)
        self._add(line)

    def _add(self, line: bytes) -> None:
        seq = Seq(len(self.entries) + 1)
        if seq > MAX_ENTRIES + 1000:
            raise NoLogFile(f"it has more than {MAX_ENTRIES} entries, which no rehearsal has")
        entry, kept = _entry(seq, line, f"line {self._line}: " if self._line else "")
        self.entries.append(entry)
        self.packed.append(Packed(seq, kept))

    def _is_other(self) -> bool:
        return self._form == "other"

    def _see_that_it_fits(self) -> None:
        if len(self._rest) > LONGEST_REFORMATTED:
            most = LONGEST_REFORMATTED // 2**20
            raise NoLogFile(f"it was laid out anew, and more than {most} MiB of that are not read. {AGAIN}")


def read_log_file(data: bytes) -> list[Entry]:
    """The log in a file that `write_log_file` or `squall play --log` wrote, by this version or an older one.

    Raises:
        NoLogFile: it is something else, is cut off, or an entry is missing or cannot be read.
    """
    reader = LogReader()
    for at in range(0, len(data), PIECE):
        reader.feed(data[at : at + PIECE])
    return reader.close()


def _form_of(line: bytes) -> Form:
    """What the first line says the file is."""
    if line.startswith(_COMPRESSED):
        raise NoLogFile("it is compressed. Unpack it first")
    if head := _HEAD.match(line):
        _check(int(head["version"]))
        return "ours"
    if _SMALL.match(line) or b'"format"' in line[:200]:
        return "other"
    return "lines"


def _reformatted(data: bytes) -> list[Any]:
    """The entries of a file that some other program laid out anew."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        raise NoLogFile(f"it is no whole JSON, or nested too deep. {AGAIN}") from None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise NoLogFile(f'it is JSON, but no log: "format" is not "{FORMAT}"')
    _check(found.get("version"))
    entries = found.get("entries")
    if not isinstance(entries, list) or not entries:
        raise NoLogFile("it has no entries")
    return entries


def _each(entries: list[Any], add: Callable[[bytes], None]) -> None:
    for one in entries:
        add(json.dumps(one).encode())


def _check(version: object) -> None:
    if version != VERSION:
        newer = isinstance(version, int) and version > VERSION
        remedy = "Update this server" if newer else AGAIN
        raise NoLogFile(f"it is of version {version}, and this Squall reads version {VERSION}. {remedy}")


def _entry(seq: Seq, line: bytes, where: str) -> tuple[Entry, bytes]:
    """Entry `seq`, and the bytes the stores keep it as."""
    try:
        entry = decode(seq, line)
        kept = encode(entry)
        if kept != line and not _comes_back(entry, kept):
            raise Unreadable(seq, "it holds a number that no log can hold")
    except Unreadable as fault:
        raise NoLogFile(f"{where}{fault}. {_remedy(str(fault))}") from None
    except (RecursionError, ValueError, OverflowError) as fault:
        raise NoLogFile(f"{where}entry {seq} is unreadable: {fault}. {AGAIN}") from None
    if not (0 <= entry.at <= LATEST and 0 <= entry.tag < 2**63):
        raise NoLogFile(f"{where}entry {seq} is unreadable: its time or its tag is out of range. {AGAIN}")
    return entry, kept


def _comes_back(entry: Entry, kept: bytes) -> bool:
    """Whether what is not written as we write it still says the same then: infinity and NaN do not."""
    try:
        return decode(entry.seq, kept) == entry
    except Unreadable:
        return False


def _remedy(fault: str) -> str:
    if "it says it is" in fault:
        return "Entries stand in order, each once: put it right, or export the log again"
    if "does not match any of the expected tags" in fault:
        return "A newer Squall wrote it: update this server"
    return AGAIN
