"""The dependency table: layers, the plain core, the doors of the shell (contracts in pyproject.toml)."""

import subprocess
import sys

from tests.house.sources import ROOT


def test_imports_go_down_only_and_libraries_stay_behind_their_doors() -> None:
    lint = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"
    done = subprocess.run([sys.executable, "-c", lint], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout
