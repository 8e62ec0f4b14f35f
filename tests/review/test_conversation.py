"""The conversation map: topic by stance by tactic."""

from dataclasses import replace

import pytest

from app.ids import CONDUCTOR, Handle
from app.rehearsal import commands as c
from app.rehearsal.events import Byline, PostPublished
from app.review.build import review_of
from app.review.weighed import Talk
from app.scenario.topics import Topic
from tests.airline import AIRLINE
from tests.build import Drill, a_drill, started
from tests.review.findings.pairing import said

SEATS = Topic(
    id="seats",
    name="seat rule",
    details=("the armrest was down",),
    asks=("who decided that?",),
    demands=("publish the table",),
    memes=("belt on, armrests down",),
)
CREW = Topic(
    id="crew", name="gate crew", details=("the purser smiled politely",), stories=("my sister was asked",)
)
TALKS = replace(AIRLINE, crowd=replace(AIRLINE.crowd, topics=(SEATS, CREW)))


def crowd_said(*lines: tuple[str, float]) -> Drill:
    """The crowd posts texts with stances: p1, p2..."""
    drill = a_drill(started(), scenario=TALKS)
    posts = tuple(
        c.CrowdPost(
            author=Handle(f"sky_{number}"), byline=Byline(name="Sky", followers=31), text=text, stance=stance
        )
        for number, (text, stance) in enumerate(lines)
    )
    drill.ask(CONDUCTOR, c.ActAsCrowd(beat=1, counts=(), trust=50, heat=50, posts=posts), at=30)
    return drill


def fields(drill: Drill) -> tuple[Talk, ...]:
    return review_of(drill.log).conversation.fields


@pytest.mark.parametrize(
    ("text", "stance", "field"),
    [
        ("So, who decided that?", -0.2, ("seats", "against", "ask")),
        ("Publish the table now", 0.19, ("seats", "unsure", "rally")),
        ("Belt on, armrests down", -0.19, ("seats", "unsure", "joke")),
        ("My sister was asked in front of all", 0.2, ("crew", "for", "story")),
        ("Politely smiled, that purser", 0.0, ("crew", "unsure", "plain")),
        ("That purser again", 0.0, ("other", "unsure", "plain")),
        ("Is there any news?", 0.0, ("other", "unsure", "ask")),
        ("I cannot 😂", 0.0, ("other", "unsure", "joke")),
    ],
)
def test_a_post_is_somewhere_on_the_map(text: str, stance: float, field: tuple[str, str, str]) -> None:
    (one,) = fields(crowd_said((text, stance)))
    assert (one.topic, one.stance, one.tactic) == field


def test_a_field_counts_its_posts_and_knows_its_first_and_its_answer() -> None:
    drill = crowd_said(("The purser smiled politely", -0.5), ("the purser smiled politely!", -0.5))
    assert [(one.posts, one.first, one.answered_t) for one in fields(drill)] == [(2, "p1", None)]
    said(drill, "She is kind.", 90, to="p2")
    assert [(one.posts, one.first, one.answered_t) for one in fields(drill)] == [(2, "p1", 90.0)]


def test_topics_stand_in_the_scenarios_order_and_the_rest_last() -> None:
    drill = crowd_said(("Rain again", 0), ("The purser smiled politely", 0), ("The armrest was down", 0))
    review = review_of(drill.log)
    assert review.conversation.topics == (("seats", "seat rule"), ("crew", "gate crew"))
    assert [one.topic for one in review.conversation.fields] == ["seats", "crew", "other"]


def test_what_a_critic_chose_is_its_tactic() -> None:
    drill = crowd_said(("Who decided that?", -1))
    events = tuple(
        replace(event, tactic="boycott") if isinstance(event, PostPublished) else event
        for event in drill.log[-1].events
    )
    log = [*drill.log[:-1], replace(drill.log[-1], events=events)]
    assert [one.tactic for one in review_of(log).conversation.fields] == ["rally"]
