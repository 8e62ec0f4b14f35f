"""The crowd on a small feed: what it is shown moves it, in the direction the words say."""

from copy import deepcopy
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.crowd.answer import welcome
from app.crowd.scene import look
from app.crowd.step import PULSE, step
from app.feed.posts import Post
from app.ids import CONDUCTOR, Handle, PostId
from app.rehearsal.commands import DeletePost, RetractPost, SetSpeed, SetTrust
from app.rehearsal.events import Byline, InjectDelivered, Origin, PostPublished
from app.rehearsal.state import Rehearsal
from app.scenario.scenario import Scenario
from tests.airline import AIRLINE, BRAND, DIRECTOR
from tests.build import Drill, a_drill, brand, bystander, facilitator, started
from tests.standins.headless import shipped

FIRST = Origin(sort="inject")
OWNED = "We got this wrong. That was our mistake and we are sorry. From now on we ask in private."
RULES = "Passengers must comply with our policy. He refused to, and this is blown out of proportion."


def storm(answer: str | None = None, *, scenario: Scenario = AIRLINE, seed: int = 7) -> Drill:
    """A first angry post, and perhaps the brand's answer to it two minutes later."""
    drill = a_drill(started(), scenario=scenario, seed=seed)
    first = scenario.msel[0]
    post = PostPublished(
        post=PostId("p1"),
        author=first.by,
        byline=Byline(name="First", followers=310_000),
        text=first.text,
        origin=Origin(sort="inject", inject=first.id),
    )
    drill.happened(post, InjectDelivered(inject=first.id, post=PostId("p1")), at=10.0)
    passed(drill, 120.0)
    if answer is not None:
        say(drill, answer, 120.0)
    return drill


def say(drill: Drill, text: str, at: float) -> PostId:
    post = drill.rehearsal.feed.next_id()
    drill.happened(
        PostPublished(
            post=post,
            author=drill.rehearsal.scenario.brand,
            byline=Byline(name="Brand", followers=90_000),
            text=text,
            reply_to=PostId("p1"),
            posture="answers",
        ),
        by=brand(),
        at=at,
    )
    return post


def ours(drill: Drill) -> Post:
    """The brand's latest post."""
    post = drill.rehearsal.feed.latest_by(drill.rehearsal.scenario.brand)
    assert post is not None
    return post


def passed(drill: Drill, until: float, every: float = 1.0) -> Rehearsal:
    """Beats up to a time, all of them accepted."""
    while drill.at + every <= until:
        at = drill.at + every
        act = step(drill.rehearsal, drill.rehearsal.clock.time(round(1000 * at) + drill.log[0].at))
        if act is None:
            drill.happened(at=at)
        else:
            drill.ask(CONDUCTOR, act, at)
    return drill.rehearsal


def test_a_beat_is_due_once_a_second_and_more_rarely_when_time_runs_slowly() -> None:
    drill = a_drill(started())
    assert step(drill.rehearsal, PULSE - 0.01) is None
    assert step(drill.rehearsal, PULSE) is not None
    drill.ask(facilitator(), SetSpeed(speed=0.5))
    assert step(drill.rehearsal, PULSE / 2) is not None
    assert step(drill.rehearsal, PULSE / 2 - 0.01) is None


def test_the_same_log_has_the_same_crowd() -> None:
    one, other = storm(), storm()
    assert one.log == other.log
    assert storm(seed=8).log != one.log


def test_a_post_is_seen_fast_first_and_then_ever_more_slowly() -> None:
    drill = storm()
    seen = [passed(drill, at).feed.posts[PostId("p1")].crowd.reach for at in (240.0, 600.0, 1_200.0)]
    assert 0 < seen[0] < seen[1] <= seen[2]
    assert seen[0] / 230 > (seen[1] - seen[0]) / 360 > (seen[2] - seen[1]) / 600
    assert seen[2] < 3 * AIRLINE.crowd.size


def test_criticism_heats_and_costs_trust() -> None:
    mood = storm().rehearsal.mood
    assert mood.heat > AIRLINE.crowd.heat
    assert mood.trust < AIRLINE.crowd.trust


def test_owning_up_calms_silence_does_not_and_blame_backfires() -> None:
    moods = [passed(storm(answer), 900.0).mood for answer in (OWNED, None, RULES)]
    trusts = [mood.trust for mood in moods]
    assert trusts == sorted(trusts, reverse=True)
    assert trusts[0] - trusts[1] > 2
    assert trusts[1] - trusts[2] > 0.5
    assert moods[0].heat < min(moods[1].heat, moods[2].heat) - 5


