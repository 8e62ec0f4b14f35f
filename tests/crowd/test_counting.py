"""What a post's counters grow by: often while it is young, now and then when it is old, never backwards."""

from collections import Counter

import pytest

from app.crowd.audience import Audience
from app.crowd.counting import counts
from app.ids import CONDUCTOR, Handle, PostId
from app.rehearsal.commands import ActAsCrowd, RetractPost
from app.rehearsal.events import CrowdActed, Origin
from tests.airline import DIRECTOR
from tests.build import facilitator
from tests.crowd.storms import ANGRY, EVERY, Storm, a_storm


def told(storm: Storm, post: str) -> list[float]:
    """When a post's counters were told."""
    return [
        (entry.at - storm.drill.log[0].at) / 1000
        for entry in storm.drill.log
        for event in entry.events
        if isinstance(event, CrowdActed) and post in {name for name, *_ in event.counts}
    ]


def beats_of_a_live_conductor(storm: Storm, until: float) -> None:
    """A beat each second: steps are due every other one, and a heartbeat of the conductor is in between."""
    for second in range(int(storm.drill.at) + 1, int(until) + 1):
        if storm.beat(float(second)) is None:
            mood = storm.rehearsal.mood
            beat = ActAsCrowd(beat=mood.beat + 1, counts=(), trust=mood.trust, heat=mood.heat, tick=mood.tick)
            storm.drill.ask(CONDUCTOR, beat, float(second))


def test_a_young_post_is_told_at_once_and_an_old_one_now_and_then() -> None:
    storm = a_storm()
    storm.on(2_400.0)
    times = told(storm, "p1")
    assert len([at for at in times if at < 31]) > 10
    assert [at for at in times if at > 1_900] == [at for at in range(1_901, 2_400) if (at / 2 + 1) % 30 == 0]


def test_every_post_gets_its_turn_though_heartbeats_lie_between_the_steps() -> None:
    storm = Storm()
    for number, second in enumerate(range(1, 9)):
        author = DIRECTOR if number % 2 else Handle("seats4all")
        storm.say(f"{ANGRY} {number}", float(second), author)
    beats_of_a_live_conductor(storm, 240.0)
    for post in list(storm.rehearsal.feed.posts)[:8]:
        assert len([at for at in told(storm, post) if 50 < at < 120]) > 5


def test_a_turn_that_fell_between_two_beats_is_not_lost() -> None:
    storm = a_storm()
    storm.on(1_000.0)
    before = len(told(storm, "p1"))
    storm.on(1_300.0, every=50.0)
    assert len(told(storm, "p1")) - before == 6


def test_counters_never_go_back_and_add_up_to_what_the_audience_has() -> None:
    storm = a_storm()
    storm.on(600.0)
    rows = [
        row
        for entry in storm.drill.log
        for event in entry.events
        if isinstance(event, CrowdActed)
        for row in event.counts
    ]
    assert all(number >= 0 for _, *added in rows for number in added)
    assert all(any(added) for _, *added in rows)
    total: Counter[PostId] = Counter()
    for post, *_, reach in rows:
        total[post] += reach
    audience = Audience(storm.rehearsal.scenario, storm.rehearsal.seed)
    audience.hear(storm.rehearsal)
    audience.advance(storm.rehearsal.mood.tick)
    views = audience.shown(audience.intake.names[PostId("p1")])[3]
    assert 0 <= views - total[PostId("p1")] < 0.02 * views


def test_each_post_is_told_at_most_once_in_an_act() -> None:
    storm = a_storm()
    storm.on(300.0)
    acts = [event for entry in storm.drill.log for event in entry.events if isinstance(event, CrowdActed)]
    assert all(len({post for post, *_ in act.counts}) == len(act.counts) for act in acts)


def test_a_post_that_is_gone_is_not_told() -> None:
    storm = a_storm()
    storm.drill.ask(facilitator(), RetractPost(post=PostId("p1")), 120.0)
    storm.on(200.0)
    assert max(told(storm, "p1")) <= 120.0


@pytest.mark.parametrize("age", [60.0, 300.0, 1_200.0])
def test_a_reply_of_the_crowd_lives_off_a_small_part_of_its_threads_readers(age: float) -> None:
    storm = a_storm()
    storm.say("Shame.", 121.0, Handle("ida77"), reply_to="p1", origin=Origin(sort="crowd", stance=-0.4))
    storm.on(121.0 + age, EVERY)
    above, below = (storm.rehearsal.feed.posts[PostId(name)] for name in ("p1", below_of(storm)))
    assert 0 < below.crowd.reach <= 0.05 * above.crowd.reach
    assert below.crowd.likes <= 0.03 * below.crowd.reach
    assert (below.crowd.reposts, below.crowd.replies) == (0, 0)


def below_of(storm: Storm) -> str:
    return next(post.id for post in storm.rehearsal.feed.posts.values() if post.author == "ida77")


def test_nothing_is_counted_before_anybody_has_looked() -> None:
    storm = Storm()
    storm.say(ANGRY, 1.0, DIRECTOR)
    audience = Audience(storm.rehearsal.scenario, storm.rehearsal.seed)
    audience.hear(storm.rehearsal)
    assert counts(storm.rehearsal, audience, 1.0) == ()
