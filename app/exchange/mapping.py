"""Which column of a sheet means what: found by its header, and changed by whoever imports it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal

from app.exchange.fields import Field, Guess, guesses, simple
from app.exchange.spoken import Mode
from app.exchange.spoken_dates import DateOrder
from app.exchange.tables import Row, Table, letter, text_of
from app.ids import Handle

HEADER_WITHIN = 40
"""Rows among which the header is looked for."""
SAMPLES = 3
Channel = Literal["feed", "message"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetMapping:
    """How a sheet is to be read. What is left out is suggested; a preview holds all of it.

    Attributes:
        sheets: the names of the sheets to read; all must have the same header.
        header: the row of the header, from 1.
        columns: what columns mean, by their letters; None for one that is only kept beside the injects.
        times: whether a bare `0:45` is a time of day (`clock`) or counts from StartEx (`since`).
        dates: whether 03/04/2026 is the third of April (`dmy`) or the fourth of March (`mdy`).
        channels: where words for channels go that are not known.
        personas: handles for the names of people, by the name as it is written.
        otherwise: what an empty cell says, or a missing column, by field.
        pause: seconds at most between two injects; a longer one, such as a night, is cut to it.
        fit: seconds into which all times are squeezed evenly where they go on for longer.
    """

    sheets: tuple[str, ...] = ()
    header: int | None = None
    columns: Mapping[str, Field | None] | None = None
    times: Mode | None = None
    dates: DateOrder | None = None
    channels: Mapping[str, Channel] | None = None
    personas: Mapping[str, Handle] | None = None
    otherwise: Mapping[Field, str] | None = None
    pause: float | None = None
    fit: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its letter, its header, what it means (None: kept as it is), how surely, some cells."""

    letter: str
    header: str
    field: Field | None
    confidence: float
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The row that names the columns, and how well it does: the sum of all confidences."""

    row: int
    columns: tuple[Column, ...]
    score: float

    def at(self, field: Field) -> int | None:
        """The index of the column of that meaning."""
        return next((at for at, one in enumerate(self.columns) if one.field == field), None)

    def has(self, *fields: Field) -> bool:
        return any(self.at(field) is not None for field in fields)


def header_of_table(table: Table, mapping: SheetMapping) -> Header | None:
    """The row of a table that looks most like the header of an MSEL; None if none does."""
    if mapping.header is not None:
        return _header(table, mapping.header, mapping) if mapping.header <= len(table.rows) else None
    best: Header | None = None
    for number in range(1, min(HEADER_WITHIN, len(table.rows)) + 1):
        if sum(isinstance(cell, str) for cell in table.rows[number - 1]) < 2:
            continue
        found = _header(table, number, mapping)
        if best is None or found.score > best.score + 0.01:
            best = found
    return best if best is not None and best.has("text", "title") and _named(best) > 1 else None


def _named(header: Header) -> int:
    return sum(column.field is not None for column in header.columns)


def _header(table: Table, number: int, mapping: SheetMapping) -> Header:
    names = [" ".join(text_of(cell).split()) for cell in table.rows[number - 1]]
    below = table.rows[number : number + 200]
    width = max([len(names), *(len(row) for row in below)])
    names += [""] * (width - len(names))
    fields = _assigned(names, below, mapping.columns or {})
    columns = tuple(
        Column(
            letter=letter(at),
            header=name,
            field=fields[at].field if at in fields else None,
            confidence=fields[at].confidence if at in fields else 0.0,
            samples=_samples(below, at),
        )
        for at, name in enumerate(names)
    )
    return Header(row=number, columns=columns, score=sum(column.confidence for column in columns))


def _assigned(
    names: Sequence[str], below: Sequence[Row], told: Mapping[str, Field | None]
) -> dict[int, Guess]:
    """The meaning of each column, each meaning at most once: what was told first, then the surest."""
    fixed = {at: told[letter(at)] for at in range(len(names)) if letter(at) in told}
    found = {at: Guess(field, 1.0) for at, field in fixed.items() if field is not None}
    offers = [
        (guess, at) for at, name in enumerate(names) if at not in fixed for guess in _offers(name, below, at)
    ]
    for guess, at in sorted(offers, key=lambda offer: (-offer[0].confidence, offer[1])):
        if at not in found and all(guess.field != one.field for one in found.values()):
            found[at] = guess
    return found


def _offers(name: str, below: Sequence[Row], at: int) -> tuple[Guess, ...]:
    """What a header may mean, or its cells where the header says nothing."""
    if len(name) > 120:
        return ()
    if name and simple(name):
        return guesses(name)
    cells = [row[at] for row in below if at < len(row) and row[at] is not None]
    return (
        (Guess("time", 0.5),)
        if cells and all(isinstance(cell, (datetime, time, timedelta)) for cell in cells)
        else ()
    )


def _samples(below: Sequence[Row], at: int) -> tuple[str, ...]:
    cells = (text_of(row[at])[:80] for row in below if at < len(row))
    found = dict.fromkeys(cell for cell in cells if cell)
    return tuple(found)[:SAMPLES]
