"""Finding the phrases of a list in the words of a text, all at once and in one pass."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple, TypeAlias

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


_Begun: TypeAlias = tuple[Node, int, tuple[int, ...]]
"""A phrase on its way: where it is in the tree, the next word, and those it passed over."""


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
    found: list[Match] = []
    starts, last = root.next, len(keys)
    for first, own in enumerate(keys):
        if not own:
            continue
        begun: list[_Begun] = [(starts[key], first + 1, ()) for key in own if key in starts]
        while begun:
            node, at, skipped = begun.pop()
            for mark in node.marks:
                found += (Match(mark, first, at, skipped),)
            if at == last:
                continue
            if node.next and keys[at]:
                begun += [(node.next[key], at + 1, skipped) for key in keys[at] if key in node.next]
            if node.gap is not None:
                begun += _over_a_gap(node.gap, at, skipped, words)
    return found


def _over_a_gap(gap: Node, at: int, skipped: tuple[int, ...], words: Sequence[str]) -> list[_Begun]:
    """The phrase goes on at word `at`, or up to four words later in the same clause."""
    found: list[_Begun] = []
    for over in range(at, min(at + WIDEST_GAP + 1, len(words))):
        found.append((gap, over, (*skipped, *range(at, over))))
        if words[over] == BREAK:
            break
    return found


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
