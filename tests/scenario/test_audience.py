"""A scenario may set every number of the audience, within bounds, and a page says so."""

import runpy
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from app.scenario.audience import AS_CALIBRATED, BOUNDS, Audience, Crisis, Physics
from app.scenario.faults import Findings
from app.scenario.nodes import parse
from app.scenario.shaping import shape

PAGE = Path("scenarios/audience.md")


def read(text: str) -> tuple[object, list[str]]:
    """An audience as written, and what is wrong with it."""
    findings = Findings()
    node = parse(text, findings)
    assert node is not None
    return shape(Audience, node, "audience", findings), [fault.path for fault in findings.faults]


def test_the_page_is_as_the_code_has_it() -> None:
    written = runpy.run_path("scripts/audience_page.py")["page"]()
    assert PAGE.read_text(encoding="utf-8") == written, "run scripts/audience_page.py"


def test_every_number_has_bounds_and_its_default_lies_within() -> None:
    for usual in (Crisis(), Physics()):
        for name, (low, high) in BOUNDS[type(usual)].items():
            assert low <= getattr(usual, name) <= high, name
    for kind, bounds in BOUNDS.items():
        assert is_dataclass(kind)
        assert list(bounds) == [field.name for field in fields(kind)]


def test_what_is_left_out_keeps_its_default() -> None:
    audience, faults = read("crisis:\n  severity: 0.2\nphysics:\n  pace: 12\n")
    assert faults == []
    assert isinstance(audience, Audience)
    assert (audience.crisis.severity, audience.physics.pace) == (0.2, 12)
    assert audience.crisis.responsibility == AS_CALIBRATED.crisis.responsibility
    assert audience.segments == AS_CALIBRATED.segments


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("crisis:\n  severity: 1.2\n", "audience.crisis.severity"),
        ("segments:\n  trolls:\n    share: 0\n", "audience.segments.trolls.share"),
        ("strategies:\n  humour:\n    spreads: 9\n", "audience.strategies.humour.spreads"),
        ("physics:\n  pace: 0.5\n", "audience.physics.pace"),
        ("physics:\n  paces: 12\n", "audience.physics.paces"),
    ],
)
def test_a_number_out_of_bounds_is_a_fault_that_says_where(text: str, path: str) -> None:
    _, faults = read(text)
    assert faults == [path]
