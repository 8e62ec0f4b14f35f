"""A formula is a text on its way in and on its way out: nothing in a sheet is ever run."""

from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook

from app.exchange.drafting import Extras
from app.exchange.guarding import coded, guarded, uncoded, unguarded
from app.exchange.msel_out import write_msel
from app.ids import InjectId
from tests.airline import AIRLINE
from tests.exchange.sheets import doubts, read, workbook

ATTACKS = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "＝1+1", "=cmd|' /C calc'!A0",
           '=HYPERLINK("https://evil.example","x")']  # fmt: skip


def attacked(text: str) -> bytes:
    """A CSV with the attack in every text."""
    first = AIRLINE.msel[0]
    inject = replace(first, title=text, text=text, guidance=text, at=None)
    extras: Extras = {InjectId(first.id): {text: text}}
    return write_msel(replace(AIRLINE, title=text, msel=(inject,)), "csv", extras)


@pytest.mark.trust(24)
@pytest.mark.parametrize("attack", ATTACKS)
def test_no_cell_of_a_csv_begins_as_a_formula(attack: str) -> None:
    import csv  # noqa: PLC0415 - read as a spreadsheet program would

    text = attacked(attack).decode("utf-8-sig")
    cells = [cell for row in csv.reader(text.splitlines(keepends=True)) for cell in row]
    assert attack.strip() in "".join(cells)
    assert not [
        cell
        for cell in cells
        if cell[:1] in "=+-@\t\r＝" and cell and not cell[1:].replace(".", "").isdecimal()
    ]


@pytest.mark.trust(24)
@pytest.mark.parametrize("attack", ATTACKS)
def test_no_cell_of_a_workbook_is_a_formula_or_becomes_one_when_edited(attack: str) -> None:
    inject = replace(AIRLINE.msel[0], title=attack, text=attack, guidance=attack)
    book = load_workbook(
        BytesIO(write_msel(replace(AIRLINE, msel=(inject,)), "xlsx", {inject.id: {attack: attack}}))
    )
    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value is not None]  # type: ignore[union-attr]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    suspicious = [
        cell
        for cell in cells
        if str(cell.value).lstrip().startswith(attack.strip()) and attack[0] not in "\t\r"
    ]
    assert suspicious or attack[0] in "\t\r"
    assert all(cell.quotePrefix for cell in suspicious)


def test_a_formula_that_comes_in_is_a_text_and_is_told() -> None:
    row = read([["Time", "From", "Text"], ["T+5", "Ann", '=CONCATENATE("It is ","cold")']]).rows[0]
    assert row.text == '=CONCATENATE("It is ","cold")'
    assert row.inject
    assert doubts(row) == ["column C has a formula; it is taken as text"]


def test_text_that_looks_like_a_formula_comes_back_from_text_files_without_its_apostrophe() -> None:
    for text in ("=1+1", "'=1+1", "''@x", "'quoted'", "-5", "-5 degrees", "it's"):
        assert unguarded(guarded(text)) == text
    assert guarded("-0.25") == "-0.25"


def test_what_xml_cannot_hold_is_written_as_spreadsheet_programs_do() -> None:
    for text in ("a\x0bb", "_x0041_", "_x005F_x0041_", "_x", "\uffff", "_xD800_"):
        assert uncoded(coded(text)) == text
    row = read(workbook([["Time", "From", "Text"], ["T+5", "Ann", "one_x000D_\ntwo"]])).rows[0]
    assert row.text == "one\ntwo"
