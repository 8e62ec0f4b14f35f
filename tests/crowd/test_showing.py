"""The few posts of the crowd that are shown: how many, where, by whom, and of what they speak."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest

from app.crowd.segments import SEGMENTS
from app.crowd.showing import APART, FIRST_AFTER, LAST_AFTER, MOST, PER_BEAT, PER_MINUTE, QUOTED
from app.crowd.step import Crowds
from app.crowd.taking_down import BY_SHOT
from app.crowd.voice_occasion import Occasion
from app.feed.platforms import PlatformId
from app.feed.posts import Post
from app.feed.wording import folded
from app.ids import PostId
from app.rehearsal.commands import DeletePost, RetractPost, ShockCrowd
from tests.airline import AIRLINE, BRAND, CAMPAIGN, DIRECTOR
from tests.build import brand, facilitator
from tests.crowd.storms import ANGRY, OWNED, RULES, Storm, a_storm

LARGE = replace(AIRLINE, crowd=replace(AIRLINE.crowd, size=1_000_000))


class Scribe:
    """A voice that writes down on what occasion it was asked, and says something new each time."""

    def __init__(self) -> None:
        self.occasions: list[Occasion] = []

    def __call__(self, occasion: Occasion, _said: object, _key: object) -> str | None:
        self.occasions.append(occasion)
        return f"Text number {len(self.occasions)}."


def silence(_occasion: Occasion, _said: object, _key: object) -> str | None:
    """A voice that has nothing to say."""
    return None


def no_quotes(occasion: Occasion, said: Mapping[str, None], _key: object) -> str | None:
    """A voice that only answers and posts."""
    return f"Text number {len(said)}." if occasion.form in ("reply", "post") else None


@cache
def loud() -> Storm:
    """Half an hour of a storm that is louder than what can be shown. To be read only."""
    storm = Storm(LARGE)
    storm.say(ANGRY, 1.0, DIRECTOR)
    storm.on(60.0)
    storm.say(RULES, 60.0, reply_to="p1")
    for at in range(120, 1_800, 240):
        storm.on(float(at))
        storm.say(f"How wide is a seat, {at}? Shame on them.", float(at), CAMPAIGN)
    storm.on(1_800.0)
    return storm


def shown_by(t: float, storm: Storm) -> int:
    return len([post for post in storm.crowd_posts() if post.t <= t])


def below(storm: Storm) -> dict[PostId, list[Post]]:
    """The crowd's replies by the post they answer."""
    found = defaultdict(list)
    for post in storm.crowd_posts():
        if post.reply_to is not None:
            found[post.reply_to].append(post)
    return found


def test_at_most_so_many_are_shown_and_the_last_minutes_keep_their_share() -> None:
    storm, minutes = loud(), AIRLINE.minutes
    for t in range(60, 1_801, 60):
        assert shown_by(t, storm) <= MOST * (0.06 + 0.94 * t / (60 * minutes)) + 1
    assert shown_by(1_800.0, storm) > 0.9 * MOST * (0.06 + 0.94 * 1_800 / (60 * minutes))


def test_a_beat_shows_three_at_most() -> None:
    times = Counter(post.t for post in loud().crowd_posts())
    assert 1 < max(times.values()) <= PER_BEAT


def test_a_thread_gets_a_reply_every_three_seconds_at_most_and_six_a_minute() -> None:
    for replies in below(loud()).values():
        times = [post.t for post in replies]
        assert all(later - sooner >= APART for sooner, later in pairwise(times))
        assert all(later - sooner > 60 for sooner, later in zip(times, times[PER_MINUTE:], strict=False))


def test_nobody_answers_before_having_read_nor_what_is_old() -> None:
    storm = loud()
    for name, replies in below(storm).items():
        post = storm.rehearsal.feed.posts[name]
        assert min(reply.t for reply in replies) - post.t >= FIRST_AFTER
        assert max(reply.t for reply in replies) - post.t <= LAST_AFTER


def test_no_account_and_no_text_comes_twice() -> None:
    posts = loud().crowd_posts()
    assert len(posts) > 300
    names = {one.handle.lower() for one in AIRLINE.cast}
    authors = [post.author.lower() for post in posts]
    assert len(set(authors)) == len(authors)
    assert not set(authors) & names
    texts = [folded(post.text) for post in loud().rehearsal.feed.posts.values()]
    assert len(set(texts)) == len(texts)


def test_the_log_says_who_of_the_crowd_wrote_and_which_side_they_are_on() -> None:
    storm = loud()
    for post in storm.crowd_posts():
        origin = storm.rehearsal.origins[post.id]
        assert origin.segment in SEGMENTS
        assert origin.account is not None
        assert 0 <= origin.account < LARGE.crowd.size
        assert origin.stance is not None
        assert post.author != BRAND


def test_a_row_of_the_audience_is_one_post_on_the_feed() -> None:
    storm = loud()
    origins = [storm.rehearsal.origins[post.id] for post in storm.crowd_posts()]
    rows = [origin.cascade for origin in origins if origin.cascade is not None]
    assert len(rows) > 20
    assert len(set(rows)) == len(rows)
    own = [post for post in storm.crowd_posts() if storm.rehearsal.origins[post.id].cascade is not None]
    assert all(post.reply_to is None for post in own)
    assert any(post.crowd.reach > 1_000 for post in own)


