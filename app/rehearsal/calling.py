"""Which cues go out by themselves, and when. A pure function of the rehearsal and its time."""

from collections.abc import Iterator
from math import inf

from app.ids import ExerciseTime, InjectId
from app.rehearsal.commands import DeliverInject, HoldCue
from app.rehearsal.conditions import Gauge, gauges, holds
from app.rehearsal.cues import Cue
from app.rehearsal.state import Rehearsal

JUDGES = ("approved", "rejected")


def due(rehearsal: Rehearsal, t: ExerciseTime, *, conditions: bool = True) -> Iterator[Cue]:
    """The waiting cues whose moment has come, earliest first, then in the list's order.

    Without `conditions` only those that wait for a time: the others cost more to look at.
    """
    ready: list[tuple[ExerciseTime, int, Cue]] = []
    for number, cue in enumerate(rehearsal.cues.values()):
        # A glance at most of a list: they are over, have a time to come, or wait for one that is not out.
        if cue.state != "waiting" or (cue.at is not None and cue.at > t and not cue.outs):
            continue
        if not conditions and cue.inject.when is not None:
            continue
        at = moment(rehearsal, cue)
        if at is not None and at <= t and _may_go(rehearsal, cue, t):
            ready.append((at, number, cue))
    yield from (cue for *_, cue in sorted(ready, key=lambda one: one[:2]))


def next_moment(rehearsal: Rehearsal) -> ExerciseTime:
    """Before when nothing that waits for a time is due, for as long as no cue changes."""
    moments = (
        moment(rehearsal, cue)
        for cue in rehearsal.cues.values()
        if cue.state == "waiting" and cue.inject.when is None
    )
    return min((at for at in moments if at is not None), default=inf)


def called(rehearsal: Rehearsal, cue: Cue, t: ExerciseTime) -> bool:
    """Whether this cue is to go out by itself at `t`."""
    if cue.state != "waiting":
        return False
    at = moment(rehearsal, cue)
    return at is not None and at <= t and _may_go(rehearsal, cue, t)


def _may_go(rehearsal: Rehearsal, cue: Cue, t: ExerciseTime) -> bool:
    """Whether nothing but its moment keeps a cue back."""
    inject = cue.inject
    if inject.when is not None and not holds(inject.when, rehearsal, t, since=cue.at or 0.0):
        return False
    return inject.unless is None or bool(cue.outs) or not _acted(rehearsal, rehearsal.cues[inject.unless])


def asks_first(rehearsal: Rehearsal, cue: Cue) -> bool:
    """Whether it waits for a yes when its moment has come: where nobody could say it, it goes out."""
    staffed = any(one.role == "facilitator" and one.participant for one in rehearsal.stage.values())
    return cue.inject.hold and staffed


def called_for(rehearsal: Rehearsal, cue: Cue) -> DeliverInject | HoldCue:
    """What the conductor asks for when a cue's moment has come."""
    if asks_first(rehearsal, cue):
        return HoldCue(inject=cue.inject.id)
    return DeliverInject(inject=cue.inject.id)


def armed(rehearsal: Rehearsal, t: ExerciseTime) -> tuple[tuple[InjectId, tuple[Gauge, ...]], ...]:
    """The waiting cues on a condition, and how far each is from going out."""
    return tuple(
        (name, gauges(cue.inject.when, rehearsal, t, cue.at or 0.0))
        for name, cue in rehearsal.cues.items()
        if cue.state == "waiting" and cue.inject.when is not None
    )


def moment(rehearsal: Rehearsal, cue: Cue) -> ExerciseTime | None:
    """From when on it may go out by itself: its time, another cue's and so much later; None for never."""
    inject = cue.inject
    if cue.outs and inject.every is not None:
        return cue.outs[-1] + inject.every
    if cue.at is not None:
        return cue.at
    if inject.after is not None:
        before = rehearsal.cues[inject.after].delivered_t
        return None if before is None else before + inject.later
    if inject.unless is not None:
        return deadline(rehearsal.cues[inject.unless])
    return 0.0 if inject.when is not None else None


def deadline(cue: Cue) -> ExerciseTime | None:
    """When the expected action of a delivered inject is due; None where nothing is expected yet."""
    if cue.delivered_t is None or cue.inject.expected is None:
        return None
    return cue.delivered_t + cue.inject.expected.within


def passed_over(rehearsal: Rehearsal, t: ExerciseTime, to: ExerciseTime) -> list[Cue]:
    """The waiting cues planned after `t` and up to `to`: what a jump leaves behind."""
    return [
        cue
        for cue in rehearsal.cues.values()
        if cue.state == "waiting"
        and cue.inject.when is None
        and (at := moment(rehearsal, cue)) is not None
        and t < at <= to
    ]


def _acted(rehearsal: Rehearsal, cue: Cue) -> bool:
    """Whether what an inject expects was done in time: an answer, or the move of who was asked."""
    end = deadline(cue)
    if end is None or cue.delivered_t is None or cue.inject.expected is None or cue.inject.expected.silence:
        return True
    moves = _answers(rehearsal, cue), _moves(rehearsal, cue.inject.expected.position)
    return any(cue.delivered_t < t <= end for times in moves for t in times)


def _answers(rehearsal: Rehearsal, cue: Cue) -> Iterator[ExerciseTime]:
    """When the brand spoke: to everybody, or to who wrote to it."""
    posts = rehearsal.feed.posts
    for post in rehearsal.postures:
        if posts[post].standing != "retracted":
            yield posts[post].t
    pair = (rehearsal.scenario.brand, cue.inject.by)
    yield from (one.t for one in rehearsal.messages if (one.sender, one.to) == pair)


def _moves(rehearsal: Rehearsal, position: str) -> Iterator[ExerciseTime]:
    """When a position did what only it does: judged a draft, settled a fact."""
    seats = rehearsal.seats
    for draft in rehearsal.drafts.values():
        for step in draft.steps:
            if step.did in JUDGES and seats[step.seat].position == position:
                yield step.t
    for fact in rehearsal.facts.values():
        if fact.settled_t is not None and fact.settled_by and seats[fact.settled_by].position == position:
            yield fact.settled_t
