"""What the brand's posts contradict: of the board as it stood, and of what could be found out by then."""

import json
from dataclasses import replace

from app.ids import FactId, PostId
from app.rehearsal import commands as c
from app.rehearsal.contradicting import contradictions, spoke_since
from app.view.snapshot import role_snapshot
from app.view.visibility import BRAND as BRAND_VIEW
from app.wire.encoding import message_json
from app.wire.frames import Contradicted
from tests.airline import AIRLINE, BRAND, DIRECTOR
from tests.build import Drill, a_drill, brand, critic, started

F1 = FactId("f1")
DENIAL = "The seat was not sold twice in our system."


def says(drill: Drill, text: str, at: float) -> PostId:
    """The brand says it, past every approval."""
    drill.ask(brand(), c.OpenDraft(text=text), at=at)
    draft = list(drill.rehearsal.drafts)[-1]
    drill.ask(brand(), c.PublishDraft(draft=draft, anyway="No time"), at=at)
    return list(drill.rehearsal.feed.posts)[-1]


def settled(at: float, *, confirmed: bool = True) -> Drill:
    """The board knows from `at` on that the door was open, or that it was not."""
    drill = a_drill(started(), scenario=replace(AIRLINE, facts=()))
    drill.ask(brand(), c.ClaimFact(text="The cabin door was open for nine minutes."), at=5)
    settle = c.ConfirmFact if confirmed else c.RefuteFact
    drill.ask(brand(), settle(fact=F1, source="Door log"), at=at)
    return drill


def test_a_post_contradicts_what_the_board_had_confirmed_by_then() -> None:
    drill = settled(50)
    post = says(drill, "The cabin door was open for four minutes.", 60)
    (found,) = contradictions(drill.rehearsal)
    assert (found.post, found.t, found.fact, found.board, found.by) == (post, 60, F1, True, "number")


def test_a_fact_settled_after_the_post_is_not_held_against_it() -> None:
    drill = settled(50)
    later = a_drill(started(), scenario=replace(AIRLINE, facts=()))
    later.ask(brand(), c.ClaimFact(text="The cabin door was open for nine minutes."), at=5)
    says(later, "The cabin door was open for four minutes.", 40)
    later.ask(brand(), c.ConfirmFact(fact=F1, source="Door log"), at=50)
    assert contradictions(later.rehearsal) == ()
    assert contradictions(drill.rehearsal) == ()


def test_a_post_that_says_what_the_board_has_refuted_contradicts_it() -> None:
    drill = settled(50, confirmed=False)
    says(drill, "The cabin door was open for nine minutes.", 60)
    (found,) = contradictions(drill.rehearsal)
    assert (found.by, found.holds) == ("rumour", False)


def test_only_words_of_the_brand_are_new_words_of_the_brand() -> None:
    drill = settled(50)
    before = len(drill.rehearsal.storm.stimuli)
    drill.ask(critic(), c.PublishPost(author=DIRECTOR, text="Nine minutes, I was there."), at=55)
    others = len(drill.rehearsal.storm.stimuli)
    assert others > before
    assert not spoke_since(drill.rehearsal, before)
    says(drill, "The cabin door was open for four minutes.", 60)
    assert spoke_since(drill.rehearsal, others)
    assert not spoke_since(drill.rehearsal, len(drill.rehearsal.storm.stimuli))


def test_the_scenarios_facts_count_from_when_they_could_be_found_out() -> None:
    early, late = a_drill(started()), a_drill(started())
    says(early, DENIAL, 59)
    says(late, DENIAL, 60)
    assert contradictions(early.rehearsal) == ()
    assert [(one.fact, one.board, one.by) for one in contradictions(late.rehearsal)] == [
        ("g1", False, "denies")
    ]


def test_only_the_brands_words_are_held_against_the_facts_and_each_as_it_came() -> None:
    drill = a_drill(started())
    drill.ask(critic(), c.PublishPost(author=DIRECTOR, text=DENIAL), at=70)
    assert contradictions(drill.rehearsal) == ()
    post = says(drill, "We look into it.", 80)
    says(drill, DENIAL, 90)
    assert [one.t for one in contradictions(drill.rehearsal)] == [90]
    assert post != contradictions(drill.rehearsal)[0].post


def test_nothing_the_brand_is_shown_says_that_a_post_contradicts() -> None:
    plain, drill = a_drill(started()), a_drill(started())
    says(plain, "We look into it.", 60)
    says(drill, DENIAL, 60)
    told = message_json(Contradicted(posts=contradictions(drill.rehearsal)))
    assert json.loads(told)["posts"][0]["known"] == AIRLINE.facts[0].text
    for one in (plain, drill):
        assert AIRLINE.facts[0].text not in str(role_snapshot(one.rehearsal, BRAND_VIEW))
        assert "contradict" not in str(role_snapshot(one.rehearsal, BRAND_VIEW))
    assert drill.rehearsal.feed.posts[PostId("p1")].author == BRAND
