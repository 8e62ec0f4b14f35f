"""Each decision is listed, whole, and kept by a check that exists."""

import re
from pathlib import Path

import pytest

from tests.house.sources import ROOT, tracked

FOLDER = ROOT / "docs" / "decisions"
PAGES = sorted(FOLDER.glob("[0-9]*.md"))


def test_the_index_lists_every_decision_once_and_in_order() -> None:
    listed = re.findall(
        r"^\| \[(\d{4})\]\((\1-[a-z0-9-]+\.md)\)", (FOLDER / "README.md").read_text(), re.MULTILINE
    )
    assert [page for _number, page in listed] == [page.name for page in PAGES]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_decision_is_whole(page: Path) -> None:
    text = page.read_text()
    assert text.startswith(f"# {page.name[:4]} ")
    assert re.search(r"^Standing: (holds|replaced by \d{4})$", text, re.MULTILINE)
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Why", "Decision", "Cost", "Check"]
    assert len(text.splitlines()) <= 60, "more than a page"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_decision_names_a_check_that_exists(page: Path) -> None:
    checks = re.findall(r"`([\w./-]+)`", page.read_text().split("## Check")[1])
    assert checks
    committed = {Path(check) for name in tracked() for check in (name, *name.parents)}
    assert not [check for check in checks if Path(check) not in committed]
