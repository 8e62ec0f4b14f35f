"""A grammar file read and checked; what does not fit is an error that names the file and the entry."""

from collections.abc import Mapping
from typing import Any, get_args

import yaml

from app.crowd.grammar import Grammar, Group, When
from app.crowd.grammar_lines import BadLineError, Line, read_line
from app.crowd.segments import SEGMENTS
from app.crowd.voice_occasion import Answered, Form, Heat, Mood, Move, Silence

SECTIONS = ("cores", "openers", "tails", "emojis")
BLANKS = frozenset(
    {
        *("brand", "handle", "author", "quote", "topic", "detail", "claim", "ask"),
        *("demand", "story", "merit", "help", "fact", "meme", "tag", "ago"),
    }
)
"""What an occasion may bring; anything else is one of the grammar's own slots."""
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "form": get_args(Form),
    "segment": SEGMENTS,
    "spare": SEGMENTS,
    "mood": get_args(Mood),
    "heat": get_args(Heat),
    "answered": get_args(Answered),
    "move": get_args(Move),
    "silence": get_args(Silence),
}


class GrammarError(ValueError):
    """A grammar that cannot be used: file, entry and reason."""


def read_grammar(text: str, name: str) -> Grammar:
    """The grammar in a YAML text.

    Raises:
        GrammarError: an unknown condition, value or blank, a group without lines, a missing part.
    """
    plain = yaml.load(text, Loader=yaml.CSafeLoader)
    for part in ("language", "marks", "first", "spans", "slots", *SECTIONS):
        if part not in plain:
            raise GrammarError(f"{name}: `{part}` is missing")
    own = frozenset(plain["slots"])
    slots = {slot: _groups(plain["slots"][slot], f"{name}: slots.{slot}", frozenset()) for slot in own}
    sections = {part: _groups(plain[part], f"{name}: {part}", BLANKS | own) for part in SECTIONS}
    sections["seconds"] = tuple(
        group for group in sections["cores"] if group.when.plain and group.when.mood and not group.alone
    )
    sections["pairs"] = tuple(group for group in sections["cores"] if group.alone and group.when.plain)
    before, after = plain["marks"]
    spans = tuple((float(seconds), str(words)) for seconds, words in sorted(plain["spans"].items()))
    return Grammar(
        language=plain["language"],
        marks=(before, after),
        first=frozenset(map(str, plain["first"])),
        spans=spans,
        sections=sections,
        slots=slots,
    )


def _groups(plain: list[dict[str, Any]], where: str, blanks: frozenset[str]) -> tuple[Group, ...]:
    return tuple(_group(entry, f"{where}[{at}]", blanks) for at, entry in enumerate(plain))


def _group(entry: dict[str, Any], where: str, blanks: frozenset[str]) -> Group:
    for key in entry:
        if key not in ("when", "lines", "weight", "alone"):
            raise GrammarError(f"{where}: unknown key `{key}`")
    lines = tuple(_line(line, where, blanks) for line in entry.get("lines", "").splitlines() if line.strip())
    if not lines:
        raise GrammarError(f"{where}: no lines")
    return Group(
        where=where,
        when=_when(entry.get("when") or {}, where),
        lines=lines,
        weight=float(entry.get("weight", 1.0)),
        alone=bool(entry.get("alone", False)),
    )


def _line(text: str, where: str, blanks: frozenset[str]) -> Line:
    try:
        line = read_line(text.strip())
    except BadLineError as bad:
        raise GrammarError(f"{where}: “{text.strip()}”: {bad}") from bad
    for blank in sorted(line.blanks - blanks):
        raise GrammarError(f"{where}: “{text.strip()}”: unknown blank `{{{blank}}}`")
    return line


def _when(plain: Mapping[str, Any], where: str) -> When:
    values: dict[str, Any] = {}
    for key, value in plain.items():
        if key in _CHOICES:
            values[key] = _choices(key, value, where)
        elif (key == "rude" and value in (1, 2)) or (
            key in ("late", "told", "you") and isinstance(value, bool)
        ):
            values[key] = value
        else:
            raise GrammarError(f"{where}: unknown condition `{key}: {value}`")
    return When(**values)


def _choices(key: str, value: object, where: str) -> frozenset[str]:
    chosen = value if isinstance(value, list) else [value]
    for one in chosen:
        if one not in _CHOICES[key]:
            raise GrammarError(f"{where}: `{key}` has no `{one}`; it has {', '.join(_CHOICES[key])}")
    return frozenset(chosen)
