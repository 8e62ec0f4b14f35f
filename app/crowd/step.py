"""The crowd as the conductor asks it: what the audience has done up to now, as one command.

All it remembers follows from the log. What is kept here only saves work: an audience that was
asked before goes on from there, any other is made again from the rehearsal's stimuli.
"""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

from app.crowd.audience import Audience
from app.crowd.casting import Casting
from app.crowd.counting import counts
from app.crowd.openings import changes
from app.crowd.showing import Showing
from app.crowd.voice import Say, say
from app.ids import ExerciseTime, RehearsalId
from app.rehearsal.commands import ActAsCrowd
from app.rehearsal.state import Rehearsal

MOST_STEPS: Final = 120
"""Steps done at most when asked once: the rest follows with the next beats, so that a server never stalls."""
KEPT: Final = 640
"""Rehearsals whose audience is at hand, more than a node conducts: any other goes through its log again."""


@dataclass(slots=True)
class _Kept:
    """An audience as of the latest beat in the log, and the one that went on from there."""

    settled: Audience
    ahead: Audience
    casting: Casting
    voice: Say


class Crowds:
    """The crowds of all rehearsals this process conducts, `most` of them at hand."""

    def __init__(self, voice: Say = say, *, most: int = KEPT) -> None:
        self._voice = voice
        self._most = most
        self._kept: OrderedDict[RehearsalId, _Kept] = OrderedDict()

    def __call__(self, rehearsal: Rehearsal, t: ExerciseTime) -> ActAsCrowd | None:
        """What the crowd does up to exercise time `t`.

        None while its next step is not due, and while this process still catches up with the log: it
        goes on from there when it is asked again.
        """
        until = int(t / rehearsal.scenario.crowd.audience.physics.step)
        if until <= rehearsal.mood.tick:
            return None
        kept = self._known(rehearsal)
        left = MOST_STEPS - _settle(kept, rehearsal)
        if left <= 0:
            return None
        audience = kept.ahead = kept.settled.copy()
        audience.advance(min(until, audience.tick + left))
        return _act(rehearsal, kept, t)

    def _known(self, rehearsal: Rehearsal) -> _Kept:
        """The audience kept for a rehearsal: at its latest beat, before that or new."""
        kept = self._kept.pop(rehearsal.id, None)
        if kept is None or kept.settled.tick > rehearsal.mood.tick:
            audience = Audience(rehearsal.scenario, rehearsal.seed)
            casting = Casting(rehearsal.scenario, rehearsal.seed, audience.engine.model.parameters)
            kept = _Kept(audience, audience, casting, self._voice)
        elif kept.ahead.tick == rehearsal.mood.tick and kept.ahead.heard == rehearsal.storm.heard:
            kept.settled = kept.ahead
        self._kept[rehearsal.id] = kept
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return kept


def _settle(kept: _Kept, rehearsal: Rehearsal) -> int:
    """Bring the settled audience to the latest beat of the log; returns how many steps it took.

    Only from there on does the crowd act: what is new to it is then new since that beat, whoever made it.
    """
    audience = kept.settled
    audience.hear(rehearsal)
    behind = min(MOST_STEPS, rehearsal.mood.tick - audience.tick)
    if behind:
        audience.advance(audience.tick + behind)
    return behind


def _act(rehearsal: Rehearsal, kept: _Kept, t: ExerciseTime) -> ActAsCrowd:
    audience = kept.ahead
    trust, heat = audience.mood()
    mark = max((tick for tick in audience.marks if tick > rehearsal.mood.tick), default=None)
    opened, closed = changes(rehearsal, audience, t)
    before, now = rehearsal.mood.mentions, audience.spoken()
    return ActAsCrowd(
        beat=rehearsal.mood.beat + 1,
        counts=counts(rehearsal, audience, t),
        trust=trust,
        heat=heat,
        tick=audience.tick,
        mentions=(max(0, now[0] - before[0]), max(0, now[1] - before[1]), max(0, now[2] - before[2])),
        mark=None if mark is None else f"{mark}:{audience.marks[mark]}",
        posts=Showing(audience, kept.casting, kept.voice).posts(rehearsal, t),
        opened=opened,
        closed=closed,
        heard=audience.heard,
    )
