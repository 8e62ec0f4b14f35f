"""What critics play moves the audience a little, and within bounds."""

from dataclasses import replace

import pytest

from app.crowd.audience import Audience
from app.crowd.cascades import SHOT
from app.crowd.feeling import trusted_overall
from app.crowd.intake import Intake
from app.crowd.journal import Demanded, Posted, Pushed, Put, Uncovered
from app.crowd.tactics import (
    COUNTS_AGAIN,
    DOUBTED,
    LEAK_STIRS,
    PATIENCE,
    PRAISE_LEANS,
    PUSHES,
    RALLIES,
)
from app.feed.capture import Capture
from app.feed.tactics import Tactic
from app.ids import PostId
from app.rehearsal import events as e
from app.rehearsal.storm import Stimulus, Stirring
from tests.airline import AIRLINE, BRAND, CAMPAIGN, DIRECTOR
from tests.crowd.storms import ANGRY, OWNED, RULES, a_post

P2 = PostId("p2")
GOOD, BAD = a_post("p2", BRAND, OWNED), a_post("p2", BRAND, RULES)


def plays(post: str, tactic: Tactic | None, text: str = ANGRY) -> e.PostPublished:
    return replace(a_post(post, DIRECTOR, text), tactic=tactic)


def put(intake: Intake, event: Stirring, t: float) -> list[Put]:
    return intake.take(Stimulus(t=t, event=event))


def posted(event: e.PostPublished, *before: Stirring, t: float = 60.0) -> Posted:
    intake = Intake(AIRLINE)
    for one in before:
        put(intake, one, 30.0)
    (what,) = (one.what for one in put(intake, event, t) if isinstance(one.what, Posted))
    return what


def shot_of(text: str) -> Capture:
    return Capture(
        post=P2, author=BRAND, name="North Air", verified=False, text=text, posted_t=30.0, taken_t=40.0,
        likes=0, reposts=0, replies=0, reach=0,
    )  # fmt: skip


def test_a_rally_and_a_leak_stir_more_and_a_boycott_is_one_more_moral_word() -> None:
    plain = posted(plays("p1", None)).root
    assert posted(plays("p1", "rally")).root == replace(plain, arousal=min(1.0, plain.arousal + RALLIES))
    assert posted(plays("p1", "leak")).root == replace(plain, arousal=min(1.0, plain.arousal + LEAK_STIRS))
    assert posted(plays("p1", "boycott")).root == replace(plain, moral=min(4, plain.moral + 1))
    assert posted(plays("p1", "screenshot")).root == posted(plays("p1", "evidence")).root == plain


def test_praise_that_was_earned_calms() -> None:
    root = posted(plays("p3", "praise", "That was fair."), GOOD).root
    assert root.valence >= PRAISE_LEANS
    assert (root.source, root.named) == ("ally", False)
    intake = Intake(AIRLINE)
    put(intake, GOOD, 30.0)
    (push,) = (one.what for one in put(intake, plays("p3", "praise"), 60.0) if isinstance(one.what, Pushed))
    assert (push.quantity, push.by) == ("anger", PUSHES["praise"][1])


@pytest.mark.parametrize("before", [(), (BAD,)])
def test_praise_that_was_not_costs_the_critic_its_reach_for_a_while(before: tuple[Stirring, ...]) -> None:
    doubted = posted(plays("p4", None), *before, plays("p3", "praise"), t=100.0).root
    believed = posted(plays("p4", None), *before, plays("p3", None), t=100.0).root
    assert doubted.accounts == pytest.approx(DOUBTED * believed.accounts)
    late = posted(plays("p4", None), *before, plays("p3", "praise"), t=2_000.0).root
    assert late == posted(plays("p4", None), *before, plays("p3", None), t=2_000.0).root


