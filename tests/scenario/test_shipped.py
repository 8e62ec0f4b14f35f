"""Every scenario we ship can be used as it is, and "Too wide for the seat" keeps its promises."""

import re
from collections import Counter
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from app.feed.platforms import PLATFORMS
from app.scenario.plan import Plan
from app.scenario.scenario import Scenario, SeatPlan
from app.store.library import FILE, check_file, read_file

SHIPPED = sorted(Path("scenarios").glob(f"*/{FILE}"))
TOO_WIDE = read_file(Path("scenarios/too-wide-for-the-seat") / FILE)


def seats(role: str) -> list[SeatPlan]:
    return [seat for seat in TOO_WIDE.seats if seat.role == role]


def every_text(scenario: Scenario) -> list[str]:
    words = scenario.crowd.words
    lines = [line for seat in scenario.seats for line in seat.lines]
    injects = [inject.text for inject in scenario.msel]
    return [*lines, *injects, *words.against, *words.neutral, *words.supportive]


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.parent.name)
def test_it_has_no_fault_and_needs_no_advice(file: Path) -> None:
    assert check_file(file)[1] == ()


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.parent.name)
def test_it_goes_through_a_log_unchanged(file: Path) -> None:
    scenario = read_file(file)
    adapter = TypeAdapter(Scenario)
    assert adapter.validate_json(adapter.dump_json(scenario)) == scenario


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.parent.name)
def test_no_text_is_said_twice_or_too_long(file: Path) -> None:
    scenario = read_file(file)
    said = Counter(" ".join(text.casefold().split()) for text in every_text(scenario))
    assert [text for text, times in said.items() if times > 1] == []
    limit = PLATFORMS[scenario.platform].post_chars
    written = {inject.text for inject in scenario.msel if inject.channel == "message"}
    assert [text for text in every_text(scenario) if len(text) > limit and text not in written] == []


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.parent.name)
def test_it_links_to_nowhere(file: Path) -> None:
    assert not re.search(r"https?:|www\.|\b[\w-]+\.(?:com|org|net|io)\b", file.read_text(encoding="utf-8"))


def test_it_lasts_forty_minutes_on_a_saturday_evening() -> None:
    assert (TOO_WIDE.minutes, TOO_WIDE.story_start) == (40, "2026-11-21T18:52")
    assert (TOO_WIDE.platform, TOO_WIDE.grade) == ("microblog", "Internal")
    assert "Inspired by" in TOO_WIDE.provenance


def test_it_seats_four_of_the_brand_two_critics_and_three_bystanders() -> None:
    assert {seat.position for seat in seats("brand")} == {
        "decision_maker",
        "communicator",
        "legal",
        "subject_expert",
    }
    assert [len(seats(role)) for role in ("brand", "critic", "bystander")] == [4, 2, 3]
    assert seats("critic")[0].personas == ("kevmarsh",)
    assert seats("critic")[1].personas == ("roomforall",)


def test_stand_ins_have_enough_to_say() -> None:
    assert len(seats("critic")[0].lines) >= 40
    assert len(seats("critic")[1].lines) >= 30
    assert all(len(seat.lines) >= 20 for seat in seats("bystander"))
    assert all(len(seat.lines) >= 12 for seat in seats("brand"))
    words = TOO_WIDE.crowd.words
    assert min(len(words.against), len(words.neutral), len(words.supportive)) >= 60


def test_the_cast_is_mixed() -> None:
    assert len(TOO_WIDE.cast) >= 14
    assert {persona.stance for persona in TOO_WIDE.cast} == {"against", "neutral", "for"}
    assert {persona.sort for persona in TOO_WIDE.cast} == {
        "person",
        "organisation",
        "press",
        "employee",
        "contact",
    }


def test_the_storm_starts_at_once_and_is_mostly_timed() -> None:
    timed = [inject.at for inject in TOO_WIDE.msel if inject.at is not None]
    by_hand = [inject for inject in TOO_WIDE.msel if inject.by_hand]
    assert len(TOO_WIDE.msel) == 25
    assert min(timed) <= 10
    assert max(timed) >= 35 * 60
    assert len(timed) == 18
    assert all(inject.contingency for inject in by_hand)
    assert len(by_hand) <= 2


def test_every_inject_says_what_it_is_for() -> None:
    for inject in TOO_WIDE.msel:
        assert inject.expected
        assert inject.objective
        assert inject.guidance
    assert sum(inject.chance is not None for inject in TOO_WIDE.msel) >= 4
    private = {inject.by for inject in TOO_WIDE.msel if inject.channel == "message"}
    assert {"ceo_hale", "lenaortiz", "aviation_board"} <= private


def test_the_plan_is_version_four_and_lacks_the_big_account_contact() -> None:
    plan: Plan = TOO_WIDE.plan
    assert plan.version == 4
    assert len(plan.components) >= 8
    assert [part.title for part in plan.components if part.standing == "missing"] == ["Big-account contact"]
    assert [rung.within for rung in plan.ladder] == [120, 300, 600, 300, 0]
    assert plan.whole_ladder().needs == ("legal", "decision_maker")
    assert plan.route_for("routine", 1).needs == ()
    assert (len(plan.holding), len(plan.assumptions), plan.first_reply) == (4, 5, 900)


def test_the_communicators_lines_keep_clear_of_the_red_lines() -> None:
    drafts = next(seat for seat in seats("brand") if seat.position == "communicator").lines
    crossed = [(line, red) for line in drafts for red in TOO_WIDE.plan.red_lines if red in line.lower()]
    assert crossed == []


def test_there_are_facts_to_find_and_rumours_to_refute() -> None:
    assert sum(fact.holds for fact in TOO_WIDE.facts) >= 5
    assert sum(not fact.holds for fact in TOO_WIDE.facts) >= 3
    assert len(TOO_WIDE.objectives) == 4
    assert len(TOO_WIDE.guide) >= 10


def test_the_crowd_starts_as_the_pictures_show() -> None:
    crowd = TOO_WIDE.crowd
    assert (crowd.size, crowd.trust, crowd.heat) == (1_000_000, 71, 4)
    assert "#TooWideToFly" in crowd.hashtags
