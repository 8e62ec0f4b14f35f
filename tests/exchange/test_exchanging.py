"""`squall import` and `squall export`."""

import shutil
from pathlib import Path

import pytest

from app.cli import main
from app.exchange.scenario_file import EXTRAS_FILE
from app.store.library import read_file
from tests.exchange.sheets import delimited, workbook
from tests.standins.headless import SHIPPED

IN_BERLIN = ("--zone", "Europe/Berlin", "--startex", "2026-11-21T18:52")
HEADER = ["No", "Time", "From", "Channel", "Title", "Text", "Photo"]
ROWS = [HEADER, ["1", "T+5", "Ann Bee", "feed", "Soup", "It is cold.", "soup.jpg"]]


def test_an_import_shows_what_a_sheet_becomes_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "Cold soup.xlsx"
    sheet.write_bytes(workbook(ROWS))
    assert main(["import", str(sheet), *IN_BERLIN]) == 0
    told = capsys.readouterr().out
    assert "StartEx is 2026-11-21 18:52+01:00 (Europe/Berlin)" in told
    assert "2026-11-21 18:57:00 CET" in told
    assert "@ann_bee (new)" in told
    assert "media (100%)" in told
    assert "Add --write" in told
    assert list(tmp_path.iterdir()) == [sheet]


def test_a_written_import_is_a_sound_scenario_and_goes_out_with_everything_that_came_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "Cold soup.csv"
    sheet.write_bytes(delimited(ROWS, ";"))
    assert main(["import", str(sheet), *IN_BERLIN, "--write"]) == 0
    folder = tmp_path / "cold-soup"
    scenario = read_file(folder / "scenario.yaml")
    assert [(one.id, one.at, one.text) for one in scenario.msel] == [("1", 300, "It is cold.")]
    assert "soup.jpg" in (folder / EXTRAS_FILE).read_text(encoding="utf-8")
    assert main(["check", str(folder)]) == 0
    assert main(["export", str(folder), "--to", str(tmp_path / "out.csv")]) == 0
    assert "soup.jpg" in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    assert main(["import", str(sheet), *IN_BERLIN, "--write"]) == 1
    assert "is there already" in capsys.readouterr().err


def test_rows_with_faults_keep_a_sheet_out_unless_the_others_are_wanted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "soup.csv"
    sheet.write_bytes(delimited([*ROWS, ["2", "soon", "Ann Bee", "feed", "Later", "Still cold.", ""]]))
    assert main(["import", str(sheet), *IN_BERLIN, "--write"]) == 1
    captured = capsys.readouterr()
    assert "fault: soup!B3: `soon` is no time" in captured.out
    assert "--partly" in captured.err
    assert not (tmp_path / "soup").exists()
    assert main(["import", str(sheet), *IN_BERLIN, "--write", "--partly"]) == 0
    assert len(read_file(tmp_path / "soup" / "scenario.yaml").msel) == 1


def test_the_mapping_can_be_told_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "soup.csv"
    how = ["--startex", "2026-04-03T00:00", "--zone", "UTC", "--dates", "dmy", "--times", "clock",
           "--column", "b=text", "--set", "by=Ann", "--channel", "Siren=message"]  # fmt: skip
    sheet.write_bytes(
        delimited([["When", "Weather", "Via", "Title"], ["03/04/2026 0:30", "It is cold.", "Siren", "Soup"]])
    )
    assert main(["import", str(sheet), *how]) == 0
    told = capsys.readouterr().out
    assert "T+30:00" in told
    assert "message" in told
    assert main(["import", str(sheet), *how, "--column", "B=weather"]) == 1
    assert "no meaning of a column" in capsys.readouterr().err


def test_a_sheet_is_merged_into_a_scenario_that_stays_as_it_is(tmp_path: Path) -> None:
    source = tmp_path / "library" / SHIPPED.parent.name
    shutil.copytree(SHIPPED.parent, source)
    before = (source / "scenario.yaml").read_bytes()
    sheet = tmp_path / "more.csv"
    sheet.write_bytes(delimited([["Inject", "Planned time", "From", "Text"], ["01", "T+0:00:20", "kevmarsh",
    "Who decided?"],
                                 ["x1", "T+6", "Ann Bee", "I was there."]]))  # fmt: skip
    assert main(["import", str(sheet), *IN_BERLIN, "--into", str(source), "--write"]) == 0
    scenario, old = read_file(tmp_path / source.name / "scenario.yaml"), read_file(source / "scenario.yaml")
    assert (source / "scenario.yaml").read_bytes() == before
    assert len(scenario.msel) == len(old.msel) + 1
    assert (scenario.msel[0].at, scenario.msel[0].title) == (20, old.msel[0].title)
    assert scenario.version == old.version + 1


def test_a_played_drill_is_exported_as_it_ran(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "log.jsonl"
    assert main(["play", str(SHIPPED), "--seed", "5", "--until", "01:00", "--log", str(log)]) == 0
    assert main(["export", str(log), "--to", str(tmp_path / "run.csv")]) == 0
    assert "T+0:00:08" in (tmp_path / "run.csv").read_text(encoding="utf-8-sig")
    assert "as run" in capsys.readouterr().out


def test_what_cannot_be_read_or_written_is_said_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"PK\3\4 no")
    for arguments, reason in (
        (["import", str(tmp_path / "none.xlsx"), *IN_BERLIN], "cannot be read"),
        (["import", str(bad), *IN_BERLIN], "damaged"),
        (["import", str(bad), "--zone", "Nowhere", "--startex", "2026-11-21T18:52"], "no time zone"),
        (["export", str(SHIPPED), "--to", str(tmp_path / "x.ods")], ".xlsx or .csv"),
        (["export", str(tmp_path), "--to", str(tmp_path / "x.csv")], "scenario.yaml"),
        (["export", str(SHIPPED), "--to", str(tmp_path / "no" / "x.csv")], "x.csv"),
    ):
        assert main(arguments) == 1
        assert reason in capsys.readouterr().err


def test_a_sheet_of_several_days_is_shortened_when_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "Cold soup.csv"
    sheet.write_bytes(delimited([*ROWS, ["2", "T+30:00", "Ann Bee", "feed", "Soup", "Still cold.", ""]]))
    assert main(["import", str(sheet), *IN_BERLIN]) == 1
    assert "1 d 6 h after StartEx" in capsys.readouterr().out
    assert main(["import", str(sheet), *IN_BERLIN, "--pause", "60"]) == 0
    told = capsys.readouterr().out
    assert "1 d 6 h of the sheet become 1 h 5 min of drill" in told
    assert "T+65:00" in told
    assert main(["import", str(sheet), *IN_BERLIN, "--fit", "120"]) == 0
    assert "T+120:00" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["import", str(sheet), *IN_BERLIN, "--fit", "0"])
