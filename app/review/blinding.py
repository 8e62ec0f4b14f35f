"""The log as an evaluator may read it who has not rated all: without ratings of what they have not rated."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from app.ids import ParticipantId
from app.rehearsal import events as e
from app.rehearsal.entry import Entry


def blinded(log: Iterable[Entry], reader: frozenset[ParticipantId]) -> list[Entry]:
    """The log for somebody who is these participants: unchanged, but for an evaluator.

    A review of it holds no rating of an item that this evaluator has not rated, by whomever.
    """
    entries = list(log)
    taken = [one for one in _events(entries) if isinstance(one, e.SeatTaken) and one.participant in reader]
    own = {one.seat for one in taken if one.role == "observer"}
    if not own or any(one.role == "facilitator" for one in taken):
        return entries
    given = (one for one in _events(entries) if isinstance(one, e.RatingGiven))
    rated = {one.item for one in given if one.seat in own}
    return [replace(entry, events=tuple(_left(entry, rated))) for entry in entries]


def evaluators(log: Iterable[Entry]) -> frozenset[ParticipantId]:
    """Everybody who may ever be blind to something: whoever observed at any time."""
    taken = (one for one in _events(list(log)) if isinstance(one, e.SeatTaken))
    return frozenset(one.participant for one in taken if one.role == "observer")


def _left(entry: Entry, rated: set[str]) -> Iterator[e.Event]:
    for event in entry.events:
        if not isinstance(event, e.RatingGiven | e.RatingsShown) or event.item in rated:
            yield event


def _events(entries: list[Entry]) -> Iterator[e.Event]:
    for entry in entries:
        yield from entry.events
