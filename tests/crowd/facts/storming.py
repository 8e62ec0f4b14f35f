"""T14 to T17: storms, and what answers do to them."""

from functools import cache
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.feed.intent import STRATEGIES, Strategy
from tests.crowd.facts.fact import Fact
from tests.crowd.facts.kept import Table, kept
from tests.crowd.facts.measures import ratio
from tests.crowd.facts.storms import (
    CAUGHT,
    GAFFE,
    GUILTY,
    HOUR,
    RUMOUR,
    SILENCE,
    Move,
    an_audience,
    scenarios,
    storms,
)

Real = NDArray[np.float64]

STEP: Final = 300.0
"""Seconds; ratios to twins are the same in finer steps."""
HOURS: Final = 27.0
SEEDS: Final = 120
FEW: Final = 48
ORDER: Final[tuple[Strategy, ...]] = ("apology", "empathy", "explain", "deflect", "deny", "attack")
LATENCIES: Final = (5, 30, 60, 120, 240, 480, 840, 1_260)
"""Minutes."""
ACTS: Final[dict[str, tuple[Strategy, ...]]] = {
    "guilty": ("humour",),
    "caught": ("correct",),
    "rumour": ("correct", "humour"),
    "gaffe": STRATEGIES,
}
"""What is done half an hour after a case; the guilty apologise sooner and later, too."""
CASES: Final = {"guilty": GUILTY, "caught": CAUGHT, "rumour": RUMOUR, "gaffe": GAFFE}
MA_ZHAN: Final = "Ma and Zhan 2016, meta-analysis"
DESIGN: Final = "order of published studies (Coombs; Herhausen 2019; Xiao 2018)"


@cache
def storm(case: str, *acts: Strategy, seeds: int = FEW, after: float = HOUR / 2) -> Table:
    """A case, answered so or not at all, with as many kinds of luck."""
    moves, found = moves_in(case, seeds), ensemble(case, seeds)
    place = moves.index(Move(acts=acts, after=after) if acts else SILENCE)
    return {name: one[place] for name, one in found.items()}


def moves_in(case: str, seeds: int) -> tuple[Move, ...]:
    """All that is ever done about a case."""
    if seeds == SEEDS:
        return (SILENCE, *(Move(acts=(act,)) for act in ORDER))
    apologies = (Move(acts=("apology",), after=60.0 * wait) for wait in LATENCIES)
    return (SILENCE, *(Move(acts=(act,)) for act in ACTS[case]), *(apologies if case == "guilty" else ()))


@cache
def ensemble(case: str, seeds: int) -> Table:
    """A case with all its moves, from midnight on; a day of it where there are many kinds of luck."""
    hours = HOURS if seeds < SEEDS else 24.0
    audience = an_audience(step=STEP, crisis=CASES[case].crisis)
    how = {"audience": audience, "case": CASES[case], "seeds": seeds, "moves": moves_in(case, seeds)}
    return kept(storms, f"{case}-{seeds}", **how, hours=hours)


def against(
    case: str, *acts: Strategy, seeds: int = FEW, after: float = HOUR / 2
) -> tuple[float, float, float]:
    """Volume against the silent twins', and its 95 % interval."""
    silent, answered = storm(case, seeds=seeds), storm(case, *acts, seeds=seeds, after=after)
    return ratio(answered["against"], silent["against"])


@cache
def ordering() -> dict[str, tuple[float, float, float]]:
    """The guilty case's ratio by strategy, with many kinds of luck."""
    return {act: against("guilty", act, seeds=SEEDS) for act in ORDER}


def strategies() -> tuple[Fact, ...]:
    """T14."""
    found = {act: one[0] for act, one in ordering().items()}
    chain = [found["apology"], found["empathy"], found["explain"], found["deflect"]]
    chain += [1.0, found["deny"], found["attack"]]
    return (
        Fact(
            row="T14",
            what="steps out of order: apology, empathy, explain, deflect, silence, deny, attack",
            measured=float(sum(one > other for one, other in pairwise(chain))),
            high=0,
            source=DESIGN,
        ),
        Fact(
            row="T14",
            what="apology to silence",
            measured=found["apology"],
            low=0.25,
            high=0.55,
            source=DESIGN,
        ),
        Fact(
            row="T14",
            what="upper end of the interval of deflect",
            measured=ordering()["deflect"][2],
            high=0.9999,
            source=DESIGN,
        ),
        Fact(
            row="T14",
            what="lower end of the interval of deny",
            measured=ordering()["deny"][1],
            low=1.0,
            source=DESIGN,
        ),
    )


