"""What a scenario lets be, yet an author will want to look at before a team rehearses it."""

from collections.abc import Iterable

from app.scenario.faults import Fault, Findings
from app.scenario.linting import (
    aims,
    contacts,
    languages,
    names,
    order,
    pacing,
    pictures,
    planning,
    reaching,
    voices,
)
from app.scenario.linting.advising import Rule
from app.scenario.linting.lines import with_lines
from app.scenario.linting.notation import ambiguous
from app.scenario.nodes import parse
from app.scenario.scenario import Scenario

RULES: tuple[Rule, ...] = (
    aims.expectations,
    aims.objectives,
    aims.assumptions,
    aims.reach,
    planning.unsaid,
    planning.unwritten,
    voices.unused_personas,
    voices.borrowed_voices,
    voices.silent_seats,
    voices.repetition,
    order.time_order,
    order.answers,
    pacing.overload,
    pacing.idle_seats,
    pacing.idle_team,
    pacing.open_at_the_end,
    pacing.last_minutes,
    reaching.ways_out,
    reaching.goals,
    names.real_names,
    contacts.real_contacts,
    pictures.alternatives,
    languages.untranslated,
)


def lint(scenario: Scenario) -> tuple[Fault, ...]:
    """Advice about a scenario without faults; its `line` is 0, its `path` says where to look."""
    return tuple(found for rule in RULES for found in rule(scenario))


def lint_text(text: str, scenario: Scenario, beside: Iterable[Fault] = ()) -> tuple[Fault, ...]:
    """All advice about the scenario read from `text`, with lines and in the order of the file.

    Args:
        text: the file's; some advice is about how it is written.
        scenario: what `read_scenario` made of it.
        beside: advice from elsewhere, to be placed among the rest.
    """
    root = parse(text, Findings())
    if root is None:
        return (*lint(scenario), *beside)
    return with_lines(root, (*lint(scenario), *ambiguous(root), *beside))
