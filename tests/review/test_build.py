import time

import pytest
from pydantic import TypeAdapter

from app.ids import CONDUCTOR, Handle, PostId, Seq
from app.rehearsal.commands import ActAsCrowd, CrowdPost, EndClock, PublishPost
from app.rehearsal.entry import Entry
from app.rehearsal.events import Byline
from app.review.build import review_of
from app.review.story import Review
from app.review.telling import tell
from tests.airline import BRAND, CAMPAIGN, DIRECTOR
from tests.build import BEGAN, Drill, a_drill, critic, facilitator, observer, started
from tests.everything import everything
from tests.rehearsal.test_long_drills import wild_drill

REVIEWS: TypeAdapter[Review] = TypeAdapter(Review)


def a_storm_of(entries: int) -> Drill:
    """Crowd beats and posts, four a second, as long as they go."""
    drill = a_drill(started())
    for number in range(entries - len(drill.log)):
        at = number / 4
        if number % 8 == 0:
            post = PublishPost(author=(DIRECTOR, CAMPAIGN)[number % 16 // 8], text=f"Line {number}")
            drill.ask(critic(1 + number % 16 // 8), post, at=at)
            continue
        newest = list(drill.rehearsal.feed.posts)[-12:]
        counts = tuple((post, 3, 1, 1, 90) for post in newest)
        beat = drill.rehearsal.mood.beat + 1
        drill.ask(CONDUCTOR, ActAsCrowd(beat=beat, counts=counts, trust=50, heat=50), at=at)
    return drill


def test_the_same_log_gives_the_same_review() -> None:
    log = everything().log
    first = REVIEWS.dump_json(review_of(log))
    assert REVIEWS.dump_json(review_of(iter(log))) == first
    assert REVIEWS.dump_json(REVIEWS.validate_json(first)) == first


@pytest.mark.parametrize("seed", range(3))
def test_any_drill_has_a_review_and_a_story(seed: int) -> None:
    drill = wild_drill(seed)
    review = review_of(drill.log)
    told = tell(review)
    assert "What happened" in told
    assert len(review.posts) == len(drill.rehearsal.feed.posts)
    for post in review.posts:
        times = [point.t for point in post.growth]
        assert times == sorted(times)
        assert times[0] == post.t
        now = drill.rehearsal.feed.posts[post.id]
        last = post.growth[-1]
        assert (last.likes, last.reposts, last.replies) == (now.likes, now.reposts, now.answers)


def test_every_post_of_the_drill_is_there_with_its_truth() -> None:
    drill = everything()
    review = review_of(drill.log)
    origins = {post.origin.sort for post in review.posts if post.origin}
    assert origins == {"human", "standin", "inject", "crowd", "facilitator"}
    ours = [post.id for post in drill.rehearsal.feed.posts.values() if post.author == BRAND]
    assert [post.id for post in review.posts if post.brand] == ours != []
    gone = {post.id: post.gone_t for post in drill.rehearsal.feed.posts.values() if post.gone_t}
    assert {post.id: post.gone_t for post in review.posts if post.gone_t} == gone != {}


def test_seats_say_who_played_them_and_how_much_they_said() -> None:
    drill = everything()
    seats = {seat.id: seat for seat in review_of(drill.log).seats}
    said = sum(origin.seat == critic() for origin in drill.rehearsal.origins.values())
    assert (seats[critic()].posts, seats[critic()].automatic) == (said, True)
    assert said > 0
    assert (seats[observer()].posts, seats[observer()].automatic) == (0, False)
    assert seats[facilitator()].posts == 1


def test_a_review_begins_when_the_clock_did() -> None:
    review = review_of(everything().log)
    assert review.started_at == BEGAN + 60_000
    assert review.length == everything().t


def test_a_drill_that_never_started_has_an_empty_review() -> None:
    review = review_of(a_drill().log)
    assert (review.length, review.posts, review.samples) == (0.0, (), ())
    assert "EXERCISE ONLY" in tell(review)


def test_there_is_no_review_of_nothing_or_of_half_a_log() -> None:
    with pytest.raises(ValueError, match="empty log"):
        review_of([])
    with pytest.raises(ValueError, match=r"rehearsal\.created"):
        review_of(everything().log[1:])


def test_an_entry_nobody_could_read_leaves_the_rest_of_the_story() -> None:
    drill = a_drill(started())
    drill.ask(critic(), PublishPost(author=DIRECTOR, text="They walked me off."), at=5)
    lost = Entry(seq=Seq(len(drill.log) + 1), at=0, by=observer(), ask="", tag=0, events=())
    review = review_of([*drill.log, lost])
    assert (len(review.posts), review.length) == (1, 5.0)


def test_the_crowds_replies_are_left_out_of_the_story_but_not_of_the_review() -> None:
    drill = a_drill(started(), (critic(), PublishPost(author=DIRECTOR, text="They walked me off."), 5.0))
    shown = CrowdPost(
        author=Handle("sky_fan_9"),
        byline=Byline(name="Sky", followers=31),
        text="Not again.",
        reply_to=PostId("p1"),
        stance=-0.5,
    )
    drill.ask(CONDUCTOR, ActAsCrowd(beat=1, counts=(), trust=50, heat=50, posts=(shown,)), at=9)
    review = review_of(drill.log)
    assert len(review.posts) == 2
    assert "Not again." not in tell(review)


def test_a_storm_of_four_times_the_length_is_reviewed_in_about_four_times_the_time() -> None:
    """A rule that looked at every post for every post would take sixteen times as long."""
    short, long = (took_to_review(a_storm_of(entries)) for entries in (4_000, 16_000))
    assert long < 12 * short


def took_to_review(drill: Drill) -> float:
    """Processor seconds, the shorter of two tries."""
    drill.ask(facilitator(), EndClock())
    tries = []
    for _ in range(2):
        began = time.process_time()
        review = review_of(drill.log)
        tries.append(time.process_time() - began)
        assert len(review.posts) > len(drill.log) / 10
    return min(tries)
