"""What a post is meant to do, and the facilitator's hand on the crowd."""

from math import inf, nan
from typing import Any

import pytest

from app.feed.intent import Intent, Strategy
from app.ids import DraftId, PostId
from app.rehearsal.commands import (
    ApproveDraft,
    Command,
    DeletePost,
    DialCrowd,
    JudgePost,
    OpenDraft,
    PauseClock,
    PublishDraft,
    PublishPost,
    ReviseDraft,
    ShockCrowd,
    SubmitDraft,
)
from app.rehearsal.events import (
    CrowdDialled,
    CrowdShocked,
    Dial,
    DraftOpened,
    DraftPublished,
    DraftRevised,
    PostJudged,
    PostPublished,
)
from tests.airline import BRAND, DIRECTOR
from tests.build import Drill, a_drill, brand, critic, facilitator, observer, started

D1, P1, P2 = DraftId("d1"), PostId("p1"), PostId("p2")
HOLDING = "We have seen this and are looking into it. More by 19:30."
APOLOGY = Intent(strategies=("apology", "compensate"), tone="personal")
EMPATHY = Intent(strategies=("empathy",), target="feed")
WRONG: list[tuple[Strategy, ...]] = [
    (),
    ("apology", "apology"),
    ("apology", "empathy", "explain"),
]


def stormy() -> Drill:
    """The critic has posted p1, and the brand p2."""
    return a_drill(
        started(),
        (critic(), PublishPost(author=DIRECTOR, text="They walked me off the plane."), 5.0),
        (brand(), PublishPost(author=BRAND, text=HOLDING, reply_to=P1, intent=EMPATHY), 10.0),
    )


def test_a_post_of_the_brand_keeps_what_it_is_meant_to_do() -> None:
    drill = stormy()
    (published,) = drill.log[-1].events
    assert isinstance(published, PostPublished)
    assert published.intent == EMPATHY
    assert drill.rehearsal.storm.intents == {P2: EMPATHY}


def test_a_post_of_somebody_else_is_meant_as_it_reads() -> None:
    drill = stormy()
    (published,) = drill.ask(critic(), PublishPost(author=DIRECTOR, text="Well?", intent=EMPATHY))
    assert isinstance(published, PostPublished)
    assert published.intent is None
    assert P1 not in drill.rehearsal.storm.intents


def test_a_draft_carries_its_intent_onto_the_feed() -> None:
    drill = stormy()
    (opened,) = drill.ask(brand(), OpenDraft(text="We hear you.", intent=EMPATHY))
    assert isinstance(opened, DraftOpened)
    assert drill.rehearsal.drafts[D1].intent == opened.intent == EMPATHY
    (revised,) = drill.ask(brand(), ReviseDraft(draft=D1, text="We were wrong.", intent=APOLOGY))
    assert isinstance(revised, DraftRevised)
    assert drill.rehearsal.drafts[D1].intent == revised.intent == APOLOGY
    drill.ask(brand(), SubmitDraft(draft=D1))
    for judge in (brand("legal"), brand("decision_maker")):
        drill.ask(judge, ApproveDraft(draft=D1))
    published, done = drill.ask(brand(), PublishDraft(draft=D1))
    assert isinstance(published, PostPublished)
    assert isinstance(done, DraftPublished)
    assert published.intent == APOLOGY
    assert drill.rehearsal.storm.intents[done.post] == APOLOGY


def test_another_intent_alone_is_a_revision_and_the_same_is_none() -> None:
    drill = stormy()
    drill.ask(brand(), OpenDraft(text="We hear you.", intent=EMPATHY))
    same = ReviseDraft(draft=D1, text="We hear you.", intent=EMPATHY)
    assert drill.refused(brand(), same).detail == "nothing was changed"
    drill.ask(brand(), ReviseDraft(draft=D1, text="We hear you.", intent=APOLOGY))
    drill.ask(brand(), ReviseDraft(draft=D1, text="We hear you."))
    assert (drill.rehearsal.drafts[D1].intent, drill.rehearsal.drafts[D1].version) == (None, 3)


@pytest.mark.parametrize("strategies", WRONG)
def test_nobody_means_nothing_or_three_things_or_one_twice(strategies: tuple[Strategy, ...]) -> None:
    drill, intent = stormy(), Intent(strategies=strategies)
    drill.ask(brand(), OpenDraft(text="We hear you."))
    asks: list[tuple[Any, Command]] = [
        (brand(), PublishPost(author=BRAND, text=HOLDING, intent=intent)),
        (critic(), PublishPost(author=DIRECTOR, text="Well?", intent=intent)),
        (brand(), OpenDraft(text="We were wrong.", intent=intent)),
        (brand(), ReviseDraft(draft=D1, text="We were wrong.", intent=intent)),
        (facilitator(), JudgePost(post=P2, intent=intent)),
    ]
    for by, command in asks:
        refusal = drill.refused(by, command)
        assert (refusal.code, refusal.detail) == ("invalid", "choose one or two different strategies")


