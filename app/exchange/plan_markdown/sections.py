"""The sections of a plan file: what each is about, its `Owner:` lines, its words, its lists."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from app.exchange.plan_markdown.blocks import Block, plain
from app.exchange.plan_markdown.words import KEYS, KINDS, LISTED, folded, named
from app.scenario.faults import Findings

_META = re.compile(r"^(?:\*\*|__)?([^:\\*_]{1,40}?)(?:\*\*|__)?\s*:(?:\*\*|__)?\s*(.+?)\s*$")


@dataclass(slots=True)
class Piece:
    """Words of a section as they are written; a list's item, or a paragraph."""

    line: int
    raw: str
    item: bool = False
    code: bool = False


@dataclass(slots=True)
class Section:
    """A heading and what stands below it.

    Attributes:
        about: a kind of component, `assumptions` or `ladder`; None for something of the author's own.
        keys: what `Owner:` lines and the like say, with their lines.
    """

    title: str
    line: int
    level: int
    about: str | None
    keys: dict[str, tuple[str, int]] = field(default_factory=dict)
    pieces: list[Piece] = field(default_factory=list)

    @property
    def told(self) -> bool:
        """Whether it says anything as a component: words, an owner."""
        return bool(self.keys) or any(not piece.item for piece in self.pieces)


def sections(found: Iterable[Block], findings: Findings) -> tuple[Section, list[Section]]:
    """What stands before the first section, and the sections."""
    top = Section(title="", line=1, level=0, about=None)
    made: list[Section] = []
    for block in found:
        here = made[-1] if made else top
        if block.sort == "html":
            findings.add(block.line, "", "HTML is not read", "Write it as plain text, or leave it out.")
        elif block.sort == "heading":
            _head(block, here, made, findings)
        else:
            _words(block, here)
    return top, made


def _head(block: Block, here: Section, made: list[Section], findings: Findings) -> None:
    title, html = plain(block.raw)
    if html:
        findings.add(block.line, "", "HTML is not read", "Write the heading as plain text.")
    about: str | None = named(title, LISTED)
    about = about or named(title, KINDS)
    if not made and block.level == 1 and folded(title) not in {*KINDS, *LISTED}:
        return  # the title of the file
    if about is None and made and block.level > here.level:
        here.pieces.append(Piece(block.line, block.raw))
        return
    made.append(Section(title=title, line=block.line, level=block.level, about=about))


def _words(block: Block, here: Section) -> None:
    if block.code:
        here.pieces.append(Piece(block.line, block.raw, code=True))
        return
    if block.sort == "text" and block.level and here.pieces and here.pieces[-1].item:
        here.pieces[-1].raw += f"\n\n{block.raw}"
        return
    if block.sort == "item":
        here.pieces.append(Piece(block.line, block.raw, item=True))
        return
    kept = list(_without_keys(block, here))
    if kept:
        here.pieces.append(Piece(block.line, "\n".join(kept)))


def _without_keys(block: Block, here: Section) -> Iterator[str]:
    for offset, line in enumerate(block.raw.split("\n")):
        found = _META.match(line.strip())
        key = KEYS.get(folded(found[1])) if found else None
        if found and key and key not in here.keys:
            here.keys[key] = (plain(found[2])[0], block.line + offset)
        else:
            yield line
