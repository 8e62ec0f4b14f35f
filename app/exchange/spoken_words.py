"""Words about time: times of day, spans since StartEx, days and moments."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from app.exchange.plain import words
from app.exchange.spoken import DAY, FIRST_YEAR, WRITE, Instant, OnClock, OnDay, Since, Spoken, Unclear
from app.exchange.spoken_dates import DateOrder, Gap, read_day

_ASK_ORDER = "Say whether the day or the month comes first, or write 2026-11-21."
_HMS = r"(?P<h>\d{1,3}):(?P<m>\d{2})(?::(?P<s>\d{2}(?:\.\d+)?))?"
_T_PLUS = re.compile(
    rf"(?:t|h|startex|stx|s)?\s*(?P<sign>[+-])\s*(?:{_HMS}|(?P<n>\d{{1,9}}(?:\.\d+)?)|(?P<rest>.+))"
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


def since(said: str) -> Spoken | None:
    """T+00:45, +45, D+2 H+3 M+45, J+1 T+3, 45 min."""
    tokens = _TOKEN.findall(said)
    if tokens and not _TOKEN.sub("", said).strip(" ,;") and _are_relative(tokens):
        if len(tokens) == 1 and tokens[0][0] in "dj":
            return OnDay(Gap(int(float(_signed(tokens[0])))))
        unit = {"t": 60.0} if [token[0] for token in tokens] == ["t"] else {}
        return Since(sum(unit.get(token[0], _TOKEN_SECONDS[token[0]]) * _signed(token) for token in tokens))
    if (span := _span(said)) is not None and not re.fullmatch(r"\d{1,2}\s*h|\d{4}\s*h\w*", said):
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


def on_a_day(said: str, order: DateOrder | None) -> Spoken | None:
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
        return Unclear(found, _ASK_ORDER if "day or" in found else "Check the calendar.")
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
            return Unclear(f"`{rest[:40]}` after the day is no time", WRITE)


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