def test_the_facilitator_judges_a_post_of_the_brand_and_may_think_again() -> None:
    drill = stormy()
    (judged,) = drill.ask(facilitator(), JudgePost(post=P2, intent=APOLOGY))
    assert judged == PostJudged(post=P2, seat=facilitator(), intent=APOLOGY)
    drill.ask(facilitator(), JudgePost(post=P2, intent=EMPATHY))
    assert drill.rehearsal.storm.judged == {P2: EMPATHY}
    assert drill.rehearsal.storm.intents == {P2: EMPATHY}


def test_only_the_brands_posts_are_judged_while_they_are_up() -> None:
    drill = stormy()
    others = drill.refused(facilitator(), JudgePost(post=P1, intent=APOLOGY))
    assert (others.code, others.detail) == ("invalid", "post p1 is not the brand's")
    assert drill.refused(facilitator(), JudgePost(post=PostId("p9"), intent=APOLOGY)).code == "not_found"
    drill.ask(brand(), DeletePost(post=P2))
    assert drill.refused(facilitator(), JudgePost(post=P2, intent=APOLOGY)).code == "not_found"


def test_a_push_fades_or_stays_and_may_say_why() -> None:
    drill = stormy()
    (faded,) = drill.ask(facilitator(), ShockCrowd(on="anger", by=0.5, fades=300, why=" A second clip. "))
    assert faded == CrowdShocked(seat=facilitator(), on="anger", by=0.5, fades=300, why="A second clip.")
    (stays,) = drill.ask(facilitator(), ShockCrowd(on="trust", by=-1, fades=None))
    assert stays == CrowdShocked(seat=facilitator(), on="trust", by=-1, fades=None)


@pytest.mark.parametrize("by", [0.0, 1.01, -1.01, nan, inf])
def test_a_push_goes_up_to_1_either_way_and_is_not_nothing(by: float) -> None:
    refusal = stormy().refused(facilitator(), ShockCrowd(on="anger", by=by))
    assert (refusal.code, refusal.detail) == ("invalid", "push by -1 to 1, and not by nothing")


@pytest.mark.parametrize("fades", [0.0, -60.0, 0.99, 86_401.0, nan, inf])
def test_a_push_fades_within_a_day(fades: float) -> None:
    refusal = stormy().refused(facilitator(), ShockCrowd(on="anger", by=0.5, fades=fades))
    assert (refusal.code, refusal.detail) == ("invalid", "a push fades in 1 to 86400 seconds, or stays")


def test_the_reason_of_a_push_is_no_novel() -> None:
    push = ShockCrowd(on="anger", by=0.5, why="x" * 2_001)
    assert stormy().refused(facilitator(), push).code == "too_long"


def test_dials_stand_where_the_model_has_them_until_they_are_turned() -> None:
    drill = stormy()
    assert drill.rehearsal.storm.dials == {"mood": 0.0, "volume": 1.0, "abuse": 0.4}
    (dialled,) = drill.ask(facilitator(), DialCrowd(dial="volume", value=4))
    assert dialled == CrowdDialled(seat=facilitator(), dial="volume", value=4)
    assert drill.rehearsal.storm.dials == {"mood": 0.0, "volume": 4.0, "abuse": 0.4}


@pytest.mark.parametrize(("dial", "low", "high"), [("mood", -1, 1), ("volume", 0, 4), ("abuse", 0, 1)])
def test_a_dial_turns_so_far(dial: Dial, low: float, high: float) -> None:
    drill = stormy()
    for value in (low, high):
        drill.ask(facilitator(), DialCrowd(dial=dial, value=value))
    for value in (low - 0.01, high + 0.01, nan, inf):
        refusal = drill.refused(facilitator(), DialCrowd(dial=dial, value=value))
        assert (refusal.code, refusal.detail) == ("invalid", f"the {dial} dial goes from {low} to {high}")


def test_the_facilitator_may_push_and_judge_while_the_clock_is_held() -> None:
    drill = stormy()
    drill.ask(facilitator(), PauseClock())
    assert drill.ask(facilitator(), ShockCrowd(on="truth", by=0.2))
    assert drill.ask(facilitator(), JudgePost(post=P2, intent=APOLOGY))


def test_dials_may_be_set_before_startex_and_pushes_not() -> None:
    drill = a_drill()
    assert drill.ask(facilitator(), DialCrowd(dial="abuse", value=0))
    assert drill.refused(facilitator(), ShockCrowd(on="anger", by=0.5)).code == "paused"


@pytest.mark.parametrize(
    "command",
    [
        ShockCrowd(on="anger", by=0.5),
        DialCrowd(dial="mood", value=0.5),
        JudgePost(post=P2, intent=APOLOGY),
    ],
)
def test_nobody_but_the_facilitator_has_a_hand_on_the_crowd(command: Command) -> None:
    drill = stormy()
    for who in (brand(), critic(), observer()):
        assert drill.refused(who, command).code == "forbidden"
