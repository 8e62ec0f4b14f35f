"""Where in a file something stands, from its path."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from app.scenario.faults import Fault
from app.scenario.nodes import Items, Keys, Node

_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


def line_of(root: Node, path: str) -> int:
    """The line of what `path` leads to, or of the nearest thing around it that is there."""
    node: Node = root
    line = root.line
    for key, number in _steps(path):
        if isinstance(node, Keys) and key in node.entries:
            line = node.lines[key]
            node = node.entries[key]
        elif isinstance(node, Items) and number is not None and number < len(node.items):
            node = node.items[number]
            line = node.line
        else:
            break
    return line


def with_lines(root: Node, found: Iterable[Fault]) -> tuple[Fault, ...]:
    """Each with its line, in the order of the file."""
    placed = (replace(one, line=line_of(root, one.path)) for one in found)
    return tuple(sorted(placed, key=lambda one: (one.line, one.path, one.reason)))


def _steps(path: str) -> Iterator[tuple[str, int | None]]:
    for key, number in _STEP.findall(path):
        yield key, int(number) if number else None
