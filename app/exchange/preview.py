"""An MSEL sheet as it would be read: shown before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.exchange.fields import Field
from app.exchange.mapping import Channel, Column, SheetMapping
from app.ids import ExerciseTime, Handle
from app.scenario.cast import Persona
from app.scenario.guide import Objective
from app.scenario.msel import Inject
from app.scenario.scenario import Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFault:
    """Something in a sheet to look at.

    Attributes:
        sheet, row, column: where; row 0 is the sheet as a whole, column empty the row as a whole.
        stops: whether the row cannot be imported because of it; else it is, as the reason says.
    """

    sheet: str
    row: int
    column: str
    reason: str
    remedy: str
    stops: bool = True

    def __str__(self) -> str:
        where = f"{self.sheet}!{self.column}{self.row}" if self.row else self.sheet
        return f"{where}: {self.reason}. {self.remedy}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewRow:
    """A row as it is understood.

    Attributes:
        time: the cell for the time as it is written.
        at, moment: the same in exercise seconds, and in the zone asked for; None by hand, or unclear.
        persona, handle: who speaks, as written and as an account; `known` if the cast has it.
        inject: what it becomes; None where a fault stops it.
        extras: what an inject has no place for, by the header of its column.
    """

    sheet: str
    row: int
    id: str
    title: str
    text: str
    time: str
    at: ExerciseTime | None
    moment: datetime | None
    by_hand: bool
    persona: str
    handle: Handle | None
    known: bool
    to: tuple[str, ...]
    channel: Channel
    inject: Inject | None
    extras: Mapping[str, str]
    faults: tuple[SheetFault, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A sheet that is not read, and why."""

    sheet: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPreview:
    """What a file would become.

    Attributes:
        startex: the moment from which all times count, in the zone that was asked for.
        encoding: of a text file; empty for a workbook.
        mapping: how it was read, whole: reading again with it gives the same.
        given: the meanings that columns have; merging changes only these in an inject that is already there.
        faults: of the sheet as a whole; each row has its own.
        personas, objectives: what the scenario has not, and would get.
        unknown_channels: words for channels that are not known, and are taken for the feed.
        into: the scenario it was read for.
        span: seconds from StartEx to the last row as the sheet has it, also if that is too late.
    """

    filename: str
    startex: datetime
    zone: str
    encoding: str
    mapping: SheetMapping
    columns: tuple[Column, ...]
    given: frozenset[Field]
    rows: tuple[PreviewRow, ...]
    faults: tuple[SheetFault, ...]
    left_out: tuple[LeftOut, ...]
    preamble: tuple[str, ...]
    personas: tuple[Persona, ...]
    objectives: tuple[Objective, ...]
    unknown_channels: tuple[str, ...]
    into: Scenario
    span: float

    def every_fault(self) -> tuple[SheetFault, ...]:
        """All faults, those of the sheet first, then by row."""
        return (*self.faults, *(fault for row in self.rows for fault in row.faults))
