"""Every rule there is, in the order docs/review.md lists them.

To add a rule:

1. Write it in a file of its family under `app/review/findings/rules/` (a new family, a new file): a function
   that takes a `Story` and yields a `Case` for each place where the rule holds. What it needs of the log and
   `Story` has not, becomes a method there. It reads nothing else, and never guesses: a rule that cries wolf
   is switched off by its readers.
2. Name it in the file's `RULES` with `mistake(...)` or `opportunity(...)`: an id that stays, a headline, and
   a definition that says when it holds and when it does not.
3. A new file joins `RULES` below.
4. Write a pair of logs for it in `tests/review/findings/`, in a module `pairs_<family>.py`: one that has it
   and one that almost has it. `test_pairs.py` finds the module by its name, and fails for a rule without one.
5. `scripts/review_doc.py` writes the rule into docs/review.md.
"""

from app.review.findings.rule import Rule, mistake, opportunity
from app.review.findings.rules import (
    accounts,
    answering,
    approving,
    facts,
    leading,
    promising,
    taking_back,
    voices,
    windows,
    wording,
)

RULES: tuple[Rule, ...] = (
    *approving.RULES,
    *accounts.RULES,
    *answering.RULES,
    *promising.RULES,
    *wording.RULES,
    *taking_back.RULES,
    *facts.RULES,
    *windows.RULES,
    *voices.RULES,
    *leading.RULES,
)

MARKED_MISTAKE = mistake(
    "marked_mistake",
    "A mistake that somebody saw",
    "A flag, or a note, that says mistake, and belongs to nothing that a rule found.",
    lambda _: iter(()),
)
MARKED_CHANCE = opportunity(
    "marked_chance",
    "A chance that somebody saw",
    "A flag, or a note, that says chance, and belongs to nothing that a rule found.",
    lambda _: iter(()),
)
ADDED_MISTAKE = mistake(
    "added_mistake",
    "A mistake that came up in the talk",
    "Somebody brought it up after EndEx, in their own words.",
    lambda _: iter(()),
)
ADDED_CHANCE = opportunity(
    "added_chance",
    "A chance that came up in the talk",
    "Somebody brought it up after EndEx, in their own words.",
    lambda _: iter(()),
)
