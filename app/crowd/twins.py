"""What would have become of a world, had something else been put in: its twins, with the same luck.

Up to the step where a twin differs it is the original, bit for bit, and is not stepped twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from app.crowd.engine import Engine, Step
from app.crowd.feeling import angry_overall, trusted_overall
from app.crowd.journal import IN_THREAD, Answered, Input, Journal, Posted, apply, born_of
from app.crowd.model import LONGEST_STEP
from app.crowd.parameters import Parameters
from app.crowd.sums import across

Real = NDArray[np.float64]
Agenda = dict[int, list[dict[int, tuple[Input, list[int]]]]]
"""By step: what is put in first, second and so on, and into which worlds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How a twin differs from the original.

    Attributes:
        out: places in the journal of what is left out.
        put: what is put in instead; in the same step, before whatever came after the first left out.
    """

    out: tuple[int, ...] = ()
    put: Journal = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a world ended. Volumes are of the reference audience.

    Attributes:
        against, kind: reposts and posts of the audience's own, against and for the brand.
        trust: by segment, 0 to 1.
        trusted, angry: how the audience as a whole feels, 0 to 1.
        loudest: most reposts of criticism an hour, over about an hour, and `peak`, the step of it.
        articles: of the press.
        mark: the world's fingerprint.
    """

    against: float
    kind: float
    trust: tuple[float, ...]
    trusted: float
    angry: float
    loudest: float
    peak: int
    articles: int
    mark: str


def twins(
    parameters: Parameters, seed: int, journal: Journal, changes: Sequence[Change], until: int
) -> tuple[Outcome, ...]:
    """The outcomes of the original and then of each twin, after `until` steps."""
    forks = [min(fork_of(journal, change), until - 1) for change in changes]
    order = sorted(range(len(changes)), key=lambda twin: forks[twin])
    stories = [journal, *(changed(journal, changes[twin]) for twin in order)]
    engine = Engine(parameters, [seed])
    agenda, tally = agenda_of(stories, [0, *(forks[twin] for twin in order)]), Tally(1)
    for step in range(until):
        if more := forks.count(step):
            engine.fork(0, more)
            tally.fork(more)
        for turn in agenda.get(step, ()):
            for what, worlds in turn.values():
                put_in(engine, worlds, what)
        tally.count(engine, engine.step())
    world_of = {twin: 1 + place for place, twin in enumerate(order)}
    return tuple(_outcome(engine, tally, world_of.get(twin, 0)) for twin in range(-1, len(changes)))


def coarser(parameters: Parameters, journal: Journal, times: int) -> tuple[Parameters, Journal]:
    """The same story in steps `times` as long: for a quick look over many twins.

    Volumes stay within a few percent as long as a step is no longer than two minutes of the audience's
    time; luck is another one, so a coarse twin is compared with the coarse original and with nothing else.

    Raises:
        ValueError: a step would be longer than that.
    """
    physics = replace(parameters.physics, step=parameters.physics.step * times)
    coarse = replace(parameters, physics=physics)
    if coarse.step > LONGEST_STEP:
        raise ValueError(f"a step of {coarse.step:g} audience seconds is too long; {LONGEST_STEP:g} at most")
    return coarse, tuple(replace(put, step=-(-put.step // times)) for put in journal)


def changed(journal: Journal, change: Change) -> Journal:
    """The journal of a twin."""
    first = min(change.out, default=len(journal))
    kept = [one for place, one in enumerate(journal) if place not in change.out]
    return tuple(sorted((*kept[:first], *change.put, *kept[first:]), key=lambda one: one.step))


def fork_of(journal: Journal, change: Change) -> int:
    """The first step that may be another one than the original's."""
    steps = [journal[place].step for place in change.out]
    return min((*steps, *(one.step for one in change.put)), default=0)


def shares(
    journal: Journal, changes: Sequence[Change], until: int, parts: int
) -> tuple[tuple[int, ...], ...]:
    """Which twins to step together on each of a few processors, so that all of them are ready at once."""
    length = [max(0, until - fork_of(journal, change)) for change in changes]
    longest_first = sorted(range(len(changes)), key=lambda twin: (-length[twin], twin))
    found: list[list[int]] = [[] for _ in range(parts)]
    load = [0] * parts
    for twin in longest_first:
        part = load.index(min(load))
        found[part].append(twin)
        load[part] += length[twin]
    return tuple(tuple(sorted(part)) for part in found)


class Tally:
    """What a step tells and no world keeps, summed up by world.

    posts: of the audience's own, against and for the brand; shape (W, 2).
    loudest, peak: most reposts of criticism an hour, and the step of it; shape (W,).
    """

    def __init__(self, count: int) -> None:
        self.posts = np.zeros((count, 2))
        self.loudest = np.zeros(count)
        self.peak = np.zeros(count, dtype=np.int64)

    def fork(self, copies: int) -> None:
        """Worlds are added that are as the first one is."""
        for name, column in vars(self).items():
            setattr(self, name, np.concatenate((column, np.repeat(column[:1], copies, axis=0))))

    def count(self, engine: Engine, step: Step) -> None:
        self.posts += step.posts
        rate = engine.model.worlds.angry_rate
        louder = np.flatnonzero(rate > self.loudest)
        self.loudest[louder] = rate[louder]
        self.peak[louder] = engine.model.tick


def agenda_of(stories: Sequence[Journal], forks: Sequence[int]) -> Agenda:
    agenda: Agenda = {}
    for world, (story, fork) in enumerate(zip(stories, forks, strict=True)):
        step, turn = -1, 0
        for one in story:
            turn = turn + 1 if one.step == step else 0
            step = one.step
            if step < fork:
                continue
            turns = agenda.setdefault(step, [])
            while len(turns) <= turn:
                turns.append({})
            turns[turn].setdefault(id(one.what), (one.what, []))[1].append(world)
    return agenda


def put_in(engine: Engine, worlds: list[int], what: Input) -> None:
    """Put an input into some worlds; most are posts and answers, and those are quicker together."""
    match what:
        case Posted(root=root, under=under):
            readers = np.zeros(len(worlds)) if under is None else _readers(engine, under)[worlds]
            engine.post_to(np.array(worlds), root, root.accounts + IN_THREAD * readers)
        case Answered(root=root, answer=answer, to=to):
            since = [born_of(engine, world, to) for world in worlds]
            engine.answer_in(worlds, root, answer, to=to, since=since)
        case _:
            for world in worlds:
                apply(engine, world, what)


def _readers(engine: Engine, entity: int) -> Real:
    """Views of a post so far, by world."""
    rows = engine.model.cascades
    found = np.flatnonzero(rows.entity == np.uint64(entity))
    readers = np.zeros(len(engine.model.worlds))
    readers[rows.world[found]] = across(rows.views[found])
    return readers


def _outcome(engine: Engine, tally: Tally, world: int) -> Outcome:
    model, worlds = engine.model, engine.model.worlds
    return Outcome(
        against=float(worlds.volume_against[world] + tally.posts[world, 0]),
        kind=float(worlds.volume_kind[world] + tally.posts[world, 1]),
        trust=tuple(float(one) for one in worlds.trust[world]),
        trusted=float(trusted_overall(model)[world]),
        angry=float(angry_overall(model)[world]),
        loudest=float(tally.loudest[world]),
        peak=int(tally.peak[world]),
        articles=int(worlds.articles[world]),
        mark=engine.mark(world),
    )
