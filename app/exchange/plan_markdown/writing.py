"""A plan as Markdown that people edit and `reading` takes back whole.

Spaces at the ends of lines and extra blank lines are the only things not kept.
"""

import re
from collections.abc import Iterator

from app.exchange.plan_markdown.words import KEYS, KINDS, folded, named
from app.scenario.plan import Assumption, Component, Plan
from app.scenario.times import say_time

_SPECIAL = re.compile(
    r"[\\`*\[\]<>&]|(?<![^\W_])_|_(?![^\W_])|^[#+\-=~|]|^\d{1,9}(?=[.)])|#(?=\s*$)", re.MULTILINE
)
_META = re.compile(r"^([^:\n]{1,40}):", re.MULTILINE)


def plan_markdown(plan: Plan) -> str:
    """The plan, its components first; the decision model is told, and read by nobody."""
    parts = [
        f"# Social-media plan, version {plan.version}",
        f"First reply: {say_time(plan.first_reply)}",
        *(_component(one) for one in plan.components),
        _section("Holding statements", (f"- `{one.id}` {_item(one.text)}" for one in plan.holding)),
        _section("Assumptions", map(_assumption, plan.assumptions)),
        _section("Red lines", (f"- {_item(one)}" for one in plan.red_lines)),
        _section("Decision model", _rungs(plan)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def tidy(text: str) -> str:
    """The text as it comes back: without spaces at the ends of lines, one blank line where there are more."""
    lines = "\n".join(line.strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def _component(one: Component) -> str:
    kind = one.kind or "none"
    head = [f"## {escaped(' '.join(one.title.split()))}", f"Owner: {one.owner.replace('_', ' ')}"]
    head += [f"Standing: {one.standing}"] if one.standing != "ready" else []
    head += [f"Kind: {kind}"] if named(one.title, KINDS) != one.kind or _ambiguous(one) else []
    head += [f"Weight: {one.weight}"] if one.weight is not None else []
    head += [f"Id: {one.id}"]
    lines = "\n".join((*head[1:],))
    return "\n\n".join(part for part in (head[0], lines, escaped(tidy(one.text))) if part)


def _ambiguous(one: Component) -> bool:
    """Whether the title alone would be taken for another section."""
    return folded(one.title) in {"assumptions", "decision model"} or one.kind is None


def _assumption(one: Assumption) -> str:
    owner = one.owner.replace("_", " ")
    bet, breaks = (escaped(tidy(text)).replace("(", r"\(") for text in (one.statement, one.breaks_when))
    text = f"`{one.id}` [{one.confidence} %] {bet} (owner: {owner}; breaks when: {breaks})"
    return f"- {_indented(text)}"


def _rungs(plan: Plan) -> Iterator[str]:
    for number, rung in enumerate(plan.ladder, 1):
        within = say_time(rung.within) if rung.within else "at once"
        yield f"{number}. {_item(rung.title)} ({rung.position.replace('_', ' ')}, {within})"


def _section(title: str, lines: Iterator[str]) -> str:
    found = list(lines)
    return "\n".join((f"## {title}", "", *found)) if found else ""


def _item(text: str) -> str:
    return _indented(escaped(tidy(text)))


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" if line else "" for line in text.split("\n")).strip()


def escaped(text: str) -> str:
    """The text so that Markdown takes every sign of it for itself, and no line for an `Owner:` line."""
    kept = _SPECIAL.sub(lambda found: found[0] + "\\" if found[0].isdigit() else "\\" + found[0], text)
    return _META.sub(lambda found: found[1] + (r"\:" if folded(found[1]) in KEYS else ":"), kept)
