"""How long each step of the decision model took, to the second, read off a draft's own steps."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.ids import ExerciseTime, SeatId
from app.rehearsal.drafts import Draft, Step
from app.scenario.plan import Plan
from app.scenario.positions import Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """A draft waited for a position from `since` to `until`, in exercise seconds.

    Attributes:
        within: seconds its route allows; 0 where it gives none.
        seat: who said yes or no; None where nobody did before the wait was over.
        delegate: that seat's own position, where it decided in the place of another.
    """

    position: Position
    since: ExerciseTime
    until: ExerciseTime
    within: float
    seat: SeatId | None = None
    delegate: Position | None = None

    @property
    def took(self) -> float:
        """Seconds of exercise time."""
        return self.until - self.since

    @property
    def late(self) -> bool:
        """Whether it took longer than allowed."""
        return self.took > self.within > 0


_BEGINS = ("submitted", "classified", "routed", "approved")
_ENDS = ("revised", "rejected", "published", "dropped")


def waits(draft: Draft, plan: Plan, now: ExerciseTime) -> Iterator[Wait]:
    """A draft's waits for its approvals, in order; the one that lasts is until `now`.

    A wait begins where the draft is handed in, is said to be of another class or takes another route, and
    where the approval before it was given.
    """
    route = plan.route(draft.route)
    needs = draft.needs or route.needs
    since: ExerciseTime | None = None
    left: list[Position] = []
    for step in draft.steps:
        asked = step.position or next(iter(left), None)
        if since is not None and asked is not None and step.did in ("approved", *_ENDS):
            judged = step.did in ("approved", "rejected")
            yield Wait(
                position=asked,
                since=since,
                until=step.t,
                within=route.within(asked),
                seat=step.seat if judged else None,
                delegate=step.delegate,
            )
        left = _left(draft, needs, left, step)
        since = step.t if step.did in _BEGINS and left else None
    if since is not None:
        yield Wait(position=left[0], since=since, until=now, within=route.within(left[0]))


def _left(draft: Draft, needs: tuple[Position, ...], left: list[Position], step: Step) -> list[Position]:
    """Who is still to be asked after a step; a way that begins anew asks everybody."""
    if step.did in ("submitted", "classified"):
        return list(needs)
    if step.did == "approved":
        return [one for one in left if one != step.position]
    if step.did == "routed":
        given = {one.position for one in draft.steps if one.did == "approved"}
        return [one for one in needs if one not in given]
    return [] if step.did in _ENDS else left
