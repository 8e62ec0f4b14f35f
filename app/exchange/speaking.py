"""Cells read as what they say about time."""

import re
from datetime import date, datetime, time, timedelta
from functools import cache

from app.exchange.plain import plain, words
from app.exchange.spoken import (
    DAY,
    FIRST_YEAR,
    WRITE,
    ByHand,
    Instant,
    OnClock,
    OnDay,
    Since,
    Spoken,
    Unclear,
)
from app.exchange.spoken_dates import DateOrder
from app.exchange.spoken_words import clock, on_a_day, since
from app.exchange.tables import Cell, Formula

LONGEST_WORDS = 60


def speak(cell: Cell, order: DateOrder | None = None, unit: float | None = None) -> Spoken | None:
    """What `cell` says about time; None for an empty one.

    Args:
        cell: as it came out of the sheet.
        order: whether 03/04 is the third of April (`dmy`) or the fourth of March (`mdy`), if that is known.
        unit: seconds that a bare number counts, if the header says so.
    """
    match cell:
        case None | "":
            return None
        case bool():
            return Unclear("it says true or false", WRITE)
        case Formula():
            return Unclear(
                f"`{cell.text[:40]}` is a formula, and formulas are never computed",
                "Copy the column in the spreadsheet and paste it as values.",
            )
        case datetime():
            return _of_datetime(cell)
        case date():
            return OnDay(cell)
        case time():
            return OnClock(_of_time(cell), bare=True)
        case timedelta():
            return Since(cell.total_seconds())
        case int() | float():
            return _of_number(float(cell), isinstance(cell, int) or cell.is_integer(), unit)
        case str():
            return _of_text(cell, order, unit)


def _of_datetime(cell: datetime) -> Spoken:
    seconds = _of_time(cell.time())
    if cell.year < FIRST_YEAR:
        return OnClock(seconds, bare=True, artefact=cell.date().isoformat())
    if cell.tzinfo is not None:
        return Instant(cell)
    return OnClock(seconds, cell.date())


def _of_time(cell: time) -> float:
    return cell.hour * 3600.0 + cell.minute * 60.0 + cell.second + round(cell.microsecond / 1e6, 3)


def _of_number(number: float, whole: bool, unit: float | None) -> Spoken:  # noqa: FBT001 - a property of the number
    if unit is not None:
        return Since(number * unit)
    if 0 <= number < 1 and not (whole and number):
        return OnClock(float(round(number * DAY)), bare=True)
    if 20_000 <= number <= 80_000:
        moment = datetime(1899, 12, 30) + timedelta(days=number)  # noqa: DTZ001 - a serial has no zone
        moment += timedelta(microseconds=500_000)
        return OnClock(_of_time(moment.time().replace(microsecond=0)), moment.date())
    if 1 < number < 32 and not whole:
        return Since(float(round(number * DAY)))
    return Unclear(
        f"{number:g} is neither a time of day nor a serial date",
        "Write T+45 for 45 minutes, or the unit in the header, as in `Time (min)`.",
    )


def _of_text(text: str, order: DateOrder | None, unit: float | None) -> Spoken | None:
    said = plain(text).replace("−", "-").strip(" .;,")
    if not said:
        return None
    if len(said) > LONGEST_WORDS:
        return Unclear(f"{len(said)} characters are no time", WRITE)
    if said in words("by_hand"):
        return ByHand()
    if (number := _number(said)) is not None:
        return _of_number(number, said.lstrip("-").isdecimal(), unit)
    if unit is not None and said.isdecimal():
        return Since(float(said) * unit)
    return since(said) or clock(said) or on_a_day(said, order) or Unclear(f"`{text[:40]}` is no time", WRITE)


def _number(said: str) -> float | None:
    """A number as a spreadsheet exports it; `1852` is a time of day, and `9.30` may be one."""
    if not re.fullmatch(r"-?\d{1,15}(?:[.,]\d+)?", said) or re.fullmatch(r"\d{4}|[1-9]\d?[.,]\d{1,2}", said):
        return None
    return float(said.replace(",", "."))


@cache
def units_in(header: str) -> float | None:
    """Seconds of the unit a header names in brackets, as `Time (min)` does."""
    found = re.search(r"[(\[]\s*(?:in\s+)?([^()\[\]]+?)\s*[)\]]", header)
    unit = words("units").get(plain(found[1])) if found else None
    return None if unit is None else float(unit)


def says_since(header: str) -> bool:
    """Whether a header says that its times count from StartEx."""
    said = f" {plain(header).replace('(', ' ').replace(')', ' ')} "
    return any(f" {word} " in said or (word == "t+" and "t+" in said) for word in words("since"))
