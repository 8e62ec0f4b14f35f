"""The page that explains scenario files knows every key, and its example can be used."""

import re
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest

from app.feed.picture import Picture
from app.scenario.cast import Persona
from app.scenario.condition import Condition
from app.scenario.faults import Findings
from app.scenario.guide import Check, GuideItem, Measured, Objective
from app.scenario.instrument import Instrument
from app.scenario.msel import Chance, ExpectedAction, Inject, OnDemand
from app.scenario.nodes import parse
from app.scenario.plan import Assumption, Component, HoldingStatement, Plan, Rung
from app.scenario.scenario import (
    Brief,
    CrowdSettings,
    CrowdWords,
    Goal,
    GroundFact,
    Leak,
    RoleCard,
    Scenario,
    SeatPlan,
)
from app.scenario.shaping import shape
from app.scenario.topics import Topic

PAGE = Path("scenarios/README.md").read_text(encoding="utf-8")
PARTS = (
    *(Scenario, Brief, Persona, SeatPlan, RoleCard, Plan, Component, Rung, HoldingStatement, Assumption),
    *(
        Objective,
        GuideItem,
        Check,
        Inject,
        Condition,
        OnDemand,
        Picture,
        Goal,
        ExpectedAction,
        Chance,
        GroundFact,
        Leak,
        CrowdSettings,
        CrowdWords,
        Topic,
        Instrument,
    ),
)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_the_page_names_every_key(part: type) -> None:
    assert [field.name for field in fields(part) if f"`{field.name}`" not in PAGE] == []


def test_the_page_names_every_measure() -> None:
    assert [one for one in get_args(Measured) if f"`{one}`" not in PAGE] == []


def test_the_example_can_be_used() -> None:
    example = next(block for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL) if "- id:" in block)
    findings = Findings()
    node = parse(example, findings)
    assert node is not None
    (inject,) = shape(tuple[Inject, ...], node, "msel", findings)
    assert findings.faults == []
    assert inject.expected.within == 300.0
