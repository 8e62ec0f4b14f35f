"""The same audience as agents in Mesa, to see what stepping everybody costs.

Each agent has a segment, trust, anger and followers as in `app/crowd`; each follows some others, the well
followed more often. What it is shown waits until it looks; it may then get angry and pass it on.

What it leaves out, all of which would make it slower: most of the network (each follows `FOLLOWS` others,
where the measured mean is some 840), a kernel of six times, likes, replies and quotes, the press, trends,
other platforms, the brand's answers, posts of the audience's own, and chance that can be repeated by key.
"""

from math import exp
from random import Random
from typing import Final

import mesa
import numpy as np

from app.crowd.parameters import ACTIVITY, OUTRAGE, TRUST, parameters
from app.crowd.population import populate

FOLLOWS: Final = 12
SEEN_AT_ONCE: Final = 0.2
"""Part of the agents that the first post is shown to, as 200,000 of a million."""
STEP: Final = 120.0
LOOKS_WITHIN: Final = 2_000.0
"""Seconds in which two of three look at what they were shown."""
INFECTION: Final = 1.45e-3 * 840 / FOLLOWS
"""Reposts per view: the engine's, for a network so much thinner."""


class Account(mesa.Agent):
    """Somebody who reads, feels and passes on."""

    def __init__(self, model: "Crowd", activity: float, outrage: float, trust: float) -> None:
        super().__init__(model)
        self.activity = activity
        self.outrage = outrage
        self.trust = trust
        self.anger = 0.0
        self.followers: list[Account] = []
        self.shown = False
        self.done = False

    def step(self) -> None:
        self.anger *= self.model.calms
        if not self.shown or self.done or self.model.random.random() > self.model.looks:
            return
        self.done = True
        self.anger += (1 - self.anger) * min(1.0, 0.3 * self.outrage)
        self.trust *= 1 - 0.1 * self.anger
        eager = INFECTION * self.activity * exp(-0.8 * (2 * self.trust - 1) + 1.5 * self.anger)
        if self.model.random.random() < eager:
            for follower in self.followers:
                follower.shown = True


class Crowd(mesa.Model):
    """So many accounts, one of whose posts is a storm."""

    def __init__(self, size: int, seed: int) -> None:
        super().__init__(rng=seed)
        self.looks = 1 - exp(-STEP / LOOKS_WITHIN)
        self.calms = exp(-STEP / (7 * 3_600))
        people, table = populate(seed=seed, size=size), parameters().segments
        accounts = [
            Account(self, float(table[one, ACTIVITY]), float(table[one, OUTRAGE]), float(table[one, TRUST]))
            for one in people.segment
        ]
        self._connect(accounts, np.cumsum(people.followers, dtype=np.float64))
        for account in Random(seed).sample(accounts, int(SEEN_AT_ONCE * size)):
            account.shown = True

    def _connect(
        self, accounts: list[Account], so_far: "np.ndarray[tuple[int], np.dtype[np.float64]]"
    ) -> None:
        luck = np.random.default_rng(1).random((len(accounts), FOLLOWS))
        followed = np.searchsorted(so_far, luck * so_far[-1], side="right")
        for account, others in zip(accounts, followed.tolist(), strict=True):
            for other in others:
                accounts[other].followers.append(account)

    def step(self) -> None:
        self.agents.do("step")
