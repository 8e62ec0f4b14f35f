"""What a report is made of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under named columns; `widths` are their shares of the line."""

    header: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading, what is said under it, and a table; `empty` is said instead of an empty one."""

    title: str
    lines: tuple[str, ...] = ()
    table: Table | None = None
    empty: str = ""
