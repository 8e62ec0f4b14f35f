"""One row of a sheet by the meaning of its cells, and what is found wrong in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.exchange.fields import KEPT_TOO, READ, Field, header_of, simple
from app.exchange.mapping import Header
from app.exchange.preview import SheetFault
from app.exchange.tables import Cell, Formula, Row, text_of

AS_WRITTEN = "(as written)"


@dataclass(slots=True)
class Cells:
    """A row. What is read and cannot be held whole is kept in `extras` by its column's name, as written."""

    sheet: str
    number: int
    row: Row
    header: Header
    names: tuple[str, ...]
    otherwise: Mapping[Field, str]
    extras: dict[str, str] = field(default_factory=dict)
    faults: list[SheetFault] = field(default_factory=list)

    def raw(self, wanted: Field) -> Cell:
        """The cell of that meaning; what stands in for it where it is empty."""
        at = self.header.at(wanted)
        cell = self.row[at] if at is not None and at < len(self.row) else None
        return self.otherwise.get(wanted) if cell is None or not text_of(cell) else cell

    def text(self, wanted: Field) -> str:
        return text_of(self.raw(wanted))

    def keep(self, wanted: Field) -> None:
        """Keep the cell as it is written: what was read of it is less than it says."""
        at = self.header.at(wanted)
        if at is not None and at < len(self.row):
            self._keep(at)

    def keep_the_rest(self, section: str) -> None:
        """Keep every cell that is not read, and the section heading the row stands under."""
        for at, column in enumerate(self.header.columns[: len(self.row)]):
            if column.field not in READ or column.field in KEPT_TOO:
                self._keep(at)
        if section and header_of("section") not in self.extras:
            self.extras[header_of("section")] = section

    def _keep(self, at: int) -> None:
        if text := text_of(self.row[at]):
            self.extras[self.names[at]] = text

    def fault(self, wanted: Field | None, reason: str, remedy: str, *, stops: bool = True) -> None:
        """Note something wrong with the cell of that meaning, or with the row."""
        at = None if wanted is None else self.header.at(wanted)
        letter = "" if at is None else self.header.columns[at].letter
        shown = "".join(sign if sign.isprintable() else " " for sign in reason)
        self.faults.append(
            SheetFault(
                sheet=self.sheet, row=self.number, column=letter, reason=shown, remedy=remedy, stops=stops
            )
        )

    def doubt(self, wanted: Field | None, reason: str, remedy: str) -> None:
        """Note something to look at that does not keep the row out."""
        self.fault(wanted, reason, remedy, stops=False)

    @property
    def sound(self) -> bool:
        return not any(fault.stops for fault in self.faults)

    def formulas(self) -> list[str]:
        """The letters of the columns in which the row has a formula."""
        cells = zip(self.row, self.header.columns, strict=False)
        return [column.letter for cell, column in cells if isinstance(cell, Formula)]


def kept_names(header: Header) -> tuple[str, ...]:
    """Under which name each column's cells are kept: its header, made different from all others.

    Columns that are always kept choose first, so that they go out and come in under one name.
    """
    own = {simple(header_of(field)) for field in READ if field not in KEPT_TOO}
    names: dict[int, str] = {}
    columns = list(enumerate(header.columns))
    for at, column in sorted(columns, key=lambda one: one[1].field in READ and one[1].field not in KEPT_TOO):
        base = column.header or f"Column {column.letter}"
        if simple(base) in own:
            base = f"{base} {AS_WRITTEN}"
        name, number = base, 2
        while name in names.values():
            name, number = f"{base} {number}", number + 1
        names[at] = name
    return tuple(names[at] for at, _ in columns)
