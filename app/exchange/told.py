"""What a sheet would become, as the page shows it before anything is written."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from app.exchange.draft_edit import DraftEdit
from app.exchange.drafting import Draft
from app.exchange.fields import Field
from app.exchange.mapping import Channel, Column
from app.exchange.moments import LONGEST
from app.exchange.preview import LeftOut, PreviewRow, SheetFault, SheetPreview
from app.exchange.shortening import shortens
from app.exchange.spoken import Mode
from app.exchange.spoken_dates import DateOrder
from app.ids import ExerciseTime, Handle

TEXT_CHARS = 160
Becomes = Literal["added", "changed", "same", "left_out"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldRow:
    """A row as it is understood; see `PreviewRow`.

    Attributes:
        moment: ISO 8601 with the offset of the zone; empty by hand, or where it is unclear.
        at: exercise seconds, after shortening if times are shortened.
        becomes: what the import does with it.
    """

    sheet: str
    row: int
    id: str
    title: str
    text: str
    time: str
    at: ExerciseTime | None
    moment: str
    by_hand: bool
    persona: str
    handle: Handle | None
    known: bool
    channel: Channel
    becomes: Becomes
    faults: tuple[SheetFault, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPersona:
    """Somebody the cast has not, and would get."""

    handle: Handle
    name: str
    sort: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldSheet:
    """What a file would become.

    Attributes:
        startex: ISO 8601 with the offset of the zone.
        sheets: those that are read; `left_out` says why others are not.
        header: the row of the header, from 1.
        times, dates: how bare times and short dates are read; None where nothing says.
        counts: rows by what becomes of them.
        kept: headers of columns that injects have no place for.
        personas, objectives: what the draft would get.
        unknown_channels: words for channels, taken for the feed.
        span, longest: seconds from StartEx to the last row of the sheet, and the most a drill may last.
        shortened: whether times were brought closer together.
    """

    filename: str
    startex: str
    zone: str
    encoding: str
    sheets: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    header: int
    columns: tuple[Column, ...]
    times: Mode | None
    dates: DateOrder | None
    channels: Mapping[str, Channel]
    preamble: tuple[str, ...]
    faults: tuple[SheetFault, ...]
    rows: tuple[ToldRow, ...]
    counts: Mapping[Becomes, int]
    kept: tuple[str, ...]
    personas: tuple[ToldPersona, ...]
    objectives: tuple[str, ...]
    unknown_channels: tuple[str, ...]
    fields: tuple[Field, ...]
    span: float
    longest: float
    shortened: bool


def told_sheet(preview: SheetPreview, draft: Draft, edit: DraftEdit, choices: tuple[Field, ...]) -> ToldSheet:
    """The preview of an import; `choices` are the meanings a column may be given."""
    added, changed = frozenset(edit.added), frozenset(edit.changed)
    rows = tuple(_row(row, added, changed) for row in preview.rows)
    used = preview.mapping
    kept = dict.fromkeys(name for extras in draft.extras.values() for name in extras)
    return ToldSheet(
        filename=preview.filename,
        startex=preview.startex.isoformat(timespec="seconds"),
        zone=preview.zone,
        encoding=preview.encoding,
        sheets=used.sheets,
        left_out=preview.left_out,
        header=used.header or 1,
        columns=preview.columns,
        times=used.times,
        dates=used.dates,
        channels=dict(used.channels or {}),
        preamble=preview.preamble,
        faults=preview.faults,
        rows=rows,
        counts=dict(Counter(row.becomes for row in rows)),
        kept=tuple(kept),
        personas=tuple(
            ToldPersona(handle=one.handle, name=one.name, sort=one.sort) for one in draft.personas
        ),
        objectives=tuple(one.title for one in draft.objectives),
        unknown_channels=preview.unknown_channels,
        fields=choices,
        span=preview.span,
        longest=LONGEST,
        shortened=shortens(used),
    )


def _row(row: PreviewRow, added: frozenset[str], changed: frozenset[str]) -> ToldRow:
    becomes: Becomes = "same"
    if row.inject is None:
        becomes = "left_out"
    elif row.inject.id in added:
        becomes = "added"
    elif row.inject.id in changed:
        becomes = "changed"
    text = row.text if len(row.text) <= TEXT_CHARS else row.text[: TEXT_CHARS - 1] + "…"
    return ToldRow(
        sheet=row.sheet,
        row=row.row,
        id=row.id,
        title=row.title,
        text=text,
        time=row.time,
        at=row.at,
        moment="" if row.moment is None else row.moment.isoformat(timespec="seconds"),
        by_hand=row.by_hand,
        persona=row.persona,
        handle=row.handle,
        known=row.known,
        channel=row.channel,
        becomes=becomes,
        faults=row.faults,
    )
