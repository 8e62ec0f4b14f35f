"""The ensembles: many worlds of one audience, stepped together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pytest
from numpy.typing import NDArray

from app.crowd import model
from app.crowd.answers import Answer, weights_of
from app.crowd.engine import Engine
from app.crowd.forecast import forecast
from app.crowd.instruments import buzz, hear
from app.crowd.parameters import REFERENCE, SHARE, Parameters, parameters
from app.crowd.roots import Root
from app.feed.intent import STRATEGIES, Strategy
from app.scenario.audience import AS_CALIBRATED, Audience, Crisis, Physics
from tests.crowd.facts.kept import Table

Real = NDArray[np.float64]

HOUR: Final = 3_600
DAY: Final = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A storm's cause, and what sets it off."""

    crisis: Crisis
    funny: float = 0.0
    reach: float = 2e5


GUILTY: Final = Case(crisis=Crisis(severity=0.6, responsibility=0.9, truth=-0.5))
CAUGHT: Final = Case(crisis=Crisis(severity=0.6, responsibility=0.9, truth=-1.0))
RUMOUR: Final = Case(crisis=Crisis(severity=0.6, responsibility=0.8, truth=1.0))
GAFFE: Final = Case(crisis=Crisis(severity=0.15, responsibility=0.9, truth=0.0), funny=0.8)


def an_audience(
    *, step: float, crisis: Crisis | None = None, hour: float = 0.0, size: float = REFERENCE, **physics: float
) -> Parameters:
    """The calibrated audience at its own pace, in steps of so many seconds."""
    crisis = crisis or AS_CALIBRATED.crisis
    audience = Audience(crisis=crisis, physics=Physics(pace=1, step=step, **physics))
    return parameters(audience=audience, hour=hour, size=size)


def shuffled(given: Parameters) -> Parameters:
    """The same with the segments' labels mixed up: their people stay, their ways go to others."""
    order = [5, 3, 4, 1, 2, 0, 6]
    segments = given.segments[order].copy()
    segments[:, SHARE] = given.segments[:, SHARE]
    return replace(given, segments=segments)


def critic(case: Case, reach: float | None = None) -> Root:
    """The post that sets a storm off."""
    accounts = case.reach if reach is None else reach
    return Root(entity=1, source="critic", valence=-0.9, arousal=0.8, accounts=accounts, funny=case.funny)


