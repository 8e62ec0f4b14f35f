"""Days as people write them, and the order of day and month."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from app.exchange.plain import plain, words

DateOrder = Literal["dmy", "mdy"]


@dataclass(frozen=True, slots=True)
class Gap:
    """A day counted from StartEx's day, which is 0."""

    days: int


@dataclass(frozen=True, slots=True)
class NoYear:
    """A day of some year: the one nearest to StartEx."""

    month: int
    day: int


Day = date | NoYear

_GAP = re.compile(r"(?:d|j)\s*([+-])\s*(\d{1,3})(?:\s+(.*))?")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:t|\s+|$)(.*)")
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})(?:\2(\d{4}|\d{2})|\.)?(?![\d:])(.*)")
_BETWEEN = re.compile(r"^(?:\s|,|at\b|a\b|um\b|a las\b|في|الساعة|t(?=\d)|-)+")


def read_day(said: str, order: DateOrder | None) -> tuple[Day | Gap, str] | str | None:
    """The day that plain words begin with, and what follows it.

    A text is the reason why the day is unclear; None is given where there is no day.
    """
    if gap := _GAP.fullmatch(said):
        return Gap(int(gap[1] + gap[2])), _rest(gap[3] or "")
    if counted := _counted().fullmatch(said):
        return Gap(int(counted[1]) - 1), _rest(counted[2] or "")
    if iso := _ISO.fullmatch(said):
        return _dated(int(iso[1]), int(iso[2]), int(iso[3]), iso[4])
    if numbers := _NUMBERS.fullmatch(said):
        return _of_numbers(numbers, order)
    for pattern in _named():
        if found := pattern.fullmatch(said):
            month = int(words("months")[found["month"]])
            return _dated(_year(found["year"]), month, int(found["day"]), found["rest"] or "")
    return None


def _of_numbers(found: re.Match[str], order: DateOrder | None) -> tuple[Day, str] | str | None:
    first, second = int(found[1]), int(found[3])
    if found[4] is None and found[2] == "-":
        return None
    if found[2] == "." or first > 12 or first == second:
        order = "dmy"
    elif second > 12:
        order = "mdy"
    if order is None:
        return f"`{found[0][:40].strip()}`: day or month first?"
    day, month = (first, second) if order == "dmy" else (second, first)
    return _dated(_year(found[4]), month, day, found[5])


def _dated(year: int | None, month: int, day: int, rest: str) -> tuple[Day, str] | str:
    try:
        checked = date(year or 2024, month, day)  # 2024 has a 29 February
    except ValueError:
        return f"there is no day {day} in month {month}" + (f" of {year}" if year else "")
    return (checked if year else NoYear(month, day)), _rest(rest)


def _year(text: str | None) -> int | None:
    return None if not text else int(text) + (2000 if len(text) == 2 else 0)


def _rest(text: str) -> str:
    return _BETWEEN.sub("", text).strip()


@cache
def _counted() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, words("day")), key=len, reverse=True))
    return re.compile(rf"(?:{names})\s*(\d{{1,3}})(?:[\s,:;-]+(.*))?")


@cache
def _named() -> tuple[re.Pattern[str], ...]:
    names = "|".join(sorted(map(re.escape, words("months")), key=len, reverse=True))
    weekday = r"(?:[^\W\d]+\.?,?\s+)?"
    year = r"(?:[\s.,-]+(?:de\s+|del\s+)?(?P<year>\d{4}))?"
    end = r"(?:[\s,]+(?P<rest>.*))?"
    day_first = rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|o|\.)?[\s-]*(?:de\s+|of\s+)?(?P<month>{names})\b\.?"
    month_first = rf"(?P<month>{names})\.?[\s-]+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)"
    return tuple(re.compile(f"{weekday}{named}{year}{end}") for named in (day_first, month_first))


def order_in(cells: Iterable[str]) -> DateOrder | None:
    """The order that the certain dates among `cells` have, if they all have the same."""
    found: set[DateOrder] = set()
    for cell in cells:
        numbers = _NUMBERS.fullmatch(plain(cell))
        if numbers and numbers[2] != "." and (int(numbers[1]) > 12) != (int(numbers[3]) > 12):
            found.add("dmy" if int(numbers[1]) > 12 else "mdy")
    return found.pop() if len(found) == 1 else None
