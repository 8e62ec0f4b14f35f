"""A whole log as one file, to keep, to read elsewhere and to review again.

JSON: `format`, `version`, `names` (`sealed` or `open`), `sum` and `entries`, one line each, as the store
keeps them. The sum is the SHA-256 of these lines: a file that was changed afterwards is noticed.
Sealed, nobody's name is in it: participants are called by the title of their seat, and told apart by number.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Any, Final, Literal

from pydantic import TypeAdapter

from app.ids import ParticipantId, SeatId
from app.rehearsal import events as e
from app.rehearsal.entry import Entry
from app.store.codec import encode

FORMAT: Final = "squall-log"
VERSION: Final = 1
LONGEST: Final = 96 * 1024 * 1024
"""Bytes that are read at most; a log in the store is cut off at two thirds of it."""

Names = Literal["sealed", "open"]


class NoLogFile(ValueError):
    """The file cannot be read as a log; the text says what is wrong and, if it is an entry, in which line."""


def write_log_file(entries: Iterable[Entry], names: Names = "sealed") -> bytes:
    """The file of a log: the same log always gives the same bytes."""
    shown = sealed(entries) if names == "sealed" else entries
    lines = b",\n".join(encode(entry) for entry in shown)
    total = sha256(lines).hexdigest()
    head = f'{{"format":"{FORMAT}","version":{VERSION},"names":"{names}","sum":"{total}","entries":[\n'
    return head.encode() + lines + b"\n]}\n"


def sealed(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The same log without anybody's name. Asks are numbered: their ids are the browsers' own."""
    seal = _Seal()
    for entry in entries:
        yield replace(entry, ask="", events=tuple(seal.over(one) for one in entry.events))


def schema() -> dict[str, Any]:
    """The JSON Schema of such a file."""
    entry = TypeAdapter(Entry).json_schema(ref_template="#/$defs/{model}")
    definitions = entry.pop("$defs", {})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A log of Squall",
        "type": "object",
        "required": ["format", "version", "names", "entries"],
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "names": {"enum": ["sealed", "open"]},
            "sum": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "entries": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/Entry"}},
        },
        "$defs": {**definitions, "Entry": entry},
    }


class _Seal:
    """Gives people the titles of their seats, and numbers instead of ids."""

    def __init__(self) -> None:
        self._titles: dict[SeatId, str] = {}
        self._numbers: dict[ParticipantId, int] = {}

    def over(self, event: e.Event) -> e.Event:
        match event:
            case e.RehearsalCreated(scenario=scenario):
                self._titles = {seat.id: seat.title for seat in scenario.seats}
                return event
            case e.SeatTaken(seat=seat, participant=participant):
                return replace(event, name=self._title(seat), participant=self._number(participant))
            case e.SeatReserved(seat=seat, name=str()):
                return replace(event, name=self._title(seat))
            case e.KnockHeard(participant=participant, role=role, seat=seat):
                name = role.capitalize() if seat is None else self._title(seat)
                return replace(event, name=name, participant=self._number(participant))
            case e.KnockAnswered(participant=participant):
                return replace(event, participant=self._number(participant))
            case _:
                return event

    def _title(self, seat: SeatId) -> str:
        return self._titles.get(seat, str(seat))

    def _number(self, participant: ParticipantId) -> ParticipantId:
        number = self._numbers.setdefault(participant, len(self._numbers) + 1)
        return ParticipantId(f"participant-{number}")
