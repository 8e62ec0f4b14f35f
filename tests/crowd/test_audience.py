"""One rehearsal's audience: it follows the stimuli, each at its own time, and shows whole numbers."""

from dataclasses import replace

import pytest

from app.crowd.audience import MARK_EVERY, Audience, parameters_of
from app.ids import PostId
from app.rehearsal.events import PostDeleted
from app.scenario.scenario import Scenario
from tests.airline import AIRLINE, CAMPAIGN, DIRECTOR
from tests.crowd.storms import ANGRY, OWNED, RULES, Storm, by_inject

P1 = PostId("p1")


def said(scenario: Scenario = AIRLINE, *, seed: int = 7) -> Storm:
    """A feed with the passenger's post; the crowd has not been asked yet."""
    storm = Storm(scenario, seed=seed)
    storm.say(ANGRY, 1.0, DIRECTOR)
    return storm


def audience_of(storm: Storm, until: int = 0) -> Audience:
    audience = Audience(storm.rehearsal.scenario, storm.rehearsal.seed)
    audience.hear(storm.rehearsal)
    audience.advance(until)
    return audience


def with_size(size: int) -> Scenario:
    return replace(AIRLINE, crowd=replace(AIRLINE.crowd, size=size))


def test_the_same_stimuli_leave_the_same_marks_every_hundred_steps() -> None:
    one, other = audience_of(said(), 300), audience_of(said(), 300)
    assert list(one.marks) == [MARK_EVERY, 2 * MARK_EVERY, 3 * MARK_EVERY]
    assert one.marks == other.marks
    assert audience_of(said(seed=8), 300).marks != one.marks


def test_steps_taken_one_by_one_or_all_at_once_are_the_same() -> None:
    at_once, slowly = audience_of(said(), 250), audience_of(said())
    for until in (1, 2, 9, 16, 17, 99, 101, 250):
        slowly.advance(until)
    assert slowly.marks == at_once.marks
    assert slowly.totals == at_once.totals
    assert slowly.mentions == at_once.mentions


def test_a_stimulus_changes_nothing_before_it() -> None:
    quiet, loud = said(), said()
    loud.say(RULES, 211.0, reply_to="p1")
    one, other = audience_of(quiet), audience_of(loud)
    for until in (60, 105, 106):
        one.advance(until)
        other.advance(until)
        assert one.engine.mark(0) == other.engine.mark(0)
    one.advance(107)
    other.advance(107)
    assert one.engine.mark(0) != other.engine.mark(0)


def test_a_stimulus_heard_late_is_put_in_at_its_own_step() -> None:
    storm = said()
    storm.say(RULES, 211.0, reply_to="p1")
    early, late = audience_of(storm), Audience(storm.rehearsal.scenario, storm.rehearsal.seed)
    late.hear(said().rehearsal)
    late.advance(100)
    late.hear(storm.rehearsal)
    for audience in (early, late):
        audience.advance(200)
    assert late.marks == early.marks
    assert late.heard == early.heard == len(storm.rehearsal.storm.stimuli)


def test_a_copy_goes_on_by_itself_and_as_the_first_would() -> None:
    audience = audience_of(said(), 90)
    before = audience.engine.mark(0)
    copy = audience.copy()
    copy.advance(200)
    assert audience.engine.mark(0) == before
    assert audience.tick == 90
    assert not audience.marks
    audience.advance(200)
    assert audience.marks == copy.marks
    assert audience.totals == copy.totals
    assert copy.scenario is audience.scenario


def test_what_is_shown_never_goes_back_though_rows_are_let_go() -> None:
    storm = said()
    storm.say("I was in row 22. He was calm.", 1.0, AIRLINE.cast[4].handle)
    audience = audience_of(storm)
    names = list(audience.intake.names.values())
    before = {name: audience.shown(name) for name in names}
    for until in range(10, 1_200, 10):
        audience.advance(until)
        for name in names:
            now = audience.shown(name)
            assert all(new >= old for new, old in zip(now, before[name], strict=True))
            before[name] = now
    rows = {int(name) for name in audience.engine.model.cascades.entity}
    assert set(names) - rows
    assert all(any(before[name]) for name in names)