def test_the_same_answer_is_less_welcome_the_later_it_comes() -> None:
    drill = storm()
    taken = []
    for at in (120.0, 600.0, 1_800.0):
        late = deepcopy(drill)
        post = late.rehearsal.feed.posts[say(late, OWNED, at)]
        taken.append(welcome(late.rehearsal, look(late.rehearsal), post))
    assert taken == sorted(taken, reverse=True)
    assert taken[0] - taken[-1] > 0.05


def test_saying_it_again_is_worth_less() -> None:
    drill = storm(OWNED)
    first = ours(drill)
    passed(drill, 400.0)
    again = say(drill, OWNED.replace("We got", "Again: we got"), 400.0)
    rehearsal = passed(drill, 700.0)
    second = rehearsal.feed.posts[again]
    assert second.crowd.replies / second.crowd.likes > first.crowd.replies / first.crowd.likes


def test_taking_down_a_post_of_ours_costs() -> None:
    kept, gone = storm(RULES), storm(RULES)
    passed(kept, 200.0)
    passed(gone, 200.0)
    gone.ask(brand(), DeletePost(post=ours(gone).id), 200.5)
    before = gone.rehearsal.mood.trust
    passed(gone, 202.5)
    assert gone.rehearsal.mood.trust < before - 0.5
    assert gone.rehearsal.mood.heat > passed(kept, 202.5).mood.heat


def test_the_bystanders_dials_pull() -> None:
    moods = []
    for value in (5, 95):
        drill = storm()
        drill.ask(bystander(), SetTrust(value=value), 120.0)
        moods.append(passed(drill, 600.0).mood.trust)
    assert moods[1] - moods[0] > 3


def test_an_angry_answer_gets_more_replies_than_likes_and_a_good_one_the_reverse() -> None:
    ratios = []
    for answer in (OWNED, RULES):
        drill = storm(answer, scenario=shipped())
        passed(drill, 900.0)
        crowd = ours(drill).crowd
        ratios.append(crowd.replies / crowd.likes)
    assert ratios[0] < 1 < ratios[1]


def test_a_post_that_is_gone_moves_no_more() -> None:
    drill = storm()
    assert PostId("p1") in moving(drill, 180.0)
    drill.ask(facilitator(), RetractPost(post=PostId("p1")), 120.0)
    assert PostId("p1") not in moving(drill, 180.0)


def moving(drill: Drill, t: float) -> set[PostId]:
    act = step(drill.rehearsal, t)
    assert act is not None
    return {post for post, *_ in act.counts}


def test_each_post_moves_at_most_once_a_second() -> None:
    drill = storm()
    for quarter in range(481, 600):
        before = step(drill.rehearsal, quarter / 4)
        if before is not None:
            drill.ask(CONDUCTOR, before, quarter / 4)
    beats = [event for entry in drill.log for event in entry.events if event.kind == "crowd.acted"]
    assert len(beats) <= 150
    assert all(len({post for post, *_ in beat.counts}) == len(beat.counts) for beat in beats)


@given(st.lists(st.floats(0.25, 3_000.0), min_size=1, max_size=25), st.booleans())
@settings(max_examples=40, deadline=None)
def test_nothing_explodes_however_time_jumps(jumps: list[float], answered: bool) -> None:  # noqa: FBT001
    drill = storm(RULES if answered else None)
    t = drill.at
    for jump in jumps:
        t += jump
        act = step(drill.rehearsal, t)
        if act is None:
            continue
        assert 0 <= act.trust <= 100
        assert 0 <= act.heat <= 100
        assert len(act.posts) <= 2
        assert all(number >= 0 for _, *added in act.counts for number in added)
        drill.ask(CONDUCTOR, act, t)
    assert sum(post.crowd.reach for post in drill.rehearsal.feed.posts.values()) < 40 * AIRLINE.crowd.size


def test_a_beat_over_four_hundred_posts_is_cheap() -> None:
    drill = storm(scenario=shipped())
    for number in range(400):
        author = DIRECTOR if number % 10 == 0 else Handle(f"somebody{number}")
        drill.happened(
            PostPublished(
                post=drill.rehearsal.feed.next_id(),
                author=author,
                byline=Byline(name="Somebody", followers=500),
                text=f"Post number {number}, and nothing new in it.",
                reply_to=PostId("p1"),
                origin=Origin(sort="crowd", stance=-0.3),
            ),
            at=120.0 + number * 3,
        )
    began = process_time()
    passed(drill, drill.at + 40)
    assert (process_time() - began) / 40 < 0.03


@pytest.mark.parametrize("author", [BRAND, DIRECTOR])
def test_the_crowd_never_speaks_as_somebody_of_the_cast(author: Handle) -> None:
    rehearsal = passed(storm(OWNED, scenario=shipped()), 900.0)
    crowd = [
        post
        for post in rehearsal.feed.posts.values()
        if rehearsal.origins.get(post.id, FIRST).sort == "crowd"
    ]
    assert crowd
    assert author.lower() not in {post.author.lower() for post in crowd}
