import subprocess
from typing import Final

import numpy as np
import pytest

from app.crowd import philox
from tests.crowd.facts.drill import SEEDS, STEPS, drill, marks
from tests.crowd.facts.kept import REPOSITORY

GOLDEN: Final = ["1b11624b394b6fc9", "aea38cf983b7b081", "29c50ade3d255f58"]
"""Changes with the physics, and with nothing else."""


def test_the_same_journal_gives_the_same_bits() -> None:
    assert marks() == GOLDEN


def test_twins_are_one_until_one_of_them_hears_from_the_brand() -> None:
    before, after = drill(until=40), drill(until=41)
    assert before.mark(0) == before.mark(1)
    assert after.mark(0) != after.mark(1)


def test_a_world_alone_is_the_same_as_among_others() -> None:
    together = drill()
    for world, seed in enumerate(SEEDS):
        alone = drill((seed,), answered=(0,) if world in (0, 2) else ())
        assert alone.mark(0) == together.mark(world)


def test_other_luck_makes_another_world() -> None:
    engine = drill(until=STEPS // 4)
    assert engine.mark(0) != engine.mark(2)


def test_chance_gives_the_published_numbers_for_a_key_of_zeros() -> None:
    zero = np.zeros(1, dtype=np.uint64)
    words = philox.philox((zero, zero, zero, zero), (zero, zero))
    assert [f"{int(word[0]):08x}" for word in words] == ["6627e8d5", "e169c58d", "bc57ac4c", "9b00dbd8"]


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_the_oldest_and_the_newest_numpy_give_the_same_bits() -> None:
    told = subprocess.run(
        [str(REPOSITORY / "scripts/check_determinism"), "--here"], capture_output=True, text=True, check=False
    )
    if told.returncode == 75:
        pytest.skip(told.stderr)
    assert told.returncode == 0, told.stdout + told.stderr
