"""The brand's answers at work: they calm those who accept them, and anger those who do not."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.crowd.answers import moving_terms, of_each
from app.crowd.exactly import exp, likely
from app.crowd.model import Model
from app.crowd.parameters import BACKFIRES, BUILDS, CALMS, OPEN
from app.crowd.reacting import react
from app.crowd.spreading import Spread
from app.crowd.sums import by_cell, by_key, cells
from app.crowd.worlds import Worlds
from app.feed.intent import STRATEGIES

Real = NDArray[np.float64]
Whole = NDArray[np.int64]

SHARES_FOR: Final = 3 * 3600.0
"""Audience seconds after which an older answer has a third of a newer one's place below the criticism."""
IN_SIGHT_FOR: Final = 12 * 3600.0
_LAST: Final = np.array((SHARES_FOR, IN_SIGHT_FOR))[:, None]
WORKS_FOR: Final = 5 * 24 * 3600.0
GRAVE: Final = 0.35
"""Severity from which no recovery makes people happier than before."""
APOLOGY, CORRECT, DENY = (STRATEGIES.index(one) for one in ("apology", "correct", "deny"))


def acceptance(model: Model, places: Whole) -> tuple[Real, Real]:
    """The parts of each segment that take an answer, and that turn it against the brand, once they see it."""
    score = np.tile(model.answers.fixed[places], (7, 1)).T
    for term in moving_terms(model.answers, places, model.worlds).values():
        score = score + term
    taken = likely(score)
    open_ = model.parameters.segments[:, OPEN]
    return open_ * taken, (1 - taken) * (0.35 + 0.65 * open_)


def answers_work(model: Model, spread: Spread, criticism: Real) -> None:
    """Let the answers work for one step; older ones for a whole turn, as it ends.

    Args:
        model: its worlds and answers are changed.
        spread: what the step did to posts.
        criticism: views of criticism in this step; shape (W, 7).
    """
    worlds, answers, turn = model.worlds, model.answers, spread.turn
    of_brand = np.flatnonzero(spread.rows.answer >= 0)
    answers.watched[spread.rows.answer[of_brand]] += spread.views[of_brand]
    worlds.lately += criticism
    old = answers.born <= turn.new_from
    working = model.now - answers.born < WORKS_FOR
    places = np.flatnonzero(working if turn.ends else working & ~old)
    if len(places):
        either, which = np.concatenate((criticism, worlds.lately)), len(worlds) * old[places]
        _work(model, places, of_each(either, answers.world[places] + which))
        answers.watched[places] = 0.0
    if turn.ends:
        worlds.lately[:] = 0.0


def _work(model: Model, places: Whole, criticism: Real) -> None:
    """Let some answers work on those who saw their own posts or the criticism in their worlds.

    Args:
        model: its worlds and answers are changed.
        places: of the answers.
        criticism: views of it since each worked last; shape (places, 7).
    """
    worlds, answers = model.worlds, model.answers
    world = answers.world[places]
    taken, refused = acceptance(model, places)
    below = _share(model, places)[:, None] * criticism
    seen = of_each(answers.watched, places) + below
    new = _newly_informed(model, places, seen)
    accepting, refusing = new * taken, new * refused
    react(model, places, below, (seen * taken, seen * refused))
    mixed, severity = answers.mixed[places], worlds.severity[world][:, None]
    calms, backfires = accepting * mixed[:, CALMS, None], refusing * mixed[:, BACKFIRES, None]
    heats = backfires * (0.15 + 0.5 * severity)
    before = of_each(worlds.anger, world)
    every = slice(None) if len(places) == len(answers) else places
    answers.informed[every] += new
    answers.accepted[every] += accepting
    answers.rejected[every] += refusing
    answers.calmed[every] += before * calms
    answers.angered[every] += (1 - before) * heats
    _move(worlds, worlds.anger, world, 1 - calms, heats)
    left = _product(worlds, world, (1 - 0.55 * calms) * (1 + 0.5 * backfires))
    np.clip(worlds.appetite * left, 0.15, 2.0, out=worlds.appetite)
    _move(worlds, worlds.amusement, world, None, 0.5 * accepting * answers.warm[places][:, None])
    _trusted(worlds, world, 1.5 * accepting * mixed[:, BUILDS, None], 0.10 * backfires)
    _blamed(worlds, world, answers.weights[places], accepting)


def _share(model: Model, places: Whole) -> Real:
    """The part of those who come upon the criticism that sees each answer below it.

    Several answers share that place, the newer taking more of it.
    """
    answers, count = model.answers, len(model.worlds)
    age = model.now - answers.born
    fresh, in_sight = exp(-age / _LAST)
    working = age < WORKS_FOR
    all_fresh = by_key(answers.world, np.where(working, fresh, 0.0), count)[answers.world[places]]
    share: Real = answers.seen_in[places] * in_sight[places] * fresh[places] / all_fresh
    return share


def _newly_informed(model: Model, places: Whole, seen: Real) -> Real:
    """Those as part of the attentive of each segment, 1 at most."""
    attention = of_each(model.worlds.attention, model.answers.world[places])
    attentive = model.parameters.people * np.maximum(attention, 0.02)
    informed: Real = np.minimum(1.0, seen / attentive)
    return informed


def _move(worlds: Worlds, feeling: Real, world: Whole, keep: Real | None, add: Real) -> None:
    """Take a feeling down by the product of `keep` and up by what is left times the sum of `add`."""
    kept = 1.0 if keep is None else _product(worlds, world, keep)
    added = by_cell(cells(world, len(worlds)), add, len(worlds))
    feeling[:] = feeling * kept + (1 - feeling) * np.minimum(1.0, added)


def _product(worlds: Worlds, world: Whole, factors: Real) -> Real:
    """The product of each world's factors, in their order; shape (W, 7)."""
    count = len(worlds)
    total = np.ones(7 * count)
    np.multiply.at(total, cells(world, count), factors.T.reshape(-1))
    return total.reshape(7, count).T


def _trusted(worlds: Worlds, world: Whole, gains: Real, losses: Real) -> None:
    """Trust comes back as far as it was; beyond that only after a first failure that was not grave.

    Source: Maxham and Netemeyer 2002, on when a good recovery leaves customers happier than before.
    """
    key, count = cells(world, len(worlds)), len(worlds)
    gain, loss = by_cell(key, gains, count), by_cell(key, losses, count)
    beyond = (worlds.severity < GRAVE) & worlds.first
    ceiling = np.where(beyond[:, None], 1.0, worlds.resting)
    worlds.trust += np.minimum(1.0, gain) * np.maximum(0.0, ceiling - worlds.trust)
    worlds.trust *= 1 - np.minimum(1.0, loss)


def _blamed(worlds: Worlds, world: Whole, weights: Real, accepting: Real) -> None:
    """Evidence takes blame away if it is true; an apology for what was never done adds to it."""
    true = np.maximum(0.0, worlds.truth[world])[:, None] > 0
    denies = weights[:, CORRECT, None] + weights[:, DENY, None]
    moved = np.where(
        true, (1 - 0.25 * accepting * denies) * (1 + 0.35 * accepting * weights[:, APOLOGY, None]), 1.0
    )
    np.minimum(worlds.blame * _product(worlds, world, moved), 1.0, out=worlds.blame)
