"""The eight openings: when each is there, and what takes it."""

import numpy as np
import pytest

from app.crowd.audience import Audience
from app.crowd.openings import LASTS, changes
from app.crowd.segments import ACTIVISTS, NEUTRAL
from app.ids import MessageId, PostId
from app.rehearsal.events import FactClaimed, FactConfirmed, MessageSent, PostReposted
from app.scenario.scenario import Scenario
from tests.airline import AIRLINE, BRAND, CAMPAIGN, DIRECTOR, FLYER, PRESS
from tests.build import brand
from tests.crowd.opening_storms import (
    DEMANDED,
    F1,
    LIGHT,
    amused,
    chances,
    confirmed,
    criticised,
    demanded,
    intent,
    leaked,
    muttered,
    praised,
    push,
    the,
)
from tests.crowd.storms import ANGRY, OWNED, RULES, Storm


def test_people_who_are_amused_more_than_hurt_let_the_brand_laugh_about_itself() -> None:
    assert the(amused(), "self_irony").t == 4.0
    assert not chances(amused(AIRLINE), "self_irony")
    assert not chances(Storm(LIGHT), "self_irony")


def test_a_joke_takes_it_and_an_explanation_does_not() -> None:
    storm = amused()
    storm.say(RULES, 8.0, intent=intent("explain"))
    storm.on(10.0)
    assert the(storm, "self_irony").closed_t is None
    joke = storm.say("We brought our own tape measure.", 12.0, intent=intent("humour"))
    storm.on(14.0)
    chance = the(storm, "self_irony")
    assert (chance.taken, chance.taken_by, chance.closed_t) == (True, joke, 14.0)


def test_an_ally_is_somebody_with_followers_who_speaks_up() -> None:
    assert the(praised(), "ally").post == "p1"
    assert not chances(praised(FLYER), "ally")
    assert not chances(criticised(), "ally")


def test_an_ally_is_won_by_an_answer_or_a_repost() -> None:
    answered, passed_on, ignored = praised(), praised(), praised()
    reply = answered.say("Thank you.", 6.0, reply_to="p1")
    passed_on.happened(PostReposted(post=PostId("p1"), by=BRAND), at=6.0)
    ignored.say("Thank you all.", 6.0)
    for storm in (answered, passed_on, ignored):
        storm.on(8.0)
    assert the(answered, "ally").taken_by == reply
    assert the(passed_on, "ally").taken
    assert the(ignored, "ally").closed_t is None


def test_a_confirmed_fact_that_nobody_was_told_is_a_receipt_once_people_are_angry() -> None:
    assert "The seat was sold twice." in the(confirmed(), "receipts").why
    assert not chances(confirmed(angry=False), "receipts")
    told = Storm()
    told.say(OWNED, 0.5, cites=(F1,))
    told.happened(FactClaimed(fact=F1, seat=brand(), text="It was sold twice.", source="log"), at=1.0)
    told.happened(FactConfirmed(fact=F1, seat=brand(), source="log"), at=1.0)
    push(told, "anger", 0.5)
    told.on(6.0)
    assert not chances(told, "receipts")


def test_a_receipt_is_shown_by_citing_it() -> None:
    storm = confirmed()
    storm.say(OWNED, 8.0)
    storm.on(10.0)
    assert the(storm, "receipts").closed_t is None
    shown = storm.say("The seat was sold twice. Here is the log.", 12.0, cites=(F1,))
    storm.on(14.0)
    assert the(storm, "receipts").taken_by == shown


def test_a_cause_is_an_organisations_demand_while_activists_burn() -> None:
    assert the(demanded(), "cause").post == "p1"
    assert not chances(demanded(AIRLINE), "cause")
    calm = Storm(DEMANDED)
    calm.say("How wide is a seat? Publish the table. Shame on them.", 1.0, CAMPAIGN)
    calm.on(6.0)
    assert not chances(calm, "cause")


def test_a_cause_is_met_in_its_thread_and_not_by_attacking() -> None:
    storm = demanded()
    storm.say(RULES, 8.0, reply_to="p1", intent=intent("attack"))
    storm.say(OWNED, 8.0, intent=intent("compensate"))
    storm.on(10.0)
    assert the(storm, "cause").closed_t is None
    met = storm.say("The table is on our page from today.", 12.0, reply_to="p1", intent=intent("explain"))
    storm.on(14.0)
    assert the(storm, "cause").taken_by == met