@pytest.mark.parametrize("tactic", ["boycott", "leak"])
def test_feelings_are_moved_once_in_five_minutes_whoever_plays(tactic: Tactic) -> None:
    intake = Intake(AIRLINE)
    other = replace(plays("p2", tactic), author=CAMPAIGN)
    found = [
        [type(one.what) for one in put(intake, event, t)]
        for event, t in (
            (plays("p1", tactic), 10.0),
            (other, 20.0),
            (plays("p3", tactic), 10.0 + COUNTS_AGAIN),
        )
    ]
    assert found == [[Posted, Pushed], [Posted], [Posted, Pushed]]


def test_a_call_for_evidence_weighs_when_nobody_answered_it() -> None:
    def trust(answer: Stirring | None) -> float:
        audience = Audience(AIRLINE, seed=3)
        step = AIRLINE.crowd.audience.physics.step
        stimuli = [Stimulus(t=10.0, event=plays("p1", "evidence"))]
        stimuli += [Stimulus(t=60.0, event=answer)] if answer else []
        audience.take(stimuli)
        audience.advance(int((10.0 + PATIENCE) / step))
        before = float(trusted_overall(audience.engine.model)[0])
        audience.advance(audience.tick + 2)
        return float(trusted_overall(audience.engine.model)[0]) - before

    (at, late) = put(Intake(AIRLINE), plays("p1", "evidence"), 10.0)
    assert isinstance(late.what, Demanded)
    assert (late.step - at.step) * AIRLINE.crowd.audience.physics.step == PATIENCE
    assert trust(None) < -0.015
    assert trust(a_post("p2", BRAND, OWNED, reply_to="p1")) > -0.005
    assert trust(a_post("p2", BRAND, OWNED)) < -0.015


def test_a_screenshot_of_what_the_brand_took_back_goes_round_once() -> None:
    shows = replace(plays("p3", "screenshot"), shows=shot_of(RULES))
    for back in (e.PostDeleted(post=P2), e.PostEdited(post=P2, text=OWNED)):
        intake = Intake(AIRLINE)
        put(intake, BAD, 30.0)
        put(intake, back, 50.0)
        assert Uncovered(entity=intake.names[P2]) in [one.what for one in put(intake, shows, 60.0)]
        again = replace(shows, post=PostId("p4"))
        assert [type(one.what) for one in put(intake, again, 70.0)] == [Posted]


def test_a_screenshot_of_what_still_stands_or_was_owned_up_to_is_only_a_post() -> None:
    shows = replace(plays("p3", "screenshot"), shows=shot_of(RULES))
    standing, owned = Intake(AIRLINE), Intake(AIRLINE)
    put(standing, BAD, 30.0)
    for event in (BAD, a_post("p5", BRAND, OWNED), e.PostDeleted(post=P2)):
        put(owned, event, 30.0)
    for intake in (standing, owned):
        assert [type(one.what) for one in put(intake, shows, 60.0)] == [Posted]


def test_what_was_taken_back_comes_back_as_a_row_of_its_own() -> None:
    audience = Audience(AIRLINE, seed=3)
    gone: tuple[Stirring, ...] = (
        BAD,
        e.PostDeleted(post=P2),
        replace(plays("p3", "screenshot"), shows=shot_of(RULES)),
    )
    audience.take([Stimulus(t=10.0 * number, event=one) for number, one in enumerate(gone, 1)])
    audience.advance(30)
    rows = audience.engine.model.cascades
    assert list(rows.source).count(SHOT) == 1


def test_twins_remember_what_was_answered() -> None:
    audience = Audience(AIRLINE, seed=3)
    answered: tuple[Stirring, ...] = (plays("p1", None), a_post("p2", BRAND, OWNED, reply_to="p1"))
    audience.take([Stimulus(t=10.0 * number, event=one) for number, one in enumerate(answered, 1)])
    audience.advance(30)
    entity = audience.intake.names[PostId("p1")]
    (twin,) = audience.engine.fork(0, 1)
    assert audience.engine.answered(0, entity)
    assert audience.engine.answered(twin, entity)
