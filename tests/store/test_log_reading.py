"""Files that came from anywhere, read in pieces: the whole log, or a reason with a place and a remedy."""

import gzip
import json
import tracemalloc
from collections.abc import Callable, Iterator

import pytest

from app.store import log_reading
from app.store.log import Packed
from app.store.log_file import NoLogFile, write_log_file
from app.store.log_reading import PIECE, LogReader
from tests.everything import everything

MIB = 1 << 20
FILE = write_log_file(everything().log)
LINES = FILE.splitlines()
HEAD, FIRST, SECOND = LINES[0], LINES[1].removesuffix(b","), LINES[2].removesuffix(b",")


def taken(pieces: Iterator[bytes] | list[bytes]) -> LogReader:
    reader = LogReader()
    for piece in pieces:
        for at in range(0, len(piece), PIECE):
            reader.feed(piece[at : at + PIECE])
    reader.close()
    return reader


def unsummed(*lines: bytes) -> bytes:
    """A file of these entries, without a sum."""
    head = b'{"format":"squall-log","version":1,"names":"sealed","entries":['
    return head + b"\n" + b",\n".join(lines) + b"\n]}\n"


@pytest.mark.parametrize("size", [1, 7, 4096, len(FILE)])
def test_a_file_may_come_in_pieces_of_any_size(size: int) -> None:
    found = taken([FILE[at : at + size] for at in range(0, len(FILE), size)])
    assert write_log_file(found.entries) == FILE
    assert [one.data for one in found.packed] == [line.removesuffix(b",") for line in LINES[1:-1]]
    assert isinstance(found.packed[0], Packed)


def test_a_file_from_another_system_may_end_its_lines_otherwise() -> None:
    assert write_log_file(taken([FILE.replace(b"\n", b"\r\n")]).entries) == FILE


def test_a_file_of_before_there_were_sums_is_read() -> None:
    assert write_log_file(taken([unsummed(*(one.removesuffix(b",") for one in LINES[1:-1]))]).entries) == FILE


AT = b'"at":'
HOSTILE: dict[str, Callable[[], bytes]] = {
    "it was changed after it was exported": lambda: FILE.replace(b"gate", b"date").replace(
        b"19:30", b"19:31"
    ),
    "line 4: entry 3 is unreadable: it says it is 2": lambda: unsummed(FIRST, SECOND, SECOND),
    "line 3: entry 2 is unreadable: it says it is 3": lambda: unsummed(FIRST, LINES[3].removesuffix(b",")),
    "of version 7, and this Squall reads version 1. Update this server": lambda: FILE.replace(
        b'"version":1', b'"version":7'
    ),
    "A newer Squall wrote it: update this server": lambda: FILE.replace(b"clock.started", b"clock.melted"),
    "line 3: entry 2 is unreadable": lambda: unsummed(
        FIRST, SECOND.replace(b'"at":', b'"at":' + b"9" * 5000)
    ),
    "its time or its tag is out of range": lambda: unsummed(
        FIRST, SECOND.replace(b'"at":', b'"at":' + b"9" * 40)
    ),
    "a number that no log can hold": lambda: FILE.replace(b'"noticed":', b'"noticed":1e999,"_":'),
    "line 3: entry 2 is unreadable: RecursionError": lambda: unsummed(FIRST, b'{"seq":' + b"[" * 200_000),
    "no whole JSON, or nested too deep": lambda: b'{"format":"squall-log","entries":' + b"[" * 200_000,
    "it is compressed. Unpack it first": lambda: gzip.compress(bytes(64 * MIB)),
    "only the beginning of a file: it stops after 2 entries": lambda: (
        b"\n".join(LINES[:3]) + b"\n" + LINES[3][:9]
    ),
    "stands behind the end of the log": lambda: FILE + FILE,
    "line 2 is longer than any entry": lambda: HEAD + b"\n" + b" " * 9 * MIB,
    "line 1 is longer than any entry": lambda: b"x" * 9 * MIB,
    "it is JSON, but no log": lambda: b'{\n "format": "something else"\n}',
    "more than 1000 empty lines": lambda: b"\n" * 50 * MIB,
    "it is empty": lambda: b"\n \n",
}


@pytest.mark.parametrize("why", HOSTILE)
def test_a_file_that_would_do_harm_is_refused_with_a_place_and_a_remedy(why: str) -> None:
    spoilt = HOSTILE[why]()
    assert spoilt != FILE
    with pytest.raises(NoLogFile) as fault:
        taken([spoilt])
    assert why in str(fault.value)


def test_a_file_of_a_hundred_megabytes_costs_little_until_it_is_refused() -> None:
    def more() -> Iterator[bytes]:
        yield HEAD + b"\n"
        while True:
            yield b" " * MIB + b"\n"

    tracemalloc.start()
    with pytest.raises(NoLogFile, match="more than the 96 MiB"):
        taken(more())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 32 * MIB


def test_what_was_laid_out_anew_is_read_up_to_a_size_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    pretty = json.dumps(json.loads(FILE), indent=1).encode()
    assert write_log_file(taken([pretty]).entries) == FILE
    monkeypatch.setattr(log_reading, "LONGEST_REFORMATTED", 1000)
    with pytest.raises(NoLogFile, match="laid out anew"):
        taken([pretty[:500], pretty[500:]])


def test_no_more_entries_are_read_than_a_rehearsal_can_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_reading, "MAX_ENTRIES", -998)
    with pytest.raises(NoLogFile, match="which no rehearsal has"):
        taken([FILE])