@pytest.mark.parametrize(
    ("trending", "mood", "scenario", "there"),
    [
        (True, 0.5, LIGHT, True),
        (False, 0.5, LIGHT, False),
        (True, 0.0, LIGHT, False),
        (True, 0.5, AIRLINE, False),
    ],
)
def test_wit_wants_everybodys_eyes_a_good_mood_and_little_harm(
    trending: bool,  # noqa: FBT001
    mood: float,
    scenario: Scenario,
    there: bool,  # noqa: FBT001
) -> None:
    storm = Storm(scenario)
    audience = Audience(scenario, 7)
    audience.engine.model.worlds.trending[0] = trending
    audience.engine.model.worlds.amusement[0, NEUTRAL] = mood
    opened, _ = changes(storm.rehearsal, audience, 10.0)
    assert ("wit" in {one.opening for one in opened}) is there


def test_a_critic_who_is_there_right_now_can_still_be_talked_to() -> None:
    assert the(criticised(), "critic_won").post == "p1"
    bystander = Storm()
    bystander.say(ANGRY, 1.0, FLYER)
    bystander.on(4.0)
    assert not chances(bystander, "critic_won")
    lost = Storm()
    push(lost, "trust", -0.9)
    lost.say(ANGRY, 5.0, DIRECTOR)
    lost.on(10.0)
    assert not chances(lost, "critic_won")


def test_a_critic_is_won_by_a_message_or_a_kind_answer_and_not_by_rules() -> None:
    messaged, kind, strict = criticised(), criticised(), criticised()
    text = "May we call you?"
    messaged.happened(MessageSent(message=MessageId("m1"), sender=BRAND, to=DIRECTOR, text=text), at=5.0)
    reply = kind.say(OWNED, 5.0, reply_to="p1", intent=intent("empathy"))
    strict.say(RULES, 5.0, reply_to="p1")
    for storm in (messaged, kind, strict):
        storm.on(8.0)
    assert the(messaged, "critic_won").taken_by == "p1"
    assert the(kind, "critic_won").taken_by == reply
    assert the(strict, "critic_won").closed_t is None


def test_a_leak_lets_the_brand_tell_it_first_while_nobody_waits_for_an_answer() -> None:
    assert "Harbour Post" in the(leaked(), "steal_thunder").why
    assert not chances(leaked(FLYER), "steal_thunder")
    assert not chances(leaked(PRESS, DIRECTOR), "steal_thunder")
    late = criticised()
    leak = MessageSent(message=MessageId("m1"), sender=PRESS, to=BRAND, text="We print it at nine.")
    late.happened(leak, at=5.0)
    late.on(10.0)
    assert not chances(late, "steal_thunder")


def test_only_a_specific_confession_steals_the_thunder() -> None:
    storm = leaked()
    storm.say("We are sorry.", 6.0, intent=intent("apology"))
    storm.on(8.0)
    assert the(storm, "steal_thunder").closed_t is None
    told = storm.say(OWNED, 10.0, intent=intent("apology"))
    storm.on(12.0)
    assert the(storm, "steal_thunder").taken_by == told


def test_small_criticism_that_nobody_sees_is_better_left_alone() -> None:
    chance = the(muttered(), "leave_it")
    assert (chance.post, chance.t) == ("p1", 92.0)
    assert not chances(muttered(CAMPAIGN), "leave_it")


def test_to_leave_it_alone_is_to_do_nothing_while_it_lasts() -> None:
    left, answered = muttered(), muttered()
    reply = answered.say(RULES, 110.0, reply_to="p1")
    answered.on(112.0)
    assert (the(answered, "leave_it").taken, the(answered, "leave_it").taken_by) == (False, reply)
    assert the(answered, "leave_it").closed_t == 112.0
    left.on(92.0 + LASTS["leave_it"] - 2)
    assert the(left, "leave_it").closed_t is None
    left.on(92.0 + LASTS["leave_it"])
    assert (the(left, "leave_it").taken, the(left, "leave_it").taken_by) == (True, None)


def test_activists_burn_by_anger_and_attention_together() -> None:
    storm, audience = Storm(DEMANDED), Audience(DEMANDED, 7)
    storm.say("How wide is a seat? Publish the table. Shame on them.", 1.0, CAMPAIGN)
    audience.hear(storm.rehearsal)
    audience.advance(2)
    worlds = audience.engine.model.worlds
    for anger, attention, there in ((0.9, 0.9, True), (0.9, 0.1, False), (0.1, 0.9, False)):
        worlds.anger[0, ACTIVISTS], worlds.attention[0, ACTIVISTS] = np.float64(anger), np.float64(attention)
        opened, _ = changes(storm.rehearsal, audience, 4.0)
        assert ("cause" in {one.opening for one in opened}) is there
