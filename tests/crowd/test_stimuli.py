"""Every kind of stimulus becomes the right input, or none."""

from typing import get_args

import pytest

from app.crowd.journal import (
    Answered,
    Input,
    Limited,
    PassedOn,
    Pinned,
    Posted,
    Pushed,
    Removed,
    Ruled,
    ShownAgain,
    Silenced,
    Trusted,
    Tuned,
)
from app.feed.gist import Gist
from app.ids import FactId, Handle
from app.rehearsal import events as e
from app.rehearsal.storm import Stirring
from tests.airline import BRAND, CAMPAIGN, CHIEF, DIRECTOR
from tests.build import brand, bystander
from tests.crowd.storms import ANGRY, OWNED, RULES, a_post
from tests.crowd.test_intake import EXPLAIN, P1, P2, SEAT, known, message, put

BECOMES: tuple[tuple[Stirring, type[Input] | None], ...] = (
    (a_post("p3", CAMPAIGN, ANGRY), Posted),
    (a_post("p3", BRAND, OWNED), Answered),
    (a_post("p3", Handle("ida77"), "Shame.", origin=e.Origin(sort="crowd", stance=-0.5, cascade=9)), None),
    (e.PostEdited(post=P2, text=RULES), Ruled),
    (e.PostEdited(post=P1, text="Never mind."), None),
    (e.PostDeleted(post=P1), Removed),
    (e.PostDeleted(post=P2), Removed),
    (e.PostRetracted(post=P1), Removed),
    (e.PostHidden(post=P1, seat=SEAT, on=True), Silenced),
    (e.PostHidden(post=P1, seat=SEAT, on=False, text=ANGRY), ShownAgain),
    (e.PostPinned(post=P2, seat=SEAT, on=True), Pinned),
    (e.PostLimited(post=P2, seat=SEAT, replies="everyone"), Limited),
    (e.AccountBlocked(handle=DIRECTOR, platform="microblog", seat=SEAT, on=True), Silenced),
    (e.AccountBlocked(handle=DIRECTOR, platform="microblog", seat=SEAT, on=False), None),
    (e.ReportAnswered(post=P1, seat=brand(), breaks=None), Silenced),
    (e.ReportAnswered(post=P1, seat=bystander(), breaks=None), None),
    (e.PostRemoved(post=P1, breaks="abuse"), Silenced),
    (e.PostExpired(post=P1), Removed),
    (e.PostReposted(post=P1, by=CAMPAIGN), PassedOn),
    (e.PostUnreposted(post=P1, by=CAMPAIGN), None),
    (e.PostJudged(post=P2, seat=SEAT, intent=EXPLAIN), Ruled),
    (e.PostRead(post=P2, gist=Gist(weights=(0.0,) * 8 + (1.0,))), Ruled),
    (e.PostRead(post=P1, gist=Gist()), None),
    (message(BRAND, DIRECTOR), Answered),
    (message(BRAND, CHIEF), None),
    (message(DIRECTOR, BRAND), None),
    (e.TrustSet(seat=bystander(), value=30, reason=""), Trusted),
    (e.FactConfirmed(fact=FactId("f1"), seat=SEAT, source="log"), None),
    (e.FactRefuted(fact=FactId("f1"), seat=SEAT, source="log"), Ruled),
    (e.FactRefuted(fact=FactId("f2"), seat=SEAT, source="log"), None),
    (e.CrowdShocked(seat=SEAT, on="anger", by=0.3, fades=60.0), Pushed),
    (e.CrowdDialled(seat=SEAT, dial="mood", value=0.5), Tuned),
    (e.CrowdDialled(seat=SEAT, dial="volume", value=2.0), Tuned),
    (e.CrowdDialled(seat=SEAT, dial="abuse", value=0.9), None),
)


@pytest.mark.parametrize(("event", "becomes"), BECOMES, ids=lambda one: getattr(one, "kind", None))
def test_what_people_do_becomes_an_input_or_nothing(event: Stirring, becomes: type[Input] | None) -> None:
    found = put(known(), event)
    assert [type(one.what) for one in found] == ([] if becomes is None else [becomes])


def test_every_kind_of_stimulus_is_in_that_table() -> None:
    assert {type(event) for event, _ in BECOMES} == set(get_args(Stirring))
