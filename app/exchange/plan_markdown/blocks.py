"""Markdown taken apart into headings, paragraphs and list items, each with its line; HTML is only told of."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

MOST_BYTES = 64 * 1024
MOST_NESTING = 12
_PARSER = MarkdownIt("commonmark", {"maxNesting": MOST_NESTING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A piece of the file; `raw` is as written, `level` of a heading 1 to 6, `line` from 1."""

    sort: Literal["heading", "text", "item", "html"]
    line: int
    raw: str
    level: int = 0
    code: bool = False


def blocks(text: str) -> Iterator[Block]:
    """The pieces of a file in order; a paragraph that goes on inside an item belongs to the item."""
    stack: list[Token] = []
    first_in_item = False
    for token in _PARSER.parse(text):
        line = (token.map[0] if token.map else 0) + 1
        if token.nesting == 1:
            stack.append(token)
            first_in_item = first_in_item or token.type == "list_item_open"
        elif token.nesting == -1:
            stack.pop()
        elif token.type == "inline":
            yield _inline(token, stack, line, first=first_in_item)
            first_in_item = False
        elif token.type in ("fence", "code_block"):
            yield Block(sort="text", line=line, raw=token.content.rstrip("\n"), code=True)
        elif token.type == "html_block":
            yield Block(sort="html", line=line, raw=token.content)


def _inline(token: Token, stack: list[Token], line: int, *, first: bool) -> Block:
    if stack[-1].type == "heading_open":
        return Block(sort="heading", line=line, raw=token.content, level=int(stack[-1].tag[1]))
    inside = any(one.type == "list_item_open" for one in stack)
    return Block(sort="item" if inside and first else "text", line=line, raw=token.content, level=int(inside))


def plain(raw: str) -> tuple[str, bool]:
    """The words of a piece without its marks, and whether there was HTML in it, which is left out."""
    tokens = _PARSER.parseInline(raw)
    children = tokens[0].children or [] if tokens else []
    html = any(child.type == "html_inline" for child in children)
    return "".join(_word(child) for child in children).strip(), html


def _word(token: Token) -> str:
    match token.type:
        case "softbreak" | "hardbreak":
            return "\n"
        case "text" | "text_special" | "code_inline":
            return token.content
        case "image":
            return token.content
        case "link_close":
            return ""
        case _:
            return ""
