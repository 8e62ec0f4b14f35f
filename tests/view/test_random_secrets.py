"""Whatever was played in whatever order: no draft, fact, whisper, goal, tactic or screenshot strays."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.feed.tactics import Tactic
from app.ids import CaptureId, DraftId, FactId, Handle, LeakId, PostId, SeatId, View
from app.rehearsal import commands as c
from app.rehearsal.refusals import Refused
from app.rehearsal.seats import seat_view
from app.scenario.scenario import Leak, Scenario
from tests.airline import AIRLINE, BRAND, CAMPAIGN, DIRECTOR, FLYER
from tests.build import Drill, a_drill, brand, bystander, critic, facilitator, started
from tests.everything import HOLDING
from tests.view.showing import frames_of, snapshot_of, views_of

STAFF = frozenset({View("facilitator"), View("observer")})
ROOM = STAFF | {View("brand")}
CREW = STAFF | {View("critic")}
P1 = PostId("p1")


@dataclass(frozen=True, slots=True)
class Secret:
    """Something somebody does, with a word that only `readers` may ever be sent."""

    by: SeatId
    makes: Callable[[str], c.Command]
    readers: frozenset[View]
    word: str = ""
    """What betrays it, where its own canary cannot."""


def of(seat: SeatId) -> frozenset[View]:
    return STAFF | {seat_view(seat)}


def facilitators(seat: SeatId) -> frozenset[View]:
    return frozenset({View("facilitator"), seat_view(seat)})


def holding(word: str) -> str:
    return HOLDING.replace("19:30", word)


def tactic(author: Handle, word: str, played: Tactic) -> c.PublishPost:
    return c.PublishPost(author=author, text=f"Public {word}", tactic=played)


SECRETS = (
    Secret(brand(), lambda word: c.OpenDraft(text=word), ROOM),
    Secret(brand("legal"), lambda word: c.ReviseDraft(draft=DraftId("d1"), text=word), ROOM),
    Secret(brand(), lambda word: c.SayInChat(text=word), ROOM),
    Secret(brand("subject_expert"), lambda word: c.ClaimFact(text=word), ROOM),
    Secret(brand(), lambda word: c.ConfirmFact(fact=FactId("f1"), source=word), ROOM),
    Secret(facilitator(), lambda word: c.SendWhisper(to=critic(), text=word), facilitators(critic())),
    Secret(facilitator(), lambda word: c.SendWhisper(to=brand(), text=word), facilitators(brand())),
    Secret(critic(), lambda word: c.SayInCrew(text=word), CREW),
    Secret(critic(2), lambda word: c.SayInCrew(text=word), CREW),
    Secret(bystander(), lambda word: c.SetTrust(value=40, reason=word), of(bystander())),
    Secret(bystander(), lambda _: c.GiveMood(value=2), of(bystander()), '"round":'),
    Secret(critic(), lambda _: c.CapturePost(post=P1), of(critic()), "k1.critic-1"),
    Secret(bystander(), lambda _: c.CapturePost(post=P1), of(bystander()), "k1.bystander-1"),
    Secret(facilitator(), lambda _: c.JudgeGoal(seat=critic(), goal=0), of(critic()), '"goal":0'),
    Secret(critic(), lambda w: c.PublishPost(author=DIRECTOR, text=f"A{w}", tactic="rally"), CREW, '"rally"'),
    Secret(
        critic(2), lambda w: c.PublishPost(author=CAMPAIGN, text=f"B{w}", tactic="praise"), CREW, '"praise"'
    ),
)
"""`round` is a word of the mood check alone, `goal` and a number one of a judged goal."""
OPEN: tuple[tuple[SeatId, Callable[[int], c.Command]], ...] = (
    (brand(), lambda n: c.PublishPost(author=BRAND, text=holding(f"19:{n:02}"))),
    (bystander(), lambda n: c.PublishPost(author=FLYER, text=f"I was there, {n}.")),
    (brand(), lambda _: c.DeletePost(post=P1)),
    (
        critic(),
        lambda n: c.PublishPost(author=DIRECTOR, text=f"Look, {n}.", shows=CaptureId("k1.critic-1")),
    ),
)
NEVER_YET = "Nobody reads this before it is let out."
SCENARIO: Scenario = replace(
    AIRLINE, leaks=(Leak(id=LeakId("l1"), title="Note", text=NEVER_YET),)
)  # played by nobody here


@pytest.mark.trust(22)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(0, len(SECRETS) + len(OPEN) - 1), min_size=5, max_size=30))
def test_nothing_private_is_in_any_byte_of_another_view(acts: list[int]) -> None:
    drill: Drill = a_drill(started(), scenario=SCENARIO)
    readers: dict[str, frozenset[View]] = {
        NEVER_YET: frozenset({seat_view(critic()), seat_view(critic(2))}),
        "They call you": of(critic()),
    }
    for number, act in enumerate((len(SECRETS), *acts)):
        at = 15.0 * (number + 1)
        with suppress(Refused):
            if act >= len(SECRETS):
                seat, open_ = OPEN[act - len(SECRETS)]
                drill.ask(seat, open_(number), at=at)
            else:
                secret, word = SECRETS[act], f"zq{number}x"
                drill.ask(secret.by, secret.makes(word), at=at)
                told = secret.word or word
                readers[told] = readers.get(told, frozenset()) | secret.readers
    for view in views_of(drill.rehearsal):
        sent = b"\n".join((*frames_of(drill.log, view), snapshot_of(drill.rehearsal, view)))
        strays = {word for word, who in readers.items() if view not in who and word.encode() in sent}
        assert not strays, view
