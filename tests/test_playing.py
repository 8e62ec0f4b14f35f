"""`squall play`: a whole drill from the command line."""

import json
from pathlib import Path

import pytest

from app.cli import main
from app.ids import Seq
from app.rehearsal.evolve import fold
from app.store.codec import decode
from tests.standins.headless import SHIPPED

SHORT = ("--until", "04:00")


def test_a_drill_is_played_and_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "log.jsonl"
    assert main(["play", str(SHIPPED), "--seed", "5", "--log", str(log), *SHORT]) == 0
    told = capsys.readouterr().out
    assert "Too wide for the seat, seed 5" in told
    assert "Walk-off" in told
    assert "trust" in told
    entries = [decode(Seq(at), line) for at, line in enumerate(log.read_bytes().splitlines(), 1)]
    rehearsal = fold(entries)
    assert rehearsal.clock.state == "ended"
    assert rehearsal.clock.time(rehearsal.at) >= 240
    assert any(origin.sort == "crowd" for origin in rehearsal.origins.values())


def test_the_same_seed_plays_the_same_drill(tmp_path: Path) -> None:
    logs = [tmp_path / name for name in ("one", "two", "other")]
    for log, seed in zip(logs, ("5", "5", "6"), strict=True):
        assert main(["play", str(SHIPPED), "--seed", seed, "--log", str(log), *SHORT]) == 0
    one, two, other = (log.read_bytes() for log in logs)
    assert one == two
    assert one != other


def test_a_scenario_that_cannot_be_used_is_told_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "scenario.yaml"
    file.write_text("slug: Not A Slug\n", encoding="utf-8")
    assert main(["play", str(file)]) == 1
    assert "slug" in capsys.readouterr().out
    assert main(["play", str(tmp_path / "nowhere")]) == 1


def test_what_a_drill_showed_comes_as_json_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["play", str(SHIPPED), "--seed", "5", "--speed", "max", "--json", *SHORT]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["slug"], told["seed"], told["length"]) == (SHIPPED.parent.name, 5, 240.0)
    assert [one["id"] for one in told["injects"] if one["outs"]] == ["01", "02", "03"]
    assert told["samples"][-1]["t"] == 240.0


def test_a_drill_is_played_at_any_speed(capsys: pytest.CaptureFixture[str]) -> None:
    for speed in ("max", "9000"):
        assert main(["play", str(SHIPPED), "--speed", speed, "--until", "00:20"]) == 0
    assert "00:20 played in" in capsys.readouterr().out
    for wrong in ("0", "-1", "fast", "20000"):
        with pytest.raises(SystemExit):
            main(["play", str(SHIPPED), "--speed", wrong])
