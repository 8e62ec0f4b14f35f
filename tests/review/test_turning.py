"""Which moments of a drill mattered: by what trust and heat did after them, beyond their trend."""

from dataclasses import replace

from app.ids import PostId
from app.rehearsal.storm import Sample
from app.review.build import review_of, reviewed
from app.review.story import Turn
from app.review.turning import APART, LEAST, MOST, SHORTEST, turns
from tests.build import Drill, a_drill, started
from tests.everything import everything


def at(t: float, trust: float, heat: float) -> Sample:
    return Sample(t=t, trust=trust, heat=heat, reach=0, posts=0, mentions=(0, 0, 0))


def turned(drill: Drill, *samples: Sample) -> tuple[Turn, ...]:
    """The turns of a drill whose curve was this."""
    story, _ = reviewed(drill.log)
    story.rehearsal.mood.samples[:] = samples
    return turns(story)


def test_what_the_curve_did_before_is_not_the_moments_doing() -> None:
    drill = everything()
    steady = [at(t, 80 - t / 100, t / 100) for t in range(0, 3000, 10)]
    assert [turn for turn in turned(drill, *steady) if turn.t >= SHORTEST] == []


def test_without_a_curve_nothing_turned() -> None:
    assert turned(everything()) == ()
    assert turned(everything(), at(0, 70, 5)) == ()
    assert review_of(a_drill(started()).log).turns == ()


def test_the_largest_effects_stand_apart_in_order_of_time_and_are_few() -> None:
    found = turned(everything(), *[at(t, 50 + 30 * ((t // 60) % 2), 20) for t in range(0, 3600, 6)])
    assert len(found) <= MOST
    assert [turn.t for turn in found] == sorted(turn.t for turn in found)
    assert all(abs(one.t - other.t) >= APART for one in found for other in found if one is not other)
    assert all(turn.size >= LEAST for turn in found)


def test_a_turn_names_what_landed_and_by_how_much_the_curve_bent() -> None:
    drill = everything()
    story, _ = reviewed(drill.log)
    post = next(p for p in story.rehearsal.feed.posts.values() if p.author == story.rehearsal.scenario.brand)
    bent = [at(t, 70.0 if t <= post.t else 70.0 - (t - post.t) / 20, 10.0) for t in range(0, 3600, 2)]
    found = turned(drill, *bent)
    mine = [turn for turn in found if abs(turn.t - post.t) < APART]
    assert mine
    assert mine[0].trust < -LEAST
    assert mine[0].heat == 0.0
    assert {turn.sort for turn in found} <= {"inject", "brand", "facilitator"}
    assert replace(mine[0], id="x").size == abs(mine[0].trust)
    assert PostId(mine[0].id) in story.rehearsal.feed.posts or mine[0].sort != "brand"
