"""docs/review.md says what the code does."""

import runpy

from app.review.findings.registry import RULES

SCRIPT = runpy.run_path("scripts/review_doc.py")


def test_the_page_is_what_the_code_says() -> None:
    assert SCRIPT["FILE"].read_text(encoding="utf-8") == SCRIPT["written"](), "run scripts/review_doc.py"


def test_there_are_rules_enough() -> None:
    sorts = [rule.sort for rule in RULES]
    assert sorts.count("mistake") >= 15
    assert sorts.count("opportunity") >= 8
