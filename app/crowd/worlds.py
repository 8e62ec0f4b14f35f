"""How the audience feels, segment by segment: one row for each world that is stepped together.

A live rehearsal is one world; the twins of a what-if are many, with the same seed.
"""

from collections.abc import Sequence
from math import fsum, sqrt

import numpy as np
from numpy.typing import NDArray

from app.crowd.parameters import REFERENCE, TRUST, Parameters

Real = NDArray[np.float64]
Whole = NDArray[np.int64]

NEVER = -1e18
"""An audience time before everything."""


class Worlds:
    """The state beside the cascades. W worlds, 7 segments.

    anger, amusement, attention, fatigue: fast feelings; shape (W, 7), 0 or more, the first three up to 1.
    trust, blame: slow ones, 0 to 1; `resting` is the trust they return to.
    appetite: how far they still pass criticism on, 0.15 to 2, 1 at first.
    severity, truth, vividness: what the crisis is in this world; shape (W,).
    novelty: audience time of the last news.
    waiting: audience time since when criticism waits for an answer, `NEVER` while none does.
    first: whether it is the brand's first failure of the kind.
    told_first: whether the brand told it before anybody else did.
    acts: answers given so far; articles: press so far.
    angry_rate: reposts of criticism an hour, over about the last twenty minutes.
    fast, slow, spread: volume of ten minutes, of hours, and its variance; `trending` while it is unusual.
    leaking: accounts on their way to other platforms.
    lately: views of criticism since the turn began; shape (W, 7).
    overheard: followers of small accounts that posted since then; shape (W, 14).
    volume, mood: the facilitator's dials.
    volume_against, volume_kind: reposts and posts so far, against and for the brand.
    """

    def __init__(self, parameters: Parameters, seeds: Sequence[int]) -> None:
        count = len(seeds)
        crisis, segments = parameters.crisis, parameters.segments
        self.seed = np.array([seed & 0xFFFFFFFFFFFFFFFF for seed in seeds], dtype=np.uint64)
        self.anger = np.full((count, 7), parameters.heat)
        self.amusement = np.zeros((count, 7))
        self.attention = np.full((count, 7), parameters.heat)
        self.fatigue = np.zeros((count, 7))
        self.resting = np.tile(_shifted(segments[:, TRUST], parameters), (count, 1))
        self.trust = self.resting.copy()
        blame = min(1.0, crisis.responsibility * _again(crisis.history))
        self.blame = np.full((count, 7), blame)
        self.appetite = np.ones((count, 7))
        self.severity = np.full(count, crisis.severity)
        self.truth = np.full(count, crisis.truth)
        self.vividness = np.full(count, crisis.vividness)
        self.novelty = np.zeros(count)
        self.waiting = np.full(count, NEVER)
        self.first = np.full(count, crisis.history == 0)
        self.told_first = np.zeros(count, dtype=np.bool_)
        self.acts = np.zeros(count, dtype=np.int64)
        self.articles = np.zeros(count, dtype=np.int64)
        self.angry_rate = np.zeros(count)
        self.fast = np.zeros(count)
        self.slow = np.zeros(count)
        self.spread = np.zeros(count)
        self.trending = np.zeros(count, dtype=np.bool_)
        self.leaking = np.zeros((count, 7))
        self.lately = np.zeros((count, 7))
        self.overheard = np.zeros((count, 14))
        self.volume = np.ones(count)
        self.mood = np.zeros(count)
        self.volume_against = np.zeros(count)
        self.volume_kind = np.zeros(count)

    def __len__(self) -> int:
        return len(self.seed)

    def copy(self, world: int, times: int) -> None:
        """Add worlds that are as this one is."""
        for name, column in vars(self).items():
            setattr(self, name, np.concatenate((column, np.repeat(column[world : world + 1], times, axis=0))))


def _again(history: float) -> float:
    """What earlier crises of the kind make of the blame: a quarter for each, and the first no less than 1.3.

    Source: Coombs's "Velcro effect"; Maxham and Netemeyer 2002, on a second failure after the first.
    """
    return max(1 + 0.25 * history, 1.3) if history >= 1 else 1 + 0.25 * history


def _shifted(trust: Real, parameters: Parameters) -> Real:
    """The segments' trust moved together so that the audience as a whole has the scenario's.

    Each keeps its distance in odds; the middle is found by halving.
    """
    if parameters.trust is None:
        return trust.copy()
    shares = parameters.people / REFERENCE
    odds = trust / (1 - trust)
    low, high = 1e-4, 1e4
    moved = trust
    for _ in range(60):
        middle = sqrt(low * high)
        moved = odds * middle / (1 + odds * middle)
        mean = fsum(float(share) * float(one) for share, one in zip(shares, moved, strict=True))
        low, high = (middle, high) if mean < parameters.trust else (low, middle)
    return moved
