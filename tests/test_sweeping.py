import gc
import weakref
from collections.abc import Iterator

import pytest

from app.sweeping import MIDDLE, THOROUGH_AFTER, THOROUGH_EVERY, YOUNG, Sweeper, sweep


class Node:
    """One of two that refer to each other."""

    other: "Node"


@pytest.fixture(autouse=True)
def left_as_it_was() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


def a_pair() -> tuple[Node, "weakref.ref[Node]"]:
    one, other = Node(), Node()
    one.other, other.other = other, one
    return one, weakref.ref(one)


def test_what_is_in_use_is_looked_at_once_and_goes_when_it_is_used_no_more() -> None:
    kept = [[number] for number in range(10_000)]
    gone = weakref.ref(node := Node())
    before = gc.get_freeze_count()
    sweep()
    assert gc.get_freeze_count() >= before + len(kept)
    assert not any(one is kept for one in gc.get_objects())
    del node
    assert gone() is None


def test_a_ring_of_objects_is_swept_while_it_is_new_and_else_when_nobody_is_here() -> None:
    here = True
    sweeper = Sweeper(lambda: not here)
    began = sweeper._thorough_at
    node, new = a_pair()
    del node
    sweep()
    assert new() is None
    node, old = a_pair()
    sweep()
    del node
    sweeper.look(began + THOROUGH_EVERY + 1)
    assert old() is not None, "somebody is here"
    here = False
    sweeper.look(began + THOROUGH_EVERY + 1)
    assert old() is None


def test_a_day_without_a_quiet_moment_is_swept_all_the_same() -> None:
    sweeper = Sweeper(lambda: False)
    node, old = a_pair()
    sweep()
    del node
    sweeper.look(sweeper._thorough_at + THOROUGH_AFTER + 1)
    assert old() is None


def test_a_little_that_is_new_is_left_for_later() -> None:
    gc.set_threshold(YOUNG, MIDDLE, 1_000_000)
    sweeper = Sweeper(lambda: False)
    sweep()
    frozen = gc.get_freeze_count()
    kept = [Node() for _ in range(100)]
    sweeper.look(sweeper._thorough_at + 1)
    assert gc.get_freeze_count() == frozen
    kept += [Node() for _ in range(2 * YOUNG * MIDDLE)]
    sweeper.look(sweeper._thorough_at + 2)
    assert gc.get_freeze_count() > frozen
