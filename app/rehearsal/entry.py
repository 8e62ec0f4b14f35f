"""An entry of the log: the facts one accepted command made, all of them or none."""

from dataclasses import dataclass

from app.ids import SeatId, Seq, WallMs
from app.rehearsal.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Entry `seq` of a rehearsal's log, from 1, without gaps.

    Attributes:
        at: wall time in ms, never before the entry before.
        by: the seat that asked, or `conductor` or `desk`.
        ask: the id of the ask it answers, empty where nobody retries it.
        tag: 32 random bits: proof that two logs agree at this entry.
    """

    seq: Seq
    at: WallMs
    by: SeatId
    ask: str
    tag: int
    events: tuple[Event, ...]
