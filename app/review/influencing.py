"""The facilitator's hand on the crowd: what of the storm was not the team's doing."""

from app.rehearsal import events as e
from app.rehearsal.state import Rehearsal
from app.review.story import Influence


def influence(rehearsal: Rehearsal) -> tuple[Influence, ...]:
    """Every push and every turn of a dial, in their order."""
    found: list[Influence] = []
    for stimulus in rehearsal.storm.stimuli:
        match stimulus.event:
            case e.CrowdShocked(seat=seat, on=on, by=by, fades=fades, why=why):
                found.append(Influence(t=stimulus.t, what=on, by=by, fades=fades, why=why, seat=seat))
            case e.CrowdDialled(seat=seat, dial=dial, value=value):
                found.append(Influence(t=stimulus.t, what=dial, by=value, fades=None, why="", seat=seat))
            case _:
                pass
    return tuple(found)
