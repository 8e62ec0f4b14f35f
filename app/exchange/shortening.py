"""Times of a sheet that goes on for days, brought into the hours of a drill.

Nights first: a pause longer than was asked for is cut to that. Then, if it still is too long, everything is
squeezed evenly. The order of the rows stays; seconds allowed for answers stay as they are written.
"""

from collections.abc import Sequence
from dataclasses import replace

from app.exchange.mapping import SheetMapping
from app.exchange.moments import LONGEST, span, too_late
from app.exchange.preview import PreviewRow, SheetFault

ROUND_TO = 5.0
"""Seconds: times that were squeezed are whole such steps."""


def shortens(mapping: SheetMapping) -> bool:
    """Whether times are to be brought closer together."""
    return mapping.pause is not None or mapping.fit is not None


def shortened_times(rows: Sequence[PreviewRow], mapping: SheetMapping) -> list[PreviewRow]:
    """The rows at their new times; one that is too late all the same cannot be imported."""
    there = sorted({row.at for row in rows if row.at is not None and row.at >= 0})
    new = dict(zip(there, _squeezed(_without_pauses(there, mapping.pause), mapping.fit), strict=True))
    return [row if row.at not in new else _moved(row, new[row.at]) for row in rows]


def how_shortened(rows: Sequence[PreviewRow], new: Sequence[PreviewRow]) -> str:
    """What was done to the times, in a sentence; empty where nothing was."""
    before, after = last_of(rows), last_of(new)
    if before == after:
        return ""
    return f"{span(before)} of the sheet become {span(after)} of drill"


def last_of(rows: Sequence[PreviewRow]) -> float:
    """Seconds from StartEx to the last row that has a time, also if that is too late."""
    return max((row.at for row in rows if row.at is not None), default=0.0)


def _without_pauses(times: Sequence[float], pause: float | None) -> list[float]:
    """The times with no longer pause between two, or before the first."""
    if pause is None:
        return list(times)
    new: list[float] = []
    before, at = 0.0, 0.0
    for t in times:
        at += min(t - before, pause)
        before = t
        new.append(at)
    return new


def _squeezed(times: list[float], fit: float | None) -> list[float]:
    if fit is None or not times or times[-1] <= fit:
        return times
    share = fit / times[-1]
    return [ROUND_TO * round(t * share / ROUND_TO) for t in times]


def _moved(row: PreviewRow, at: float) -> PreviewRow:
    if at > LONGEST:
        late = too_late(at)
        fault = SheetFault(sheet=row.sheet, row=row.row, column="", reason=late.reason, remedy=late.remedy)
        return replace(row, at=at, inject=None, faults=(*row.faults, fault))
    inject = None if row.inject is None else replace(row.inject, at=at)
    return replace(row, at=at, inject=inject)
