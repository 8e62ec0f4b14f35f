"""How a test is written: it waits for a condition, never for a while, and tries the real thing."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.sources import called_name, imported_modules, text_of, tracked_in, tree_of

TESTS = tracked_in("tests", suffixes=(".py",))
LOOPS = (ast.While, ast.For, ast.AsyncFor)


def sleeps_outside_a_loop(node: ast.AST, *, in_loop: bool = False) -> Iterator[int]:
    """Lines that wait a fixed while; a pause between two looks at a condition is fine, as is `sleep(0)`."""
    for child in ast.iter_child_nodes(node):
        looping = in_loop or isinstance(child, LOOPS)
        if (
            isinstance(child, ast.Call)
            and called_name(child) == "sleep"
            and not looping
            and not yields_only(child)
        ):
            yield child.lineno
        yield from sleeps_outside_a_loop(child, in_loop=looping)


def yields_only(call: ast.Call) -> bool:
    return [ast.unparse(argument) for argument in call.args] == ["0"]


def says_why(name: Path, line: int) -> bool:
    """Whether the line has a comment: a fault may be that time passes, and then the test says so."""
    return "  # " in text_of(name).splitlines()[line - 1]


def test_no_test_waits_a_fixed_while() -> None:
    sleeps = [(name, line) for name in TESTS for line in sleeps_outside_a_loop(tree_of(name))]
    assert not [f"{name}:{line}" for name, line in sleeps if not says_why(name, line)]


def test_no_test_puts_a_mock_in_place_of_the_real_thing() -> None:
    imports = [(name, *found) for name in TESTS for found in imported_modules(tree_of(name))]
    assert not [f"{name}:{line}" for name, line, module in imports if "mock" in module]


def test_no_test_is_skipped_for_good() -> None:
    marks = {"skip", "xfail"}
    decorators = [
        (name, decorator)
        for name in TESTS
        for node in ast.walk(tree_of(name))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        for decorator in node.decorator_list
    ]
    attributes = [
        (name, part)
        for name, mark in decorators
        for part in ast.walk(mark)
        if isinstance(part, ast.Attribute)
    ]
    assert not [f"{name}:{part.lineno}" for name, part in attributes if part.attr in marks]
