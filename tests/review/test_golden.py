"""Three drills kept as files, and what their reviews say: a good one, a late one, a disastrous one.

After a deliberate change `scripts/golden_reviews.py` writes what they say anew: read the difference as the
team's communications lead would, before it is committed.
"""

from functools import cache

import pytest

from app.review.story import Review
from tests.review.golden.digest import lines_of, written
from tests.review.golden.kept import NAMES, review_of_kept, said

FIGURES = "Figures"


review = cache(review_of_kept)


@pytest.mark.parametrize("name", NAMES)
def test_the_review_of_a_kept_drill_says_what_it_said(name: str) -> None:
    kept, now = lines_of(said(name).read_text("utf-8")), lines_of(written(review(name)))
    assert {part: now[part] for part in kept if part != FIGURES} == {
        part: lines for part, lines in kept.items() if part != FIGURES
    }


@pytest.mark.parametrize("name", NAMES)
def test_no_figure_of_a_kept_drill_changes_though_new_ones_may_come(name: str) -> None:
    kept, now = lines_of(said(name).read_text("utf-8")), lines_of(written(review(name)))
    assert [line for line in kept[FIGURES] if line not in now[FIGURES]] == []


def test_the_better_the_team_the_better_the_review() -> None:
    good, late, disastrous = map(review, NAMES)
    for worse, better in ((late, good), (disastrous, good)):
        assert in_time(worse) < in_time(better) - 5
        assert trust(worse) < trust(better) - 5
        assert held(worse) < held(better)
    assert mistakes(good) < mistakes(late) < mistakes(disastrous) / 3
    assert in_time(good) >= 18
    assert mistakes(good) <= 3
    assert held(disastrous) <= 1


def in_time(one: Review) -> int:
    return sum(inject.verdict == "in_time" for inject in one.injects)


def trust(one: Review) -> float:
    return one.samples[-1].trust


def held(one: Review) -> int:
    return sum(bet.verdict == "held" for bet in one.bets)


def mistakes(one: Review) -> int:
    return sum(finding.sort == "mistake" for finding in one.findings)
