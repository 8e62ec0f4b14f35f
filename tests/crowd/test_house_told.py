"""The crowd on several platforms at once, and Why? about what was kept out of sight."""

from dataclasses import replace

from app.crowd.explain import explain
from app.feed.platforms import PLATFORMS
from app.ids import PostId
from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.past import past_of
from tests.airline import AIRLINE, BRAND, DIRECTOR
from tests.build import brand
from tests.crowd.storms import ANGRY, OWNED, Storm, a_post, a_storm

MIXED = replace(AIRLINE, platforms=("microblog", "reviews", "short_video"))


def ours(storm: Storm) -> PostId:
    """The brand's answer."""
    latest = storm.rehearsal.feed.latest_by(BRAND)
    assert latest is not None
    return latest.id


def why(storm: Storm, post: str) -> str:
    told = explain(past_of(storm.rehearsal), PostId(post), storm.drill.t)
    assert told is not None
    return " ".join(told.sentences)


def test_why_names_what_was_hidden_and_what_came_of_it() -> None:
    storm = a_storm(OWNED, at=60.0)
    answer = ours(storm)
    reply = storm.say(ANGRY.replace("plane", "aircraft"), 61.0, DIRECTOR, reply_to=answer)
    storm.on(90.0)
    assert "hid" not in why(storm, reply)
    storm.drill.ask(brand(), c.HidePost(post=reply), at=91.0)
    storm.drill.ask(brand(), c.BlockAccount(handle=DIRECTOR), at=92.0)
    storm.drill.ask(brand(), c.PinPost(post=answer), at=93.0)
    storm.on(110.0)
    told = why(storm, reply)
    assert "The brand hid it, at T+01:31." in told
    assert f"The brand blocked @{DIRECTOR}" in told
    assert "A screenshot of it goes round" in told or "Nobody has made a point of that" in told
    assert "The brand pinned it" in why(storm, answer)


def test_nobody_of_the_crowd_replies_to_what_is_hidden_or_closed() -> None:
    storm = a_storm(OWNED, at=60.0)
    answer = ours(storm)
    storm.happened(e.PostLimited(post=answer, seat=brand(), replies="nobody"), at=61.0)
    storm.on(240.0)
    assert storm.crowd_posts()
    assert not [one for one in storm.crowd_posts() if one.reply_to == answer]


def test_the_crowd_answers_where_a_post_is_and_posts_anew_wherever_the_scenario_plays() -> None:
    storm = Storm(MIXED)
    storm.say(ANGRY, 1.0, DIRECTOR)
    review = a_post("p2", DIRECTOR, f"{ANGRY} Never again.")
    storm.happened(replace(review, platform="reviews", stars=1), at=2.0)
    storm.on(420.0)
    posts = storm.rehearsal.feed.posts
    assert storm.refused == []
    for one in storm.crowd_posts():
        assert one.platform in MIXED.everywhere
        assert len(one.text) <= PLATFORMS[one.platform].post_chars
        assert (one.stars is not None) == (one.platform == "reviews" and one.author != BRAND)
        for beside in (one.reply_to, one.quote):
            assert beside is None or posts[beside].platform == one.platform
    assert {one.platform for one in storm.crowd_posts()} >= {"microblog", "reviews"}
    assert not [one for one in storm.crowd_posts() if one.reply_to == "p2"]
