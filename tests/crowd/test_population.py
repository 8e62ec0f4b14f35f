"""The statistical targets T6, T13 and T23 of the crowd's model, and the laws of a population."""

import time
from hashlib import sha256

import numpy as np
import pytest
from numpy.typing import NDArray

from app.crowd.population import SHARES, SIZE, Population, populate
from app.crowd.quantiles import ACTIVITY, FOLLOWER_BINS, LARGEST
from app.crowd.segments import NEUTRAL, PRESS, SEGMENTS

SEEDS = (1, 7, 2**63 + 5)
GOLDEN = "cca98845e8ac13662f2afe91b259b0ccc9579737dcbdd20871eaab42e39bd6bc"


@pytest.fixture(scope="module", params=SEEDS)
def people(request: pytest.FixtureRequest) -> Population:
    return populate(seed=request.param)


def share_of_the_busiest(people: Population, part: float) -> float:
    """How much of all activity comes from a part of the accounts."""
    rising = np.sort(people.activity.astype(np.float64))
    return float(rising[round(len(people) * (1 - part)) :].sum() / rising.sum())


def columns(people: Population) -> tuple[NDArray[np.generic], ...]:
    named = (people.followers, people.activity, people.segment, people.platform, people.name_seed)
    return (*named, people.so_far)


def test_a_million_accounts_take_14_bytes_each_and_22_megabytes_in_all(
    capsys: pytest.CaptureFixture[str],
) -> None:
    start = time.perf_counter()
    people = populate(seed=3)
    took = time.perf_counter() - start
    with capsys.disabled():
        print(f"  {len(people):,} accounts: {people.nbytes / 1e6:.1f} MB, made in {took:.2f} s")  # noqa: T201
    assert len(people) == SIZE == 1_000_000
    assert sum(column.nbytes for column in columns(people)[:5]) == 14 * SIZE
    assert people.nbytes < 40_000_000


def test_followers_are_as_those_of_accounts_that_were_counted(people: Population) -> None:
    """T6."""
    rising = np.sort(people.followers.astype(np.float64))
    median, tenth, hundredth = (float(rising[round(SIZE * below)]) for below in (0.5, 0.9, 0.99))
    assert median == pytest.approx(182, rel=0.15)
    assert tenth == pytest.approx(1_364, rel=0.25)
    assert hundredth == pytest.approx(6_441, rel=0.40)
    assert rising.mean() == pytest.approx(841, rel=0.20)
    well_known = rising[rising >= 10_000]
    assert 2.15 <= 1 + 1 / np.log(well_known / 10_000).mean() <= 2.7
    assert rising[-1] <= LARGEST


def test_a_few_accounts_write_most_of_the_posts(people: Population) -> None:
    """T13."""
    assert share_of_the_busiest(people, 0.10) == pytest.approx(0.80, abs=0.06)
    assert share_of_the_busiest(people, 0.25) >= 0.92


def test_the_bins_tell_the_mean_of_what_is_drawn() -> None:
    people = populate(seed=5)
    bins = FOLLOWER_BINS
    assert bins.probability.shape == bins.mean.shape == ACTIVITY.mean.shape == (64,)
    assert bins.probability.sum() == 1
    assert (np.diff(bins.mean) > 0).all()
    assert people.followers.mean() == pytest.approx(float((bins.probability * bins.mean).sum()), rel=0.05)


def test_more_chance_never_draws_less() -> None:
    words = np.sort(np.concatenate([np.arange(0, 2**32, 4_001), FOLLOWER_BINS.edges[:-1], [2**32 - 1]]))
    for table in (FOLLOWER_BINS, ACTIVITY):
        drawn = table.draw(words.astype(np.uint64))
        assert (np.diff(drawn) >= 0).all()
        assert drawn[0] >= 0


def test_every_segment_has_its_share_of_rows_and_they_lie_together() -> None:
    people = populate(seed=7)
    assert np.bincount(people.segment) / SIZE == pytest.approx(np.array(SHARES) / sum(SHARES), abs=1e-6)
    assert (np.diff(people.segment.astype(int)) >= 0).all()


def test_accounts_are_on_platforms_by_their_shares() -> None:
    people = populate(seed=7, size=100_000, platforms=(2.0, 1.0, 1.0))
    assert np.bincount(people.platform) / 100_000 == pytest.approx([0.5, 0.25, 0.25], abs=0.01)


def test_a_sample_is_of_its_segment_and_mostly_of_busy_accounts() -> None:
    people = populate(seed=7)
    for segment in range(len(SEGMENTS)):
        rows = people.sample(segment, np.linspace(0, 1, 2_001))
        assert (people.segment[rows] == segment).all()
    busy = people.sample(NEUTRAL, (np.arange(20_000) + 0.5) / 20_000)
    middle = float(np.quantile(people.activity, 0.9))
    assert (people.activity[busy] > middle).mean() == pytest.approx(0.82, abs=0.03)


def test_an_account_that_is_left_out_is_never_chosen() -> None:
    whole = populate(seed=7, size=1_000)
    likely = int(whole.sample(NEUTRAL, np.array([0.5]))[0])
    without = populate(seed=7, size=1_000, left_out=[likely])
    assert likely not in without.sample(NEUTRAL, np.linspace(0, 1, 10_001))
    assert (without.followers == whole.followers).all()


def test_a_segment_without_accounts_has_nobody_to_choose() -> None:
    people = populate(seed=7, size=100, shares=(0, 1, 1, 1, 1, 1, 0))
    for empty in (0, PRESS):
        with pytest.raises(ValueError, match="accounts to choose from"):
            people.sample(empty, np.array([0.5]))


def test_the_first_accounts_are_the_same_however_many_there_are() -> None:
    few, many = populate(seed=7, size=1_000), populate(seed=7, size=100_000)
    assert (many.followers[:1_000] == few.followers).all()
    assert (many.name_seed[:1_000] == few.name_seed).all()


def test_a_seed_gives_the_same_bits_on_every_python_and_numpy() -> None:
    people = populate(seed=7, platforms=(3.0, 1.0))
    mark = sha256()
    for column in (*columns(people), people.sample(NEUTRAL, np.arange(1_000) / 1_000), FOLLOWER_BINS.mean):
        mark.update(column.astype(column.dtype.newbyteorder("<")).tobytes())
    assert mark.hexdigest() == GOLDEN
