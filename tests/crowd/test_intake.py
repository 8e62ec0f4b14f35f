"""Everything people do reaches the audience as an input, and as the right one."""

from dataclasses import replace

import pytest

from app.crowd.answers import Answer
from app.crowd.cascades import BY_FOLLOWERS, BY_INJECT, BY_PRESS
from app.crowd.intake import REMEMBERED, REPLY_IS_SEEN, REPLY_SPREADS, REPOST_IS_SEEN, Intake
from app.crowd.journal import (
    Answered,
    Input,
    PassedOn,
    Posted,
    Pushed,
    Put,
    Removed,
    Ruled,
    Trusted,
)
from app.crowd.roots import Root
from app.crowd.sayings import ADMITTED_WITHIN
from app.feed.gist import Gist
from app.feed.intent import STRATEGIES, Intent, Strategy
from app.ids import FactId, Handle, MessageId, PostId
from app.rehearsal import events as e
from app.rehearsal.storm import Stimulus, Stirring
from app.scenario.scenario import Scenario
from tests.airline import AIRLINE, BRAND, CAMPAIGN, DIRECTOR, FAN, PRESS
from tests.build import bystander, facilitator
from tests.crowd.storms import ANGRY, OWNED, RULES, a_post, by_inject, with_physics

DENIAL = "That is not true. It never happened, and nobody was asked to leave."
APOLOGY = Intent(strategies=("apology",), tone="personal", target="feed")
EXPLAIN = Intent(strategies=("explain",))
SEAT = facilitator()
P1, P2, P3 = (PostId(f"p{number}") for number in (1, 2, 3))
ANGRY_POST, OWNED_POST = a_post("p1", DIRECTOR, ANGRY), a_post("p2", BRAND, OWNED, cites=(FactId("f1"),))


def put(intake: Intake, event: Stirring, t: float = 60.0) -> list[Put]:
    return intake.take(Stimulus(t=t, event=event))


def put_one(intake: Intake, event: Stirring, t: float = 60.0) -> Input:
    """The only input of an event."""
    (one,) = put(intake, event, t)
    return one.what


def known(*events: Stirring, scenario: Scenario = AIRLINE) -> Intake:
    """An intake that has had these, by default the passenger's post and the brand's."""
    intake = Intake(scenario)
    for event in events or (ANGRY_POST, OWNED_POST):
        put(intake, event)
    return intake


def root_of(what: Input) -> Root:
    assert isinstance(what, Posted | Answered)
    return what.root


def answer_of(what: Input) -> Answer:
    assert isinstance(what, Answered | Ruled)
    return what.answer


def weight(what: Input, strategy: Strategy) -> float:
    return answer_of(what).weights[STRATEGIES.index(strategy)]


def message(sender: Handle, to: Handle, text: str = "We are sorry. May we call you today?") -> e.MessageSent:
    return e.MessageSent(message=MessageId("m1"), sender=sender, to=to, text=text)


@pytest.mark.parametrize(("t", "step"), [(0.0, 1), (1.99, 1), (2.0, 2), (61.0, 31)])
def test_what_happens_within_a_step_is_put_in_before_the_next(t: float, step: int) -> None:
    assert [one.step for one in put(Intake(AIRLINE), ANGRY_POST, t)] == [step]


def test_chips_say_what_is_meant_and_words_where_there_are_none() -> None:
    meant = put_one(known(), a_post("p3", BRAND, DENIAL, intent=APOLOGY))
    written = put_one(known(), a_post("p3", BRAND, DENIAL))
    assert weight(meant, "apology") == 1.0
    assert answer_of(meant).target == "feed"
    assert answer_of(meant).voice > answer_of(written).voice
    assert weight(written, "deny") > 0.9
    assert answer_of(meant).words < 0


def test_without_chips_an_answer_is_in_its_thread_and_another_post_on_the_feed() -> None:
    assert answer_of(put_one(known(), a_post("p3", BRAND, OWNED, reply_to="p1"))).target == "thread"
    assert answer_of(put_one(known(), a_post("p3", BRAND, OWNED))).target == "feed"


