"""What the page for those who run it says is so."""

import re

from app.live import rooms, vitals
from app.otel import LAST_WITHIN
from app.server import GOODBYE_FOR, STOP_WITHIN
from app.settings import Settings
from app.store.bell_line import CANARY_EVERY, MISSES
from tests.house.sources import ROOT
from tests.house.test_grafana import meters, names_of

PAGE = (ROOT / "docs" / "operations.md").read_text()
README = (ROOT / "README.md").read_text()
NAMES = {f"SQUALL_{field.upper()}" for field in Settings.model_fields}


def test_every_setting_is_in_the_readme_and_none_is_made_up() -> None:
    rows = re.findall(r"^\| (.*?) \|", README, flags=re.MULTILINE)
    told = set(re.findall(r"`(SQUALL_[A-Z_]+)`", " ".join(rows)))
    assert told == NAMES
    assert set(re.findall(r"SQUALL_[A-Z_]+", PAGE)) <= NAMES


def test_every_metric_it_names_is_there() -> None:
    named = set(re.findall(r"\bsquall_[a-z_]+", PAGE))
    assert named
    assert named <= names_of(meters()).keys() | meters().register.metrics.keys()


def test_the_seconds_it_promises_are_those_of_the_code() -> None:
    for promise in (
        f"a write each {vitals.REDIS_EVERY:g} s | {vitals.REDIS_STALE:g} s after",
        f"each {CANARY_EVERY:g} s, heard again | after {MISSES * CANARY_EVERY:g} s of silence",
        f"each {vitals.SQL_EVERY:g} s | {vitals.SQL_STALE:g} s after",
        f"after {Settings.model_fields['store_patience'].default:g} s (`SQUALL_STORE_PATIENCE`)",
        f"over {Settings.model_fields['drain_seconds'].default:g} s\n(`SQUALL_DRAIN_SECONDS`",
    ):
        assert promise in PAGE, promise
    needed = Settings.model_fields["drain_seconds"].default + GOODBYE_FOR + STOP_WITHIN + LAST_WITHIN
    assert needed <= float(re.findall(r"Give a node (\d+) s", PAGE)[0])
    assert rooms.LONGEST_PAUSE < 1


def test_every_file_it_points_to_is_there() -> None:
    for link in re.findall(r"\]\((\.\./[^)]+)\)", PAGE):
        assert (ROOT / "docs" / link).resolve().exists(), link
    for path in re.findall(r"`((?:deploy|tests)/[\w./]+)`", PAGE):
        assert (ROOT / path).exists(), path
