"""Writes docs/review.md from the code: every rule, figure and verdict of a review, with its definition."""

import sys
from collections.abc import Iterator
from pathlib import Path

from app.review import betting, conversation, turning
from app.review.amending.advice import ADVICE
from app.review.build import review_of
from app.review.findings import marks
from app.review.findings.registry import (
    ADDED_CHANCE,
    ADDED_MISTAKE,
    MARKED_CHANCE,
    MARKED_MISTAKE,
    RULES,
)
from app.review.findings.rule import Rule
from app.review.story import Measure
from app.scenario.components import KINDS
from tests.build import a_drill, started

BY_PEOPLE = (MARKED_MISTAKE, MARKED_CHANCE, ADDED_MISTAKE, ADDED_CHANCE)
FILE = Path(__file__).resolve().parents[1] / "docs" / "review.md"

HEAD = """
A review is made of the log alone: the same log gives the same review, byte for byte, on every machine. It
tests a plan and not the people who carried it: seats are called by their titles, never by a person's name.

`scripts/review_doc.py` writes this page from the code; a test keeps the two in step.
"""
FINDINGS = f"""
A finding is something that went wrong, or could have been won. Rules find them in the log; each says when it
was, what it rests on (entries of the log), who marked it, when the brand's own team first did, and what was
done. How sure it is: *certain*, the log says so itself; *likely*, words were read or a limit of ours decides;
*possible*, somebody thought so, or one thing followed another. Every finding is suggested; people agree or
reject it in the hot wash, and may bring up what no rule found.

Flags, and notes tagged as a mistake or a chance, are marks. A mark belongs to the findings of its sort on
whose posts it stands. One that stands on no post belongs to the finding of its sort whose moment is nearest,
from {marks.EARLY:.0f} seconds before to {marks.LATE:.0f} seconds after it or its end. A mark that belongs to
none is a finding of its own.

Where the brand's words are read, the crowd's word lists do it (docs/crowd.md), in the scenario's language; a
reader of others, and what the facilitator said a post does, count before them.
"""
FIGURES = """
Where a figure is a time, half of the times were no longer. A `rung` is a step of the plan's ladder, numbered
as it stands there; the ones below are an example's.
"""
AMENDING = """
Findings that were not rejected ask for changes of the plan, those that the hot wash agreed on first; so do
bets that broke or held. A change is proposed once for each rule, with every finding it follows from. The
facilitator, or who played alone, accepts it as it is or in other words, declines it, or leaves it open;
what was accepted makes the plan's next version. The plan that was tested stays what it was.

Beside the sentences below: a position that had nobody, or let a draft wait, is given somebody who decides
in its place, and the parts of an empty position another owner; a ladder whose times are longer than the
promise is made to fit; a promise that was missed by less than its own length may be corrected, and where no
holding statement lies ready one is proposed; a bet has what the drill left of its confidence. A sentence
goes below what the plan's part of that kind says, or makes a new part; a part that was thin or missing is
ready then.
"""


def written() -> str:
    """The whole page."""
    parts = (
        "# What a review says, and how it knows\n",
        _folded(HEAD),
        "## Findings\n",
        _folded(FINDINGS),
        _rules("Mistakes", [rule for rule in (*RULES, *BY_PEOPLE) if rule.sort == "mistake"]),
        _rules("Opportunities", [rule for rule in (*RULES, *BY_PEOPLE) if rule.sort == "opportunity"]),
        f"## Assumptions\n\n{_folded(betting.DEFINITION)}",
        f"## The plan's next version\n\n{_folded(AMENDING)}\n{_advice()}",
        _measures(review_of(a_drill(started()).log).measures),
        f"## Moments that mattered\n\n{_folded(turning.DEFINITION)}",
        f"## Conversation map\n\n{_folded(conversation.DEFINITION)}",
    )
    return "\n".join(parts)


def _rules(title: str, rules: list[Rule]) -> str:
    rows = "\n".join(f"| `{rule.id}` | {rule.title} | {_cell(rule.definition)} |" for rule in rules)
    return f"### {title}: {len(rules)}\n\n| rule | headline | when |\n|---|---|---|\n{rows}\n"


def _advice() -> str:
    rows = "\n".join(
        f"| `{rule}` | {KINDS[one.kind].title} | {_cell(one.says)} |" for rule, one in ADVICE.items()
    )
    return f"| found | goes to | the plan is to say |\n|---|---|---|\n{rows}\n"


def _measures(measures: tuple[Measure, ...]) -> str:
    rows = "\n".join(f"| `{one.id}` | {_cell(one.definition)} |" for one in measures)
    return f"## Figures\n\n{_folded(FIGURES)}\n| figure | what it is |\n|---|---|\n{rows}\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _folded(text: str, width: int = 120) -> str:
    """Paragraphs, each line as full as it may be."""
    paragraphs = text.strip().split("\n\n")
    return "\n".join("\n".join((*_lines(one.split(), width), "")) for one in paragraphs)


def _lines(words: list[str], width: int) -> Iterator[str]:
    line = ""
    for word in words:
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = ""
        line = f"{line} {word}" if line else word
    yield line


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
    sys.exit(0)
