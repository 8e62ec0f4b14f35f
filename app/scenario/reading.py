"""A scenario file read: all of it, or every fault it has."""

import re
from datetime import datetime

from app.scenario.agreement import check_agreement
from app.scenario.faults import Fault, Findings, ScenarioFaults
from app.scenario.limits import RULES
from app.scenario.nodes import Node, parse
from app.scenario.scenario import Scenario
from app.scenario.shaping import shape
from app.scenario.spots import spots

__all__ = ["Fault", "ScenarioFaults", "read_scenario"]


def read_scenario(text: str) -> Scenario:
    """The scenario written in `text` (YAML, see scenarios/README.md).

    Raises:
        ScenarioFaults: something is wrong; it lists everything that is.
    """
    findings = Findings()
    root = parse(text, findings)
    if root is None:
        raise ScenarioFaults(findings.in_order())
    scenario = shape(Scenario, root, "", findings)
    check_agreement(root, findings)
    _check_story_start(root, findings)
    if findings.faults:
        raise ScenarioFaults(findings.in_order())
    assert isinstance(scenario, Scenario)  # noqa: S101 - a broken one has faults
    return scenario


def _check_story_start(root: Node, findings: Findings) -> None:
    """Whether the calendar has that day; how it is written is checked with the other fields."""
    form = RULES[Scenario, "story_start"].pattern or ""
    for spot in spots(root, "story_start"):
        try:
            if spot.text and re.fullmatch(form, spot.text):
                datetime.fromisoformat(spot.text)
        except ValueError:
            findings.add(spot.node.line, spot.path, f"there is no {spot.text}", "Check the calendar.")
