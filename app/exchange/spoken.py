"""What a cell says about time, before it is known when StartEx is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Literal

from app.exchange.plain import plain, words
from app.exchange.spoken_dates import DateOrder, Day, Gap, read_day
from app.exchange.tables import Cell, Formula

Mode = Literal["clock", "since"]
"""Whether a bare `0:45` is a time of day or counts from StartEx."""
DAY = 86_400.0
LONGEST_WORDS = 60
FIRST_YEAR = 1971
"""Dates before are no dates: they are what is left of a time that was stored without one."""


@dataclass(frozen=True, slots=True)
class ByHand:
    """Delivered when the facilitator wants it."""


@dataclass(frozen=True, slots=True)
class Since:
    """Seconds since StartEx."""

    seconds: float


@dataclass(frozen=True, slots=True)
class OnClock:
    """A time of day in seconds, on a day if one is given; `bare` if it could also count from StartEx."""

    seconds: float
    day: Day | Gap | None = None
    bare: bool = False
    artefact: str = ""


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment that names its own zone."""

    moment: datetime


@dataclass(frozen=True, slots=True)
class OnDay:
    """A day without a time."""

    day: Day | Gap


@dataclass(frozen=True, slots=True)
class Unclear:
    """A cell that says nothing certain, and what to do about it."""

    reason: str
    remedy: str


Spoken = ByHand | Since | OnClock | Instant | OnDay | Unclear

ASK_ORDER = "Say whether the day or the month comes first, or write 2026-11-21."
_WRITE = "Write a time of day (18:52), a moment (2026-11-21 18:52), T+00:45, D+0 H+1 M+5, or `by hand`."
_HMS = r"(?P<h>\d{1,3}):(?P<m>\d{2})(?::(?P<s>\d{2}(?:\.\d+)?))?"
_T_PLUS = re.compile(
    rf"(?:t|h|startex|stx|s)?\s*(?P<sign>[+-])\s*(?:{_HMS}|(?P<n>\d{1, 9}(?:\.\d+)?)|(?P<rest>.+))"
)
_TOKEN = re.compile(r"([djhtms])\s*([+-])?\s*(\d{1,9}(?:[.,]\d+)?)")
_SPAN = re.compile(r"(\d{1,9}(?:[.,]\d+)?)\s*([^\W\d]+|')\.?")
_SHORT = re.compile(r"(\d{1,3})h(\d{2})")
_CLOCK = re.compile(
    r"(?P<h>\d{1,2})(?:\s*(?:[:h]|(?P<dot>\.))\s*(?P<m>\d{2})(?:\s*[:m.]\s*(?P<s>\d{2}(?:[.,]\d+)?))?)?"
    r"\s*(?P<half>[ap]\.?\s?m\.?|ص|م)?\s*(?P<word>h|hrs|hours|uhr|heures|horas)?"
    r"\s*(?P<zone>z|utc|gmt|[+-]\d{2}:?\d{2})?"
)
_MILITARY = re.compile(r"(?P<h>\d{2})(?P<m>\d{2})(?P<s>(?!))?\s*(?P<word>h|hr|hrs|hours)?\s*(?P<zone>z)?")
_TOKEN_SECONDS: Mapping[str, float] = {"d": DAY, "j": DAY, "h": 3600.0, "t": 3600.0, "m": 60.0, "s": 1.0}


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
            return Unclear("it says true or false", _WRITE)
        case Formula():
            return Unclear(f"`{cell.text[:40]}` is a formula, and formulas are never computed",
                           "Copy the column in the spreadsheet and paste it as values.")  # fmt: skip
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
    return Unclear(f"{number:g} is neither a time of day nor a serial date",
                   "Write T+45 for 45 minutes, or the unit in the header, as in `Time (min)`.")  # fmt: skip


def _of_text(text: str, order: DateOrder | None, unit: float | None) -> Spoken | None:
    said = plain(text).replace("−", "-").strip(" .;,")
    if not said:
        return None
    if len(said) > LONGEST_WORDS:
        return Unclear(f"{len(said)} characters are no time", _WRITE)
    if said in words("by_hand"):
        return ByHand()
    if (number := _number(said)) is not None:
        return _of_number(number, said.lstrip("-").isdecimal(), unit)
    if unit is not None and said.isdecimal():
        return Since(float(said) * unit)
    return (
        _since(said) or clock(said) or _on_a_day(said, order) or Unclear(f"`{text[:40]}` is no time", _WRITE)
    )


def _number(said: str) -> float | None:
    """A number as a spreadsheet exports it; `1852` is a time of day, and `9.30` may be one."""
    if not re.fullmatch(r"-?\d{1,15}(?:[.,]\d+)?", said) or re.fullmatch(r"\d{4}|[1-9]\d?[.,]\d{1,2}", said):
        return None
    return float(said.replace(",", "."))


