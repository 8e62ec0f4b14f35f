"""A population that is not kept says what the whole one says, to the bit."""

import numpy as np
import pytest

from app.crowd.condensed import BLOCK, condensed
from app.crowd.population import SHARES, populate
from app.crowd.segments import SEGMENTS

HALF = BLOCK // 2
SHAPES = (
    (7, 1_000_000, SHARES, (3, 999_999, 140_000)),
    (2**63 + 5, 100 * BLOCK, SHARES, ()),
    (1, 33 * BLOCK + HALF, (1.0, 0.0, 2.0, 0.0, 0.0, 0.0, 1.0), tuple(range(0, 5 * BLOCK, 3))),
    (2, 700, SHARES, (1, 2, 3)),
)


@pytest.mark.parametrize(
    ("seed", "size", "shares", "left_out"), SHAPES, ids=["million", "hundred", "odd", "few"]
)
def test_every_row_and_every_draw_is_that_of_the_whole_population(
    seed: int, size: int, shares: tuple[float, ...], left_out: tuple[int, ...]
) -> None:
    whole = populate(seed=seed, size=size, shares=shares, left_out=left_out)
    small = condensed(seed=seed, size=size, shares=shares, left_out=left_out)
    assert (len(small), tuple(small.starts)) == (len(whole), tuple(whole.starts))
    ends = [min(end, size) - 1 for end in range(BLOCK, size + BLOCK, BLOCK)]
    assert tuple(small.ends) == tuple(whole.so_far[ends])
    rows = {0, 1, size // 2, size - 1, *left_out[:3]}
    rows |= {edge + by for edge in whole.starts[:-1] for by in (-1, 0, 1) if 0 <= edge + by < size}
    for row in sorted(rows):
        assert small.at(row) == whole.at(row), row
    u = np.concatenate(([0.0, 1.0, 1 - 2**-53], np.linspace(0.001, 0.999, 97)))
    for segment in range(len(SEGMENTS)):
        try:
            drawn = whole.sample(segment, u)
        except ValueError as fault:
            with pytest.raises(ValueError, match=str(fault)):
                small.sample(segment, u)
        else:
            assert (small.sample(segment, u) == drawn).all(), SEGMENTS[segment]


def test_a_population_is_some_kilobytes() -> None:
    small = condensed(seed=7, size=1_000_000, shares=SHARES)
    assert 8 * len(small.ends) < 4_000
