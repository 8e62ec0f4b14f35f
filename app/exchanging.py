"""`squall import` and `squall export`: spreadsheets into scenario files, and out of them again."""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast

from app.exchange.as_run import write_as_run
from app.exchange.drafting import Draft, Extras, as_injects, merged
from app.exchange.fields import FIELDS, Field
from app.exchange.mapping import Channel, SheetMapping
from app.exchange.msel_out import NO_EXTRAS, write_msel
from app.exchange.msel_sheet import read_sheet
from app.exchange.preview import PreviewRow, SheetPreview
from app.exchange.refusing import SheetRefused
from app.exchange.scenario_file import EXTRAS_FILE, as_yaml, extras_as_yaml, read_extras
from app.exchange.spoken import Mode
from app.exchange.spoken_dates import DateOrder
from app.exchange.writing import Kind
from app.ids import Seq
from app.review.build import review_of
from app.scenario.faults import ScenarioFaults
from app.scenario.reading import read_scenario
from app.scenario.scenario import Scenario
from app.scenario.times import say_time
from app.store.codec import decode
from app.store.library import FILE, read_file


class CannotExchange(Exception):  # noqa: N818 - named for what happened
    """Nothing was written; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What is to be imported, and how.

    Attributes:
        into: the scenario it is merged into; a new one if there is none.
        write: write what it becomes, not only show it.
        partly: write the sound rows although others have faults.
        columns, channels, otherwise: as `B=title`, `radio=feed`, `by=newsdesk`.
        pause, fit: seconds; see `SheetMapping`.
    """

    file: Path
    zone: str
    startex: datetime
    into: Path | None = None
    write: bool = False
    partly: bool = False
    sheets: Sequence[str] = ()
    columns: Sequence[str] = ()
    channels: Sequence[str] = ()
    otherwise: Sequence[str] = ()
    times: Mode | None = None
    dates: DateOrder | None = None
    pause: float | None = None
    fit: float | None = None


