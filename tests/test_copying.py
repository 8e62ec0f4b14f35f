"""A copy goes its own way: nothing that can be changed is in both."""

import gc
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, is_dataclass
from types import FunctionType, ModuleType
from typing import Any, NamedTuple

import numpy as np
import pytest

from app.copying import copied
from app.crowd.audience import Audience
from app.scenario.scenario import Scenario
from tests.standins.headless import Headless, headless, shipped

STEPS = 60


@dataclass(frozen=True, slots=True)
class Fixed:
    number: int


@dataclass(slots=True)
class Open:
    fixed: Fixed
    numbers: list[int] = field(default_factory=list)
    rest: "Open | None" = None


class Plain:
    __slots__ = ("__dict__", "mark")

    def __init__(self, **given: object) -> None:
        self.__dict__.update(given)


class Named(NamedTuple):
    inner: list[int]


class Listed(list[list[int]]):
    """A list that is more than one."""


class Window:
    """Shows the beginning of what it has, and says itself how it is copied."""

    def __init__(self, numbers: np.ndarray) -> None:
        self.numbers = numbers
        self.shown = numbers[:2]

    def __getstate__(self) -> np.ndarray:
        return self.numbers

    def __setstate__(self, numbers: np.ndarray) -> None:
        self.__init__(numbers)  # type: ignore[misc]


@pytest.fixture(scope="module")
def played() -> Headless:
    return headless(shipped()).run(400.0)


def audience_of(played: Headless) -> Audience:
    played.crowds(played.drill.rehearsal, played.drill.t + 10.0)
    (kept,) = played.crowds._kept.values()
    return kept.settled


def changeable(root: object) -> Iterator[object]:
    """All below it that can be changed, found as the collector finds it."""
    waiting, seen = [root], set[int]()
    while waiting:
        one = waiting.pop()
        kind = type(one)
        frozen = is_dataclass(kind) and kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
        if id(one) in seen or isinstance(one, type | FunctionType | ModuleType | Scenario) or frozen:
            continue
        seen.add(id(one))
        if not isinstance(one, str | bytes | int | float | tuple | frozenset | type(None)):
            yield one
        waiting.extend(gc.get_referents(one))


def test_what_an_audience_can_change_is_its_own(played: Headless) -> None:
    audience = audience_of(played)
    copy = audience.copy()
    both = {id(one) for one in changeable(audience)} & {id(one) for one in changeable(copy)}
    kept = {id(one) for one in changeable(audience.engine.model.parameters)}
    assert not both - kept
    assert len(list(changeable(copy))) == len(list(changeable(audience))) > 100


def test_a_copy_has_the_same_future_and_leaves_the_first_as_it_was(played: Headless) -> None:
    audience = audience_of(played)
    tick, mark, totals = audience.tick, audience.engine.mark(0), dict(audience.totals)
    one, other = audience.copy(), audience.copy()
    one.advance(tick + STEPS)
    assert (audience.tick, audience.engine.mark(0), audience.totals) == (tick, mark, totals)
    assert other.engine.mark(0) == mark
    other.advance(tick + STEPS)
    assert other.engine.mark(0) == one.engine.mark(0) != mark
    assert (other.totals, other.mentions) == (one.totals, one.mentions)


def test_things_of_every_sort_are_copied_as_deep_as_they_can_be_changed() -> None:
    rest = Open(Fixed(1))
    what: dict[str, Any] = {
        "open": Open(Fixed(2), [1, 2], rest),
        "same": rest,
        "queue": deque([[1], [2]], maxlen=2),
        "set": {1, 2},
        "pair": (Fixed(3), [4]),
        "fixed": (Fixed(3), "four"),
        "array": np.arange(3),
        "plain": Plain(inner=[5]),
        "window": Window(np.arange(4)),
        "named": Named([6]),
        "rows": Listed([[7]]),
    }
    made = copied(what)
    assert made["open"] == what["open"]
    assert made["open"] is not what["open"]
    assert made["open"].rest is made["same"] is not rest
    assert made["open"].fixed is what["open"].fixed
    assert made["queue"].maxlen == 2
    assert made["queue"][0] is not what["queue"][0]
    assert made["set"] == {1, 2}
    assert made["set"] is not what["set"]
    assert made["pair"][0] is what["pair"][0]
    assert made["pair"][1] is not what["pair"][1]
    assert made["fixed"] is what["fixed"]
    assert not np.shares_memory(made["array"], what["array"])
    assert np.shares_memory(made["window"].shown, made["window"].numbers)
    assert not np.shares_memory(made["window"].numbers, what["window"].numbers)
    assert made["named"] == Named([6])
    assert made["named"].inner is not what["named"].inner
    assert type(made["rows"]) is Listed
    assert made["rows"][0] is not what["rows"][0]
    assert made["plain"].inner == [5]
    assert made["plain"].inner is not what["plain"].inner


def test_rings_are_copied_and_what_is_to_be_shared_is_shared() -> None:
    ring: list[object] = []
    ring.append(ring)
    made = copied(ring)
    assert made[0] is made is not ring
    kept = [1]
    assert copied([kept, [2]], kept)[0] is kept
