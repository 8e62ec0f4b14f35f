"""Entries of the log that were passed over: facilitators are told of each, once."""

from app.ids import Seq
from app.rehearsal import events as e
from app.rehearsal.refusals import Refused
from app.rehearsal.state import Rehearsal


def told(rehearsal: Rehearsal, entry: Seq) -> e.EntrySkipped:
    """The conductor tells of one."""
    if not 1 < entry <= rehearsal.seq:
        raise Refused("invalid", f"there is no entry {entry} to pass over")
    if entry in rehearsal.skipped:
        raise Refused("conflict", f"that entry {entry} was passed over is told already")
    return e.EntrySkipped(entry=entry)
