"""One rehearsal's audience: the engine, what it has taken in, and what it shows as numbers."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, Self

import numpy as np

from app.chance import uniform
from app.copying import copied
from app.crowd.cascades import QUOTES, REPLIES, REPOSTS
from app.crowd.engine import LET_GO_EVERY, Engine, Step
from app.crowd.feeling import angry_overall, trusted_overall
from app.crowd.intake import Intake
from app.crowd.journal import Put, apply
from app.crowd.parameters import Parameters, parameters
from app.crowd.sums import across
from app.rehearsal.state import Rehearsal
from app.rehearsal.storm import Stimulus
from app.scenario.scenario import Scenario

MARK_EVERY: Final = 100
"""Steps between two fingerprints in the log."""
AGREE: Final = (0.2, 0.7)
"""Part of the replies to criticism that side with it: from a calm audience that trusts, to an angry one."""
NEITHER: Final = 0.25
SHOWN: Final = 61
"""Stream of chance."""
Totals = tuple[int, int, int, int]
"""Likes, reposts with quotes, replies, views."""
NOTHING: Final[Totals] = (0, 0, 0, 0)


def parameters_of(scenario: Scenario) -> Parameters:
    """The model's numbers for a scenario."""
    crowd = scenario.crowd
    start = datetime.fromisoformat(scenario.story_start)
    return parameters(
        size=crowd.size,
        audience=crowd.audience,
        hour=start.hour + start.minute / 60,
        trust=min(0.98, max(0.02, crowd.trust / 100)),
        heat=crowd.heat / 100,
    )


class Audience:
    """Follows a rehearsal's stimuli and steps through exercise time.

    Attributes:
        heard: how many stimuli were taken in.
        totals: by row name, what a post has in the reference audience; `earlier` before the latest steps.
        marks: fingerprints by step.
        mentions: reposts, replies, quotes and new posts so far: against, neither, for the brand.
    """

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self.scenario = scenario
        self.seed = seed
        self.engine = Engine(parameters_of(scenario), [seed])
        self.intake = Intake(scenario)
        self.heard = 0
        self.totals: dict[int, Totals] = {}
        self.earlier: dict[int, Totals] = {}
        self.marks: dict[int, str] = {}
        self.mentions = [0.0, 0.0, 0.0]
        self._waiting: list[Put] = []
        self._luck: dict[int, float] = {}
        self._leans: dict[int, float] = {}

    @property
    def tick(self) -> int:
        return self.engine.model.tick

    @property
    def scale(self) -> float:
        """What of the reference audience's numbers is shown."""
        return self.engine.model.parameters.scale

    def hear(self, rehearsal: Rehearsal) -> None:
        """Take in the stimuli that are new."""
        self.take(rehearsal.storm.stimuli)

    def take(self, stimuli: Sequence[Stimulus]) -> None:
        """Take in what is new of a rehearsal's stimuli so far."""
        for stimulus in stimuli[self.heard :]:
            self._waiting.extend(self.intake.take(stimulus))
        self.heard = len(stimuli)
        self._waiting.sort(key=lambda one: one.step)

    def advance(self, until: int) -> None:
        """Step until so many steps are done."""
        self.earlier = dict(self.totals)
        while self.tick < until:
            while self._waiting and self._waiting[0].step <= self.tick:
                apply(self.engine, 0, self._waiting.pop(0).what)
            self._mention(self.engine.step())
            if self.tick % LET_GO_EVERY == LET_GO_EVERY - 1 or self.tick == until:
                self._count()
            if self.tick % MARK_EVERY == 0:
                self.marks[self.tick] = self.engine.mark(0)

    def new_replies(self, entity: int) -> int:
        """Replies a post got in the latest steps, as the scenario's audience shows them."""
        return self.shown(entity)[2] - self._in_window(entity, self.earlier.get(entity, NOTHING))[2]

    def shown(self, entity: int) -> Totals:
        """A post's totals as the scenario's audience shows them: whole numbers that never go back."""
        return self._in_window(entity, self.totals.get(entity, NOTHING))

    def _in_window(self, entity: int, totals: Totals) -> Totals:
        luck = self._luck.get(entity)
        if luck is None:
            luck = self._luck[entity] = uniform(self.seed, entity, SHOWN)
        likes, reposts, replies, views = (int(one * self.scale + luck) for one in totals)
        return likes, reposts, replies, views

    def valence(self, entity: int) -> float:
        """How a post leans, 0 for the brand's and for one that is not there."""
        return self._leans.get(entity, 0.0)

    def mood(self) -> tuple[float, float]:
        """Trust and heat, 0 to 100, with two decimals."""
        model = self.engine.model
        trust, heat = float(trusted_overall(model)[0]), float(angry_overall(model)[0])
        return round(100 * min(1.0, trust), 2), round(100 * min(1.0, heat), 2)

    def spoken(self) -> tuple[int, int, int]:
        """Mentions so far as the scenario's audience shows them: against, neither, for the brand."""
        against, neither, kind = (int(one * self.scale) for one in self.mentions)
        return against, neither, kind

    def copy(self) -> Self:
        """The same audience, to go on from here another way."""
        return copied(self, self.engine.model.parameters)

    def _count(self) -> None:
        """Keep every post's totals and lean, before those that are over are let go."""
        rows = self.engine.model.cascades
        views = across(rows.views)
        for entity, totals, seen, valence in zip(rows.entity, rows.totals, views, rows.valence, strict=True):
            reposts, likes, replies, quotes = (int(one) for one in totals)
            self.totals[int(entity)] = (likes, reposts + quotes, replies, int(seen))
            self._leans[int(entity)] = float(valence)

    def _mention(self, done: Step) -> None:
        """Sort a step's mentions: replies come from all sides, reposts from a post's own.

        So do quotes, save those of the brand's posts: they speak of it, as replies do.
        """
        own = done.valence == 0
        quotes = done.acts[:, QUOTES]
        passed = done.acts[:, REPOSTS] + np.where(own, 0, quotes)
        replies = done.acts[:, REPLIES] + np.where(own, quotes, 0)
        turned, agree = self._turned_against(), self._agree()
        for valence, spread, answers in zip(done.valence, passed, replies, strict=True):
            if not (spread or answers):
                continue
            side = 0 if valence < 0 else 2
            against = turned if valence == 0 else agree if side == 0 else 1 - NEITHER - AGREE[1]
            self.mentions[side] += int(spread)
            self.mentions[0] += against * int(answers)
            self.mentions[1] += NEITHER * int(answers)
            self.mentions[2] += (1 - NEITHER - against) * int(answers)
        self.mentions[0] += float(done.posts[0, 0])
        self.mentions[2] += float(done.posts[0, 1])

    def _agree(self) -> float:
        """The part of those who reply to criticism that side with it."""
        trust, heat = self.mood()
        low, high = AGREE
        return max(low, min(high, 0.45 + 0.4 * heat / 100 - 0.5 * (trust / 100 - 0.5)))

    def _turned_against(self) -> float:
        """The part of those who reply to the brand's latest post that turn against it."""
        answers = self.engine.model.answers
        if not len(answers):
            return 0.0
        taken, refused = float(answers.accepted[-1, 1]), float(answers.rejected[-1, 1])
        return (1 - NEITHER) * refused / (taken + refused) if taken + refused else 0.4