def test_a_smaller_audience_shows_less() -> None:
    storm = Storm()
    storm.say(ANGRY, 1.0, DIRECTOR)
    storm.on(600.0)
    assert 5 < len(storm.crowd_posts()) < shown_by(600.0, loud())


def test_silent_accounts_are_counted_all_the_same() -> None:
    mute, heard = Storm(), Storm()
    mute.crowds = Crowds(silence)
    for storm in (mute, heard):
        storm.say(ANGRY, 1.0, DIRECTOR)
        storm.on(300.0)
    assert not mute.crowd_posts()
    assert len(heard.crowd_posts()) > 3
    assert mute.rehearsal.feed.posts[PostId("p1")].crowd == heard.rehearsal.feed.posts[PostId("p1")].crowd
    assert mute.rehearsal.mood.marks == heard.rehearsal.mood.marks


def test_who_cannot_quote_answers_instead() -> None:
    storm = Storm()
    storm.crowds = Crowds(no_quotes)
    storm.say(ANGRY, 1.0, DIRECTOR)
    storm.on(300.0)
    assert len(storm.crowd_posts()) > 3
    assert all(post.text.startswith("Text number") for post in storm.crowd_posts())


@pytest.mark.parametrize("platform", ["photo", "short_video", "reviews"])
def test_where_nobody_can_quote_nobody_does(platform: PlatformId) -> None:
    storm = a_storm(RULES, scenario=replace(LARGE, platform=platform))
    storm.on(400.0)
    posts = storm.crowd_posts()
    assert len(posts) > 40
    assert not [post for post in posts if post.quote is not None]


def test_on_a_microblog_some_quote() -> None:
    posts = loud().crowd_posts()
    answering = [post for post in posts if post.reply_to or post.quote]
    quoting = [post for post in answering if post.quote]
    assert len(quoting) / len(answering) == pytest.approx(QUOTED, abs=0.06)


def test_what_is_gone_is_answered_no_more() -> None:
    storm = a_storm(scenario=LARGE)
    storm.drill.ask(facilitator(), RetractPost(post=PostId("p1")), 120.0)
    storm.on(300.0)
    assert max(post.t for post in below(storm)[PostId("p1")]) <= 120.0


def taken_down(scribe: Scribe) -> Storm:
    """A storm in which the brand deletes a post that many have seen."""
    storm = Storm(LARGE)
    storm.crowds = Crowds(scribe)
    storm.say(ANGRY, 1.0, DIRECTOR)
    storm.on(10.0)
    ours = storm.say(RULES, 10.0)
    storm.on(200.0)
    storm.drill.ask(brand(), DeletePost(post=ours), 200.0)
    storm.on(230.0)
    return storm


def test_a_screenshot_quotes_what_was_deleted() -> None:
    scribe = Scribe()
    storm = taken_down(scribe)
    shots = [
        post
        for post in storm.crowd_posts()
        if (storm.rehearsal.origins[post.id].cascade or 0) >> 60 == BY_SHOT >> 60
    ]
    assert len(shots) == 1
    told = scribe.occasions[int(shots[0].text[len("Text number ") : -1]) - 1]
    assert (told.form, told.quoted) == ("quote", RULES)
    assert told.segment == "activists"
    assert told.sentiment < -0.6
    origin = storm.rehearsal.origins[shots[0].id]
    assert origin.stance is not None
    assert origin.stance < -0.2
    assert shots[0].t - 200.0 <= 10
    assert storm.on(400.0).feed.posts[shots[0].id].crowd.reach > 1_000


def test_the_press_asks() -> None:
    scribe = Scribe()
    storm = a_storm(scenario=LARGE)
    storm.crowds = Crowds(scribe)
    storm.drill.ask(facilitator(), ShockCrowd(on="anger", by=0.8), 120.0)
    storm.drill.ask(facilitator(), ShockCrowd(on="attention", by=0.8), 120.0)
    while not any(one.segment == "press" for one in scribe.occasions):
        storm.on(storm.drill.at + 60.0)
        assert storm.drill.at < 2_000.0
    assert all(one.form == "inquiry" for one in scribe.occasions if one.segment == "press")


def test_replies_turn_when_the_brand_is_believed() -> None:
    kind = {}
    for answer in (OWNED, RULES):
        storm = a_storm(answer, scenario=LARGE)
        storm.on(600.0)
        ours = storm.rehearsal.feed.latest_by(BRAND)
        assert ours is not None
        stances = [storm.rehearsal.origins[post.id].stance or 0.0 for post in below(storm)[ours.id]]
        assert len(stances) > 20
        kind[answer] = len([one for one in stances if one > 0.2]) / len(stances)
    assert kind[OWNED] > 0.5
    assert kind[RULES] < 0.35


def test_the_loudest_threads_come_first() -> None:
    threads = below(loud())
    replies = {name: len(found) for name, found in threads.items()}
    cast = [post.id for post in loud().rehearsal.feed.posts.values() if post.author in (DIRECTOR, BRAND)]
    assert all(replies[name] >= 10 for name in cast)
