"""What a scenario may say of the brand's listening tool."""

import pytest

from app.scenario.instrument import AS_SOLD, Instrument
from app.scenario.reading import read_scenario
from tests.scenario.small import SMALL, changed, faults_of

HASHTAGS = '  hashtags: ["#ColdSoup"]'


def told(*lines: str) -> str:
    """The small scenario with a tool of its own."""
    return changed(HASHTAGS, "\n".join((HASHTAGS, "  instrument:", *(f"    {line}" for line in lines))))


def test_a_scenario_that_says_nothing_has_the_usual_tool() -> None:
    assert read_scenario(SMALL).crowd.instrument == AS_SOLD == Instrument()


def test_a_scenario_may_say_what_the_tool_sees_how_late_and_how_well() -> None:
    lines = ("sample: 0.25", "lag_from: 0:30", "lag_to: 90", "accuracy: 0.9", "reach_error: 0.1")
    assert read_scenario(told(*lines)).crowd.instrument == Instrument(
        sample=0.25, lag_from=30.0, lag_to=90.0, accuracy=0.9, reach_error=0.1
    )


@pytest.mark.parametrize(
    "line",
    ["sample: 0", "sample: 1.1", "lag_to: 3601", "lag_from: -1", "accuracy: 0.33", "reach_error: 0.95"],
)
def test_what_no_tool_is_like_is_a_fault(line: str) -> None:
    (fault,) = faults_of(told(line))
    assert fault.path == f"crowd.instrument.{line.partition(':')[0]}"


@pytest.mark.parametrize("lines", [("lag_from: 3:00", "lag_to: 2:00"), ("lag_from: 6:00",), ("lag_to: 60",)])
def test_the_lag_at_its_worst_is_no_less_than_at_its_best(lines: tuple[str, ...]) -> None:
    (fault,) = faults_of(told(*lines))
    assert fault.path == "crowd.instrument"
    assert "at its worst" in str(fault)
