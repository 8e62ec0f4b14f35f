"""How the audience takes an answer of the brand, term by term and segment by segment."""

from collections.abc import Sequence
from math import fsum

import numpy as np
from numpy.typing import NDArray

from app.crowd.answers import TERMS, moving_terms
from app.crowd.model import Model
from app.crowd.segments import SEGMENTS
from app.feed.intent import STRATEGIES
from app.feed.reasons import SegmentTaking, Taking, Term, Weight

Real = NDArray[np.float64]


def taking(model: Model, entity: int, views: Sequence[float]) -> Taking | None:
    """How an answer is taken as of now, None for what is no answer.

    Args:
        model: of one world.
        entity: the answer's name.
        views: of its post, by segment.
    """
    answers, people = model.answers, model.parameters.people
    if entity not in answers.entity:
        return None
    place = answers.entity.index(entity)
    terms = _terms(model, place)
    score = [fsum(one[segment] for one in terms.values()) for segment in range(len(SEGMENTS))]
    informed, accepted, rejected = answers.informed[place], answers.accepted[place], answers.rejected[place]
    took, refused = _parts(accepted, informed), _parts(rejected, informed)
    return Taking(
        strategies=_strategies(answers.weights[place]),
        accepted=_mean(took, views),
        rejected=_mean(refused, views),
        informed=_mean(np.minimum(1.0, informed), people),
        latency_s=float(answers.latency[place]) / model.parameters.physics.pace,
        terms=tuple(Term(term=term, z=_mean(values, people)) for term, values in terms.items()),
        by_segment=tuple(
            SegmentTaking(
                segment=name,
                z=score[row],
                accepted=float(took[row]),
                rejected=float(refused[row]),
                informed=min(1.0, float(informed[row])),
            )
            for row, name in enumerate(SEGMENTS)
        ),
        calmed=min(1.0, _mean(answers.calmed[place], people)),
        backfired=min(1.0, _mean(answers.angered[place], people)),
    )


def _terms(model: Model, place: int) -> dict[str, Real]:
    """What each term adds, by segment: what was set when the answer came, and what has moved since."""
    moving = moving_terms(model.answers, np.array([place]), model.worlds)
    return {
        term: np.broadcast_to(moving[term][0] if term in moving else fixed, len(SEGMENTS))
        for term, fixed in zip(TERMS, model.answers.terms[place], strict=True)
    }


def _strategies(weights: Real) -> tuple[Weight, ...]:
    """The heaviest first; what weighs nothing is left out."""
    pairs = sorted(zip(STRATEGIES, weights.tolist(), strict=True), key=lambda pair: -pair[1])
    return tuple(Weight(strategy=strategy, weight=weight) for strategy, weight in pairs if weight > 0)


def _parts(some: Real, all_: Real) -> Real:
    """What part of all some are, 0 where there are none."""
    return np.minimum(1.0, np.divide(some, all_, out=np.zeros_like(some), where=all_ > 0))


def _mean(values: Real, weights: Sequence[float] | Real) -> float:
    total = fsum(weights)
    return fsum(float(one) * float(weight) for one, weight in zip(values, weights, strict=True)) / (
        total or 1
    )