def add_exchange(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `import` and `export` to the command line."""
    sheet = commands.add_parser(
        "import", help="keep the log of a drill held elsewhere; or show what an MSEL in a spreadsheet becomes"
    )
    sheet.add_argument("file", type=Path, help="a log, ending in .json or .jsonl; or an xlsx or CSV file")
    sheet.add_argument("--data", type=Path, help="of a log: folder for everything that the server keeps")
    sheet.add_argument("--zone", help="of a sheet, and required: its times' zone, as in Europe/Berlin")
    sheet.add_argument(
        "--startex", type=datetime.fromisoformat, help="of a sheet, and required: as in 2026-11-21T18:52"
    )
    sheet.add_argument("--into", type=Path, help="a scenario's folder or file to merge it into")
    sheet.add_argument(
        "--write", action="store_true", help="write scenario.yaml into a folder next to the sheet"
    )
    sheet.add_argument("--partly", action="store_true", help="leave out rows with faults")
    sheet.add_argument("--sheet", dest="sheets", action="append", default=[], help="name of a sheet to read")
    sheet.add_argument("--column", dest="columns", action="append", default=[], help="as in B=title, C=none")
    sheet.add_argument("--channel", dest="channels", action="append", default=[], help="as in radio=feed")
    sheet.add_argument("--set", dest="otherwise", action="append", default=[], help="as in by=newsdesk")
    sheet.add_argument("--times", choices=("clock", "since"), help="what a bare 0:45 is")
    sheet.add_argument("--dates", choices=("dmy", "mdy"), help="what 03/04/2026 is")
    sheet.add_argument("--pause", type=_minutes, help="minutes to which longer pauses, as nights, are cut")
    sheet.add_argument("--fit", type=_minutes, help="minutes into which all times are squeezed")
    out = commands.add_parser("export", help="write the MSEL of a scenario, or of a log as run, as a sheet")
    out.add_argument(
        "path", type=Path, help="a scenario's folder or file, or a log of `squall play --log x.jsonl`"
    )
    out.add_argument("--to", type=Path, required=True, help="a file ending in .xlsx or .csv")


def _minutes(text: str) -> float:
    """Seconds of so many minutes, up to a drill's length."""
    minutes = float(text)
    if not 1 <= minutes <= 480:
        raise ValueError(text)
    return minutes * 60


def import_sheet(asked: Import) -> Iterator[str]:
    """Show what a sheet becomes, and write it if that is asked; yields the lines to print.

    Raises:
        CannotExchange: the sheet cannot be read, or what it becomes cannot be written.
    """
    old = None if asked.into is None else _scenario(_file(asked.into))
    try:
        data = asked.file.read_bytes()
        preview = read_sheet(data, asked.file.name, asked.zone, asked.startex, _mapping(asked), into=old)
    except OSError as error:
        raise CannotExchange(f"{asked.file}: cannot be read: {error.strerror}") from error
    except SheetRefused as refused:
        raise CannotExchange(f"{asked.file}: {refused}") from refused
    yield from shown(preview)
    draft = as_injects(preview, preview.into)
    yield ""
    yield _counted(draft)
    if asked.write:
        yield from _write(asked, preview, draft)
    elif not draft.left_out:
        yield "Nothing is written. Add --write to write it."
    if draft.left_out and not (asked.write and asked.partly):
        raise CannotExchange("rows with faults cannot be imported; --write --partly writes the others")


def export(scenario: Path, to: Path) -> str:
    """Write the MSEL of a scenario, or the as-run MSEL of a log that `squall play` wrote; says what was done.

    Raises:
        CannotExchange: it cannot be read or written.
    """
    kind = to.suffix.lower().lstrip(".")
    if kind not in ("xlsx", "csv"):
        raise CannotExchange(f"{to}: name a file that ends in .xlsx or .csv")
    try:
        data, what = _exported(scenario, cast("Kind", kind))
        to.write_bytes(data)
    except OSError as error:
        raise CannotExchange(f"{error.filename}: {error.strerror}") from error
    return f"{to}: {what}"


def _exported(source: Path, kind: Kind) -> tuple[bytes, str]:
    if source.suffix == ".jsonl":
        entries = [decode(Seq(at), line) for at, line in enumerate(source.read_bytes().splitlines(), 1)]
        review = review_of(entries)
        return write_as_run(review, kind), f"{review.title} as run, {len(review.injects)} injects"
    file = _file(source)
    scenario = _scenario(file)
    return write_msel(scenario, kind, _extras_beside(file)), f"{scenario.title}, {len(scenario.msel)} injects"


def shown(preview: SheetPreview) -> Iterator[str]:
    """A preview in lines: StartEx, the columns, the rows, and what is wrong."""
    yield f"StartEx is {preview.startex.isoformat(' ', 'minutes')} ({preview.zone}); all times count from it."
    for one in preview.left_out:
        yield f"Sheet {one.sheet} is left out: {one.reason}."
    yield f"Sheet {', '.join(preview.mapping.sheets)}, header in row {preview.mapping.header}:"
    for column in preview.columns:
        meaning = f"{column.field} ({column.confidence:.0%})" if column.field else "kept as it is"
        yield f"  {column.letter:<3}{column.header[:40]:<42}{meaning}"
    yield ""
    for row in preview.rows:
        yield _row(row)
    yield ""
    yield from (f"New persona: @{one.handle}, {one.name} ({one.sort})" for one in preview.personas)
    yield from (f"New objective: {one.title}" for one in preview.objectives)
    yield from (f"{'fault' if one.stops else 'look at'}: {one}" for one in preview.every_fault())


def _row(row: PreviewRow) -> str:
    sort = " " if row.inject else "!"
    moment = f"{row.moment:%Y-%m-%d %H:%M:%S %Z}" if row.moment else "by hand" if row.by_hand else "?"
    at = "" if row.at is None else f"T+{say_time(row.at)}" if row.at >= 0 else f"T-{say_time(-row.at)}"
    who = f"@{row.handle}{'' if row.known else ' (new)'}" if row.handle else "?"
    cells = (
        f"{row.row:>4}",
        f"{row.id[:8]:<8}",
        f"{moment:<25}",
        f"{at:<8}",
        f"{who[:28]:<28}",
        f"{row.channel:<7}",
    )
    return " ".join((sort, *cells, row.title[:50]))


def _counted(draft: Draft) -> str:
    return (
        f"{len(draft.added)} injects are new, {len(draft.changed)} change, "
        f"{len(draft.left_out)} rows have faults and are left out."
    )


def _write(asked: Import, preview: SheetPreview, draft: Draft) -> Iterator[str]:
    """Write the scenario into a folder next to the sheet, unless rows are missing or something is there."""
    if draft.left_out and not asked.partly:
        return
    scenario = merged(draft, preview.into)
    text = as_yaml(scenario)
    folder = asked.file.parent / scenario.slug
    if (folder / FILE).exists():
        raise CannotExchange(f"{folder / FILE} is there already; move it away first")
    try:
        read_scenario(text)
    except ScenarioFaults as found:
        faults = "\n".join(f"  {one.path}: {one.reason}. {one.remedy}" for one in found.faults)
        raise CannotExchange(f"the scenario it becomes has faults:\n{faults}") from found
    extras = {**(_extras_beside(_file(asked.into)) if asked.into else NO_EXTRAS), **draft.extras}
    try:
        folder.mkdir(exist_ok=True)
        (folder / FILE).write_text(text, encoding="utf-8")
        if extras:
            (folder / EXTRAS_FILE).write_text(extras_as_yaml(extras), encoding="utf-8")
    except OSError as error:
        raise CannotExchange(f"{error.filename}: {error.strerror}") from error
    yield f"{folder / FILE}: {scenario.title}, {len(scenario.msel)} injects, {scenario.minutes} minutes"
    if extras:
        yield f"{folder / EXTRAS_FILE}: what injects have no place for; it goes out again with the MSEL"


def _extras_beside(file: Path) -> Extras:
    """What stands beside a scenario file.

    Raises:
        CannotExchange: it cannot be read.
    """
    beside = file.parent / EXTRAS_FILE
    try:
        return read_extras(beside.read_text(encoding="utf-8")) if beside.is_file() else NO_EXTRAS
    except (ValueError, OSError) as error:
        raise CannotExchange(f"{beside}: {error}") from error


def _mapping(asked: Import) -> SheetMapping:
    columns: dict[str, Field | None] = {
        letter.upper(): _field(name) for letter, name in _pairs(asked.columns).items()
    }
    otherwise = {field: value for name, value in _pairs(asked.otherwise).items() if (field := _field(name))}
    channels = _pairs(asked.channels)
    if wrong := [name for name in channels.values() if name not in ("feed", "message")]:
        raise CannotExchange(f"`{wrong[0]}` is neither feed nor message")
    return SheetMapping(
        sheets=tuple(asked.sheets),
        columns=columns,
        times=asked.times,
        dates=asked.dates,
        channels=cast("dict[str, Channel]", channels),
        otherwise=otherwise,
        pause=asked.pause,
        fit=asked.fit,
    )


def _field(name: str) -> Field | None:
    if name in ("", "none"):
        return None
    found = next((field for field in FIELDS if field == name), None)
    if found is None:
        raise CannotExchange(f"`{name}` is no meaning of a column; there are {', '.join(FIELDS)}")
    return found


def _pairs(told: Sequence[str]) -> dict[str, str]:
    if wrong := [one for one in told if "=" not in one]:
        raise CannotExchange(f"`{wrong[0]}`: write name=value")
    return {name.strip(): value.strip() for name, _, value in (one.partition("=") for one in told)}


def _file(path: Path) -> Path:
    return path / FILE if path.is_dir() else path


def _scenario(file: Path) -> Scenario:
    try:
        return read_file(file)
    except ScenarioFaults as found:
        first = found.faults[0]
        raise CannotExchange(f"{file}:{first.line}: {first.path}: {first.reason}. {first.remedy}") from found
