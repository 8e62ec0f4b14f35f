"""What is imported is declared: it is on every machine, not only on the author's."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.house.sources import ROOT, imported_modules, tracked_in, tree_of

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
OURS = {"app", "scripts", "tests"}
# fastapi is starlette with types, and redis[hiredis] names the parser: none comes without the other.
BROUGHT_ALONG = {"starlette": "fastapi", "hiredis": "redis"}


def distribution(requirement: str) -> str:
    """`redis` for `redis[hiredis]>=5`, spelled as indexes compare names."""
    name = re.split(r"[\s\[<>=!~;]", requirement, maxsplit=1)[0]
    return re.sub(r"[-_.]+", "-", name).lower()


RUNTIME = {distribution(one) for one in PROJECT["project"]["dependencies"]}
OTEL = {distribution(one) for one in PROJECT["project"]["optional-dependencies"]["otel"]}
DEV = RUNTIME | OTEL | {distribution(one) for one in PROJECT["dependency-groups"]["dev"]}
BENCH = DEV | {distribution(one) for one in PROJECT["dependency-groups"]["bench"]}


def undeclared(folder: str, declared: set[str]) -> list[str]:
    """Imports of packages that nothing declared installs, as `file:line: module`."""
    installed = packages_distributions()
    found = []
    for name in tracked_in(folder, suffixes=(".py",)):
        for line, module in imported_modules(tree_of(name)):
            top = module.split(".")[0]
            if top in OURS or top in sys.stdlib_module_names:
                continue
            top = BROUGHT_ALONG.get(top, top)
            if not declared & {distribution(one) for one in installed.get(top, [top])}:
                found.append(f"{name}:{line}: {module}")
    return found


def test_the_server_imports_what_every_server_has() -> None:
    assert not [one for one in undeclared("app", RUNTIME) if not one.startswith("app/otel.py:")]


def test_what_sends_traces_imports_what_its_extra_installs_and_only_when_it_is_asked_to() -> None:
    assert not undeclared("app", RUNTIME | OTEL)
    tree = tree_of(Path("app/otel.py"))
    at_once = [
        module
        for node in tree.body
        for _, module in imported_modules(ast.Module([node], []))
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert at_once
    assert not [module for module in at_once if module.startswith("opentelemetry")]


def test_tests_and_scripts_import_what_every_clone_has() -> None:
    others = [one for one in undeclared("tests", DEV) if not one.startswith("tests/bench/")]
    assert not others
    assert not undeclared("scripts", DEV)


def test_the_bench_imports_what_it_installs_and_no_more() -> None:
    assert not undeclared("tests", BENCH)
