from itertools import pairwise

from app.ids import CONDUCTOR, ExerciseTime, PostId
from app.rehearsal.commands import ActAsCrowd, DeletePost, LikePost, PublishPost, SetSpeed
from app.review.build import review_of
from app.review.growth import EVERY, MOST_POINTS
from app.review.story import CountAt
from tests.airline import DIRECTOR, FLYER
from tests.build import Drill, a_drill, bystander, critic, facilitator, minutes, started

P1 = PostId("p1")


def posted() -> Drill:
    return a_drill(started(), (critic(), PublishPost(author=DIRECTOR, text="They walked me off."), 5.0))


def liked_by_the_crowd(drill: Drill, at: float, likes: int = 1) -> None:
    beat = drill.rehearsal.mood.beat + 1
    drill.ask(CONDUCTOR, ActAsCrowd(beat=beat, counts=((P1, likes, 0, 0, 9),), trust=60, heat=20), at=at)


def growth(drill: Drill) -> tuple[CountAt, ...]:
    return review_of(drill.log).posts[0].growth


def likes_at(points: tuple[CountAt, ...], t: ExerciseTime) -> int:
    """As screens read it: the last point at or before `t`."""
    return [point.likes for point in points if point.t <= t][-1]


def test_a_post_begins_at_nothing_and_a_still_one_stays_there() -> None:
    drill = posted()
    drill.ask(facilitator(), SetSpeed(speed=2), at=600)
    assert growth(drill) == (CountAt(t=5.0, likes=0, reposts=0, replies=0, reach=0),)


def test_a_point_is_true_at_its_own_time() -> None:
    drill = posted()
    for at in range(6, 200):
        liked_by_the_crowd(drill, at)
    points = growth(drill)
    assert [point.t for point in points] == [5.0, 30.0, 60.0, 90.0, 120.0, 150.0, 180.0, 199.0]
    assert [point.likes for point in points] == [0, 24, 54, 84, 114, 144, 174, 194]


def test_what_happened_before_a_silence_is_not_put_at_its_end() -> None:
    drill = posted()
    liked_by_the_crowd(drill, 10, likes=50)
    liked_by_the_crowd(drill, minutes(10), likes=1)
    points = growth(drill)
    assert likes_at(points, minutes(9)) == 50
    assert likes_at(points, minutes(10)) == 51


def test_a_busy_post_that_falls_silent_keeps_its_last_figures() -> None:
    drill = posted()
    for at in range(6, round(minutes(60)), 7):
        liked_by_the_crowd(drill, at)
    silent = drill.rehearsal.feed.posts[P1].likes
    liked_by_the_crowd(drill, minutes(90))
    points = growth(drill)
    assert likes_at(points, minutes(89)) == silent
    assert points[-1].t == minutes(90)


def test_no_two_points_are_of_one_moment() -> None:
    drill = posted()
    for at in (10, 30, 30, 60):
        liked_by_the_crowd(drill, at)
    times = [point.t for point in growth(drill)]
    assert len(times) == len(set(times))


def test_people_count_as_well_as_the_crowd() -> None:
    drill = posted()
    drill.ask(bystander(), LikePost(post=P1, by=FLYER), at=20)
    drill.ask(bystander(), PublishPost(author=FLYER, text="I saw it.", reply_to=P1), at=25)
    drill.ask(bystander(), PublishPost(author=FLYER, text="This.", quote=P1), at=26)
    last = growth(drill)[-1]
    assert (last.likes, last.replies, last.reposts) == (1, 1, 1)


def test_points_are_few_and_far_between_however_long_the_drill() -> None:
    drill = posted()
    for at in range(6, round(minutes(120)), 7):
        liked_by_the_crowd(drill, at)
    points = growth(drill)
    assert MOST_POINTS // 2 < len(points) <= MOST_POINTS
    gaps = [later.t - sooner.t for sooner, later in pairwise(points[1:-1])]
    assert min(gaps) >= EVERY
    assert points[-1].likes == drill.rehearsal.feed.posts[P1].likes
    assert [point.likes for point in points] == sorted(point.likes for point in points)


def test_a_deleted_post_keeps_what_it_had() -> None:
    drill = posted()
    liked_by_the_crowd(drill, 10, likes=3)
    drill.ask(critic(), DeletePost(post=P1), at=100)
    post = review_of(drill.log).posts[0]
    assert (post.gone_t, post.text, post.growth[-1].likes) == (100.0, "They walked me off.", 3)
