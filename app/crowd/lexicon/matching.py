"""Finding the phrases of a list in the words of a text, all at once and in one pass."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple

from app.crowd.lexicon.folding import BREAK, spellings

GAP = "*"
WIDEST_GAP = 4
"""Words a `*` that stands alone may stand for; it may stand for none."""
STEM = 3
"""Letters a word with an open end has at least."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a phrase is a cue of, and how clear a one."""

    family: str
    weight: float


@dataclass(slots=True)
class Node:
    """A place in the tree of phrases: what may come next, and what ends here."""

    next: dict[str, "Node"] = field(default_factory=dict)
    gap: "Node | None" = None
    marks: list[Mark] = field(default_factory=list)


class Match(NamedTuple):
    """Words `first` up to, but without, `last` are a cue; `skipped` of them fell into a gap."""

    mark: Mark
    first: int
    last: int
    skipped: tuple[int, ...]


@dataclass(slots=True)
class Phrases:
    """A tree of phrases.

    In a phrase, `a/b` is one of both, `(a)` may be missing, `a*` is a word that begins so, and `*` alone
    is up to four words.

    Attributes:
        prefixes: what may be written onto the front of a word, the longest first.
    """

    prefixes: tuple[str, ...] = ()
    root: Node = field(default_factory=Node)
    _whole: set[str] = field(default_factory=set)
    _stems: dict[str, list[str]] = field(default_factory=dict)

    def add(self, phrase: str, mark: Mark) -> None:
        """Add one phrase in all the ways it can be written."""
        for words in product(*(_choices(part) for part in phrase.split())):
            self._grow([word for word in words if word], mark)

    def keys(self, word: str) -> tuple[str, ...]:
        """The words of the phrases that this word can be."""
        forms = [word, *(word[len(one) :] for one in self.prefixes if _carries(word, one))]
        found = [form for form in forms if form in self._whole]
        for form in forms:
            found += [f"{stem}*" for stem in self._stems.get(form[:STEM], ()) if form.startswith(stem)]
        return tuple(dict.fromkeys(found))

    def _grow(self, words: list[str], mark: Mark) -> None:
        node = self.root
        for word in words:
            if word == GAP:
                node.gap = node.gap or Node()
                node = node.gap
                continue
            self._learn(word)
            node = node.next.setdefault(word, Node())
        if mark not in node.marks:
            node.marks.append(mark)

    def _learn(self, word: str) -> None:
        if not word.endswith("*"):
            self._whole.add(word)
            return
        stem = word[:-1]
        if len(stem) < STEM:
            raise ValueError(f"“{word}” is open after fewer than {STEM} letters")
        stems = self._stems.setdefault(stem[:STEM], [])
        if stem not in stems:
            stems.append(stem)


def matches(root: Node, words: Sequence[str], keys: Sequence[tuple[str, ...]]) -> list[Match]:
    """Every phrase that stands in a text; `keys` are those of each of its words."""
    text = _Text(words, keys, [])
    starts = root.next
    for first, own in enumerate(keys):
        for key in own:
            if key in starts:
                _follow(text, starts[key], first, first + 1, ())
    return text.found


class _Text(NamedTuple):
    words: Sequence[str]
    keys: Sequence[tuple[str, ...]]
    found: list[Match]


def _follow(text: _Text, node: Node, first: int, at: int, skipped: tuple[int, ...]) -> None:
    """Add what ends at `node`, reached before word `at`, and all that goes on from there."""
    _words, keys, found = text
    for mark in node.marks:
        found.append(Match(mark, first, at, skipped))
    onward = node.next
    if onward and at < len(keys):
        for key in keys[at]:
            if key in onward:
                _follow(text, onward[key], first, at + 1, skipped)
    if node.gap is not None:
        _over_a_gap(text, node.gap, first, at, skipped)


def _over_a_gap(text: _Text, gap: Node, first: int, at: int, skipped: tuple[int, ...]) -> None:
    """The phrase goes on at word `at`, or up to four words later in the same clause."""
    for over in range(at, min(at + WIDEST_GAP + 1, len(text.words))):
        _follow(text, gap, first, over, (*skipped, *range(at, over)))
        if text.words[over] == BREAK:
            break


def _choices(part: str) -> tuple[str, ...]:
    if part == GAP:
        return (GAP,)
    found: list[str] = []
    optional = part.startswith("(")
    for word in part.strip("()").split("/"):
        open_end = "*" if word.endswith("*") else ""
        found += [f"{one}{open_end}" for one in spellings(word.removesuffix("*"))]
    return (*found, "") if optional else tuple(found)


def _carries(word: str, prefix: str) -> bool:
    return word.startswith(prefix) and len(word) - len(prefix) >= STEM
