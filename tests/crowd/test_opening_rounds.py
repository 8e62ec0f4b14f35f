"""How openings come and go: taken, missed or gone, numbered, four at once, and not again at once."""

from dataclasses import replace

import pytest

from app.crowd.openings import APART, LASTS, MOST_AT_ONCE
from app.ids import PostId
from app.rehearsal.commands import RetractPost
from app.rehearsal.events import FactClaimed, FactConfirmed, Opening
from tests.airline import CAMPAIGN, DIRECTOR, FAN
from tests.build import brand, facilitator
from tests.crowd.opening_storms import (
    DEMANDED,
    F1,
    LIGHT,
    PRAISE,
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
from tests.crowd.storms import ANGRY, Storm


@pytest.mark.parametrize(
    ("make", "opening"),
    [
        (amused, "self_irony"),
        (praised, "ally"),
        (confirmed, "receipts"),
        (demanded, "cause"),
        (criticised, "critic_won"),
        (leaked, "steal_thunder"),
    ],
)
def test_what_nobody_takes_is_missed_when_its_time_is_over(make: object, opening: Opening) -> None:
    assert callable(make)
    storm: Storm = make()
    first = chances(storm, opening)[0]
    storm.on(first.t + LASTS[opening] + 30, every=30.0)
    assert (first.taken, first.taken_by) == (False, None)
    assert first.closed_t is not None
    assert first.lasts == LASTS[opening]
    assert 0 <= first.closed_t - first.t - LASTS[opening] <= 30


def test_an_opening_is_gone_with_the_post_it_hung_on() -> None:
    storm = praised()
    storm.drill.ask(facilitator(), RetractPost(post=PostId("p1")), 6.0)
    storm.on(8.0)
    chance = the(storm, "ally")
    assert (chance.closed_t, chance.taken) == (8.0, False)


def test_what_was_done_before_it_opened_does_not_take_it() -> None:
    storm = Storm(LIGHT)
    storm.say("We brought our own tape measure.", 1.0, intent=intent("humour"))
    push(storm, "amusement", 0.6)
    storm.on(8.0)
    assert the(storm, "self_irony").closed_t is None


def test_one_kind_comes_again_after_a_while_and_never_for_the_same_post() -> None:
    storm = praised()
    storm.say("Thank you.", 6.0, reply_to="p1")
    storm.on(8.0)
    storm.say(PRAISE + " Again.", 10.0, FAN)
    storm.on(8.0 + APART - 2)
    assert len(chances(storm, "ally")) == 1
    storm.on(8.0 + APART)
    assert [one.post for one in chances(storm, "ally")] == ["p1", "p3"]
    storm.on(2_000.0, every=30.0)
    assert len(chances(storm, "ally")) == 2


def crowded() -> Storm:
    """As many reasons for an opening at once as there are."""
    storm = Storm(replace(LIGHT, cast=DEMANDED.cast))
    storm.happened(FactClaimed(fact=F1, seat=brand(), text="It was sold twice.", source="log"), at=1.0)
    storm.happened(FactConfirmed(fact=F1, seat=brand(), source="log"), at=1.0)
    for quantity in ("anger", "attention", "amusement"):
        push(storm, quantity, 0.8)
    storm.say("How wide is a seat? Publish the table. Shame on them.", 1.0, CAMPAIGN)
    storm.say(PRAISE, 1.0, FAN)
    storm.say(ANGRY, 1.0, DIRECTOR)
    storm.on(6.0)
    return storm


def test_at_most_four_are_there_at_once_and_one_that_closes_makes_room() -> None:
    storm = crowded()
    there = [one for one in storm.rehearsal.storm.chances.values() if one.closed_t is None]
    assert len(there) == MOST_AT_ONCE == 4
    assert not chances(storm, "self_irony")
    storm.say("Thank you.", 8.0, reply_to=the(storm, "ally").post)
    storm.on(10.0)
    assert the(storm, "ally").closed_t == the(storm, "self_irony").t == 10.0


def test_they_are_numbered_as_they_come() -> None:
    storm = crowded()
    storm.say("Thank you.", 8.0, reply_to=the(storm, "ally").post)
    storm.on(900.0, every=10.0)
    names = list(storm.rehearsal.storm.chances)
    assert len(names) > 5
    assert names == [f"o{number}" for number in range(1, len(names) + 1)]


def test_all_eight_can_be_there_and_each_says_why() -> None:
    assert set(LASTS) == {
        "self_irony",
        "ally",
        "receipts",
        "cause",
        "wit",
        "critic_won",
        "steal_thunder",
        "leave_it",
    }
    for make in (amused, praised, confirmed, demanded, criticised, leaked, muttered):
        assert all(len(one.why) > 20 for one in make().rehearsal.storm.chances.values())
