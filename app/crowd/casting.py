"""Who of the population speaks next."""

from functools import lru_cache
from typing import Final

import numpy as np

from app.chance import uniform
from app.crowd.accounts import Account, describe, named, row_of, rows_of
from app.crowd.condensed import Condensed, condensed
from app.crowd.parameters import SHARE, Parameters
from app.ids import Handle
from app.rehearsal.events import Byline
from app.scenario.scenario import Scenario

WHO: Final = 60
"""Stream of chance."""
TRIES: Final = 24
KEPT: Final = 1_024
"""Populations, some kilobytes each: more than a node conducts rehearsals."""


class Casting:
    """Draws accounts for one rehearsal; the million are made when the first is asked for."""

    def __init__(self, scenario: Scenario, seed: int, parameters: Parameters) -> None:
        self._scenario = scenario
        self._seed = seed
        self._shares = tuple(float(share) for share in parameters.segments[:, SHARE])
        self._names = frozenset(one.name.lower() for one in scenario.cast)

    @property
    def population(self) -> Condensed:
        handles = tuple(one.handle for one in self._scenario.cast)
        return _population(
            self._seed, self._scenario.crowd.size, self._shares, handles, self._scenario.language
        )

    def draw(self, segment: int, taken: set[str], *key: int) -> tuple[int, Handle, Byline]:
        """An account of a segment that has not spoken yet, if one is found: its row, handle and byline."""
        population = self.population
        row, who = -1, None
        for turn in range(TRIES):
            u = np.array([uniform(self._seed, *key, WHO, turn)])
            row = int(population.sample(segment, u)[0])
            who = named(population, row, language=self._scenario.language, cast=self._names)
            if who.handle.lower() not in taken:
                break
        assert who is not None  # noqa: S101 - TRIES is more than none
        taken.add(who.handle.lower())
        return row, who.handle, Byline(name=who.name, followers=population.at(row).followers)

    def account(self, handle: Handle) -> Account | None:
        """Everything that is shown of the account with that handle, None if the population has none."""
        scenario, population = self._scenario, self.population
        row = row_of(population, handle, language=scenario.language)
        if row is None:
            return None
        return describe(
            population,
            row,
            language=scenario.language,
            story_start=scenario.story_start,
            cast=self._names,
        )


@lru_cache(maxsize=KEPT)
def _population(
    seed: int, size: int, shares: tuple[float, ...], handles: tuple[Handle, ...], language: str
) -> Condensed:
    left_out = rows_of(handles, seed=seed, size=size, language=language)
    return condensed(seed=seed, size=size, shares=shares, left_out=left_out)
