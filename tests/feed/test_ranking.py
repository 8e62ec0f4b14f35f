"""What comes first on a platform: one order for everybody, whole and steady."""

import json
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.feed.platforms import PLATFORMS, Platform
from app.feed.posts import Counts, Feed, Post
from app.feed.ranking import order, score
from app.ids import Handle, PostId

T = 600.0
SCORES = json.loads((Path(__file__).parents[1] / "wire" / "scores.json").read_text(encoding="utf-8"))
"""Posts and what they score, for the server and the browser alike: both order by it."""
FIGURES = st.tuples(*(st.integers(0, 50),) * 3, st.floats(0, T), st.booleans())


def a_post(number: int, platform: Platform, **more: object) -> Post:
    base = {"id": PostId(f"p{number}"), "author": Handle("kev"), "name": "Kev", "followers": 9, "text": "!"}
    return Post(**{**base, "verified": False, "t": float(number), "platform": platform.id, **more})  # type: ignore[arg-type]


def feed_of(*posts: Post) -> Feed:
    return Feed(posts={one.id: one for one in posts})


@pytest.mark.parametrize("platform", PLATFORMS.values(), ids=lambda one: one.id)
@given(figures=st.lists(FIGURES, max_size=12))
def test_an_order_has_every_post_once_and_is_the_same_in_whatever_order_they_are_kept(
    platform: Platform, figures: list[tuple[int, int, int, float, bool]]
) -> None:
    posts = [
        a_post(number, platform, t=t, pinned=pinned, crowd=Counts(likes=likes, reposts=passed, replies=said))
        for number, (likes, passed, said, t, pinned) in enumerate(figures, start=1)
    ]
    found = order(feed_of(*posts), platform, T)
    assert sorted(found) == sorted(one.id for one in posts)
    assert found == order(feed_of(*reversed(posts)), platform, T)
    by_id = {one.id: one for one in posts}
    for first, second in pairwise(by_id[one] for one in found):
        assert (first.pinned, score(first, platform, T)) >= (second.pinned, score(second, platform, T))


def test_what_people_take_part_in_comes_first_until_it_is_old() -> None:
    photo = PLATFORMS["photo"]
    loud = a_post(1, photo, t=0.0, crowd=Counts(likes=9))
    new = a_post(2, photo, t=1_200.0, crowd=Counts(likes=3))
    assert order(feed_of(loud, new), photo, 0.0) == (loud.id, new.id)
    assert order(feed_of(loud, new), photo, 1_200.0) == (new.id, loud.id)
    assert score(loud, photo, 600.0) == pytest.approx(score(loud, photo, 0.0) / 2)


@pytest.mark.parametrize("case", SCORES, ids=lambda one: f"{one['platform']}-{one['likes']}-{one['age']}")
def test_a_post_scores_what_browsers_have_it_score(case: dict[str, Any]) -> None:
    platform = PLATFORMS[case["platform"]]
    assert asdict(platform.score) == case["rule"]
    counts = Counts(likes=case["likes"], replies=case["replies"], reposts=case["reposts"])
    against = {"down": {Handle(f"voter-{number}") for number in range(case["down"])}}
    post = a_post(1, platform, t=0.0, crowd=counts, reactions=against)
    assert score(post, platform, case["age"]) == pytest.approx(case["score"])


def test_votes_against_take_a_post_down() -> None:
    forum = PLATFORMS["forum"]
    up, down = a_post(1, forum, likers={Handle("a")}), a_post(2, forum, reactions={"down": {Handle("a")}})
    plain = a_post(3, forum)
    assert order(feed_of(down, plain, up), forum, T) == (up.id, plain.id, down.id)


def test_a_tombstone_keeps_its_place_over_replies_where_the_platform_leaves_one() -> None:
    for name, stays in (("forum", True), ("microblog", False)):
        place = PLATFORMS[name]  # type: ignore[index]
        gone = a_post(1, place, standing="deleted", replies=[PostId("p2")])
        below = a_post(2, place, reply_to=gone.id)
        feed = feed_of(gone, below)
        assert order(feed, place, T) == ((gone.id,) if stays else ())
        assert order(feed, place, T, under=gone.id) == (below.id,)


def test_each_platform_has_an_order_of_its_own_posts() -> None:
    posts = [a_post(number, place) for number, place in enumerate(PLATFORMS.values(), start=1)]
    for post in posts:
        assert order(feed_of(*posts), PLATFORMS[post.platform], T) == (post.id,)
