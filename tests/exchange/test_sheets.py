"""Sheets as people keep them: headers further down, merged cells, odd encodings, cells that hold too much."""

import pytest

from app.exchange.drafting import as_injects, merged
from app.exchange.fields import FIELDS, guesses, header_of
from app.exchange.mapping import SheetMapping
from app.exchange.refusing import SheetRefused
from app.ids import Handle, InjectId
from tests.airline import AIRLINE, BRAND, CHIEF, PRESS
from tests.exchange.sheets import Rows, delimited, doubts, faults, fields, read, the_fault, workbook

HEADER = ["No", "Time", "From", "To", "Channel", "Title", "Text"]
ROW = ["1", "T+5", "Ann Bee", "Legal", "Social media", "Soup", "It is cold."]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1252"]
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_text_files_are_read_whatever_their_encoding_and_separator(encoding: str, separator: str) -> None:
    row = [*ROW[:5], "Café", "Ça suffit, “vraiment” ; dit-elle.\nDeux lignes."]
    preview = read(delimited([HEADER, row], separator, encoding), "msel.csv")
    assert preview.rows[0].title == "Café"
    assert preview.rows[0].text == row[-1]
    assert preview.encoding == encoding.removesuffix("-sig").removesuffix("-le").removesuffix("-be")
    assert any("Windows-1252" in fault.reason for fault in preview.faults) is (encoding == "windows-1252")


def test_a_separator_that_the_file_names_is_believed() -> None:
    assert (
        read(b"sep=|\r\nTime|From|Text\r\nT+5|Ann|Hello, you; there\r\n", "x.csv").rows[0].text
        == "Hello, you; there"
    )


def test_the_header_is_found_below_a_title_and_repeated_headers_are_no_rows() -> None:
    preview = read([["Exercise Cold Soup"], [None, "Version", 3], HEADER, ROW, [], HEADER, ["2", *ROW[1:]]])
    assert preview.mapping.header == 3
    assert [row.row for row in preview.rows] == [4, 7]


def test_sheets_with_the_same_header_are_read_together_and_others_are_named() -> None:
    days: dict[str, Rows] = {"Read me": [["How to use this"]], "Day 1": [HEADER, ROW], "Day 2": [HEADER,
    ["2", *ROW[1:]]],
            "Contacts": [["Name", "Phone"], ["Ann", "12"]], "Empty": []}  # fmt: skip
    preview = read(workbook(days))
    assert [(row.sheet, row.row) for row in preview.rows] == [("Day 1", 2), ("Day 2", 2)]
    assert [(one.sheet, one.reason) for one in preview.left_out] == [
        ("Read me", "no row of it looks like the header of an MSEL"),
        ("Contacts", "no row of it looks like the header of an MSEL"),
        ("Empty", "it is empty"),
    ]
    second = read(workbook(days), mapping=SheetMapping(sheets=("Day 2",)))
    assert [row.sheet for row in second.rows] == ["Day 2"]
    with pytest.raises(SheetRefused, match="no sheet with a header"):
        read(workbook(days), mapping=SheetMapping(sheets=("Day 3",)))


def test_merged_rows_share_their_value_and_a_merged_heading_is_a_section() -> None:
    rows: Rows = [["Date", "Time", "From", "Text"], ["Move 1: the first hour", None, None, None],
            ["21.11.2026", "19:00", "Ann", "a"], [None, "19:10", "Ann", "b"], [None, "19:20", "Bo",
             "c"]]  # fmt: skip
    preview = read(workbook(rows, merge=("A2:D2", "A3:A5", "C3:C4")))
    assert [row.at for row in preview.rows] == [480, 1080, 1680]
    assert [row.persona for row in preview.rows] == ["Ann", "Ann", "Bo"]
    assert {row.extras["Section"] for row in preview.rows} == {"Move 1: the first hour"}


def test_rows_that_are_only_numbered_are_not_there() -> None:
    assert [row.row for row in read([HEADER, ROW, ["2"], ["3"]]).rows] == [2]


def test_every_alias_means_its_field_and_what_squall_writes_is_surest() -> None:
    for field in FIELDS:
        best = guesses(header_of(field))[0]
        assert (best.field, best.confidence) == (field, 1.0)
    assert guesses("Inject text (max 280)")[0].confidence == 0.95
    assert guesses("Planned delivery time")[0].field == "time"
    assert guesses("Destinatire")[0].field == "to"
    assert not guesses("Weather")
    assert not guesses("x" * 10_000)


def test_a_surer_column_wins_and_the_other_is_kept() -> None:
    preview = read([["Time", "From", "Description", "Message"], ["T+5", "Ann", "A post", "It is cold."]])
    assert fields(preview) == {"Time": "time", "From": "by", "Description": None, "Message": "text"}
    assert preview.rows[0].extras == {"Description": "A post"}


def test_the_mapping_can_be_changed_and_what_was_used_reads_the_same_again() -> None:
    rows: Rows = [["Time", "From", "Description", "Message"], ["T+5", "Ann", "A post", "It is cold."]]
    changed = read(rows, mapping=SheetMapping(columns={"C": "text", "D": None}))
    assert changed.rows[0].text == "A post"
    assert changed.rows[0].extras == {"Message": "It is cold."}
    assert read(rows, mapping=changed.mapping).rows == changed.rows


def test_channels_and_personas_that_are_not_known_can_be_told() -> None:
    rows: Rows = [HEADER, ["1", "T+5", "The Paper", "Legal", "Siren", "Soup", "It is cold."]]
    told = SheetMapping(channels={"siren": "message"}, personas={"the paper": PRESS})
    row = read(rows, mapping=told, into=AIRLINE).rows[0]
    assert (row.channel, row.handle, row.known, row.faults) == ("message", PRESS, True, ())


