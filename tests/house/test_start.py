"""A node listens within two seconds: what no probe needs is brought in later, and its bytecode is at hand."""

import subprocess
import sys

import pytest

from tests.house.sources import ROOT

LATER = (
    "PIL",
    "alembic",
    "app.errands",
    "app.exchange",
    "app.load",
    "app.review.build",
    "app.web.routes",
    "authlib",
    "docx",
    "fpdf",
    "httpx2",
    "joserfc",
    "lxml",
    "markdown_it",
    "openpyxl",
    "segno",
    "sqlalchemy.dialects.postgresql",
    "uharfbuzz",
)
"""Heavy, and nothing that `/ready` or a beat asks for."""
STARTS = """
import sys
import app.cli, app.main
from app.settings import Settings
app.main.create_app(Settings())
print(*sys.modules)
"""


@pytest.fixture(scope="module")
def brought_in() -> set[str]:
    """The modules of a server that is about to listen."""
    done = subprocess.run(
        [sys.executable, "-c", STARTS], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("module", LATER)
def test_a_node_listens_before_it_brings_in(brought_in: set[str], module: str) -> None:
    assert module not in brought_in


def test_a_node_that_listens_has_its_rooms(brought_in: set[str]) -> None:
    assert {"app.live.rooms", "app.web.health", "app.web.socket"} <= brought_in


def test_what_is_installed_has_its_bytecode() -> None:
    makefile, dockerfile = (ROOT / "Makefile").read_text(), (ROOT / "Dockerfile").read_text()
    assert "compileall" in makefile.partition("$(STAMPS)/runtime:")[2].partition("\n\n")[0]
    for word in ("--no-compile", "PYTHONDONTWRITEBYTECODE"):
        assert word not in makefile + dockerfile
    assert "compileall" in dockerfile
