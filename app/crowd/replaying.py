"""A rehearsal's audience at any moment, made again from its stimuli: it is what it was live, to the bit."""

from bisect import bisect_right
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from app.crowd.audience import Audience
from app.crowd.cascades import WAYS, Cascades
from app.crowd.rows import SEGMENT_COUNT
from app.ids import ExerciseTime, RehearsalId
from app.rehearsal.past import Past
from app.rehearsal.storm import Stimulus

Real = NDArray[np.float64]

REHEARSALS: Final = 4
"""Rehearsals whose audiences are kept at hand."""
APART: Final = 150
"""Steps between two moments of a rehearsal that are kept, at first."""
MOMENTS: Final = 16
"""Moments kept of one rehearsal; of a longer one, every other is let go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What the engine knows of a post, or knew when it was over; in the reference audience.

    Attributes:
        views, reposted: by segment.
        ways: accounts it was shown to, by the way it came to them.
        place: its place among the engine's rows, None once it is over.
    """

    born: float
    valence: float
    arousal: float
    infection: float
    views: tuple[float, ...]
    reposted: tuple[float, ...]
    ways: tuple[float, ...]
    place: int | None = None

    def __deepcopy__(self, memo: dict[int, Any]) -> "Row":
        return self


@dataclass(slots=True)
class _Table:
    """The engine's rows as they were when they were counted last."""

    entity: NDArray[np.uint64]
    single: Real
    views: Real
    reposted: Real
    ways: Real

    def row(self, number: int, place: int | None = None) -> Row:
        born, valence, arousal, infection = (float(one) for one in self.single[number])
        return Row(
            born=born,
            valence=valence,
            arousal=arousal,
            infection=infection,
            views=tuple(float(one) for one in self.views[number]),
            reposted=tuple(float(one) for one in self.reposted[number]),
            ways=tuple(float(one) for one in self.ways[number]),
            place=place,
        )


class Replay(Audience):
    """An audience that remembers the posts that are over."""

    def __init__(self, past: Past) -> None:
        super().__init__(past.scenario, past.seed)
        self._over: dict[int, Row] = {}
        self._last = _table(Cascades(room=0))

    @property
    def now(self) -> ExerciseTime:
        """Exercise time up to which it was stepped."""
        return self.tick * self.scenario.crowd.audience.physics.step

    def row(self, entity: int) -> Row | None:
        """What is known of a post, None for one that nobody has been shown."""
        rows = self.engine.model.cascades
        found = np.flatnonzero(rows.entity == np.uint64(entity))
        if len(found):
            return _table(rows, found).row(0, place=int(found[0]))
        return self._over.get(entity)

    def waits(self, entity: int) -> bool:
        """Whether a post is about to come."""
        roots = (getattr(one.what, "root", None) for one in self._waiting)
        return any(root is not None and root.entity == entity for root in roots)

    def _count(self) -> None:
        super()._count()
        rows = self.engine.model.cascades
        for number in np.flatnonzero(~np.isin(self._last.entity, rows.entity)):
            self._over[int(self._last.entity[number])] = self._last.row(int(number))
        self._last = _table(rows)


def _table(rows: Cascades, places: NDArray[np.int64] | None = None) -> _Table:
    chosen = np.arange(rows.count) if places is None else places
    if not rows.count:
        none = np.zeros((0, SEGMENT_COUNT))
        return _Table(np.zeros(0, dtype=np.uint64), np.zeros((0, 4)), none, none, np.zeros((0, len(WAYS))))
    return _Table(
        rows.entity[chosen],
        np.stack([column[chosen] for column in (rows.born, rows.valence, rows.arousal, rows.infection)], 1),
        rows.views[chosen],
        rows.reposted[chosen].astype(np.float64),
        rows.ways[chosen],
    )


class Moments:
    """The moments of one rehearsal that were replayed before."""

    def __init__(self, past: Past) -> None:
        self._kept: dict[int, Replay] = {0: Replay(past)}
        self._apart = APART
        self._latest = self._kept[0].copy()
        self._until: ExerciseTime = 0.0

    def at(self, past: Past, t: ExerciseTime) -> Replay:
        """The audience as of exercise time `t`; it goes on with the next question."""
        tick = int(t / past.scenario.crowd.audience.physics.step)
        near = max(one for one in self._kept if one <= tick)
        if self._until > t or self._latest.tick < near:
            self._latest = self._kept[near].copy()
        for stop in range((self._latest.tick // self._apart + 1) * self._apart, tick + 1, self._apart):
            self._go(past, stop)
            if stop not in self._kept:
                self._kept[stop] = self._latest.copy()
        self._go(past, tick)
        self._latest.take(_until(past, t))
        self._until = t
        self._thin()
        return self._latest

    def _go(self, past: Past, tick: int) -> None:
        """Step on to a tick, having heard what was there by then and no more."""
        self._latest.take(_until(past, tick * past.scenario.crowd.audience.physics.step))
        self._latest.advance(tick)

    def _thin(self) -> None:
        while len(self._kept) > MOMENTS:
            self._apart *= 2
            self._kept = {tick: one for tick, one in self._kept.items() if tick % self._apart == 0}


def _until(past: Past, t: ExerciseTime) -> tuple[Stimulus, ...]:
    return past.stimuli[: bisect_right(past.stimuli, t, key=lambda one: one.t)]


class Replays:
    """The audiences of some rehearsals at the moments that were asked for. One question at a time."""

    def __init__(self) -> None:
        self._kept: OrderedDict[RehearsalId, Moments] = OrderedDict()

    def at(self, past: Past, t: ExerciseTime) -> Replay:
        """The audience as of exercise time `t`, good until the next question."""
        moments = self._kept.pop(past.rehearsal, None) or Moments(past)
        self._kept[past.rehearsal] = moments
        while len(self._kept) > REHEARSALS:
            self._kept.popitem(last=False)
        return moments.at(past, t)
