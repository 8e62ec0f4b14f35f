"""A sheet that goes on for days: said plainly row by row, or brought into the hours of a drill."""

import zipfile
from io import BytesIO

import pytest

from app.exchange.drafting import as_injects
from app.exchange.mapping import SheetMapping
from tests.exchange.sheets import read, refusal, the_fault

HEAD = ("Day", "Time", "From", "Text", "Within")
DAYS = [
    HEAD,
    ("Day 1", "18:52", "@ann", "Now", "10 min"),
    ("Day 1", "19:22", "@ann", "Half an hour later", ""),
    ("Day 2", "08:52", "@ann", "After a night", ""),
    ("Day 2", "12:52", "@ann", "At noon", ""),
    ("Day 3", "12:52", "@ann", "A day on", ""),
]
HOUR = 3600.0


def at(mapping: SheetMapping | None = None) -> list[float | None]:
    return [row.inject.at if row.inject else None for row in read(DAYS, mapping=mapping).rows]


def test_what_is_later_than_a_drill_lasts_is_said_row_by_row() -> None:
    preview = read(DAYS)
    assert at() == [0, 1800, None, None, None]
    told = the_fault(preview.rows[2])
    assert "14 h after StartEx, and a drill lasts 8 h at most" in told.reason
    assert "Shorten the pauses" in told.remedy
    assert preview.span == 42 * HOUR


def test_pauses_are_cut_and_the_rest_stays() -> None:
    mapping = SheetMapping(pause=HOUR)
    assert at(mapping) == [0, 1800, 1800 + HOUR, 1800 + 2 * HOUR, 1800 + 3 * HOUR]
    preview = read(DAYS, mapping=mapping)
    assert "1 d 18 h of the sheet become 3 h 30 min of drill" in [one.reason for one in preview.faults]
    assert [str(row.moment)[:16] for row in preview.rows][-1] == "2026-11-23 12:52"


def test_all_times_are_squeezed_evenly_into_what_is_asked_for() -> None:
    assert at(SheetMapping(fit=4.2 * HOUR)) == [0, 180, 14 * HOUR / 10, 18 * HOUR / 10, 4.2 * HOUR]
    squeezed = at(SheetMapping(pause=2 * HOUR, fit=HOUR))
    assert squeezed == sorted(one for one in squeezed if one is not None)
    assert squeezed[-1] == HOUR
    assert all(one is not None and one % 5 == 0 for one in squeezed)


def test_what_fits_already_is_not_drawn_out() -> None:
    short = DAYS[:3]
    (_, second) = read(short, mapping=SheetMapping(pause=HOUR, fit=HOUR)).rows
    assert second.at == 1800
    assert not read(short, mapping=SheetMapping(fit=HOUR)).faults


def test_what_is_too_long_all_the_same_is_said_too() -> None:
    preview = read(DAYS, mapping=SheetMapping(pause=10 * HOUR))
    assert [row.inject is None for row in preview.rows] == [False, False, True, True, True]
    assert "10 h 30 min after StartEx" in the_fault(preview.rows[2]).reason


def test_times_allowed_for_answers_stay() -> None:
    preview = read([*DAYS[:1], ("Day 1", "18:52", "@ann", "Now", "10 min", "Answer"), *DAYS[2:]])
    assert preview.rows[0].inject is not None
    draft = as_injects(read(DAYS, mapping=SheetMapping(fit=HOUR)), read(DAYS).into)
    assert draft.msel[0].expected == preview.rows[0].inject.expected


def test_times_before_startex_stay_faults_and_times_by_hand_stay_by_hand() -> None:
    rows = [HEAD, ("", "T-5", "@ann", "Before", ""), ("", "by hand", "@ann", "Any time", ""), *DAYS[1:]]
    preview = read(rows, mapping=SheetMapping(pause=HOUR))
    assert "before StartEx" in the_fault(preview.rows[0]).reason
    assert (preview.rows[1].at, preview.rows[1].by_hand) == (None, True)


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}, ".ods"),
        ({"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": b"\0"}, ".xlsb"),
        ({"Index/Document.iwa": b"\0"}, ".numbers"),
        ({"letter.txt": b"hello"}, "zip file"),
    ],
)
def test_workbooks_of_other_programs_are_told_to_be_saved_as_xlsx(parts: dict[str, bytes], told: str) -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    refused = refusal(file.getvalue(), "msel.ods")
    assert told in refused.reason
    assert ".xlsx" in refused.remedy


def test_an_old_workbook_is_told_to_be_saved_as_xlsx() -> None:
    refused = refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "msel.xls")
    assert ".xls" in refused.reason
    assert ".xlsx" in refused.remedy