def _since(said: str) -> Spoken | None:
    """T+00:45, +45, D+2 H+3 M+45, J+1 T+3, 45 min."""
    tokens = _TOKEN.findall(said)
    if tokens and not _TOKEN.sub("", said).strip(" ,;") and _are_relative(tokens):
        if len(tokens) == 1 and tokens[0][0] in "dj":
            return OnDay(Gap(int(float(_signed(tokens[0])))))
        unit = {"t": 60.0} if [token[0] for token in tokens] == ["t"] else {}
        return Since(sum(unit.get(token[0], _TOKEN_SECONDS[token[0]]) * _signed(token) for token in tokens))
    if (span := _span(said)) is not None and not re.fullmatch(r"\d{1,2}\s*h", said):
        return Since(span)
    plus = _T_PLUS.fullmatch(said)
    if plus is None:
        return None
    sign = -1.0 if plus["sign"] == "-" else 1.0
    if plus["n"]:
        return Since(sign * float(plus["n"]) * 60)
    if plus["rest"]:
        short = _SHORT.fullmatch(plus["rest"])
        span = int(short[1]) * 3600.0 + int(short[2]) * 60 if short else _span(plus["rest"])
        return None if span is None else Since(sign * span)
    return Since(sign * _of_parts(plus))


def _are_relative(tokens: list[tuple[str, str, str]]) -> bool:
    """Whether every token has a sign, or there are two and more: `H 5` alone is none."""
    units = [_TOKEN_SECONDS[token[0]] for token in tokens]
    return len(set(units)) == len(units) and (all(token[1] for token in tokens) or len(tokens) > 1)


def _signed(token: tuple[str, str, str]) -> float:
    return float(token[2].replace(",", ".")) * (-1 if token[1] == "-" else 1)


def _span(said: str) -> float | None:
    """Seconds of `1 h 30 min`; None for anything else, and for `18h30`, which is a time of day."""
    parts = _SPAN.findall(said)
    if not parts or _SPAN.sub("", said).strip(" ,+&"):
        return None
    units = [words("units").get(word) for _, word in parts]
    if None in units:
        return None
    return sum(
        float(n.replace(",", ".")) * float(unit or 0) for (n, _), unit in zip(parts, units, strict=True)
    )


def _of_parts(found: re.Match[str]) -> float:
    return (
        int(found["h"]) * 3600.0 + int(found["m"] or 0) * 60.0 + float((found["s"] or "0").replace(",", "."))
    )


def _on_a_day(said: str, order: DateOrder | None) -> Spoken | None:
    """A day, and the time after it if there is one."""
    try:
        moment = datetime.fromisoformat(said.upper())
        if moment.tzinfo is not None:
            return Instant(moment)
    except ValueError:
        pass
    found = read_day(said, order)
    if found is None:
        return None
    if isinstance(found, str):
        return Unclear(found, ASK_ORDER if "day or" in found else "Check the calendar.")
    day, rest = found
    if not rest:
        return OnDay(day)
    match clock(rest):
        case OnClock(seconds=seconds):
            old = isinstance(day, date) and day.year < FIRST_YEAR
            return OnClock(seconds, bare=True, artefact=str(day)) if old else OnClock(seconds, day)
        case Unclear() as unclear:
            return unclear
        case Instant(moment=moment) if isinstance(day, date):
            return Instant(datetime.combine(day, moment.timetz()))
        case _:
            return Unclear(f"`{rest[:40]}` after the day is no time", _WRITE)


def clock(said: str) -> OnClock | Instant | Unclear | None:
    """A time of day; an Instant on day 1 of the calendar if it names a zone."""
    found = _CLOCK.fullmatch(said) or _MILITARY.fullmatch(said)
    if found is None:
        return None
    groups = found.groupdict()
    half = (groups.get("half") or "").replace(".", "").replace(" ", "")
    if not (groups["m"] or half or groups["word"]) or (groups.get("dot") and not (half or groups["word"])):
        return None
    hour, seconds = int(groups["h"]), _of_parts(found)
    if half and not 1 <= hour <= 12:
        return Unclear(
            f"`{said[:40]}`: there is no hour {hour} with AM or PM", "Write 1 to 12, or leave AM/PM out."
        )
    if half:
        seconds += (hour % 12 - hour) * 3600 + (43_200 if half[0] in "pم" else 0)
    if seconds >= DAY or int(groups["m"] or 0) > 59:
        return Unclear(
            f"`{said[:40]}` is no time of day", "Write 00:00 to 23:59; T+ before it makes it a span."
        )
    if groups["zone"]:
        return Instant(_with_zone(seconds, groups["zone"]))
    return OnClock(seconds, bare=not half and groups["word"] != "uhr")


def _with_zone(seconds: float, zone: str) -> datetime:
    offset = "+00:00" if zone in ("z", "utc", "gmt") else f"{zone[:3]}:{zone[-2:]}"
    return datetime.fromisoformat(f"0001-01-01T00:00:00{offset}") + timedelta(seconds=seconds)


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
