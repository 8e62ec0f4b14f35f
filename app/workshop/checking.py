"""What is wrong with a draft, and what its authors may want to look at, by the line of its file."""

from dataclasses import dataclass

from app.scenario.faults import Fault, ScenarioFaults
from app.scenario.lint import lint_text
from app.scenario.reading import read_scenario
from app.scenario.scenario import Scenario
from app.workshop.filing import as_text
from app.workshop.values import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """Faults and advice; `scenario` is what can be played, None while there are faults."""

    faults: tuple[Fault, ...] = ()
    advice: tuple[Fault, ...] = ()
    scenario: Scenario | None = None


def check(tree: Value) -> Checked:
    """Look at all of a draft, as if its file were read."""
    text = as_text(tree)
    try:
        scenario = read_scenario(text)
    except ScenarioFaults as found:
        return Checked(faults=found.faults)
    return Checked(advice=lint_text(text, scenario), scenario=scenario)
