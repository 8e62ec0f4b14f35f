"""How the crowd feels: trust in the brand and heat, both 0 to 100, moved by what is seen.

Every change is a share of the way to a limit, so a beat of a quarter second and a jump of ten
minutes are both safe.
"""

from dataclasses import dataclass
from math import exp

from app.rehearsal.state import Rehearsal

COOLS_IN = 1_500.0
"""Exercise seconds in which heat falls to a third when nobody adds to it."""
HEALS_IN = 7_200.0
DIALS_PULL_IN = 3_000.0
"""Exercise seconds in which the bystanders' dials draw the crowd's trust most of the way."""
ANGER_HEATS = 0.5
ANGER_COSTS = 0.11
SILENCE_COSTS = 0.004
"""Points of trust a second, at full heat, once the first answer is a third of its promise late."""
WON_OVER_SPARES = 0.7
"""The part of the anger that no longer counts when people have just been won over."""
ANSWER_IS_SEEN = 2.5
"""An answer is told on: each view counts for so many."""


@dataclass(slots=True, kw_only=True)
class Seen:
    """What was seen in one beat.

    Attributes:
        anger, comfort: views times how far the post leans, as parts of the whole crowd.
        answers: per post of the brand that was seen: the part of the crowd, and how welcome it was.
        vanished: posts of the brand that it took down.
        waiting: seconds the oldest unanswered criticism has waited.
        won_over: 0 to 1, how far a good answer of late is still in people's minds.
    """

    anger: float = 0.0
    comfort: float = 0.0
    answers: list[tuple[float, float]]
    vanished: int = 0
    waiting: float = 0.0
    won_over: float = 0.0


def moved(rehearsal: Rehearsal, seen: Seen, seconds: float) -> tuple[float, float]:
    """Trust and heat after `seconds` in which `seen` was seen, with two decimals."""
    trust, heat = rehearsal.mood.trust, rehearsal.mood.heat
    settings, promise = rehearsal.scenario.crowd, rehearsal.scenario.plan.first_reply
    silence = 1 + 0.8 * min(1.0, seen.waiting / promise)
    heat *= exp(-seconds / COOLS_IN - 0.4 * seen.comfort)
    anger = seen.anger * silence * (1 - WON_OVER_SPARES * seen.won_over)
    heat += (100 - heat) * (1 - exp(-ANGER_HEATS * anger))
    trust *= exp(-ANGER_COSTS * anger)
    trust += (100 - trust) * (1 - exp(-0.03 * seen.comfort))
    if seen.waiting > promise / 3:
        trust *= exp(-SILENCE_COSTS * seconds * heat / 100 / 50)
    for part, welcome in seen.answers:
        trust, heat = _answered(trust, heat, min(1.0, ANSWER_IS_SEEN * part), welcome)
    for _ in range(seen.vanished):
        trust, heat = trust * 0.98, heat + 0.08 * (100 - heat)
    trust += (settings.trust - trust) * (1 - exp(-seconds / HEALS_IN))
    dials = [readings[-1].value for readings in rehearsal.trust.values() if readings]
    if dials:
        trust += (sum(dials) / len(dials) - trust) * (1 - exp(-seconds / DIALS_PULL_IN))
    return round(min(100.0, max(0.0, trust)), 2), round(min(100.0, max(0.0, heat)), 2)


def _answered(trust: float, heat: float, part: float, welcome: float) -> tuple[float, float]:
    """An answer calms those who take it well, and heats those who do not."""
    heat *= 1 - 0.55 * part * welcome
    heat += (100 - heat) * 0.35 * part * (1 - welcome) * (0.2 + heat / 100)
    trust += (100 - trust) * 0.24 * part * welcome * welcome
    trust *= 1 - 0.09 * part * (1 - welcome)
    return trust, heat
