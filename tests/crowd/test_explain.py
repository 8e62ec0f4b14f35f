"""Why a post spread or calmed: figures that add up, reasons that fit, the same live and later."""

from dataclasses import replace
from functools import cache
from math import fsum

import numpy as np
import pytest

from app.crowd.answering import acceptance
from app.crowd.apportioning import apportioned
from app.crowd.audience import Audience
from app.crowd.cascades import BY_THREAD
from app.crowd.explain import Explainer, explain
from app.crowd.intake import Intake
from app.crowd.parameters import OPEN
from app.crowd.replaying import Replays
from app.crowd.segments import SEGMENTS
from app.crowd.step import Crowds
from app.feed.intent import Intent, Strategy
from app.feed.reasons import Explanation, Taking
from app.headless import Cast, Drill, conduct
from app.ids import Handle, PostId
from app.rehearsal.commands import PublishPost
from app.rehearsal.events import Byline, Origin, PostPublished
from app.rehearsal.past import Past, past_of
from app.standins.play import moves
from tests.airline import AIRLINE, BRAND, CAMPAIGN, DIRECTOR, FAN
from tests.build import a_drill, brand, bystander, critic, started

ANGRY = "They walked me off the plane for my size, in front of everybody. Shame on them. Disgusting."
OWNED = "We got this wrong. That was our mistake and we are sorry. From 6 pm today we ask in private."
DENIED = "That is not true. This never happened."
END = 1_200.0
P1, P2 = PostId("p1"), PostId("p2")


@cache
def answered(text: str, *strategies: Strategy) -> Past:
    """Somebody is angry; five minutes later the brand answers."""
    drill = a_drill(started(), (critic(), PublishPost(author=DIRECTOR, text=ANGRY), 10.0))
    byline = Byline(name="North Air", followers=90_000)
    intent = Intent(strategies=strategies, target="thread")
    answer = PostPublished(
        post=P2,
        author=BRAND,
        byline=byline,
        text=text,
        reply_to=P1,
        intent=intent,
        origin=Origin(sort="human"),
    )
    drill.happened(answer, by=brand(), at=310.0)
    return past_of(drill.rehearsal)


@cache
def apology() -> Explanation:
    return told(answered(OWNED, "apology"), P2)


@cache
def complaint() -> Explanation:
    return told(answered(OWNED, "apology"), P1)


@cache
def denial() -> Explanation:
    return told(answered(DENIED, "deny"), P2)


def told(past: Past, post: PostId, t: float = END) -> Explanation:
    found = explain(past, post, t)
    assert found is not None
    return found


def taken(explanation: Explanation) -> Taking:
    assert explanation.answer is not None
    return explanation.answer


@cache
def whole_drill() -> Drill:
    """Ten minutes as they are played live, with everybody in it."""
    drill = Drill(AIRLINE, seed=11)
    drill.start()
    crowds = Crowds()
    for _ in conduct(drill, Cast(crowd=crowds, standins=moves), until=600.0):
        assert not drill.refused
    return drill


def test_the_parts_of_every_post_add_up_to_what_is_shown_of_it() -> None:
    past, ask = past_of(whole_drill().rehearsal), Explainer()
    seen = 0
    for post in whole_drill().rehearsal.feed.posts:
        found = ask(past, post, 600.0)
        assert found is not None
        spread = found.spread
        assert sum(one.views for one in spread.by_segment) == spread.views
        assert sum(one.views for one in spread.by_source) == spread.views
        assert sum(one.reposts for one in spread.by_segment) == spread.reposts
        assert found.sentences
        seen += spread.views
    assert seen > 10_000


def test_what_is_explained_is_what_the_feed_counted() -> None:
    rehearsal = whole_drill().rehearsal
    past, ask = past_of(rehearsal), Explainer()
    for post in rehearsal.feed.posts.values():
        found = ask(past, post.id, rehearsal.mood.beat_t)
        assert found is not None
        # The feed tells old posts now and then; it never tells more than there is.
        assert post.crowd.reach <= found.spread.views <= 1.05 * post.crowd.reach + 50
        assert post.crowd.reposts <= found.spread.reposts <= 1.05 * post.crowd.reposts + 5


def test_a_replay_is_the_audience_that_was_live() -> None:
    rehearsal = whole_drill().rehearsal
    past, live = past_of(rehearsal), Audience(rehearsal.scenario, rehearsal.seed)
    live.hear(rehearsal)
    live.advance(200)
    entity = live.intake.names[P1]
    assert told(past, P1, 400.0).spread.views == live.shown(entity)[3]
    told_live = list(rehearsal.mood.marks.values())
    assert [f"{tick}:{mark}" for tick, mark in live.marks.items()] == told_live[:2]


