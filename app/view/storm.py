"""The storm as those who know the truth are shown it: openings, dials and pushes."""

from dataclasses import dataclass, replace

from app.ids import ExerciseTime, SeatId
from app.rehearsal.events import CrowdShocked, ShockOn
from app.rehearsal.storm import Storm, StormChance


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDials:
    """Where the facilitator's dials stand: mood -1 to 1, volume 0 to 4, abuse 0 to 1."""

    mood: float
    volume: float
    abuse: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPush:
    """A push at the crowd: half of `by` is gone after `fades` exercise seconds; None if it stays."""

    t: ExerciseTime
    seat: SeatId
    on: ShockOn
    by: float
    fades: float | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownStorm:
    """All of it so far, each in the order of the log."""

    chances: tuple[StormChance, ...]
    dials: ShownDials
    pushes: tuple[ShownPush, ...]


def shown_storm(storm: Storm) -> ShownStorm:
    """The storm right now; what comes after does not change it."""
    dials = storm.dials
    return ShownStorm(
        chances=tuple(replace(chance) for chance in storm.chances.values()),
        dials=ShownDials(mood=dials["mood"], volume=dials["volume"], abuse=dials["abuse"]),
        pushes=tuple(
            ShownPush(t=one.t, seat=push.seat, on=push.on, by=push.by, fades=push.fades, why=push.why)
            for one in storm.stimuli
            if isinstance(push := one.event, CrowdShocked)
        ),
    )
