"""The guard at the door: who is held to it, what is said, and what the facilitator's dial opens."""

import pytest

from app.ids import PostId
from app.rehearsal.commands import AddCue, Command, DialCrowd, EditPost, PublishPost, SayInCrew, SendMessage
from tests.airline import BRAND, DIRECTOR, FLYER, PRESS
from tests.build import Drill, a_drill, brand, bystander, critic, facilitator, started

THREAT, NUMBER = "I will hurt you.", "Ring +44 20 7946 0958."


def stormy() -> Drill:
    return a_drill(started(), (critic(), PublishPost(author=DIRECTOR, text="They walked me off.")))


@pytest.mark.parametrize(
    "command",
    [
        PublishPost(author=DIRECTOR, text=THREAT),
        EditPost(post=PostId("p1"), text=THREAT),
        SendMessage(sender=DIRECTOR, to=FLYER, text=THREAT),
        SayInCrew(text=THREAT),
    ],
)
def test_a_critic_is_told_which_words_and_why(command: Command) -> None:
    refusal = stormy().refused(critic(), command)
    assert refusal.code == "invalid"
    assert refusal.detail.startswith("“I will hurt you” is a threat")


def test_bystanders_are_held_to_it_and_the_brand_to_its_decision_model() -> None:
    drill = stormy()
    assert "telephone" in drill.refused(bystander(), PublishPost(author=FLYER, text=NUMBER)).detail
    assert drill.refused(brand(), PublishPost(author=BRAND, text=NUMBER)).code == "needs_approval"


def test_the_facilitators_accounts_may_be_rough_once_the_dial_says_so() -> None:
    drill = stormy()
    rough, private = (PublishPost(author=PRESS, text=text) for text in (THREAT, NUMBER))
    assert drill.refused(facilitator(), rough).code == "invalid"
    assert drill.refused(facilitator(), AddCue(by=PRESS, text=THREAT)).code == "invalid"
    drill.ask(facilitator(), DialCrowd(dial="abuse", value=0.9))
    assert drill.ask(facilitator(), rough)
    assert drill.refused(facilitator(), private).code == "invalid"
    assert drill.refused(critic(), PublishPost(author=DIRECTOR, text=THREAT)).code == "invalid"


def test_whoever_is_named_on_the_feed_may_be_named() -> None:
    drill = stormy()
    named = PublishPost(author=FLYER, text="Was it Sarah Miller?")
    assert drill.refused(bystander(), named).code == "invalid"
    answer = "Sarah Miller, we want to hear it from you. Please check your messages."
    drill.ask(brand(), PublishPost(author=BRAND, text=answer))
    assert drill.ask(bystander(), named)