def test_asking_again_forwards_or_back_tells_the_same_as_asking_first() -> None:
    past, ask = answered(OWNED, "apology"), Explainer()
    for t in (700.0, 701.0, 320.0, 310.0, 699.0):
        for post in (P1, P2):
            assert ask(past, post, t) == explain(past, post, t)


def test_rehearsals_are_not_taken_for_one_another() -> None:
    ask = Explainer()
    for number in range(6):
        past = replace(answered(OWNED, "apology"), rehearsal=f"r{number}", seed=number)  # type: ignore[arg-type]
        assert ask(past, P1, 400.0) == explain(past, P1, 400.0)


def test_what_came_later_is_not_told_of_earlier() -> None:
    both = answered(OWNED, "apology")
    alone = replace(both, stimuli=both.stimuli[:1])
    assert told(both, P1, 309.0) == told(alone, P1, 309.0)
    assert told(both, P1, 900.0) != told(alone, P1, 900.0)


def test_a_post_is_explained_from_when_it_came() -> None:
    past = answered(OWNED, "apology")
    found = told(past, P2, 0.0)
    assert (found.t, found.spread.views, found.spread.alive) == (310.0, 0, True)
    assert found.sentences == ("Nobody has seen it yet.",)
    assert explain(past, PostId("p9"), END) is None


def test_the_terms_of_an_acceptance_add_up_to_its_score() -> None:
    for explanation in (apology(), denial()):
        answer = taken(explanation)
        people = Audience(AIRLINE, 7).engine.model.parameters.people
        scores = [one.z for one in answer.by_segment]
        mean = fsum(a * b for a, b in zip(scores, people.tolist(), strict=True)) / fsum(people.tolist())
        assert fsum(one.z for one in answer.terms) == pytest.approx(mean, abs=1e-9)
        assert [one.segment for one in answer.by_segment] == list(SEGMENTS)


def test_the_score_is_the_one_the_engine_decides_by() -> None:
    past = answered(DENIED, "deny")
    replay = Replays().at(past, END)
    accepting, _ = acceptance(replay.engine.model, np.array([0]))
    open_ = replay.engine.model.parameters.segments[:, OPEN]
    scores = np.array([one.z for one in taken(denial()).by_segment])
    assert accepting[0] == pytest.approx(open_ / (1 + np.exp(-scores)), rel=1e-6)


def test_views_of_an_answer_below_the_criticism_are_counted_as_the_threads() -> None:
    past = answered(OWNED, "apology")
    row = Replays().at(past, END).row(Intake(AIRLINE).take(past.stimuli[1])[0].what.root.entity)  # type: ignore[union-attr]
    assert row is not None
    views = {one.source: one.views for one in apology().spread.by_source}
    part = row.ways[BY_THREAD] / fsum(row.views)
    assert 0.1 < part < 0.99
    assert views["thread"] / apology().spread.views == pytest.approx(part, abs=0.001)


def test_shares_stay_between_none_and_all() -> None:
    for explanation in (apology(), denial()):
        answer = taken(explanation)
        shares = [(one.accepted, one.rejected, one.informed) for one in answer.by_segment]
        for accepted, rejected, informed in (*shares, (answer.accepted, answer.rejected, answer.informed)):
            assert 0 <= accepted + rejected <= 1 + 1e-9
            assert 0 <= informed <= 1
        assert 0 <= answer.calmed <= 1
        assert 0 <= answer.backfired <= 1
        assert fsum(one.weight for one in answer.strategies) == pytest.approx(1)


def test_an_apology_calms_and_its_reasons_say_so() -> None:
    answer, reasons = taken(apology()), apology().sentences
    assert answer.calmed > 3 * answer.backfired
    assert answer.accepted > 2 * answer.rejected
    assert reasons[1] == "So it took more anger than it added."
    assert any(one.startswith("An apology fits people who blame the brand: +") for one in reasons)


def test_a_denial_backfires_and_its_reasons_say_so() -> None:
    answer, reasons = taken(denial()), denial().sentences
    assert answer.backfired > answer.calmed
    assert answer.rejected > 2 * answer.accepted
    assert reasons[1] == "So it added more anger than it took."
    assert any(one.startswith("A denial does not fit people who blame the brand: −") for one in reasons)


