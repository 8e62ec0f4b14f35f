"""T1 to T13: how posts spread when nobody is angry."""

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.crowd.engine import Engine
from app.crowd.forecast import reproduction
from app.crowd.kernel import FITTED_SOON, THETA, TIMES, WEIGHTS, power_law, waiting
from app.crowd.population import populate
from app.crowd.quantiles import FOLLOWER_BINS
from app.crowd.roots import Root
from tests.crowd.facts.branching import followers, grow, infections
from tests.crowd.facts.fact import Fact, around
from tests.crowd.facts.kept import Table, kept
from tests.crowd.facts.measures import half_lives, hill, peaks, rank_correlation, shares, slopes
from tests.crowd.facts.storms import an_audience, cascades, forecasts

Real = NDArray[np.float64]

TIDEH: Final = "TiDeH training data: 100 cascades of 2,000 reposts and more, 2011"
SHARES: Final = {300: 0.129, 600: 0.189, 3_600: 0.366, 14_400: 0.584, 21_600: 0.674, 86_400: 0.887}
"""Median part of a cascade's reposts by so many seconds, of the same data."""
STEP: Final = 100.0
LARGE: Final = 2_000


def kernel() -> tuple[Fact, ...]:
    """T1 and T2."""
    soon = FITTED_SOON
    seconds = np.geomspace(1, 7 * 86_400, 400)
    worst = max(abs(waiting(one, soon) / power_law(one, soon) - 1) for one in seconds)
    late = np.geomspace(1_800, 86_400, 200)
    density = sum(weight / time * np.exp(-late / time) for weight, time in zip(WEIGHTS, TIMES, strict=True))
    slope = float(np.polyfit(np.log(late), np.log(density), 1)[0])
    half = next(one for one in np.arange(600, 3_600, 0.5) if waiting(one, soon) <= 0.5) / 60
    source = "SEISMIC, KDD 2015 (theta .242); the sum of exponentials is fitted to it"
    return (
        Fact(
            row="T1", what="largest error of the kernel, 1 s to 7 d", measured=worst, high=0.05, source=source
        ),
        Fact(
            row="T1",
            what="slope of its density, 30 min to 24 h",
            measured=slope,
            low=-(1 + THETA) - 0.08,
            high=-(1 + THETA) + 0.08,
            source=source,
        ),
        Fact(
            row="T2",
            what="half-life of first readers, minutes",
            measured=float(half),
            **around(7.16 * soon / 60, 0.10),
            source=source,
        ),
    )


@cache
def large_cascades() -> Real:
    """Reposts of the ensemble's large cascades: by step and cascade."""
    total = kept(cascades, "cascades", audience=an_audience(step=STEP), each=60)["total"]
    return total[:, total[-1] >= LARGE]


def spreading(total: Real | None = None) -> tuple[Fact, ...]:
    """T3, T4 and T5."""
    total = large_cascades() if total is None else total
    measured = shares(total, STEP, tuple(SHARES))
    lives = np.quantile(half_lives(total, STEP), (0.1, 0.5, 0.9))
    return (
        *(
            Fact(
                row="T3",
                what=f"share of reposts by {seconds // 60} min",
                measured=float(one),
                low=share - 0.06,
                high=share + 0.06,
                source=TIDEH,
            )
            for (seconds, share), one in zip(SHARES.items(), measured, strict=True)
        ),
        *(
            Fact(
                row="T4",
                what=f"half-life, {name}, minutes",
                measured=float(one),
                low=known / 1.6,
                high=known * 1.6,
                source=TIDEH,
            )
            for name, known, one in zip(("P10", "median", "P90"), (30, 154, 717), lives, strict=True)
        ),
        Fact(
            row="T5",
            what="peak within the first 30 min",
            measured=float((peaks(total, STEP) < 3).mean()),
            low=0.80,
            source=TIDEH,
        ),
        Fact(
            row="T5",
            what="slope of the rate, 10 min to 24 h",
            measured=float(np.median(slopes(total, STEP))),
            low=-1.09,
            high=-0.69,
            source=TIDEH,
        ),
    )


def marks() -> tuple[Fact, ...]:
    """T6 and T13."""
    source = "TiDeH training data: 394,987 reposters, 2011"
    drawn = np.sort(followers(np.random.default_rng(1), 4_000_000))
    known = (("50 %", 0.5, 182.0, 0.15), ("90 %", 0.9, 1_364.0, 0.25), ("99 %", 0.99, 6_441.0, 0.40))
    activity = np.sort(populate(seed=7, size=1_000_000).activity)[::-1]
    done = np.cumsum(activity, dtype=np.float64) / activity.sum(dtype=np.float64)
    pew = "Pew 2019 and 2021, American accounts"
    return (
        *(
            Fact(
                row="T6",
                what=f"followers, {name} quantile",
                measured=float(np.quantile(drawn, part)),
                **around(middle, off),
                source=source,
            )
            for name, part, middle, off in known
        ),
        Fact(
            row="T6",
            what="followers, mean",
            measured=float((FOLLOWER_BINS.probability * FOLLOWER_BINS.mean).sum()),
            **around(841, 0.20),
            source=source,
        ),
        Fact(
            row="T6",
            what="followers, tail exponent from 10,000 on",
            measured=hill(drawn, 10_000),
            low=2.15,
            high=2.7,
            source=source,
        ),
        Fact(
            row="T13",
            what="posts by the busiest tenth",
            measured=float(done[99_999]),
            low=0.74,
            high=0.86,
            source=pew,
        ),
        Fact(
            row="T13",
            what="posts by the busiest quarter",
            measured=float(done[249_999]),
            low=0.92,
            source=pew,
        ),
    )


