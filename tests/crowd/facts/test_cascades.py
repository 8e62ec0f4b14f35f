import pytest

from tests.crowd.facts import cascading
from tests.crowd.facts.fact import broken

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


def test_people_react_as_the_measured_power_law_says() -> None:
    assert not broken(cascading.kernel())


def test_large_cascades_take_as_long_as_the_measured_hundred() -> None:
    assert not broken(cascading.spreading())


def test_those_who_repost_are_followed_as_measured_and_few_write_most() -> None:
    assert not broken(cascading.marks())


def test_ordinary_posts_seldom_spread_and_then_shallowly() -> None:
    assert not broken(cascading.background())


def test_in_a_calm_audience_every_post_dies_out() -> None:
    assert not broken(cascading.criticality())


def test_an_hour_tells_how_far_a_post_will_go() -> None:
    assert not broken(cascading.foretelling())