FAMILIES: Final = {
    "deny": 0, "attack": 0, "correct": 0, "deflect": 1, "explain": 1, "humour": 1,
    "apology": 2, "empathy": 2, "compensate": 2,
}  # fmt: skip
"""Coombs's families: deny fits victims, diminish fits accidents, rebuild fits what could be prevented."""


@cache
def random_scenarios() -> Table:
    return kept(scenarios, "scenarios", audience=an_audience(step=STEP), count=500)


def meta_analysis() -> tuple[Fact, ...]:
    """T15."""
    found = random_scenarios()
    cluster = np.digitize(found["blame"], (1 / 3, 2 / 3))
    family = np.array([FAMILIES[STRATEGIES[int(act)]] for act in found["act"]])
    match = 1 - np.abs(cluster - family) / 2
    by_blame, by_match = (np.corrcoef(one, found["trust"])[0, 1] for one in (found["blame"], match))
    return (
        Fact(
            row="T15",
            what="correlation of responsibility and trust",
            measured=float(by_blame),
            low=-0.69,
            high=-0.39,
            source=MA_ZHAN,
        ),
        Fact(
            row="T15",
            what="correlation of matched answer and trust",
            measured=float(by_match),
            low=0.11,
            high=0.35,
            source=MA_ZHAN,
        ),
    )


def truth_and_humour() -> tuple[Fact, ...]:
    """T16."""
    kind = {act: storm("gaffe", *(act,) if act else ())["kind"].mean() for act in GAFFE_ACTS}
    moved = storm("gaffe", "humour")["trust"].mean()
    xiao = "Xiao 2018; Haempke 2022"
    return (
        Fact(
            row="T16",
            what="correct to silence, brand's version true",
            measured=against("rumour", "correct")[0],
            high=0.5,
            source=DESIGN,
        ),
        Fact(
            row="T16",
            what="correct to silence, brand's version false",
            measured=against("caught", "correct")[0],
            low=0.85,
            source=DESIGN,
        ),
        Fact(
            row="T16",
            what="humour to silence, guilty",
            measured=against("guilty", "humour")[0],
            low=1.0001,
            source=xiao,
        ),
        Fact(
            row="T16",
            what="humour to silence, rumour",
            measured=against("rumour", "humour")[0],
            high=0.7999,
            source=xiao,
        ),
        Fact(
            row="T16",
            what="strategies with more positive posts than humour, gaffe",
            measured=float(sum(one > kind["humour"] for one in kind.values())),
            high=0,
            source=xiao,
        ),
        Fact(row="T16", what="trust after humour, gaffe", measured=float(moved), low=0.0, source=xiao),
    )


GAFFE_ACTS: Final[tuple[Strategy | None, ...]] = (None, *STRATEGIES)


@cache
def closing() -> dict[int, tuple[float, float, float]]:
    """An apology's ratio in the guilty case, by minutes of waiting."""
    return {wait: against("guilty", "apology", after=60.0 * wait) for wait in LATENCIES}


def latency() -> tuple[Fact, ...]:
    """T17."""
    found = {wait: one[0] for wait, one in closing().items()}
    late = [found[wait] for wait in LATENCIES if wait >= 60]
    benefit = 1 - found[30]
    left = np.array([(1 - found[wait]) / benefit for wait in LATENCIES])
    half = float(np.interp(-0.5, -left[1:], np.array(LATENCIES[1:]) / 60))
    source = "Freshfields 2013 (21 h on average); Istanbulluoglu 2017"
    return (
        Fact(
            row="T17",
            what="later answers that help more, from 60 min on",
            measured=float(sum(one > other for one, other in pairwise(late))),
            high=0,
            source=source,
        ),
        Fact(
            row="T17",
            what="hours until half the benefit is gone",
            measured=half,
            low=4,
            high=14,
            source=source,
        ),
        Fact(row="T17", what="benefit left at 21 h", measured=float(left[-1]), high=0.15, source=source),
    )
