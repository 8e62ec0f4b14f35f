"""Storms for tests that give the brand one opening each."""

from dataclasses import replace
from typing import Final

from app.feed.intent import Intent, Strategy
from app.ids import FactId, Handle, MessageId
from app.rehearsal.commands import ShockCrowd
from app.rehearsal.events import FactClaimed, FactConfirmed, MessageSent, Opening, ShockOn
from app.rehearsal.storm import StormChance
from app.scenario.scenario import Scenario
from tests.airline import AIRLINE, BRAND, CAMPAIGN, DIRECTOR, FAN, FLYER, PRESS
from tests.build import brand, facilitator
from tests.crowd.storms import ANGRY, Storm, with_crisis

PRAISE: Final = "They were so kind and lovely to my mother. Thank you, wonderful people."
F1: Final = FactId("f1")
LIGHT: Final = with_crisis(severity=0.2, responsibility=0.4, truth=-0.5)
"""A mishap nobody is much hurt by."""
DEMANDED: Final = replace(
    AIRLINE,
    cast=tuple(replace(one, sort="organisation") if one.handle == CAMPAIGN else one for one in AIRLINE.cast),
)
"""The campaign speaks as an organisation."""


def intent(strategy: Strategy) -> Intent:
    return Intent(strategies=(strategy,), tone="personal")


def chances(storm: Storm, opening: Opening) -> list[StormChance]:
    return [one for one in storm.rehearsal.storm.chances.values() if one.opening == opening]


def the(storm: Storm, opening: Opening) -> StormChance:
    """The only opening of its kind so far."""
    (one,) = chances(storm, opening)
    return one


def push(storm: Storm, on: ShockOn, by: float) -> None:
    storm.drill.ask(facilitator(), ShockCrowd(on=on, by=by))


def amused(scenario: Scenario = LIGHT) -> Storm:
    storm = Storm(scenario)
    push(storm, "amusement", 0.6)
    storm.on(6.0)
    return storm


def praised(author: Handle = FAN) -> Storm:
    storm = Storm()
    storm.say(PRAISE, 1.0, author)
    storm.on(4.0)
    return storm


def confirmed(*, angry: bool = True) -> Storm:
    """A fact is confirmed; people are angry, or not."""
    storm = Storm()
    storm.happened(FactClaimed(fact=F1, seat=brand(), text="The seat was sold twice.", source="log"), at=1.0)
    storm.happened(FactConfirmed(fact=F1, seat=brand(), source="log"), at=1.0)
    if angry:
        push(storm, "anger", 0.5)
    storm.on(6.0)
    return storm


def demanded(scenario: Scenario = DEMANDED) -> Storm:
    storm = Storm(scenario)
    push(storm, "anger", 0.8)
    push(storm, "attention", 0.8)
    storm.say("How wide is a seat? Publish the table. Shame on them.", 1.0, CAMPAIGN)
    storm.on(6.0)
    return storm


def criticised() -> Storm:
    storm = Storm()
    storm.say(ANGRY, 1.0, DIRECTOR)
    storm.on(4.0)
    return storm


def leaked(sender: Handle = PRESS, to: Handle = BRAND) -> Storm:
    storm = Storm()
    leak = MessageSent(message=MessageId("m1"), sender=sender, to=to, text="We print it at nine.")
    storm.happened(leak, at=1.0)
    storm.on(4.0)
    return storm


def muttered(followers: Handle = FLYER) -> Storm:
    """Somebody small criticises, and hardly anybody looks."""
    storm = Storm()
    storm.say("Pathetic. Shame on them.", 1.0, followers)
    storm.on(100.0)
    return storm
