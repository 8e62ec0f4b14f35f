"""A test that hangs is named, and nothing else is held up by it: shown by runs of a few tests that do."""

import os
import subprocess
import sys
from pathlib import Path

from tests.house.sources import ROOT

CONFTEST = """
from pathlib import Path
import pytest
from tests.limits import limit_each, tell_failures

@pytest.hookimpl(trylast=True)
def pytest_configure(config):
    tell_failures(config)

def pytest_collection_modifyitems(items):
    limit_each(items)

@pytest.fixture(scope="session")
def anyio_backend():
    return "asyncio"

@pytest.fixture
async def held():
    yield
    Path("let_go").touch()
"""
HANGS = """
import asyncio
import pytest
async def test_before(): pass
async def test_hangs(held): await asyncio.Event().wait()
@pytest.mark.timeout(100)
async def test_takes_long(): await asyncio.sleep(1.5)  # as long as others may not
async def test_after(): pass
"""
IS_LOST = """
import os
def test_is_lost(): os._exit(1)
def test_is_never_run(): pass
"""
FINE = """
import pytest
@pytest.mark.parametrize("n", range(5))
async def test_is_fine(n): pass
"""

PLUGINS = ("anyio.pytest_plugin", "pytest_timeout", "xdist.plugin", "no:cacheprovider")


def run_of(folder: Path, *options: str, **files: str) -> str:
    """What pytest printed of these files, with a limit of a second."""
    for name, text in {"conftest": CONFTEST, **files}.items():
        (folder / f"{name}.py").write_text(text)
    settings = ("anyio_mode=auto", "timeout=1", "timeout_method=thread", f"pythonpath={ROOT}")
    said = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-c", "/dev/null", f"--rootdir={folder}"),
            *(part for plugin in PLUGINS for part in ("-p", plugin)),
            *(part for setting in settings for part in ("-o", setting)),
            *options,
            str(folder),
        ],
        cwd=folder,
        env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )
    return said.stdout + said.stderr


def the_ways_of_the_makefile() -> list[str]:
    """How `make test` spreads tests among workers."""
    said = subprocess.run(
        ["make", "--no-print-directory", "--eval=spread: ; @echo $(SPREAD)", "spread", "WORKERS=2"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return said.stdout.split()


def test_one_that_hangs_fails_lets_go_and_the_next_is_run(tmp_path: Path) -> None:
    said = run_of(tmp_path, test_it=HANGS)
    assert "1 failed, 3 passed" in said
    assert "test_it.py::test_hangs - TimeoutError" in said
    assert (tmp_path / "let_go").exists()


def test_a_limit_on_the_command_line_is_taken(tmp_path: Path) -> None:
    takes_long = HANGS.replace("Event().wait()", "sleep(1.5)")
    assert "4 passed" in run_of(tmp_path, "--timeout=0", test_it=takes_long)


def test_what_failed_is_told_though_the_run_comes_to_no_end(tmp_path: Path) -> None:
    said = run_of(tmp_path, test_a="def test_fails(): assert 1 == 2", test_b=IS_LOST)
    assert "FAILED test_a.py::test_fails (call)" in said
    assert "assert 1 == 2" in said
    assert "1 failed" not in said


def test_a_worker_that_is_lost_ends_the_run_and_is_named(tmp_path: Path) -> None:
    said = run_of(tmp_path, *the_ways_of_the_makefile(), test_a=FINE, test_b=IS_LOST)
    assert "crashed while running" in said
    assert "::test_is_lost" in said