def test_waiting_is_told_in_both_times() -> None:
    answer = taken(apology())
    assert answer.latency_s == pytest.approx(300, abs=4)
    latency = next(one.z for one in answer.terms if one.term == "latency")
    assert latency < -0.2
    assert f"It came 1 h 40 min of the audience's time after the criticism: −{-latency:.1f}." in (
        *apology().sentences,
        *denial().sentences,
    )


def test_only_the_brands_posts_are_answers() -> None:
    assert complaint().answer is None
    assert apology().answer is not None


def test_a_post_that_is_over_keeps_its_last_figures() -> None:
    drill = a_drill(started(), (bystander(2), PublishPost(author=FAN, text="They were kind to me."), 10.0))
    past, ask = past_of(drill.rehearsal), Explainer()
    running, over, later = (ask(past, P1, t) for t in (3_000.0, 9_000.0, 9_600.0))
    assert running is not None
    assert over is not None
    assert later is not None
    assert running.spread.alive
    assert not over.spread.alive
    assert over.spread.infectiousness == 0
    assert over.spread.views > running.spread.views
    assert over.spread == later.spread
    by_segment = {one.segment: one.views for one in over.spread.by_segment}
    assert by_segment["neutral"] > by_segment["critics"] > 0
    assert "It is over" in over.sentences[-1]


def test_a_running_post_promises_what_comes() -> None:
    promised = views = reposts = 0.0
    for seed in range(30):
        past, ask = replace(answered(OWNED, "apology"), rehearsal=f"r{seed}", seed=seed), Explainer()  # type: ignore[arg-type]
        before, after = ask(past, P1, 200.0), ask(past, P1, 300.0)
        assert before is not None
        assert after is not None
        assert before.spread.alive
        views += after.spread.views - before.spread.views
        reposts += after.spread.reposts - before.spread.reposts
        promised += before.spread.infectiousness / 30
    assert reposts / views == pytest.approx(promised, rel=0.35)


def test_a_reply_is_read_by_who_reads_the_thread() -> None:
    drill = a_drill(started(), (critic(), PublishPost(author=DIRECTOR, text=ANGRY), 10.0))
    drill.ask(critic(2), PublishPost(author=CAMPAIGN, text="Same here. Shame!", reply_to=P1), at=300.0)
    sources = {one.source: one.views for one in told(past_of(drill.rehearsal), P2).spread.by_source}
    alone = a_drill(started(), (critic(2), PublishPost(author=CAMPAIGN, text="Same here. Shame!"), 300.0))
    without = {one.source: one.views for one in told(past_of(alone.rehearsal), P1).spread.by_source}
    assert sources["thread"] > 0
    assert without["thread"] == 0


def test_a_reply_of_the_crowd_is_explained_by_its_thread() -> None:
    rehearsal = whole_drill().rehearsal
    past, ask = past_of(rehearsal), Explainer()
    replies = [
        post.id
        for post in rehearsal.feed.posts.values()
        if rehearsal.origins[post.id].sort == "crowd" and rehearsal.origins[post.id].cascade is None
    ]
    found = [ask(past, post, 600.0) for post in replies]
    assert found
    for one in found:
        assert one is not None
        assert {source.source for source in one.spread.by_source if source.views} <= {"thread"}
        assert one.answer is None


def test_a_smaller_audience_has_smaller_figures_and_the_same_reasons() -> None:
    past = answered(OWNED, "apology")
    crowd = replace(past.scenario.crowd, size=past.scenario.crowd.size // 10)
    small = replace(past, scenario=replace(past.scenario, crowd=crowd))
    assert told(small, P1).spread.views < complaint().spread.views


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        (10, (1.0, 1.0, 1.0), (4, 3, 3)),
        (7, (0.0, 2.0, 0.0), (0, 7, 0)),
        (3, (0.0, 0.0), (3, 0)),
        (0, (1.0, 2.0), (0, 0)),
        (100, (33.4, 33.3, 33.3), (34, 33, 33)),
    ],
)
def test_whole_parts_add_up(total: int, weights: tuple[float, ...], parts: tuple[int, ...]) -> None:
    assert apportioned(total, weights) == parts


def test_nobody_is_named() -> None:
    handles = {Handle(one.handle) for one in AIRLINE.cast}
    for explanation in (apology(), denial(), complaint()):
        assert not [one for one in explanation.sentences for handle in handles if handle in one]
