"""What lets an inject out, in one cell of a sheet: the keys of the scenario file, in braces."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import yaml

from app.exchange.cells import Cells
from app.exchange.fields import KEYS
from app.exchange.scenario_file import plain_inject
from app.scenario.faults import Findings
from app.scenario.msel import Inject
from app.scenario.nodes import Keys, Scalar, parse
from app.scenario.shaping import shape

_NEEDED = ("id", "title", "by", "text")


def cell_of(inject: Inject) -> str:
    """The cell, empty where all of it is as by default."""
    told = {key: value for key, value in plain_inject(inject).items() if key in KEYS}
    if inject.contingency and inject.at is not None:
        told["at"] = inject.at
    return _in_braces(told) if told else ""


def let_out(inject: Inject, cells: Cells) -> Inject:
    """The inject with what its cell says; a cell that cannot be read is kept, and said to be doubtful."""
    said = cells.text("cue")
    if not said:
        return inject
    findings = Findings()
    node = parse(said, findings)
    known = {*KEYS, "at"}
    if isinstance(node, Keys) and not findings.faults and not node.entries.keys() - known:
        needed = {key: Scalar(node.line, "x") for key in _NEEDED}
        whole = Keys(node.line, {**node.entries, **needed}, {**node.lines, **dict.fromkeys(needed, 1)})
        shaped = shape(Inject, whole, "cue", findings)
        if not findings.faults:
            given = [key for key in (*KEYS, "at") if key in node.entries]
            return replace(inject, **{key: getattr(shaped, key) for key in given})
    cells.keep("cue")
    why = findings.faults[0].reason if findings.faults else "it should be keys of an inject in braces"
    cells.doubt("cue", f"not understood: {why}", 'Write it as in `{after: "07", later: 2:00}`.')
    return inject


def _in_braces(told: Mapping[str, Any]) -> str:
    text: str = yaml.safe_dump(
        dict(told), default_flow_style=True, allow_unicode=True, sort_keys=False, width=100_000
    )
    return text.strip()
