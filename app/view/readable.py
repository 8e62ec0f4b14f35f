"""A log with entries that break whoever applies them: told without these, and alike by everybody.

An entry that only looks like one of ours, or that a fault of ours made, must not stop a rehearsal or hide
its review. In its place stands an empty one: numbers stay dense, and everybody who reads the same bytes
passes over the same entries.
"""

from collections.abc import Iterable
from dataclasses import replace

from app.ids import UNREADABLE
from app.rehearsal.entry import Entry
from app.rehearsal.evolve import begin, evolve
from app.view.visibility import audience, seen_by

MOST = 100
"""Entries that are passed over. With more than these a log is no rehearsal's any more."""


def readable(log: Iterable[Entry]) -> list[Entry]:
    """The log with an empty entry in place of each that cannot be applied, or shown to those it is for.

    Raises:
        ValueError: its first entry begins no rehearsal, or too many others are broken.
    """
    entries = list(log)
    for _ in range(MOST):
        place = _first_broken(entries)
        if place is None:
            return entries
        entries[place] = replace(entries[place], by=UNREADABLE, events=())
    raise ValueError(f"more than {MOST} entries of this log cannot be applied")


def _first_broken(entries: list[Entry]) -> int | None:
    """Where the first of them stands; applied in part, it has spoilt the state for those behind it."""
    rehearsal = begin(entries[0])
    for place, entry in enumerate(entries[1:], start=1):
        try:
            evolve(rehearsal, entry)
            for event in entry.events:
                for view in audience(event, rehearsal):
                    seen_by(event, view, rehearsal)
        except Exception:  # noqa: BLE001 - what nobody decided can break evolve in any way
            return place
    return None
