"""The fifteen kinds of component: each platform weighs each, and the manual says the same."""

from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from app.feed.platforms import PLATFORMS
from app.scenario.components import KINDS, ComponentKind, profile
from app.scenario.plan import Component
from app.scenario.reading import read_scenario
from tests.airline import AIRLINE
from tests.scenario.small import SMALL, changed

MANUAL = Path("docs/plan.md").read_text(encoding="utf-8")
SPOON = "{id: spoon, title: A clean spoon, owner: communicator, weight: 3}"
EMPTY = replace(AIRLINE.plan, holding=(), red_lines=(), ladder=())


def test_there_are_fifteen_and_every_platform_weighs_each() -> None:
    assert tuple(KINDS) == get_args(ComponentKind)
    assert len(KINDS) == 15
    assert all(tuple(kind.weights) == tuple(PLATFORMS) for kind in KINDS.values())


@pytest.mark.parametrize("kind", KINDS)
def test_the_manual_says_what_the_code_says(kind: ComponentKind) -> None:
    one = KINDS[kind]
    cells = (f"`{kind}` {one.title}", one.question, *map(str, one.weights.values()), one.because)
    assert f"| {' | '.join(cells)} |\n" in MANUAL


@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_platform_makes_something_critical_and_something_minor(platform: str) -> None:
    weights = [weight for one, weight in profile(next(one for one in PLATFORMS if one == platform))]
    assert 2 <= weights.count(3) <= 8
    assert min(weights) <= 1


def test_a_component_weighs_by_itself_else_by_its_kind_else_in_the_middle() -> None:
    part = Component(id="a", title="A", owner="legal", kind="channels")
    assert (part.weight_on("reviews"), part.weight_on("forum")) == (3, 1)
    assert replace(part, weight=0).weight_on("reviews") == 0
    assert replace(part, kind=None).weight_on("reviews") == 2


def test_what_is_critical_and_unsaid_is_missing_but_for_a_gap_that_is_meant() -> None:
    assert EMPTY.unsaid("reviews") == (
        "response_targets",
        "facts_and_sources",
        "channels",
        "legal_red_lines",
    )
    gap = Component(id="a", title="A", owner="legal", kind="channels", standing="missing")
    assert "channels" not in replace(EMPTY, components=(gap,)).unsaid("reviews")


def test_statements_red_lines_and_approvals_speak_for_their_kinds() -> None:
    assert {"holding_statements", "approval"} <= set(EMPTY.unsaid("microblog"))
    assert not {"holding_statements", "approval"} & set(AIRLINE.plan.unsaid("microblog"))


def test_a_component_is_read_with_its_kind_and_text_and_an_old_one_as_it_was() -> None:
    old = read_scenario(SMALL).plan.components[0]
    assert old == Component(id="spoon", title="A clean spoon", owner="communicator", weight=3)
    new = "{id: spoon, title: A clean spoon, owner: communicator, kind: voice, text: Be warm.}"
    assert read_scenario(changed(SPOON, new)).plan.components[0] == replace(
        old, weight=None, kind="voice", text="Be warm."
    )
