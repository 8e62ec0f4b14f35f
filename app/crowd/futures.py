"""What would probably have become of a drill: two stories, many runs of each, with the same lucks.

Up to the first step in which the stories differ there is one world, the drill's own. From there on each run
has a luck of its own, the first one the drill's, and both stories have the same lucks: what differs between
the two worlds of a run is what the brand did.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.chance import number_of
from app.crowd.audience import parameters_of
from app.crowd.engine import Engine, Step
from app.crowd.feeling import angry_overall, trusted_overall
from app.crowd.journal import Input, Journal
from app.crowd.model import LONGEST_STEP
from app.crowd.supposing import journals, supposed
from app.crowd.twins import Agenda, agenda_of, coarser, put_in
from app.ids import ExerciseTime
from app.rehearsal.past import Past
from app.rehearsal.supposition import Supposition

Real = NDArray[np.float64]

RUNS: Final = 100
"""Of each of the two stories: two hundred in all."""
SAMPLE_EVERY: Final = 15.0
"""Exercise seconds between two points of a curve."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Runs:
    """The curves of some runs: shape (points, runs), of what happened and of the other story.

    Attributes:
        forks: exercise time from which on the stories differ.
        times: of the points, the first at `forks` or just before.
        trust, heat: 0 to 100.
        against: reposts of criticism and posts against the brand since StartEx, as the scenario's audience
            shows them.
    """

    forks: ExerciseTime
    times: tuple[ExerciseTime, ...]
    trust: tuple[Real, Real]
    heat: tuple[Real, Real]
    against: tuple[Real, Real]


def futures(past: Past, what: Supposition, until: ExerciseTime, runs: Sequence[int] = range(RUNS)) -> Runs:
    """Play both stories up to `until`, once for each of `runs`: the same number has the same luck.

    Steps are longer than live, two minutes of the audience's time at most: the curves of what happened are
    therefore of the model's kind and not the very ones that were shown. Compare the two stories.

    Raises:
        CannotSuppose: see `supposed`.
    """
    stories = journals(past, supposed(past, what, until))
    parameters = parameters_of(past.scenario)
    times = max(1, int(LONGEST_STEP / parameters.step))
    coarse = coarser(parameters, (), times)[0]
    happened, other = (coarser(parameters, story, times)[1] for story in stories)
    last = max(1, int(until / coarse.physics.step))
    fork = min(_apart(happened, other), last - 1)
    engine, agenda = Engine(coarse, [past.seed]), agenda_of([happened], [0])
    for step in range(fork):
        _step(engine, agenda.get(step, ()))
    _split(engine, [_luck(past.seed, run) for run in runs])
    count = len(runs)
    agenda = agenda_of([happened] * count + [other] * count, [fork] * 2 * count)
    return _played(engine, agenda, range(fork, last), count)


def _played(engine: Engine, agenda: Agenda, steps: range, count: int) -> Runs:
    seconds = engine.model.parameters.physics.step
    every, curves = max(1, round(SAMPLE_EVERY / seconds)), _Curves(engine)
    curves.note(engine)
    for step in steps:
        curves.count(_step(engine, agenda.get(step, ())))
        if (step - steps.start) % every == every - 1 or step == steps.stop - 1:
            curves.note(engine)
    trust, heat, against = (np.array(one) for one in (curves.trust, curves.heat, curves.against))
    return Runs(
        forks=steps.start * seconds,
        times=tuple(tick * seconds for tick in curves.ticks),
        trust=(trust[:, :count], trust[:, count:]),
        heat=(heat[:, :count], heat[:, count:]),
        against=(against[:, :count], against[:, count:]),
    )


class _Curves:
    """What the worlds show as they go; each point of a curve is a row with one number a world."""

    def __init__(self, engine: Engine) -> None:
        self.ticks: list[int] = []
        self.trust: list[Real] = []
        self.heat: list[Real] = []
        self.against: list[Real] = []
        self._posts = np.zeros(len(engine.model.worlds))

    def count(self, step: Step) -> None:
        self._posts += step.posts[:, 0]

    def note(self, engine: Engine) -> None:
        model = engine.model
        self.ticks.append(model.tick)
        self.trust.append(100 * np.minimum(1.0, trusted_overall(model)))
        self.heat.append(100 * np.minimum(1.0, angry_overall(model)))
        self.against.append((model.worlds.volume_against + self._posts) * model.parameters.scale)


def _step(engine: Engine, turns: Iterable[dict[int, tuple[Input, list[int]]]]) -> Step:
    for turn in turns:
        for what, worlds in turn.values():
            put_in(engine, worlds, what)
    return engine.step()


def _split(engine: Engine, seeds: Sequence[int]) -> None:
    """Make two worlds of the one for each seed: those of what happened, then those of the other story."""
    model, count = engine.model, len(seeds)
    engine.fork(0, 2 * count - 1)
    model.worlds.seed[:] = np.array([*seeds, *seeds], dtype=np.uint64)
    model.cascades.seed[:] = model.worlds.seed[model.cascades.world]


def _luck(seed: int, run: int) -> int:
    """The seed of a run: the drill's own for the first."""
    return seed if run == 0 else number_of(f"{seed}/run/{run}")


def _apart(one: Journal, other: Journal) -> int:
    """The first step in which two journals differ."""
    for this, that in zip(one, other, strict=False):
        if this != that:
            return min(this.step, that.step)
    longer = max(one, other, key=len)
    shared = min(len(one), len(other))
    return longer[shared].step if len(longer) > shared else 0
