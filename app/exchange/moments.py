"""Times of an MSEL as exercise seconds: what was spoken, settled against StartEx and its zone."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.exchange.refusing import SheetRefused
from app.exchange.spoken import (
    ByHand,
    Instant,
    Mode,
    OnClock,
    OnDay,
    Since,
    Spoken,
    Unclear,
)
from app.exchange.spoken_dates import Day, Gap, NoYear

LONGEST = 480 * 60.0
"""Seconds a drill may last."""
LONGEST_STORY = 60 * 86_400.0
"""Seconds a sheet may go on for whose times are shortened."""
BACK = 6 * 3600.0
"""A time of day this much before the row above, in seconds, is of the next day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A row's time.

    Attributes:
        at: exercise seconds since StartEx; None where it is by hand or unclear.
        moment: the same as a moment in the zone that was asked for.
        by_hand: only the facilitator delivers it.
        unclear: why there is no time, or why it cannot stand.
        doubt: what was assumed.
    """

    at: float | None = None
    moment: datetime | None = None
    by_hand: bool = False
    unclear: Unclear | None = None
    doubt: Unclear | None = None


def startex_of(zone: str, startex: datetime) -> datetime:
    """The moment of StartEx in a zone; a moment that has a zone already is moved to it.

    Raises:
        SheetRefused: there is no such zone, or no such time in it.
    """
    try:
        where = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise SheetRefused(
            f"there is no time zone `{zone}`", "Name one as in Europe/Berlin, or UTC."
        ) from error
    if startex.tzinfo is not None:
        return startex.astimezone(where)
    settled = _in_zone(startex.replace(tzinfo=None), where)
    if isinstance(settled, Unclear):
        raise SheetRefused(f"StartEx: {settled.reason}", settled.remedy)
    return settled


def _in_zone(local: datetime, zone: ZoneInfo | None) -> datetime | Unclear:
    """A local time as a moment; unclear where clocks were put forward over it, or passed it twice."""
    first, second = local.replace(tzinfo=zone, fold=0), local.replace(tzinfo=zone, fold=1)
    if first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local:
        return Unclear(
            f"there is no {local:%H:%M} on {local:%Y-%m-%d} in {zone}", "The clock is put forward over it."
        )
    if first.utcoffset() != second.utcoffset():
        return Unclear(
            f"{local:%H:%M} comes twice on {local:%Y-%m-%d} in {zone}", "Write its offset, as in 02:30+01:00."
        )
    return first


@dataclass(slots=True)
class Settling:
    """Goes down the rows of a sheet and settles their times; a time without a day follows the row above."""

    startex: datetime
    mode: Mode
    longest: float = LONGEST
    _last: datetime = field(init=False)

    def __post_init__(self) -> None:
        self._last = self.startex.replace(tzinfo=None)

    def settle(self, said: Spoken | None, on: Spoken | None = None) -> When:
        """The time of the next row: its cell for the time, and that for the day if there is one."""
        try:
            return self._settle(said, on)
        except OverflowError:
            return When(unclear=Unclear("the calendar does not go that far", "Check the year."))

    def _settle(self, said: Spoken | None, on: Spoken | None) -> When:
        match said, on:
            case (Unclear() as unclear, _) | (None, Unclear() as unclear):
                return When(unclear=unclear)
            case ByHand(), _:
                return When(by_hand=True)
            case Instant(moment=moment), _:
                return self._instant(moment, on)
            case Since(seconds=seconds), OnDay(day=Gap(days=days)) if seconds < 86_400:
                return self._after(days * 86_400 + seconds)
            case Since(seconds=seconds), _:
                return self._after(seconds)
            case OnClock() as clock, _:
                return self._clock(clock, on)
            case (OnDay() as day, None | OnDay()) | (None, OnDay() as day):
                return self._only_day(day)
            case (None, OnClock() as clock) | (OnDay(), OnClock() as clock):
                return self._clock(clock, said)
            case (None, ByHand()):
                return When(by_hand=True)
            case None, Since(seconds=seconds):
                return self._after(seconds)
            case None, Instant(moment=moment):
                return self._instant(moment, None)
            case _:
                return When(unclear=Unclear("there is no time", "Write one, or `by hand`."))

    def _only_day(self, said: OnDay) -> When:
        if isinstance(said.day, Gap):
            return self._after(said.day.days * 86_400)
        return When(
            unclear=Unclear("there is a day and no time", "Write the time too, as in 2026-11-21 18:52.")
        )

    def _instant(self, moment: datetime, on: Spoken | None) -> When:
        if moment.year > 1:
            return self._at(moment)
        day = self._day_of(on) or self.startex.astimezone(moment.tzinfo).date()
        return self._at(datetime.combine(day, moment.timetz()))

    def _clock(self, said: OnClock, on: Spoken | None) -> When:
        if isinstance(on, Unclear):
            return When(unclear=on)
        day = self._fixed(said.day) if said.day is not None else self._day_of(on)
        if day is None and said.bare and self.mode == "since":
            return self._after(said.seconds)
        doubt = None
        if said.artefact:
            doubt = Unclear(
                f"{said.artefact} is left over from a time without a day",
                "The time is read as if it stood alone.",
            )
        since_midnight = timedelta(seconds=said.seconds)
        local = datetime.combine(day or self._last.date(), time()) + since_midnight
        if day is None and (self._last - local).total_seconds() > BACK:
            local += timedelta(days=1)
        zone = self.startex.tzinfo
        settled = _in_zone(local, zone if isinstance(zone, ZoneInfo) else None)
        if isinstance(settled, Unclear):
            return When(unclear=settled)
        self._last = local
        return self._at(settled, doubt)

    def _day_of(self, on: Spoken | None) -> date | None:
        match on:
            case OnDay(day=day) | OnClock(day=(date() | NoYear() | Gap()) as day):
                return self._fixed(day)
            case Since(seconds=seconds):
                return (self.startex + timedelta(seconds=seconds)).date()
            case _:
                return None

    def _fixed(self, day: Day | Gap) -> date:
        """A day of the calendar; one without a year is that nearest to StartEx."""
        start = self.startex.date()
        match day:
            case Gap(days=days):
                return start + timedelta(days=days)
            case NoYear(month=month, day=number):
                years = [
                    year
                    for year in (start.year - 1, start.year, start.year + 1)
                    if _is_day(year, month, number)
                ]
                near = [date(year, month, number) for year in years or [2024]]
                return min(near, key=lambda one: abs((one - start).days))
            case _:
                return day

    def _after(self, seconds: float) -> When:
        return self._at(self.startex.astimezone(UTC) + timedelta(seconds=seconds))

    def _at(self, moment: datetime, doubt: Unclear | None = None) -> When:
        at = round((moment.astimezone(UTC) - self.startex.astimezone(UTC)).total_seconds(), 3)
        shown = moment.astimezone(self.startex.tzinfo)
        unclear = None
        if at < 0:
            unclear = Unclear(f"it is {span(-at)} before StartEx", "Move it, or give an earlier StartEx.")
        elif at > self.longest:
            unclear = too_late(at, self.longest)
        return When(at=at, moment=shown, unclear=unclear, doubt=doubt)


def too_late(at: float, longest: float = LONGEST) -> Unclear:
    """Why a time so many seconds after StartEx cannot stand."""
    return Unclear(
        f"it is {span(at)} after StartEx, and a drill lasts {span(longest)} at most",
        "Shorten the pauses, squeeze the times, give a later StartEx, or write `by hand`.",
    )


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def span(seconds: float) -> str:
    """A span in words: `2 d 3 h 15 min`."""
    minutes = round(seconds / 60)
    days, hours = minutes // 1440, minutes // 60 % 24
    parts = ((days, "d"), (hours, "h"), (minutes % 60, "min"))
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or f"{seconds:g} s"


def told_mode(spoken: Sequence[Spoken | None], startex: datetime) -> Mode:
    """Whether bare times in a column are times of day, or count from StartEx.

    They count from StartEx where the first is within an hour of midnight and StartEx is not.
    """
    bare = next((one for one in spoken if isinstance(one, OnClock) and one.bare and one.day is None), None)
    if bare is None:
        return "clock"
    began = startex.hour * 3600 + startex.minute * 60
    return "since" if bare.seconds < 3600 and 3600 < began < 86_400 - 3600 else "clock"
