"""Cells read as what an inject needs: numbers, spans, lists, words of a closed set."""

import re
from typing import Literal, cast

from app.exchange.mapping import Channel
from app.exchange.plain import plain, words
from app.exchange.speaking import speak
from app.exchange.spoken import OnClock, Since
from app.exchange.tables import Cell, text_of
from app.scenario.plan import Position

_BETWEEN = re.compile(r"[\n;,]+|\s/\s|\s&\s")
_PARTS = re.compile(r"[\n;,/&+|]+")
_COUNT = re.compile(r"(\d+(?:\.\d+)?)\s*(k|m|mio|million)?")
_THOUSANDS = re.compile(r"\d{1,3}(?:[,.'\s\u00a0\u202f]\d{3})+")
_TIMES = {"": 1, "k": 1_000, "m": 1_000_000, "mio": 1_000_000, "million": 1_000_000}


def listed(text: str) -> tuple[str, ...]:
    """The values in a cell that holds several: by lines if it has lines, else by commas and semicolons."""
    parts = text.split("\n") if "\n" in text else _BETWEEN.split(text)
    return tuple(dict.fromkeys(part.strip(" -•*\t") for part in parts if part.strip(" -•*\t")))


def count_of(cell: Cell) -> int | None:
    """A whole number: 12000, `12,000`, `12k`, `1.6M`; None for anything else."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return int(cell) if float(cell).is_integer() else None
    said = plain(text_of(cell))
    if _THOUSANDS.fullmatch(said):
        return int(re.sub(r"\D", "", said))
    found = _COUNT.fullmatch(said)
    if found is None or len(said) > 15:
        return None
    number = float(found[1]) * _TIMES[found[2] or ""]
    return round(number) if abs(number - round(number)) < 1e-6 else None


def number_of(cell: Cell) -> float | None:
    """A number, with a point or a comma; None for anything else."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return float(cell)
    said = plain(text_of(cell)).replace("−", "-")
    return float(said.replace(",", ".")) if re.fullmatch(r"[+-]?\d{1,9}(?:[.,]\d{1,20})?", said) else None


def seconds_of(cell: Cell) -> float | None:
    """A span in seconds: `15 min`, `0:15`, a bare number of minutes; None for anything else."""
    match speak(cell, unit=60.0):
        case Since(seconds=seconds) if seconds >= 0:
            return round(seconds, 3)
        case OnClock(seconds=seconds, bare=True):
            return round(seconds, 3)
        case _:
            return None


def yes_or_no(cell: Cell) -> bool | None:
    """Whether a cell says yes; None if it says neither."""
    said = plain(text_of(cell))
    if said in words("yes"):
        return True
    return False if not said or said in words("no") else None


def channel_of(text: str) -> Channel | None:
    """Where an inject is delivered; None for a word that is not known."""
    return cast("Channel | None", _one_of("channels", text))


def position_of(text: str) -> Position | None:
    """Whose move it is; None if the words name no position."""
    return cast("Position | None", _one_of("positions", text))


def _one_of(group: Literal["channels", "positions"], text: str) -> str | None:
    """The meaning of the whole cell, else of its first part that has one, else of a word in it."""
    known = words(group)
    parts = [plain(part) for part in _PARTS.split(text)]
    tried = (plain(text), *parts, *(word.strip(".:()") for part in parts for word in part.split()))
    return next((known[word] for word in tried if word in known), None)
