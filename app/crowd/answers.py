"""Posts of the brand on their way through the audience: who accepts them, who turns against them, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app import exact
from app.crowd.parameters import (
    BASE,
    BY_R,
    BY_SEVERITY,
    BY_TRUTH,
    HUMOUR,
    Parameters,
)
from app.crowd.worlds import Worlds
from app.feed.intent import STRATEGIES, Strategy, Target

Real = NDArray[np.float64]
Whole = NDArray[np.int64]

TERMS: Final = (
    "base",
    "responsibility",
    "severity",
    "truth",
    "stance",
    "voice",
    "place",
    "latency",
    "repetition",
    "humour",
    "specificity",
    "condition",
    "contradiction",
    "words",
)
"""What an acceptance is made of, in logits; the first five move with the audience, the rest is set once."""
PLACES: Final[dict[Target, float]] = {
    "thread": 0.35,
    "feed": 0.35,
    "site": 0.0,
    "press": -0.2,
    "message": 0.35,
}
"""Schultz, Utz and Goeritz 2011: the medium counts more than the message."""
PINNED: Final = 1.6
"""A pinned answer is seen by so many more of those who come upon the criticism."""
REPEATED: Final = 0.35
MOST_REPEATS: Final = 3
HUMOUR_COSTS: Final = 5.5
CONDITION_COSTS: Final = 0.8
CONTRADICTION_COSTS: Final = 1.0
VOICE: Final = 0.8
STANCE: Final = 1.2
SPECIFIC: Final = 0.5
REPEATS_FADE: Final = 6 * 3600.0
"""Audience seconds after which an earlier answer of the kind counts a third."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one post of the brand does.

    Attributes:
        weights: how much of each of the nine strategies it is; together 1.
        voice: 0, an institution's, to 1, a person's.
        specificity: 0, vague, to 1: names, times, figures.
        words: what the reading of the text adds or takes, at most 0.8 logits either way.
        conditional: it says sorry, "if".
        contradicts: it contradicts what the brand said before.
        warm: it thanks or feels with people.
    """

    weights: tuple[float, ...]
    target: Target = "thread"
    voice: float = 0.5
    specificity: float = 0.5
    conditional: float = 0.0
    contradicts: float = 0.0
    words: float = 0.0
    warm: float = 0.0


def weights_of(*strategies: Strategy) -> tuple[float, ...]:
    """Equal parts of the named strategies."""
    return tuple(strategies.count(one) / len(strategies) for one in STRATEGIES)


_WIDTHS: Final = (
    ("mixed", 8),
    ("weights", 9),
    ("terms", len(TERMS)),
    ("watched", 7),
    ("informed", 7),
    ("accepted", 7),
    ("rejected", 7),
    ("calmed", 7),
    ("angered", 7),
)


class Answers:
    """All answers of all worlds, in the order they were given. M answers.

    lifted: world and entity of those that are pinned.
    world, born: where, and at which audience second.
    mixed: the strategies' table, weighted; shape (M, 8).
    weights: shape (M, 9).
    fixed: what of the acceptance is set when it is given, in logits; `terms` has it in parts, shape (M, 14).
    latency: audience seconds that the criticism had waited.
    seen_in: part of those who see criticism that see this answer, `PLACES` decides.
    watched: views of its own post since it worked last; shape (M, 7).
    informed, accepted, rejected: parts of the attentive who saw, took and turned down, summed; shape (M, 7).
    calmed, angered: anger taken and added; shape (M, 7).
    """

    def __init__(self) -> None:
        self.given: list[Answer] = []
        self.entity: list[int] = []
        self.lifted: set[tuple[int, int]] = set()
        self.world = np.zeros(0, dtype=np.int64)
        self.born = np.zeros(0)
        self.mixed = np.zeros((0, 8))
        self.weights = np.zeros((0, 9))
        self.fixed = np.zeros(0)
        self.terms = np.zeros((0, len(TERMS)))
        self.latency = np.zeros(0)
        self.seen_in = np.zeros(0)
        self.warm = np.zeros(0)
        self.watched = np.zeros((0, 7))
        self.informed = np.zeros((0, 7))
        self.accepted = np.zeros((0, 7))
        self.rejected = np.zeros((0, 7))
        self.calmed = np.zeros((0, 7))
        self.angered = np.zeros((0, 7))

    def __len__(self) -> int:
        return len(self.given)

    def add(
        self,
        parameters: Parameters,
        answer: Answer,
        *,
        worlds: Sequence[int],
        entity: int,
        born: float,
        latencies: Sequence[float],
    ) -> Whole:
        """Take an answer in, in some worlds; returns its places."""
        first, more = len(self), len(worlds)
        self.given += [answer] * more
        self.entity += [entity] * more
        self.world = np.append(self.world, np.array(worlds, dtype=np.int64))
        self.born = np.append(self.born, np.full(more, born))
        self.latency = np.append(self.latency, latencies)
        for name in ("fixed", "seen_in", "warm"):
            setattr(self, name, np.append(getattr(self, name), np.zeros(more)))
        for name, width in _WIDTHS:
            setattr(self, name, np.vstack((getattr(self, name), np.zeros((more, width)))))
        places = np.arange(first, first + more)
        for place in places.tolist():
            self.change(parameters, place, answer)
        return places

    def copy(self, world: int, to: Sequence[int]) -> Whole:
        """Add a world's answers once more for each of some other worlds.

        Returns:
            Where each answer there was has its copy, -1 for those of other worlds; shape (to, M).
        """
        own, count = np.flatnonzero(self.world == world), len(self)
        places = np.full((len(to), count), -1)
        places[:, own] = count + np.arange(len(to) * len(own)).reshape(len(to), -1)
        again = np.tile(own, len(to))
        self.given += [self.given[place] for place in again]
        self.entity += [self.entity[place] for place in again]
        for name in ("born", "latency", "fixed", "seen_in", "warm", *(name for name, _ in _WIDTHS)):
            column = getattr(self, name)
            setattr(self, name, np.concatenate((column, column[again])))
        self.lifted = self.lifted | {(one, name) for at, name in self.lifted if at == world for one in to}
        self.world = np.concatenate((self.world, np.repeat(to, len(own))))
        return places

    def change(self, parameters: Parameters, place: int, answer: Answer) -> None:
        """Let an answer be another one; when it came and what it answered stay."""
        self.given[place] = answer
        mixed = np.zeros(8)
        for weight, row in zip(answer.weights, parameters.strategies, strict=True):
            mixed += weight * row
        terms = self._terms(parameters, place, answer)
        self.mixed[place], self.weights[place] = mixed, answer.weights
        self.terms[place], self.fixed[place] = terms, _in_order(terms)
        up = (int(self.world[place]), self.entity[place]) in self.lifted
        self.seen_in[place] = _seen_in(parameters, answer.target) * (PINNED if up else 1.0)
        self.warm[place] = max(answer.warm, answer.weights[HUMOUR])

    def lift(self, parameters: Parameters, world: int, entity: int, *, on: bool) -> None:
        """Pin an answer, or no longer."""
        self.lifted = self.lifted | {(world, entity)} if on else self.lifted - {(world, entity)}
        for place in np.flatnonzero(self.world == world).tolist():
            if self.entity[place] == entity:
                self.change(parameters, place, self.given[place])

    def _terms(self, parameters: Parameters, place: int, answer: Answer) -> Real:
        physics = parameters.physics
        waited = 1 + max(0.0, float(self.latency[place])) / (60 * physics.patience_minutes)
        told = {
            "voice": VOICE * (answer.voice - 0.5),
            "place": PLACES[answer.target],
            "latency": -physics.lateness * exact.log(waited),
            "repetition": -REPEATED * self._repeats(place, answer),
            "specificity": SPECIFIC * (answer.specificity - 0.5),
            "condition": -CONDITION_COSTS * answer.conditional,
            "contradiction": -CONTRADICTION_COSTS * answer.contradicts,
            "words": answer.words,
        }
        return np.array([told.get(term, 0.0) for term in TERMS])

    def _repeats(self, place: int, answer: Answer) -> float:
        """How many earlier answers led with the same strategy; each counts less the longer ago it was."""
        leading = _leading(answer)
        total = 0.0
        for earlier in np.flatnonzero(self.world[:place] == self.world[place]):
            if _leading(self.given[earlier]) == leading:
                total += exact.exp(float(self.born[earlier] - self.born[place]) / REPEATS_FADE)
        return min(float(MOST_REPEATS), total)


def _leading(answer: Answer) -> int:
    return answer.weights.index(max(answer.weights))


def of_each(table: Real, places: Whole) -> Real:
    """Rows of a table of segments, shape (places, 7); in memory segment by segment, as steps run along."""
    return np.take(table.T, places, axis=1).T


def moving_terms(answers: Answers, places: Whole, worlds: Worlds) -> dict[str, Real]:
    """What of the acceptance changes with the audience, by term; shape (places, 7), or (places, 1)."""
    world, mixed = answers.world[places], answers.mixed[places]
    blame, trust = of_each(worlds.blame, world), of_each(worlds.trust, world)
    severity, truth = worlds.severity[world][:, None], worlds.truth[world][:, None]
    humour = answers.weights[places, HUMOUR][:, None]
    return {
        "base": mixed[:, BASE, None],
        "responsibility": mixed[:, BY_R, None] * (2 * blame - 1),
        "severity": 2 * mixed[:, BY_SEVERITY, None] * severity,
        "truth": 2 * mixed[:, BY_TRUTH, None] * truth,
        "stance": STANCE * (2 * trust - 1),
        "humour": -HUMOUR_COSTS * blame * severity * humour,
    }


def _seen_in(parameters: Parameters, target: Target) -> float:
    physics = parameters.physics
    return {
        "thread": physics.in_thread,
        "feed": physics.on_feed,
        "site": physics.on_site,
        "press": physics.in_press,
        "message": 0.0,
    }[target]


def _in_order(terms: Real) -> float:
    total = 0.0
    for term in terms:
        total += float(term)
    return total