def brand(entity: int = 2) -> Root:
    """The brand's post."""
    return Root(entity=entity, source="brand", valence=0.0, arousal=0.2, accounts=2e4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What the brand does about a storm: these at once so many seconds after it began, or nothing at all."""

    acts: tuple[Strategy, ...] = ()
    after: float = HOUR / 2


SILENCE: Final = Move()


def storms(
    *,
    audience: Parameters,
    case: Case,
    seeds: int,
    moves: tuple[Move, ...] = (SILENCE,),
    hours: float = 30,
    turns: bool = True,
) -> Table:
    """One storm with many kinds of luck, and with each of them once for every move.

    All are stepped together: a world among others has the bits of one alone, and twins draw their luck once.
    Without `turns`, all there is moves in every step.

    Returns:
        against: reposts and posts against the brand; kind: for it; trust: how far the audience's moved,
        loyal ones left out: each by move and luck. pulse: reposts of criticism in each step, of the mean
        world of each move.
    """
    luck = np.repeat(np.arange(seeds), len(moves)).tolist()
    engine = Engine(audience, luck) if turns else without_turns(audience, luck)
    for world in range(len(luck)):
        engine.post(world, critic(case))
    worlds, posts, pulse = engine.model.worlds, np.zeros(len(luck)), []
    for tick in range(round(hours * HOUR / audience.step)):
        for place, move in enumerate(moves):
            if move.acts and tick == round(move.after / audience.step):
                for world in range(place, len(luck), len(moves)):
                    engine.answer(world, brand(), Answer(weights=weights_of(*move.acts)))
        before = worlds.volume_against.copy()
        posts += engine.step().posts[:, 0]
        pulse.append((worlds.volume_against - before).reshape(seeds, -1).mean(axis=0))
    by_move = {
        "against": worlds.volume_against + posts,
        "kind": worlds.volume_kind,
        "trust": _moved(engine, [1, 2, 3, 4, 6]),
    }
    return {
        **{name: one.reshape(seeds, -1).T for name, one in by_move.items()},
        "pulse": np.array(pulse).T,
    }


def without_turns(audience: Parameters, seeds: Sequence[int]) -> Engine:
    """An engine in which all there is moves in every step."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(model, "LONGEST_STEP", 0.0)
        patch.setattr(model, "LONGEST_ROUND", 0.0)
        return Engine(audience, seeds)


def _moved(engine: Engine, segments: list[int]) -> Real:
    """How far trust has moved, over some segments, by world."""
    worlds, shares = engine.model.worlds, engine.model.parameters.shares[segments]
    moved = (worlds.trust - worlds.resting)[:, segments]
    found: Real = (moved * shares).sum(axis=1) / shares.sum()
    return found


def cascades(*, audience: Parameters, each: int, days: float = 7, pool: float = 100) -> Table:
    """Posts that stir nobody, as large as those of the 100 measured cascades, from every hour of the day.

    The audience is `pool` million accounts: the measured ones had all of Twitter. Accounts that see a root
    at once are log-normal around 800,000 with a spread of 1.

    Returns:
        total: reposts so far, at the end of each step and by cascade.
    """
    hours, step = range(0, 24, 3), audience.step
    count = each * len(hours)
    engine = Engine(replace(audience, people=audience.people * pool), range(count))
    reach = 8e5 * np.exp(np.random.default_rng(1).standard_normal(count))
    start = np.repeat([round(hour * HOUR / step) for hour in hours], each)
    steps = round(days * DAY / step)
    total, now = np.zeros((steps, count)), np.zeros(count)
    for tick in range(steps + int(start.max())):
        for world in np.flatnonzero(start == tick):
            root = Root(entity=1, source="critic", valence=0, arousal=0, accounts=float(reach[world]))
            engine.post(int(world), root)
        done = engine.step()
        np.add.at(now, done.world, done.acts[:, 0])
        inside = (tick >= start) & (tick < start + steps)
        total[tick - start[inside], inside] = now[inside]
    return {"total": total}


def forecasts(*, audience: Parameters, seeds: int, pool: float = 100) -> Table:
    """What was forecast for cascades after one hour and after six, and what became of them in a week."""
    engine = Engine(replace(audience, people=audience.people * pool), range(seeds))
    reach = 8e5 * np.exp(np.random.default_rng(2).standard_normal(seeds))
    for world in range(seeds):
        root = Root(entity=1, source="critic", valence=0, arousal=0, accounts=float(reach[world]))
        engine.post(world, root)
    now, found = np.zeros(seeds), {}
    for tick in range(round(7 * DAY / audience.step)):
        for hours in (1, 6):
            if tick == round(hours * HOUR / audience.step):
                found[f"after_{hours}h"] = now.copy()
                np.add.at(found[f"after_{hours}h"], engine.model.cascades.world, forecast(engine.model))
        done = engine.step()
        np.add.at(now, done.world, done.acts[:, 0])
    return {**found, "final": now}


def scenarios(*, audience: Parameters, count: int) -> Table:
    """Random crises, answered once in a random way within eight hours.

    Severity .3 to .9, responsibility .1 to 1, truth -1 to 1, all even; reach log-normal around 100,000.
    """
    luck = np.random.default_rng(1)
    engine = Engine(audience, range(count))
    worlds = engine.model.worlds
    blame, acts = luck.uniform(0.1, 1, count), luck.integers(0, len(STRATEGIES), count)
    worlds.blame[:] = blame[:, None]
    worlds.severity[:] = luck.uniform(0.3, 0.9, count)
    worlds.truth[:] = luck.uniform(-1, 1, count)
    reach = 1e5 * np.exp(0.5 * luck.standard_normal(count))
    when = (luck.uniform(HOUR / 6, 8 * HOUR, count) / audience.step).astype(int)
    voice = luck.uniform(0, 1, count)
    for world in range(count):
        engine.post(world, critic(GUILTY, float(reach[world])))
    for tick in range(round(30 * HOUR / audience.step)):
        for place in np.flatnonzero(when == tick).tolist():
            given = Answer(weights=weights_of(STRATEGIES[acts[place]]), voice=float(voice[place]))
            engine.answer(place, brand(), given)
        engine.step()
    return {"blame": blame, "act": acts.astype(float), "trust": _moved(engine, [0, 1, 2, 3, 4, 5, 6])}


def press(*, audience: Parameters, seeds: int) -> Table:
    """Severe crises of every size: the hour in which each is first in the press, infinity if not in a day.

    Severity .6 to .95, responsibility .7 to 1, the brand's version false, from noon on; reach log-normal
    around 70,000 with a spread of 2.3, so that one in seven starts before more than 750,000 accounts.
    """
    luck = np.random.default_rng(1)
    engine = Engine(audience, range(seeds))
    worlds = engine.model.worlds
    worlds.blame[:] = luck.uniform(0.7, 1, seeds)[:, None]
    worlds.severity[:] = luck.uniform(0.6, 0.95, seeds)
    worlds.truth[:] = -1.0
    worlds.vividness[:] = luck.uniform(0, 1, seeds)
    reach = 7e4 * np.exp(2.3 * luck.standard_normal(seeds))
    for world in range(seeds):
        engine.post(world, critic(GUILTY, float(reach[world])))
    first = np.full(seeds, np.inf)
    for _ in range(round(24 * HOUR / audience.step)):
        engine.step()
        first[(worlds.articles > 0) & np.isinf(first)] = engine.model.now / HOUR
    return {"first": first}


def weeks(*, audience: Parameters, seeds: int, random: bool, days: int) -> Table:
    """What a brand tracker shows for weeks after a storm: buzz and trust at the end of each day.

    Either the guilty case with many kinds of luck and no answer, or `random` crises that are explained after
    21 hours: severity .3 to .95, responsibility .3 to 1, truth -1 to .5, reach log-normal around 150,000
    with a spread of 1.5.
    """
    luck = np.random.default_rng(3)
    engine = Engine(audience, range(seeds))
    worlds, reach = engine.model.worlds, np.full(seeds, GUILTY.reach)
    if random:
        reach = 1.5e5 * np.exp(1.5 * luck.standard_normal(seeds))
        worlds.severity[:] = luck.uniform(0.3, 0.95, seeds)
        worlds.blame[:] = luck.uniform(0.3, 1, seeds)[:, None]
        worlds.truth[:] = luck.uniform(-1, 0.5, seeds)
        worlds.vividness[:] = luck.uniform(0, 1, seeds)
    for world in range(seeds):
        engine.post(world, critic(GUILTY, float(reach[world])))
    heard, daily, trust = np.zeros((seeds, 2)), [], []
    for tick in range(round(days * DAY / audience.step)):
        if random and tick == round(21 * HOUR / audience.step):
            for world in range(seeds):
                engine.answer(world, brand(), Answer(weights=weights_of("explain")))
        done = engine.step()
        heard = hear(heard, done.world, done.valence, done.views, people=REFERENCE, seconds=audience.step)
        if engine.model.now % DAY < audience.step / 2:
            daily.append(buzz(heard))
            trust.append(_moved(engine, [0, 1, 2, 3, 4, 5, 6]))
    return {"buzz": np.array(daily), "trust": np.array(trust)}
