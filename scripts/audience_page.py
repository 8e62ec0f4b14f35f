"""Writes scenarios/audience.md from the code: every number of the audience, its default and its bounds."""

import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from app.crowd.parameters import SEGMENT_TABLE, STRATEGY_FIELDS, STRATEGY_TABLE
from app.crowd.segments import SEGMENTS
from app.feed.intent import STRATEGIES
from app.scenario.audience import BOUNDS, Crisis, Physics, SegmentChange, StrategyChange
from app.scenario.parts import told

PAGE = Path(__file__).resolve().parents[1] / "scenarios" / "audience.md"
HEAD = """# The audience's numbers

A scenario may set any of these under `crowd: audience:`; what it leaves out keeps the default, which is
calibrated ([docs/crowd.md](../docs/crowd.md) says to what). Most scenarios set the numbers of `crisis` and
nothing else. `squall check` says which is out of bounds. This page is written by `scripts/audience_page.py`.

```yaml
crowd:
  audience:
    crisis:
      severity: 0.35
      responsibility: 0.7
    segments:
      activists:
        share: 0.03
    strategies:
      humour:
        spreads: 1.5
    physics:
      pace: 12
```
"""
SEGMENT_COLUMNS = ("share", "activity", "open", "outrage", "trust", "organic")


def number(value: float) -> str:
    return f"{value:g}"


def rows(kind: type) -> Iterator[str]:
    """A table of the fields with one default each."""
    says = told(kind)
    yield "| key | default | from | to | what it is |"
    yield "|---|---|---|---|---|"
    usual = kind()
    for field in fields(kind):
        low, high = BOUNDS[kind][field.name]
        default = number(getattr(usual, field.name))
        yield f"| `{field.name}` | {default} | {number(low)} | {number(high)} | {says[field.name]} |"


def table(
    kind: type, columns: tuple[str, ...], names: tuple[str, ...], values: tuple[tuple[float, ...], ...]
) -> Iterator[str]:
    """What each column is, then the defaults by name."""
    says = told(kind)
    for column in columns:
        low, high = BOUNDS[kind][column]
        yield f"- `{column}`, {number(low)} to {number(high)}: {says[column]}"
    yield ""
    yield f"| | {' | '.join(columns)} |"
    yield "|---" * (len(columns) + 1) + "|"
    for name, row in zip(names, values, strict=True):
        yield f"| `{name}` | {' | '.join(number(value) for value in row[: len(columns)])} |"


def page() -> str:
    """The whole page."""
    parts = [
        HEAD,
        "## `crisis`: what it is about\n",
        *rows(Crisis),
        "\n## `segments`: who the audience is\n",
        *table(SegmentChange, SEGMENT_COLUMNS, SEGMENTS, SEGMENT_TABLE),
        "\n## `strategies`: how answers work\n",
        *table(StrategyChange, STRATEGY_FIELDS, STRATEGIES, STRATEGY_TABLE),
        "\n## `physics`: how attention moves\n",
        "Hours, minutes and seconds are the audience's own time, unless they are called exercise seconds.\n",
        *rows(Physics),
    ]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.exit(0)