def test_an_audience_is_a_window_onto_a_million() -> None:
    small, large = (audience_of(said(with_size(size)), 60) for size in (50_000, 1_000_000))
    assert (small.scale, large.scale) == (0.05, 1.0)
    own = 0.1 * AIRLINE.cast[1].followers
    for audience in (small, large):
        seen = audience.shown(audience.intake.names[P1])[3]
        assert 0.1 * own < seen < audience.scenario.crowd.size
    name = small.intake.names[P1]
    inside = [one * small.scale for one in small.totals[name]]
    assert all(abs(shown - part) <= 1 for shown, part in zip(small.shown(name), inside, strict=True))


def test_new_replies_are_those_of_the_latest_steps() -> None:
    audience = audience_of(said(), 30)
    name = audience.intake.names[P1]
    before = audience.shown(name)[2]
    audience.advance(60)
    assert audience.new_replies(name) == audience.shown(name)[2] - before > 0
    audience.advance(60)
    assert audience.new_replies(name) == 0


def test_mood_is_what_the_scenario_says_until_something_happens() -> None:
    trust, heat = audience_of(Storm()).mood()
    assert (trust, heat) == pytest.approx((AIRLINE.crowd.trust, AIRLINE.crowd.heat), abs=3)
    calm = audience_of(Storm(), 300)
    assert calm.mood()[0] == pytest.approx(trust, abs=0.5)
    assert calm.mood()[1] < heat


def test_the_story_begins_at_its_own_hour() -> None:
    assert parameters_of(AIRLINE).hour == pytest.approx(18 + 52 / 60)
    assert parameters_of(replace(AIRLINE, story_start="2026-11-21T03:30")).hour == 3.5


def test_a_storms_mentions_are_mostly_against_and_an_answer_people_take_turns_those_about_itself() -> None:
    turned = []
    for answer in (OWNED, RULES):
        storm = said()
        storm.say(answer, 60.0, reply_to="p1")
        audience = audience_of(storm, 300)
        against, neither, kind = audience.spoken()
        assert against > neither > 0
        assert against > kind > 0
        turned.append(audience._turned_against())
    assert turned[0] < 0.3
    assert turned[1] > 0.5


def test_mentions_never_go_back() -> None:
    audience = audience_of(said())
    before = audience.spoken()
    for until in range(20, 400, 20):
        audience.advance(until)
        assert all(new >= old for new, old in zip(audience.spoken(), before, strict=True))
        before = audience.spoken()


def test_a_post_leans_as_it_was_taken_and_the_brands_does_not() -> None:
    storm = said()
    storm.say(OWNED, 3.0)
    storm.say("A witness speaks.", 3.0, CAMPAIGN, origin=by_inject("i4"))
    audience = audience_of(storm, 10)
    leans = [audience.valence(audience.intake.names[PostId(name)]) for name in ("p1", "p2", "p3")]
    assert leans[0] < -0.4
    assert leans[1:] == [0.0, 0.2]
    assert audience.valence(12345) == 0.0


def test_a_post_that_is_over_leans_as_it_did() -> None:
    storm = Storm()
    storm.say("Pathetic. Shame on them.", 1.0, AIRLINE.cast[4].handle)
    audience = audience_of(storm, 600)
    name = audience.intake.names[P1]
    assert name not in {int(one) for one in audience.engine.model.cascades.entity}
    assert audience.valence(name) < -0.3


def test_a_post_that_is_taken_down_is_seen_no_more() -> None:
    storm = said()
    storm.happened(PostDeleted(post=P1), at=101.0)
    audience = audience_of(storm, 60)
    seen = audience.shown(audience.intake.names[P1])
    audience.advance(200)
    assert audience.shown(audience.intake.names[P1]) == seen
