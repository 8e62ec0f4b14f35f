"""What an answer does at once, when it is given: who tells first, and who takes a quarrel elsewhere."""

from math import fsum
from typing import Final

import numpy as np

from app.crowd.answering import acceptance
from app.crowd.answers import Answer
from app.crowd.model import Model
from app.crowd.parameters import REFERENCE
from app.crowd.segments import TROLLS
from app.crowd.worlds import NEVER
from app.feed.intent import STRATEGIES

OWNING: Final = tuple(STRATEGIES.index(one) for one in ("apology", "empathy", "explain", "compensate"))
MOSTLY: Final = 0.5
SPECIFIC_ENOUGH: Final = 0.6
TOLD_FIRST: Final = 0.8
"""What is left of the blame for what a brand tells itself, before anybody else does.

Source: studies of "stealing thunder" find that only specific confessions soften the blow.
"""
MOST_TAKE_IT: Final = 0.5
ELSEWHERE: Final = 0.5
"""How readily a thread is still passed on once its author talks to the brand in private.

Source: Herhausen et al. 2019: a change of channel helps, if people take it for care.
"""


def tell_first(model: Model, world: int, answer: Answer) -> None:
    """A specific confession before any criticism waits and before the press has it takes blame away."""
    worlds = model.worlds
    unheard = worlds.waiting[world] <= NEVER and not worlds.articles[world] and not worlds.acts[world]
    owned = fsum(answer.weights[one] for one in OWNING)
    if unheard and owned > MOSTLY and answer.specificity >= SPECIFIC_ENOUGH:
        worlds.told_first[world] = True
        worlds.blame[world] *= TOLD_FIRST


def change_channel(model: Model, world: int, place: int, to: int) -> None:
    """An offer to talk in private makes a thread half as contagious, if most of the audience take it well."""
    if model.answers.given[place].target != "message" or taken_by(model, place) <= MOST_TAKE_IT:
        return
    rows = model.cascades
    thread = (rows.world == world) & (rows.entity == np.uint64(to))
    rows.infection[thread] *= ELSEWHERE


def taken_by(model: Model, place: int) -> float:
    """The part of the audience, trolls left out, that takes an answer as things stand."""
    taken = acceptance(model, np.array([place]))[0][0]
    total = weight = 0.0
    for segment, people in enumerate((model.parameters.people / REFERENCE).tolist()):
        if segment != TROLLS:
            total += people * float(taken[segment])
            weight += people
    return total / weight
