"""The conductor has the platforms answer reports and take down stories, in their time."""

from dataclasses import replace

from app.crowd.breaches import breach_in
from app.headless import BEGAN, Cast, Drill, conduct
from app.ids import PostId, SeatId
from app.live.company import no_crowd, no_standins
from app.rehearsal import commands as c
from app.rehearsal import events as e
from tests.airline import AIRLINE, DIRECTOR, FLYER
from tests.build import bystander, critic

QUIET = replace(AIRLINE, msel=(), on_demand=(), minutes=20, platforms=("microblog", "photo"))
TWO = {SeatId("critic-1"): "You are idiots and crooks.", SeatId("bystander-1"): "I saw it, and it was bad."}


def a_drill() -> Drill:
    """Abuse, a complaint and a story, the first two reported by others at once."""
    drill = Drill(QUIET, seed=3)
    drill.start()
    drill.ask(critic(), c.PublishPost(author=DIRECTOR, text=TWO[critic()]), BEGAN + 1_000)
    drill.ask(bystander(), c.PublishPost(author=FLYER, text=TWO[bystander()]), BEGAN + 1_000)
    story = c.PublishPost(author=FLYER, text="Live", platform="photo", story=True)
    drill.ask(bystander(), story, BEGAN + 1_000)
    drill.ask(bystander(), c.ReportPost(post=PostId("p1"), why="abuse"), BEGAN + 2_000)
    drill.ask(critic(), c.ReportPost(post=PostId("p2"), why="abuse"), BEGAN + 2_000)
    return drill


def test_reports_are_answered_and_stories_end_without_anybodys_hand() -> None:
    drill = a_drill()
    cast = Cast(crowd=no_crowd, standins=no_standins, judge=breach_in)
    for _ in conduct(drill, cast, every=5.0):
        continue
    posts = drill.rehearsal.feed.posts
    assert [posts[PostId(f"p{number}")].standing for number in (1, 2, 3)] == ["removed", "up", "expired"]
    answers = [one for entry in drill.log for one in entry.events if isinstance(one, e.ReportAnswered)]
    assert [(one.post, one.breaks) for one in answers] == [("p1", "abuse"), ("p2", None)]
    assert not drill.refused


def test_without_a_judge_only_what_the_scenario_marks_is_removed() -> None:
    drill = a_drill()
    for _ in conduct(drill, Cast(crowd=no_crowd, standins=no_standins), every=5.0):
        continue
    assert drill.rehearsal.feed.posts[PostId("p1")].standing == "up"
