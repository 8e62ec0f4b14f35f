"""The library hides no scenario because of another, and sees what changes on disk."""

import os
from pathlib import Path

import pytest

from app.scenario.faults import ScenarioFaults
from app.scenario.nodes import MAX_BYTES
from app.store.library import FILE, Library, read_file
from tests.scenario.small import SMALL


def shelve(root: Path, slug: str, text: str | bytes) -> Path:
    file = root / slug / FILE
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def named(slug: str, title: str = "Cold soup") -> str:
    return SMALL.replace("slug: cold-soup", f"slug: {slug}").replace("title: Cold soup", f"title: {title}")


def test_every_sound_scenario_is_listed_by_title(tmp_path: Path) -> None:
    shelve(tmp_path, "one", named("one", "Zebra"))
    shelve(tmp_path, "two", named("two", "apple"))
    assert [scenario.slug for scenario in Library(tmp_path).all()] == ["two", "one"]


def test_a_faulty_scenario_hides_no_other(tmp_path: Path) -> None:
    shelve(tmp_path, "good", named("good"))
    shelve(tmp_path, "bad", named("bad").replace("grade: Open", "grade: Secret"))
    shelve(tmp_path, "worse", b"\xff\xfe")
    shelve(tmp_path, "huge", b"x" * (MAX_BYTES + 1))
    library = Library(tmp_path)
    assert [scenario.slug for scenario in library.all()] == ["good"]
    assert set(library.faults()) == {"bad", "worse", "huge"}
    assert [(fault.line, fault.path) for fault in library.faults()["bad"]] == [(9, "grade")]
    assert library.get("bad") is None


def test_a_slug_is_its_folder(tmp_path: Path) -> None:
    shelve(tmp_path, "here", named("there"))
    library = Library(tmp_path)
    assert library.get("here") is None
    assert library.get("there") is None
    assert "`there` in the folder `here`" in library.faults()["here"][0].reason


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    file = shelve(tmp_path, "soup", named("soup", "First"))
    library = Library(tmp_path)
    assert [scenario.title for scenario in library.all()] == ["First"]
    before = file.stat().st_mtime_ns
    file.write_text(named("soup", "Later"), encoding="utf-8")
    os.utime(file, ns=(before + 1, before + 1))
    assert [scenario.title for scenario in library.all()] == ["Later"]


def test_an_unchanged_file_is_not_read_again(tmp_path: Path) -> None:
    shelve(tmp_path, "soup", named("soup"))
    library = Library(tmp_path)
    assert library.get("soup") is library.get("soup")


def test_a_mended_file_and_a_removed_one(tmp_path: Path) -> None:
    file = shelve(tmp_path, "soup", "slug: soup")
    library = Library(tmp_path)
    assert library.get("soup") is None
    file.write_text(named("soup"), encoding="utf-8")
    assert library.get("soup") is not None
    assert library.faults() == {}
    file.unlink()
    assert library.all() == []


@pytest.mark.parametrize("slug", ["..", "../soup", "soup/../soup", "/etc", "", ".", "nothing"])
def test_a_slug_leads_nowhere_else(tmp_path: Path, slug: str) -> None:
    shelve(tmp_path, "soup", named("soup"))
    assert Library(tmp_path / "soup").get(slug) is None
    assert Library(tmp_path).get(slug) is None


def test_no_folder_is_an_empty_library(tmp_path: Path) -> None:
    assert Library(tmp_path / "none").all() == []


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ScenarioFaults, match="cannot be opened"):
        read_file(tmp_path / FILE)