def test_what_the_facilitator_judges_beats_chips_and_words() -> None:
    intake = known(ANGRY_POST, replace(OWNED_POST, intent=APOLOGY))
    ruled = put_one(intake, e.PostJudged(post=P2, seat=SEAT, intent=EXPLAIN))
    assert weight(ruled, "explain") == 1.0
    again = put_one(intake, e.PostEdited(post=P2, text=RULES))
    assert weight(again, "explain") == 1.0


def test_an_edited_post_is_read_again_and_keeps_its_chips() -> None:
    read_again = put_one(known(), e.PostEdited(post=P2, text=DENIAL))
    assert isinstance(read_again, Ruled)
    assert weight(read_again, "deny") > 0.9
    chips = known(ANGRY_POST, replace(OWNED_POST, intent=APOLOGY))
    assert weight(put_one(chips, e.PostEdited(post=P2, text=DENIAL)), "apology") == 1.0


def test_a_reading_of_others_lasts_until_the_words_change() -> None:
    intake = known()
    joke = e.PostRead(post=P2, gist=Gist(weights=(0.0,) * 8 + (1.0,)))
    assert weight(put_one(intake, joke), "humour") == 1.0
    assert weight(put_one(intake, e.PostEdited(post=P2, text=DENIAL)), "humour") == 0.0


def test_an_answer_says_which_post_it_answers() -> None:
    intake = known()
    what = put_one(intake, a_post("p3", BRAND, OWNED, reply_to="p1"))
    assert isinstance(what, Answered)
    assert what.to == intake.names[P1]


def test_a_deletion_without_a_word_is_no_admission_and_the_next_post_contradicts() -> None:
    intake = known(ANGRY_POST, a_post("p2", BRAND, RULES))
    gone = put_one(intake, e.PostDeleted(post=P2), 100.0)
    assert gone == Removed(entity=intake.names[P2], removal="deleted", admitted=False)
    as_if_nothing = a_post("p3", BRAND, "We always keep to our rules.", intent=EXPLAIN)
    assert answer_of(put_one(intake, as_if_nothing, 200.0)).contradicts == 1.0


def test_owning_up_after_a_deletion_is_no_contradiction() -> None:
    intake = known(ANGRY_POST, a_post("p2", BRAND, RULES))
    put(intake, e.PostDeleted(post=P2), 100.0)
    assert answer_of(put_one(intake, a_post("p3", BRAND, OWNED, intent=APOLOGY), 200.0)).contradicts == 0.0


def test_a_deletion_is_forgotten_after_ten_minutes_or_one_post() -> None:
    intake = known(ANGRY_POST, a_post("p2", BRAND, RULES))
    put(intake, e.PostDeleted(post=P2), 100.0)
    late = a_post("p3", BRAND, "We fly again.", intent=EXPLAIN)
    assert answer_of(put_one(intake, late, 100.0 + ADMITTED_WITHIN)).contradicts == 0.0
    put(intake, e.PostDeleted(post=P3), 800.0)
    put(intake, a_post("p4", BRAND, "On time.", intent=EXPLAIN), 810.0)
    assert answer_of(put_one(intake, a_post("p5", BRAND, "So.", intent=EXPLAIN), 820.0)).contradicts == 0.0


def test_a_deletion_soon_after_an_apology_is_admitted_and_later_is_not() -> None:
    for wait, admitted in ((ADMITTED_WITHIN - 1, True), (ADMITTED_WITHIN + 1, False)):
        intake = known()
        gone = put_one(intake, e.PostDeleted(post=P2), 60.0 + wait)
        assert gone == Removed(entity=intake.names[P2], removal="deleted", admitted=admitted)


def test_others_may_take_down_what_is_theirs() -> None:
    intake = known(ANGRY_POST)
    assert put_one(intake, e.PostDeleted(post=P1)) == Removed(
        entity=intake.names[P1], removal="deleted", admitted=True
    )
    assert answer_of(put_one(intake, a_post("p2", BRAND, RULES), 70.0)).contradicts == 0.0