@pytest.mark.parametrize(("words", "handle", "known"), [
    ("harbour_post", "harbour_post", True), ("@Harbour_Post", "harbour_post", True), ("Harbour  post",
     "harbour_post", True),
    ("Harbour Post (@harbour_post)", "harbour_post", True), ("Zoë Ångström", "zoe_angstrom", False),
    ("@new_one", "new_one", False), ("ZOË <zoe@mail.example>", "zoe_zoe_mail_example", False),
])  # fmt: skip
def test_a_persona_is_found_by_handle_or_name_or_made_up(words: str, handle: str, known: bool) -> None:  # noqa: FBT001
    row = read([HEADER, ["1", "T+5", words, *ROW[3:]]], into=AIRLINE).rows[0]
    assert (row.handle, row.known) == (handle, known)


def test_two_new_names_never_share_a_handle() -> None:
    preview = read(
        [
            HEADER,
            ["1", "T+5", "Ann Bee", *ROW[3:]],
            ["2", "T+6", "Ann-Bee", *ROW[3:]],
            ["3", "T+7", "ann bee", *ROW[3:]],
        ]
    )
    assert [row.handle for row in preview.rows] == ["ann_bee", "ann_bee_2", "ann_bee"]


def test_a_cell_with_several_values_is_taken_apart() -> None:
    row = read([["Time", "From", "To", "Text", "Objective"],
                ["T+5", "Ann\nBo", "- Legal\n- Communications", "It is cold.",
                 "Be warm\nBe fast"]]).rows[0]  # fmt: skip
    assert row.to == ("Legal", "Communications")
    assert row.handle == "ann"
    assert doubts(row) == ["2 speak at once; Ann does here", "2 objectives; the first is taken"]
    assert row.extras["From (as written)"] == "Ann\nBo"
    assert row.extras["Objective (as written)"] == "Be warm\nBe fast"


STOPPED = [
    ({"Text": ""}, "there is nothing to post"), ({"Text": "x" * 281}, "281 characters, Microblog takes 280"),
    ({"Text": "x" * 1001, "Channel": "mail"}, "1001 of 1000 characters"), ({"Text": "Hi {name}"},
     "nothing fills `{name}` here"),
    ({"From": ""}, "nobody is named who says it"), ({"From": f"@{BRAND}"}, "the brand speaks for itself"),
    ({"From": CHIEF}, "is a contact and posts nothing"), ({"No": "brand"}, "means the brand itself"),
    ({"Reach": "many"}, "is no number of accounts"), ({"Heat": "7"}, "is not between -1 and 1"),
    ({"Contingency": "maybe"}, "neither yes nor no"), ({"Type": "Expected action"},
     "what players should do is no inject"),
    ({"Answers": "99"}, "no earlier inject"), ({"Expected action": "Say so", "Answer within": "soon"},
     "no time allowed"),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "reason"), STOPPED)
def test_what_cannot_be_played_stops_its_row(cells: dict[str, str], reason: str) -> None:
    whole = dict(zip(HEADER, ROW, strict=True)) | cells
    row = read([list(whole), list(whole.values())], into=AIRLINE).rows[0]
    assert reason in the_fault(row).reason
    assert the_fault(row).row == 2


def test_two_rows_with_one_number_are_told_and_nobody_answers_a_later_row() -> None:
    rows: Rows = [[*HEADER, "Answers"], [*ROW, "2"], ["2", *ROW[1:], "brand"], ["2", *ROW[1:], "2"]]
    preview = read(rows)
    assert [faults(row) for row in preview.rows] == [
        ["it answers `2`, which is no earlier inject"], [], ["`2` is already used in row 3 of MSEL"],
    ]  # fmt: skip


def test_a_contingency_waits_for_the_facilitator_and_its_time_is_kept() -> None:
    row = read([["Time", "From", "Text", "Event type"], ["T+5", "Ann", "It is cold.", "Contingency"]]).rows[0]
    assert row.inject
    assert (row.inject.contingency, row.inject.at, row.by_hand) == (True, None, True)
    assert row.extras == {"Time (as written)": "T+5", "Event type": "Contingency"} or row.extras["Event type"]


def test_merging_changes_only_what_the_sheet_has_columns_for() -> None:
    rows: Rows = [["Inject", "Planned time", "From", "Text"], ["i3", "T+6", PRESS, "North Air, yes or no?"],
            ["new", "T+3", "Ann", "Hm."], ["late", "by hand", "Ann", "Hm, hm."]]  # fmt: skip
    draft = as_injects(read(rows, into=AIRLINE), AIRLINE)
    assert [inject.id for inject in draft.msel] == ["i1", "i2", "new", "i3", "i4", "i5", "i6", "late"]
    old, new = AIRLINE.msel[2], draft.msel[3]
    assert (new.text, new.at) == ("North Air, yes or no?", 360)
    assert (new.title, new.reach, new.answers, new.expected) == (
        old.title,
        old.reach,
        old.answers,
        old.expected,
    )
    assert (draft.added, draft.changed) == ((InjectId("new"), InjectId("late")), (InjectId("i3"),))
    scenario = merged(draft, AIRLINE)
    assert scenario.cast[-1].handle == Handle("ann")
    assert scenario.version == AIRLINE.version + 1


def test_a_preview_belongs_to_the_scenario_it_was_made_for() -> None:
    with pytest.raises(ValueError, match="was made for imported"):
        as_injects(read([HEADER, ROW], "imported.xlsx"), AIRLINE)


def test_a_longer_msel_makes_a_longer_drill() -> None:
    preview = read([HEADER, ["1", "T+1:30", *ROW[2:]]])
    assert merged(as_injects(preview, preview.into), preview.into).minutes == 90
