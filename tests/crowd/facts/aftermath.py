"""T18 to T25: the press, what a brand tracker shows, steps and sizes, and what comes back at the brand."""

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.crowd.answers import Answer, weights_of
from app.crowd.engine import Engine
from app.crowd.roots import Root
from app.crowd.sums import across
from app.scenario.audience import Crisis
from tests.crowd.facts.fact import Fact, around
from tests.crowd.facts.kept import Table, kept
from tests.crowd.facts.storms import (
    GUILTY,
    Case,
    an_audience,
    brand,
    critic,
    press,
    storms,
    weeks,
)

Real = NDArray[np.float64]

STEP: Final = 300.0


@cache
def first_articles() -> Real:
    """Hours until the press writes, by world of the severe ensemble."""
    return kept(press, "press", audience=an_audience(step=240, hour=12), seeds=300)["first"]


def pickup() -> tuple[Fact, ...]:
    """T18."""
    source = "Freshfields 2013: 28 % of crises spread within an hour, 69 % within a day"
    return tuple(
        Fact(
            row="T18",
            what=f"in the press within {hours} h",
            measured=float((first_articles() <= hours).mean()),
            low=share - off,
            high=share + off,
            source=source,
        )
        for hours, share, off in ((1, 0.28, 0.10), (24, 0.69, 0.12))
    )


@cache
def tracked() -> Table:
    """A month and more of the guilty case, unanswered."""
    return kept(weeks, "weeks", audience=an_audience(step=900), seeds=20, random=False, days=36)


@cache
def tracked_crises() -> Table:
    """A month of 78 random crises."""
    return kept(weeks, "crises", audience=an_audience(step=900), seeds=78, random=True, days=30)


SHORT, LONG, FOUR_WEEKS = 10.0, 0.01, 27
"""A short dip is ten points of buzz; a long one is a hundredth of all trust, still gone after four weeks."""


def tracking() -> tuple[Fact, ...]:
    """T20."""
    day = tracked()["buzz"].mean(axis=1)
    low = int(day.argmin())
    back = low + int(np.argmax(day[low:] >= 0.1 * day[low]))
    many = tracked_crises()
    short = (many["buzz"].min(axis=0) <= -SHORT).mean()
    long = (many["trust"][FOUR_WEEKS] <= -LONG).mean()
    buzzed = "BrandIndex on two American food chains, 2009 and 2018"
    hansen = "Hansen et al. 2018: 78 firestorms"
    return (
        Fact(row="T20", what="fall of buzz, points", measured=float(-day[low]), low=15, source=buzzed),
        Fact(row="T20", what="day of its lowest", measured=float(low + 1), low=1, high=4, source=buzzed),
        Fact(
            row="T20",
            what="weeks until a tenth of it is left",
            measured=(back + 1) / 7,
            low=3,
            high=5,
            source=buzzed,
        ),
        Fact(
            row="T20",
            what="crises with a short dip",
            measured=float(short),
            low=0.46,
            high=0.70,
            source=hansen,
        ),
        Fact(
            row="T20", what="crises with a long dip", measured=float(long), low=0.28, high=0.52, source=hansen
        ),
    )


GRAINS: Final = (6, 30, 120)
DRILL: Final = 40.0


@cache
def in_steps_of(seconds: float) -> Table:
    """Four hours of a storm that starts large, in steps of so many seconds; in the finest, all posts move."""
    case, fine = Case(crisis=GUILTY.crisis, reach=1e6), seconds == GRAINS[0]
    audience = an_audience(step=seconds, crisis=case.crisis, hour=12)
    return kept(storms, f"steps-{seconds}", audience=audience, case=case, seeds=80, hours=4, turns=not fine)


@cache
def in_turns(*, turns: bool) -> Table:
    """Half a day of the guilty case as a drill steps it, where old posts move less often or do not."""
    audience = an_audience(step=DRILL, crisis=GUILTY.crisis, hour=9)
    return kept(storms, "turns", audience=audience, case=GUILTY, seeds=100, hours=12, turns=turns)


def invariance() -> tuple[Fact, ...]:
    """T21."""
    fine = in_steps_of(GRAINS[0])["against"].mean()
    source = "definition: a step and a size are ways of looking"
    return (
        *(
            Fact(
                row="T21",
                what=f"volume in steps of {seconds} s, against {GRAINS[0]} s",
                measured=float(in_steps_of(seconds)["against"].mean() / fine),
                **around(1.0, 0.05),
                source=source,
            )
            for seconds in GRAINS[1:]
        ),
        Fact(
            row="T21",
            what="volume of half a day in turns, against without",
            measured=float(in_turns(turns=True)["against"].mean() / in_turns(turns=False)["against"].mean()),
            **around(1.0, 0.05),
            source=source,
        ),
        Fact(
            row="T21",
            what="volume per account of 100,000, against 1,000,000",
            measured=_per_account(1e5) / _per_account(1e6),
            **around(1.0, 0.05),
            source=source,
        ),
    )