def test_the_facilitator_takes_back_without_a_trace() -> None:
    intake = known(ANGRY_POST, a_post("p2", BRAND, RULES))
    assert put_one(intake, e.PostRetracted(post=P2)) == Removed(
        entity=intake.names[P2], removal="deleted", admitted=True
    )


def test_a_refuted_fact_makes_a_contradiction_of_every_post_that_cites_it() -> None:
    intake = known()
    put(intake, a_post("p3", BRAND, RULES, cites=(FactId("f1"), FactId("f2"))))
    ruled = put(intake, e.FactRefuted(fact=FactId("f1"), seat=SEAT, source="log"))
    assert [answer_of(one.what).contradicts for one in ruled] == [1.0, 1.0]
    assert answer_of(put_one(intake, a_post("p4", BRAND, OWNED, cites=(FactId("f1"),)))).contradicts == 1.0


def test_turning_from_a_denial_to_an_apology_contradicts_by_half_and_so_does_the_reverse() -> None:
    for first, then in ((DENIAL, OWNED), (OWNED, DENIAL)):
        intake = known(a_post("p2", BRAND, first))
        assert answer_of(put_one(intake, a_post("p3", BRAND, then))).contradicts == 0.5
        assert answer_of(put_one(intake, e.PostEdited(post=P2, text=first))).contradicts == 0.0


def test_a_post_does_not_contradict_what_it_said_itself_before_it_was_judged() -> None:
    ruled = put_one(known(), e.PostJudged(post=P2, seat=SEAT, intent=Intent(strategies=("deny",))))
    assert answer_of(ruled).contradicts == 0.0


def test_a_silent_deletion_still_counts_against_a_post_that_is_judged_later() -> None:
    intake = known(ANGRY_POST, a_post("p2", BRAND, RULES))
    put(intake, e.PostDeleted(post=P2), 100.0)
    put(intake, a_post("p3", BRAND, "We keep to our rules."), 200.0)
    judged = e.PostJudged(post=P3, seat=SEAT, intent=EXPLAIN)
    assert answer_of(put_one(intake, judged, 300.0)).contradicts == 1.0


def test_a_direct_message_takes_the_latest_post_of_its_reader_aside() -> None:
    intake = known(ANGRY_POST, a_post("p2", DIRECTOR, "Still nobody has called."))
    what = put_one(intake, message(BRAND, DIRECTOR))
    assert isinstance(what, Answered)
    assert what.to == intake.names[P2]
    assert answer_of(what).target == "message"
    assert root_of(what).accounts == 0.0
    assert weight(what, "apology") > 0


def test_the_crowds_own_post_is_the_row_it_was_made_from_or_none() -> None:
    intake = Intake(AIRLINE)
    put(intake, a_post("p1", Handle("ida77"), "Shame.", origin=e.Origin(sort="crowd", cascade=77)))
    put(intake, a_post("p2", Handle("kim88"), "Popcorn.", origin=e.Origin(sort="crowd")))
    assert intake.names == {P1: 77}


def test_names_are_the_same_in_every_drill_whatever_else_is_on_the_feed() -> None:
    inject = a_post("p1", PRESS, "Picture follows.", origin=by_inject("i1"))
    quiet = known(inject, a_post("p2", DIRECTOR, ANGRY), a_post("p3", BRAND, OWNED))
    crowd = e.Origin(sort="crowd", stance=-0.4, cascade=77)
    loud = known(
        a_post("p1", CAMPAIGN, "How wide is a seat?"),
        a_post("p2", Handle("ida77"), "Shame.", origin=crowd),
        replace(inject, post=P3),
        a_post("p4", DIRECTOR, "They walked me off."),
        a_post("p5", BRAND, RULES),
    )
    assert [quiet.names[name] for name in (P1, P2, P3)] == [
        loud.names[PostId(name)] for name in ("p3", "p4", "p5")
    ]
    assert len(set(loud.names.values())) == 5


