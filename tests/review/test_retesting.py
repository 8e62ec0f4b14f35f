"""The re-test of a drill: what went wrong comes again, what went well is thinned out, and it is sound."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from app.crowd.reading import read
from app.exchange.scenario_file import as_yaml
from app.ids import CONDUCTOR, InjectId
from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.refusals import Refused
from app.review.build import review_of
from app.review.retesting.choosing import exposing, kept
from app.review.retesting.make import AGAIN, retest
from app.review.story import Review
from app.scenario.lint import lint
from app.scenario.reading import read_scenario
from app.scenario.scenario import Scenario
from tests.build import Drill, a_drill, brand, facilitator, started

FOLDER = Path(__file__).resolve().parents[2] / "scenarios"
SLUGS = sorted(one.parent.name for one in FOLDER.glob("*/scenario.yaml"))


@cache
def scenario_of(slug: str) -> Scenario:
    return read_scenario((FOLDER / slug / "scenario.yaml").read_text())


def played(scenario: Scenario, answers: tuple[str, ...] = ()) -> Drill:
    """Every timed inject goes out; the brand speaks right after those it `answers`, else it is silent."""
    drill = a_drill(started(), scenario=scenario)
    timed = sorted((one for one in scenario.msel if one.at is not None), key=lambda one: one.at or 0.0)
    for one in timed:
        try:
            drill.ask(CONDUCTOR, c.DeliverInject(inject=one.id), at=one.at)
        except Refused:
            continue
        if one.id in answers:
            speak(drill, one.id)
    drill.ask(facilitator(), c.EndClock(), at=scenario.minutes * 60.0)
    return drill


def speak(drill: Drill, about: str) -> None:
    handle = drill.rehearsal.scenario.brand
    post = e.PostPublished(
        post=drill.rehearsal.feed.next_id(),
        author=handle,
        byline=e.Byline(name=handle, followers=9),
        text=f"We have seen this, and are looking into it: {about}.",
        origin=e.Origin(sort="human", seat=brand()),
    )
    drill.happened(post, at=drill.at + 1)


def reviewed(drill: Drill) -> Review:
    return review_of(drill.log, read=read)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_re_test_is_a_sound_scenario_with_no_new_kind_of_advice(slug: str) -> None:
    scenario = scenario_of(slug)
    for drill in (played(scenario), a_drill(started(), scenario=scenario)):
        made = retest(scenario, reviewed(drill), scenario.plan)
        assert read_scenario(as_yaml(made)) == made
        assert advised(made) <= advised(scenario) | {"msel", "minutes"}


def advised(scenario: Scenario) -> set[str]:
    """The parts that advice is about; what is to be translated is said of sentences that are English."""
    return {one.path.split("[")[0] for one in lint(scenario) if "Translate" not in one.remedy}


def test_what_went_wrong_comes_again_sooner_with_less_time_and_what_went_well_does_not() -> None:
    scenario = scenario_of("too-wide-for-the-seat")
    asked = [one for one in scenario.msel if one.expected and one.at is not None]
    drill = played(scenario, answers=tuple(one.id for one in asked))
    well = {row.id for row in reviewed(drill).injects if row.verdict == "in_time"}
    again = exposing(reviewed(played(scenario)))
    assert well
    assert {one.id for one in asked} - again == set()
    silent = retest(scenario, reviewed(played(scenario)), scenario.plan)
    old = {one.id: one for one in scenario.msel}
    for one in silent.msel:
        first = old[one.id]
        if one.expected and first.expected and one.id in again:
            assert one.expected.within <= first.expected.within
            assert one.objective == AGAIN
    assert silent.minutes <= scenario.minutes
    assert silent.objectives[0].id == AGAIN
    good = retest(scenario, reviewed(drill), scenario.plan)
    assert len(good.msel) < len(silent.msel)


def test_an_inject_that_others_need_stays_with_them() -> None:
    scenario = scenario_of("too-wide-for-the-seat")
    for one in scenario.msel:
        names = {each.id for each in kept(scenario, frozenset({one.id}))}
        needed = {each for each in (one.after, one.unless, one.answers) if each not in (None, "brand")}
        assert needed <= names


def test_the_re_test_is_played_under_the_next_plan_and_asks_what_the_drill_showed() -> None:
    scenario = scenario_of("too-wide-for-the-seat")
    plan = replace(scenario.plan, version=scenario.plan.version + 1)
    review = reviewed(played(scenario))
    made = retest(scenario, review, plan)
    assert made.plan == plan
    asked = [one for one in made.guide if one.objective == AGAIN]
    assert asked
    assert asked[0].question.startswith("Last time: ")
    assert retest(scenario, review, plan) == made


def test_what_people_rejected_is_not_asked_again() -> None:
    scenario = scenario_of("too-wide-for-the-seat")
    review = reviewed(played(scenario))
    calm = replace(
        review,
        injects=(),
        bets=(),
        findings=tuple(replace(one, standing="rejected") for one in review.findings),
    )
    assert exposing(calm) == frozenset()
    assert AGAIN not in {one.id for one in retest(scenario, calm, scenario.plan).objectives}


def test_an_answered_post_leads_back_to_its_inject() -> None:
    scenario = scenario_of("too-wide-for-the-seat")
    assert InjectId(scenario.msel[0].id) in {one.id for one in kept(scenario, frozenset())}