def ordinary(*, millions: int) -> Table:
    """Sizes, depths and direct reposts of so many million ordinary posts, of those with any."""
    audience, luck = an_audience(step=STEP), np.random.default_rng(1)
    physics, found = audience.physics, []
    for _ in range(4 * millions):
        given = infections(
            luck,
            250_000,
            base=physics.idle_infection,
            spread=physics.idle_spread,
            most=physics.most_infection,
        )
        trees = grow(luck, audience, given, followers(luck, len(given)))
        some = trees.size > 0
        found.append((trees.size[some], trees.depth[some], trees.direct[some]))
    size, depth, direct = (np.concatenate(column) for column in zip(*found, strict=True))
    return {"size": size, "depth": depth, "direct": direct, "posts": np.array([1e6 * millions])}


@cache
def ordinary_posts() -> Table:
    """Those of thirty million."""
    return kept(ordinary, "ordinary", millions=30)


def background() -> tuple[Fact, ...]:
    """T7, T8 and T9."""
    posts = ordinary_posts()
    size, depth, direct, many = posts["size"], posts["depth"], posts["direct"], float(posts["posts"][0])
    rare = "Goel et al. 2012 and 2016"
    middle = (size >= 200) & (size <= 800)
    oasis = "198 rumours of Twitter15/16 (OASIS): median 3, rank correlation .32"
    return (
        Fact(
            row="T7", what="never reposted", measured=1 - len(size) / many, low=0.93, high=0.97, source=rare
        ),
        Fact(
            row="T7",
            what="two hops and more",
            measured=float((depth >= 2).sum() / many),
            low=0.005,
            high=0.02,
            source=rare,
        ),
        Fact(
            row="T7",
            what="a hundred reposts and more",
            measured=float((size >= 100).sum() / many),
            low=5e-5,
            high=5e-4,
            source=rare,
        ),
        Fact(
            row="T8",
            what="tail exponent of sizes from 100 on",
            measured=hill(size, 100),
            low=2.0,
            high=2.6,
            source=rare,
        ),
        Fact(
            row="T9",
            what="median depth at 200 to 800 reposts",
            measured=float(np.median(depth[middle])),
            low=3,
            high=7,
            source=oasis,
        ),
        Fact(
            row="T9",
            what="rank correlation of size and depth",
            measured=rank_correlation(size[middle], depth[middle]),
            low=0.2,
            high=0.6,
            source=oasis,
        ),
        Fact(
            row="T9",
            what="direct share of all reposts",
            measured=float(direct.sum() / size.sum()),
            low=0.6,
            source="Kwak 2010; Goel 2016",
        ),
    )


def criticality() -> tuple[Fact, ...]:
    """T10."""
    source = "definition: a calm audience lets every post die out"
    found = {kind: _reproduction(kind) for kind in ("other", "critic")}
    return (
        Fact(
            row="T10",
            what="n* of ordinary posts, mean",
            measured=found["other"].mean(),
            high=0.15,
            source=source,
        ),
        Fact(
            row="T10",
            what="n* of crisis seeds, mean",
            measured=found["critic"].mean(),
            low=0.5,
            high=0.8,
            source=source,
        ),
        Fact(
            row="T10",
            what="largest n* of 4,000 seeds",
            measured=found["critic"].max(),
            high=0.999,
            source=source,
        ),
        Fact(
            row="T10",
            what="all reposts for each direct one, against 1/(1-n*), at n* = .6",
            measured=_sum_of_generations(0.6),
            **around(1.0, 0.05),
            source="branching processes",
        ),
    )


def _reproduction(source: str) -> Real:
    engine = Engine(an_audience(step=STEP), [1])
    for entity in range(4_000):
        engine.post(0, Root(entity=entity, source=source, valence=0, arousal=0, accounts=1e3))  # type: ignore[arg-type]
    return reproduction(engine.model)


def _sum_of_generations(wanted: float) -> float:
    """Total over direct reposts, times 1 - n*: news never wears off, the audience has no end and one kind."""
    lasting = an_audience(step=STEP, novelty_days=1e9, circadian=0.0, homophily=0.0, seed_spread=0.0)
    engine = Engine(lasting, [1])
    engine.post(0, Root(entity=1, source="critic", valence=0, arousal=0, accounts=1e3))
    infection = lasting.physics.seed_infection * wanted / float(reproduction(engine.model)[0])
    endless = an_audience(step=STEP, novelty_days=1e9, circadian=0.0, homophily=0.0)
    endless.people[:] *= 1e6
    trees = grow(np.random.default_rng(5), endless, np.full(40_000, infection), np.full(40_000, 1e4), np.inf)
    return float(trees.size.sum() / trees.direct.sum() * (1 - wanted))


@cache
def forecasted() -> Table:
    """What was forecast for 200 cascades, and what became of them."""
    return kept(forecasts, "forecasts", audience=an_audience(step=STEP, hour=12), seeds=200)


def foretelling() -> tuple[Fact, ...]:
    """T11."""
    found = forecasted()
    return tuple(
        Fact(
            row="T11",
            what=f"median error of the forecast after {hours} h",
            measured=float(np.median(np.abs(found[f"after_{hours}h"] / found["final"] - 1))),
            high=most,
            source="set with the design; the way is that of SEISMIC, KDD 2015",
        )
        for hours, most in ((1, 0.35), (6, 0.15))
    )
