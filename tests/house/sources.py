"""The files the laws are about, read once each."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CORE = (
    "ids.py",
    "chance.py",
    "exact.py",
    "feed",
    "scenario",
    "rehearsal",
    "crowd",
    "standins",
    "view",
    "review",
    "dryrun",
    "workshop",
)


@cache
def tracked() -> tuple[Path, ...]:
    """Every committed file that is still here, relative to the repository's root."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True
    ).stdout.decode()
    names = [Path(name) for name in listed.split("\0") if name]
    assert names, "no committed file found: the laws would hold for nothing"
    return tuple(name for name in names if (ROOT / name).is_file())


def tracked_in(*folders: str, suffixes: tuple[str, ...]) -> tuple[Path, ...]:
    found = tuple(name for name in tracked() if name.suffix in suffixes and name.parts[0] in folders)
    assert found, f"nothing with {suffixes} under {folders}"
    return found


def core_files() -> tuple[Path, ...]:
    """The plain heart of the server: decides everything, touches nothing."""
    return tuple(name for name in tracked_in("app", suffixes=(".py",)) if name.parts[1] in CORE)


@cache
def text_of(name: Path) -> str:
    """A file's text; empty for a picture or another file that is not text."""
    try:
        return (ROOT / name).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


@cache
def tree_of(name: Path) -> ast.Module:
    return ast.parse(text_of(name), filename=str(name))


def imported_modules(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and full name of each module a file imports from."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module


def called_name(call: ast.Call) -> str:
    """The last part of what is called: `from_url` for `redis.asyncio.from_url(...)`."""
    match call.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
        case _:
            return ""


def lines_with(pattern: re.Pattern[str], names: tuple[Path, ...]) -> list[str]:
    """Each line the pattern is found on, as `file:line: text`."""
    return [
        f"{name}:{number}: {line.strip()[:100]}"
        for name in names
        for number, line in enumerate(text_of(name).splitlines(), start=1)
        if pattern.search(line)
    ]