def _per_account(size: float) -> float:
    audience = an_audience(step=STEP, size=size)
    found = storms(audience=audience, case=GUILTY, seeds=4, hours=6)
    return float(found["against"].mean() * audience.scale / size)


def backlash() -> tuple[Fact, ...]:
    """T25."""
    reach, seen = _taken_down()
    trust = {name: _recovered(crisis) for name, crisis in RECOVERIES.items()}
    paradox = "Maxham and Netemeyer 2002; de Matos 2007"
    return (
        Fact(
            row="T25",
            what="views of the post when it is taken down",
            measured=seen,
            high=1_000,
            source="definition",
        ),
        Fact(
            row="T25",
            what="reach at 18 h of a takedown with a screenshot, against none",
            measured=reach,
            low=30,
            source="a food company's takedown of 2010: at least 78 times",
        ),
        Fact(
            row="T25",
            what="reposts for one more moral-emotional word",
            measured=_worded(1) / _worded(0),
            low=1.16,
            high=1.24,
            source="Brady et al. 2017",
        ),
        Fact(
            row="T25",
            what="trust above its rest after a good answer: minor, first time",
            measured=trust["minor"],
            low=1e-6,
            source=paradox,
        ),
        *(
            Fact(
                row="T25",
                what=f"trust above its rest after a good answer: {name}",
                measured=trust[name],
                high=0.0,
                source=paradox,
            )
            for name in ("minor, again", "grave")
        ),
    )


def _taken_down() -> tuple[float, float]:
    """How often more accounts a small post and its screenshots reach by 18 h, where there is a screenshot."""
    audience, worlds = an_audience(step=120, hour=12), 60
    removed, left = Engine(audience, range(worlds)), Engine(audience, range(worlds))
    small = Root(entity=1, source="critic", valence=-0.6, arousal=0.5, accounts=800)
    for world in range(worlds):
        removed.post(world, small)
        left.post(world, small)
    views, shown, reached = [], [], []
    for tick in range(18 * 30):
        if tick == 30:
            rows = removed.model.cascades
            views = across(rows.views[rows.entity == small.entity]).tolist()
            shown = [removed.take_down(world, 1, "deleted") for world in range(worlds)]
        removed.step()
        left.step()
    for engine in (removed, left):
        rows = engine.model.cascades
        own = rows.source != BY_THEMSELVES
        found = np.zeros(worlds)
        np.add.at(found, rows.world[own], across(rows.shown[own]))
        reached.append(np.maximum(found, 800))
    captured = np.array(shown) & (np.array(views) < 1_000)
    ratios = np.log(reached[0][captured] / reached[1][captured])
    return float(np.exp(ratios.mean())), float(np.array(views)[captured].max())


BY_THEMSELVES: Final = 2
"""The audience's own posts, as a source."""


def _worded(moral: int) -> float:
    """Reposts of posts with so many moral-emotional words, in two days."""
    worlds = 300
    engine, total = Engine(an_audience(step=STEP, hour=12), range(worlds)), 0.0
    for world in range(worlds):
        root = Root(entity=1, source="other", valence=0, arousal=0, accounts=3e5, moral=moral)
        engine.post(world, root)
    for _ in range(48 * 12):
        total += float(engine.step().acts[:, 0].sum())
    return total


RECOVERIES: Final = {
    "minor": Crisis(severity=0.2, responsibility=0.5, truth=0.0),
    "minor, again": Crisis(severity=0.2, responsibility=0.5, truth=0.0, history=1),
    "grave": Crisis(severity=0.5, responsibility=0.5, truth=0.0),
}


def _recovered(crisis: Crisis) -> float:
    """How far above its rest the peers' trust is a day after an apology that came in half an hour."""
    case = Case(crisis=crisis)
    engine = Engine(an_audience(step=STEP, crisis=crisis, hour=12), range(10))
    for world in range(10):
        engine.post(world, critic(case))
    for tick in range(24 * 12):
        if tick == 6:
            for world in range(10):
                answer = Answer(weights=weights_of("apology"), voice=1.0, specificity=1.0)
                engine.answer(world, brand(), answer)
        engine.step()
    worlds = engine.model.worlds
    return float((worlds.trust - worlds.resting)[:, 1].mean())