def test_an_accounts_posts_tire_its_readers_until_they_have_rested() -> None:
    intake = Intake(AIRLINE)
    roots = [
        root_of(put_one(intake, a_post(f"p{number}", DIRECTOR, ANGRY), t))
        for number, t in enumerate((0.0, 60.0, 120.0, 120.0 + REMEMBERED), 1)
    ]
    reach = [root.accounts for root in roots]
    assert reach[0] > reach[1] > reach[2]
    assert roots[0].gain > roots[1].gain > roots[2].gain
    assert reach[0] == pytest.approx(AIRLINE.cast[1].followers * 0.1 / 0.05)
    assert roots[3].accounts == roots[1].accounts
    assert root_of(put_one(intake, a_post("p9", CAMPAIGN, ANGRY), 130.0)).gain == 1.0


def test_a_reply_is_seen_by_fewer_and_spreads_less() -> None:
    post = root_of(put_one(Intake(AIRLINE), a_post("p2", DIRECTOR, ANGRY)))
    reply = root_of(put_one(Intake(AIRLINE), a_post("p2", DIRECTOR, ANGRY, reply_to="p1")))
    assert reply.accounts == pytest.approx(REPLY_IS_SEEN * post.accounts)
    assert reply.gain == pytest.approx(REPLY_SPREADS * post.gain)
    ours, below = (
        root_of(put_one(Intake(AIRLINE), a_post("p2", BRAND, OWNED, reply_to=to))) for to in (None, "p1")
    )
    assert below.accounts == pytest.approx(REPLY_IS_SEEN * ours.accounts)


def test_a_reply_says_what_it_is_under() -> None:
    intake = known()
    what = put_one(intake, a_post("p3", CAMPAIGN, ANGRY, reply_to="p1"))
    assert isinstance(what, Posted)
    assert what.under == intake.names[P1]


def test_an_inject_reaches_as_many_of_the_scenarios_accounts_as_it_says_and_never_tires() -> None:
    inject = AIRLINE.msel[4]
    intake = Intake(AIRLINE)
    put(intake, a_post("p1", FAN, "I like them."))
    what = root_of(put_one(intake, a_post("p2", FAN, inject.text, origin=by_inject("i5"))))
    own = root_of(put_one(Intake(AIRLINE), a_post("p2", FAN, inject.text))).accounts
    assert what.way == BY_INJECT
    assert what.gain == 1.0
    assert what.accounts == pytest.approx(inject.reach * 20 + own / 1.7)


def test_how_a_post_comes_to_people_depends_on_whose_it_is() -> None:
    ways = [
        root_of(put_one(Intake(AIRLINE), post)).way
        for post in (
            ANGRY_POST,
            a_post("p1", PRESS, "A picture.", origin=by_inject("i1")),
            a_post("p1", FAN, "My cousin works there.", origin=by_inject("i5")),
        )
    ]
    assert ways == [BY_FOLLOWERS, BY_PRESS, BY_INJECT]


def test_a_repost_shows_a_post_to_half_of_ones_own_followers() -> None:
    intake = known()
    what = put_one(intake, e.PostReposted(post=P1, by=CAMPAIGN))
    assert isinstance(what, PassedOn)
    assert what.entity == intake.names[P1]
    assert what.accounts == pytest.approx(REPOST_IS_SEEN * 22_000 * 0.1 / 0.05)


def test_the_dials_of_several_bystanders_count_as_their_mean() -> None:
    intake = Intake(AIRLINE)
    put(intake, e.TrustSet(seat=bystander(1), value=80, reason=""))
    assert put_one(intake, e.TrustSet(seat=bystander(2), value=20, reason="")) == Trusted(value=0.5)
    assert put_one(intake, e.TrustSet(seat=bystander(1), value=20, reason="")) == Trusted(value=0.2)


def test_a_push_fades_in_the_audiences_own_time_or_stays() -> None:
    intake = Intake(with_physics(pace=30.0))
    fading = e.CrowdShocked(seat=SEAT, on="attention", by=-0.4, fades=60.0)
    assert put_one(intake, fading) == Pushed(quantity="attention", by=-0.4, half_life=1_800.0)
    assert put_one(intake, replace(fading, fades=None)) == Pushed(
        quantity="attention", by=-0.4, half_life=None
    )
