"""A log of its own that begins as another one did: a drill run again from one of its moments.

Everything that happened up to the moment is in it as it was, and nobody sits anywhere. Whoever sat there is
known to the new log as `sealed` made them: the caller hands in a log without names.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.ids import DESK, ExerciseTime, PostId, RehearsalId, Seq, WallMs
from app.rehearsal import events as e
from app.rehearsal.entry import Entry
from app.rehearsal.evolve import begin, evolve
from app.rehearsal.refusals import Refused
from app.rehearsal.seating import leaves
from app.rehearsal.state import Rehearsal


@dataclass(frozen=True, slots=True, kw_only=True)
class From:
    """The moment to go on from: exercise second `t`; or right before a post of the brand, or its deletion."""

    t: ExerciseTime = 0.0
    before: PostId | None = None
    deletion: bool = False


def forked(log: Sequence[Entry], start: From, rehearsal: RehearsalId, tag: int) -> tuple[Entry, ...]:
    """The log of the rehearsal `rehearsal`, which goes on from a moment of another one.

    The clock is held at that moment. Where the drill jumped over it, it is held where it jumped from.

    Args:
        log: whole, and sealed.
        start: the moment.
        rehearsal: the new one.
        tag: of the new log's last entry.

    Raises:
        Refused: the drill had not begun by then, or there is no such moment in it.
    """
    first, *rest = log
    state, kept, began = _born(first, rehearsal), [], first.at
    for entry in rest:
        if _is_over(entry, state, start):
            break
        kept.append(replace(entry, ask=""))
        evolve(state, kept[-1])
        if any(isinstance(event, e.ClockStarted) for event in entry.events):
            began = entry.at
    following = log[len(kept) + 1] if len(kept) + 1 < len(log) else None
    if start.before is not None and not (following and _touched(following, start)):
        raise Refused("not_found", f"nothing of the kind happened to {start.before}")
    if state.clock.state == "lobby":
        raise Refused("invalid", "choose a moment after StartEx")
    at = _when(state, start, following)
    told = e.RehearsalForked(
        of=_created(first).rehearsal, t=state.clock.time(at), began=began, without=start.before
    )
    last = Entry(
        seq=Seq(len(kept) + 2), at=at, by=DESK, ask="", tag=tag, events=(*_everybody_out(state), told)
    )
    return (_renamed(first, rehearsal), *kept, last)


def _created(first: Entry) -> e.RehearsalCreated:
    (event,) = first.events
    if not isinstance(event, e.RehearsalCreated):
        raise TypeError("a log begins with rehearsal.created")
    return event


def _renamed(first: Entry, rehearsal: RehearsalId) -> Entry:
    return replace(first, ask="", events=(replace(_created(first), rehearsal=rehearsal),))


def _born(first: Entry, rehearsal: RehearsalId) -> Rehearsal:
    return begin(_renamed(first, rehearsal))


def _is_over(entry: Entry, state: Rehearsal, start: From) -> bool:
    """Whether an entry is the first that the new log has not."""
    if any(isinstance(event, e.ClockEnded) for event in entry.events):
        return True
    if start.before is not None:
        return _touched(entry, start)
    if state.clock.time(entry.at) > start.t:
        return True
    return any(isinstance(event, e.ClockJumped) and event.to > start.t for event in entry.events)


def _touched(entry: Entry, start: From) -> bool:
    return any(_touches(event, start) for event in entry.events)


def _touches(event: e.Event, start: From) -> bool:
    match event:
        case e.PostPublished(post=post):
            return not start.deletion and post == start.before
        case e.PostDeleted(post=post):
            return start.deletion and post == start.before
        case _:
            return False


def _when(state: Rehearsal, start: From, following: Entry | None) -> WallMs:
    """Wall time of the moment on the old clock: no earlier than the last entry kept."""
    clock = state.clock
    if clock.state != "live" or following is None:
        return state.at
    if start.before is not None or any(isinstance(event, e.ClockJumped) for event in following.events):
        return following.at
    wanted = clock.w0 + round(max(0.0, start.t - clock.t0) / clock.speed * 1000)
    return max(state.at, min(wanted, following.at))


def _everybody_out(state: Rehearsal) -> tuple[e.Event, ...]:
    """All seats free, the doors open, nobody calls the show, and the clock stands."""
    out: list[e.Event] = []
    for seat in state.seats.values():
        if seat.participant is not None:
            out += leaves(seat, "left")
        if seat.reserved is not None:
            out.append(e.SeatReserved(seat=seat.id, name=None))
    if state.baton is not None:
        out.append(e.BatonPassed(to=None, why="left"))
    if state.locked:
        out.append(e.DoorLocked(locked=False))
    out += [e.KnockAnswered(participant=one, admitted=False) for one in state.knocks]
    if state.watched:
        out.append(e.DoorWatched(on=False))
    if state.clock.state == "live":
        out.append(e.ClockPaused(why="run from here"))
    return tuple(out)
