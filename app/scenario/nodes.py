"""YAML text as a tree that knows its lines.

Only plain data comes through: no anchors, aliases or tags, nothing that unfolds into more than was written.
The tree is built from the parser's events without recursion, and reading stops at the first sign of a bomb.
"""

import re
from dataclasses import dataclass
from typing import Any

import yaml

from app.scenario.faults import Findings

MAX_BYTES = 1 << 20
MAX_NODES = 50_000
MAX_DEPTH = 12

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_HASHTAG = re.compile(r"\s*\s(#[^\s#]\S*)")
"""What an author meant as words and YAML takes as a comment; real comments have a space after the `#`."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value as written; `plain` if it stands without quotes."""

    line: int
    text: str
    plain: bool = True


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    line: int
    items: "list[Node]"


@dataclass(frozen=True, slots=True)
class Keys:
    """A mapping; `lines` says where each key stands."""

    line: int
    entries: "dict[str, Node]"
    lines: dict[str, int]


@dataclass(frozen=True, slots=True)
class Lost:
    """Something already reported as a fault: nothing more is to be said of it."""

    line: int


Node = Scalar | Items | Keys | Lost


class _StopError(Exception):
    """Reading must stop here."""


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet."""

    node: Items | Keys
    key: str | None = None
    key_line: int = 0


def parse(text: str, findings: Findings) -> Node | None:
    """The tree of `text`, or None (with a fault) where it is no single plain YAML document."""
    try:
        size = len(text.encode())
    except UnicodeEncodeError:
        findings.add(0, "", "the text is not valid Unicode", "Save the file as UTF-8.")
        return None
    if size > MAX_BYTES:
        findings.add(0, "", f"{size} bytes are more than {MAX_BYTES}", "Split it into several scenarios.")
        return None
    try:
        return _Builder(text.removeprefix("\ufeff"), findings).build()
    except _StopError:
        return None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        findings.add(line, "", f"not YAML: {error.problem}", "Check the indent and the quotes at this line.")
        return None
    except yaml.YAMLError as error:
        reason = " ".join(str(error).split())[:200]
        findings.add(0, "", f"not YAML: {reason}", "Remove what is not text.")
        return None


class _Builder:
    def __init__(self, text: str, findings: Findings) -> None:
        self._text = text
        self._lines = text.splitlines()
        self._findings = findings
        self._open: list[_Open] = []
        self._count = 0
        self._root: Node | None = None

    def build(self) -> Node | None:
        event: Any
        for event in yaml.parse(self._text, Loader=_LOADER):
            self._take(event, event.start_mark.line + 1)
        if self._root is None:
            self._findings.add(1, "", "the file is empty", "See scenarios/README.md for what it must hold.")
        return self._root

    def _take(self, event: Any, line: int) -> None:
        match event:
            case yaml.DocumentStartEvent() if self._root is not None:
                self._refuse(line, "a second document begins", "Keep one scenario in a file.")
            case yaml.AliasEvent():
                self._findings.add(line, "", f"alias *{event.anchor}", "Write the value out.")
                self._place(Lost(line), line)
            case yaml.ScalarEvent():
                self._check_plain(event, line)
                self._place_scalar(event, line)
            case yaml.SequenceStartEvent():
                self._check_plain(event, line)
                self._enter(Items(line, []), line)
            case yaml.MappingStartEvent():
                self._check_plain(event, line)
                self._enter(Keys(line, {}, {}), line)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self._open.pop()
            case _:
                pass

    def _check_plain(self, event: Any, line: int) -> None:
        if event.anchor is not None:
            self._findings.add(line, "", f"anchor &{event.anchor}", "Remove it, and write values out.")
        if event.tag is not None:
            self._findings.add(line, "", f"tag {event.tag}", "Remove it; values are read by their place.")

    def _place_scalar(self, event: Any, line: int) -> None:
        plain = not event.style  # libyaml says "", the parser in Python says None
        if plain:
            end = event.end_mark
            rest = self._lines[end.line][end.column :] if end.line < len(self._lines) else ""
            if swallowed := _HASHTAG.match(rest):
                reason = f"YAML takes {swallowed[1]} for a comment"
                self._findings.add(line, "", reason, "Put the whole text in quotes.")
                self._place(Lost(line), line)
                return
        self._place(Scalar(line, event.value, plain), line)

    def _enter(self, node: Items | Keys, line: int) -> None:
        if len(self._open) >= MAX_DEPTH:
            self._refuse(line, f"nested deeper than {MAX_DEPTH}", "A scenario needs six levels at most.")
        self._place(node, line)
        self._open.append(_Open(node))

    def _place(self, node: Node, line: int) -> None:
        self._count += 1
        if self._count > MAX_NODES:
            self._refuse(line, f"more than {MAX_NODES} values", "Split it into several scenarios.")
        if not self._open:
            self._root = node
            return
        around = self._open[-1]
        if isinstance(around.node, Items):
            around.node.items.append(node)
        elif around.key is None:
            self._name(around, node, line)
        else:
            around.node.entries[around.key] = node
            around.node.lines[around.key] = around.key_line
            around.key = None

    def _name(self, around: _Open, node: Node, line: int) -> None:
        """Take `node` as the key of what comes next; a bad key gets a name that no field has."""
        assert isinstance(around.node, Keys)  # noqa: S101 - only mappings have keys
        key, around.key_line = f"?{self._count}", line
        if not isinstance(node, Scalar):
            self._findings.add(line, "", "a key that is not a word", "Write `key: value`.")
        elif node.text in around.node.entries:
            reason = f"`{node.text}` is given twice, first on line {around.node.lines[node.text]}"
            self._findings.add(line, "", reason, "Keep one of the two.")
        else:
            key = node.text
        around.key = key

    def _refuse(self, line: int, reason: str, remedy: str) -> None:
        self._findings.add(line, "", reason, remedy)
        raise _StopError
