"""Whether a log from elsewhere can have happened: before anything of it is kept."""

import re
from collections.abc import Iterable
from itertools import islice

from app.ids import Seq
from app.rehearsal.entry import Entry
from app.rehearsal.events import RehearsalCreated
from app.rehearsal.evolve import begin, evolve
from app.rehearsal.state import Rehearsal

_ID = re.compile(r"[A-Za-z0-9_-]{1,80}")


class UnsoundError(ValueError):
    """Entry `seq` cannot have happened; or, where it is None, the log as a whole cannot be taken in."""

    def __init__(self, seq: Seq | None, why: str) -> None:
        super().__init__(why if seq is None else f"entry {seq}: {why}")
        self.seq = seq


def sound(log: Iterable[Entry]) -> Rehearsal:
    """The rehearsal at the end of a whole log of a drill that is over.

    Raises:
        UnsoundError: an entry does not follow from those before it, or the drill is not over.
    """
    entries = iter(log)
    first = next(entries, None)
    if first is None:
        raise UnsoundError(None, "it has no entries")
    rehearsal = _begun(first)
    for entry in entries:
        _see(rehearsal, entry)
        try:
            evolve(rehearsal, entry)
        except Exception as fault:  # what nobody decided can break evolve in any way
            why = f"it does not follow from those before it ({_named(fault)})"
            raise UnsoundError(entry.seq, why) from fault
    if rehearsal.clock.state != "ended":
        raise UnsoundError(None, "the drill is not over in it: export the log again after EndEx")
    return rehearsal


def _begun(first: Entry) -> Rehearsal:
    try:
        rehearsal = begin(first)
    except Exception as fault:  # the same
        raise UnsoundError(first.seq, f"a log begins with rehearsal.created ({_named(fault)})") from fault
    if len(first.events) > 1:
        raise UnsoundError(first.seq, "it creates the rehearsal and does nothing else")
    if not _ID.fullmatch(rehearsal.id):
        raise UnsoundError(first.seq, "its rehearsal's id has other signs than letters, digits, _ and -")
    return rehearsal


def _see(rehearsal: Rehearsal, entry: Entry) -> None:
    if entry.seq != rehearsal.seq + 1:
        raise UnsoundError(entry.seq, f"it stands behind entry {rehearsal.seq}")
    # An entry that nobody could read has no time of its own.
    if entry.events and entry.at < rehearsal.at:
        raise UnsoundError(entry.seq, "its time is before that of the entry before it")
    if any(isinstance(event, RehearsalCreated) for event in entry.events):
        raise UnsoundError(entry.seq, "a rehearsal is created once")


def _named(fault: Exception) -> str:
    said = "".join(islice(str(fault), 120))
    return f"{type(fault).__name__}: {said}" if said else type(fault).__name__
