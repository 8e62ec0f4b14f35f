"""`squall review`: a log in a file is reviewed on any machine as where it was written."""

from pathlib import Path

import pytest

from app.cli import main
from app.crowd.comparing import compare
from app.crowd.reading import read
from app.ids import Seq
from app.review.build import review_of
from app.store.codec import decode
from app.store.log_file import write_log_file
from app.store.review_file import write_review
from tests.standins.headless import SHIPPED


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `squall play` wrote down of two minutes."""
    file = tmp_path_factory.mktemp("played") / "log.jsonl"
    assert main(["play", str(SHIPPED), "--seed", "5", "--until", "02:00", "--log", str(file)]) == 0
    return file


def test_a_log_is_told_as_text(log: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["review", str(log)]) == 0
    told = capfdbinary.readouterr().out.decode()
    assert "Too wide for the seat" in told
    assert "What happened" in told


def test_a_sealed_file_gives_the_same_bytes_as_the_log_itself(
    log: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    entries = [decode(Seq(at), line) for at, line in enumerate(log.read_bytes().splitlines(), 1)]
    sealed = tmp_path / "log.json"
    sealed.write_bytes(write_log_file(entries))
    assert main(["review", str(sealed), "--json"]) == 0
    assert capfdbinary.readouterr().out == write_review(review_of(entries, compare, read))


def test_what_is_no_log_is_told_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "log.json"
    file.write_bytes(b'{"format":"squall-log","version":1,"entries":[]}')
    assert main(["review", str(file)]) == 1
    assert "it has no entries" in capsys.readouterr().err
    assert main(["review", str(tmp_path / "none.json")]) == 1
    assert "cannot be read" in capsys.readouterr().err
