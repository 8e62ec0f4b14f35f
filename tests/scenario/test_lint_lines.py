"""Advice says on which line, and what is written so that it may be read in two ways."""

from pathlib import Path

import pytest

from app.cli import main
from app.scenario.faults import Fault, Findings
from app.scenario.lint import lint, lint_text
from app.scenario.linting.lines import line_of
from app.scenario.nodes import parse
from app.scenario.reading import read_scenario
from app.store.library import FILE, check_file
from tests.scenario.small import SMALL, changed
from tests.scenario.small import line_of as line_in

PLAIN = changed("within: 60}", "within: 1:00}")
"""The small scenario without its one bare number."""


def told(text: str) -> list[tuple[int, str, str]]:
    return [(one.line, one.path, one.reason) for one in lint_text(text, read_scenario(text))]


def plain(old: str, new: str) -> str:
    """PLAIN with its only `old` replaced by `new`."""
    assert PLAIN.count(old) == 1, old
    return PLAIN.replace(old, new)


def test_a_sound_file_needs_no_advice() -> None:
    assert told(PLAIN) == []


@pytest.mark.parametrize(
    ("path", "where"),
    [
        ("title", "title: Cold soup"),
        ("msel[1]", '- id: "2"'),
        ("msel[1].text", "text: What is going on?"),
        ("msel[2].expected.within", "expected: {action: Bring soup"),
        ("msel[1].picture.alt", '- id: "2"'),
        ("seats[1].card.goals[0].when.any[2].silence", "card: {goal: Warm soup"),
        ("crowd.words.neutral[0]", 'neutral: ["Soup?"]'),
        ("msel[7].text", "msel:"),
        ("nothing", "slug: cold-soup"),
        ("", "slug: cold-soup"),
    ],
)
def test_a_path_is_found_in_the_file_or_what_is_around_it(path: str, where: str) -> None:
    root = parse(SMALL, Findings())
    assert root is not None
    assert line_of(root, path) == line_in(SMALL, where)


def test_advice_has_the_lines_of_the_file_and_their_order() -> None:
    text = plain("    lines: [Hm]\n", "").replace("[Brr]", '["Soup!", "Soup"]')
    assert [(line, path) for line, path, _ in told(text)] == [
        (line_in(text, "- id: pat"), "seats[2].lines"),
        (line_in(text, "against: ["), "crowd.words.against[1]"),
    ]
    assert {one.line for one in lint(read_scenario(text))} == {0}


def test_advice_from_elsewhere_gets_its_line_too() -> None:
    beside = Fault(line=0, path="msel[1].by", reason="odd", remedy="Look.")
    (found,) = lint_text(PLAIN, read_scenario(PLAIN), (beside,))
    assert (found.line, found.path) == (line_in(PLAIN, "by: landlord"), "msel[1].by")


@pytest.mark.parametrize(
    ("old", "new", "path", "reason"),
    [
        ("at: 4:00", "at: 300", "msel[1].at", "`300` is seconds, and looks like minutes"),
        ("at: 4:00", "at: '240'", "msel[1].at", "`240` is seconds"),
        ("within: 1:00}", "within: 60}", "msel[2].expected.within", "`60` is seconds"),
        ("first_reply: 5:00", "first_reply: 300.0", "plan.first_reply", "`300.0` is seconds"),
        ("at: 4:00", "at: 0300", "msel[1].at", "`0300` is seconds"),
        ("name: Pat", "name: 12:30", "cast[2].name", "other readers of YAML take `12:30` for a number"),
        ("name: Pat", "name: No", "cast[2].name", "take `No` for true or false"),
        ("bio: Canteen", "bio: 1066", "cast[0].bio", "take `1066` for a number"),
        ("lines: [Hello]", "lines: [2026-11-21]", "seats[0].lines[0]", "take `2026-11-21` for a date"),
        ('id: "1.1"', "id: 1.1", "guide[0].id", "take `1.1` for a number"),
    ],
)
def test_what_can_be_read_in_two_ways(old: str, new: str, path: str, reason: str) -> None:
    text = plain(old, new)
    ((line, where, said),) = told(text)
    assert (line, where) == (line_in(text, new), path)
    assert reason in said


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("at: 4:00", "at: 04:00"),
        ("at: 4:00", "at: 0:04:00"),
        ("at: 4:00", "at: T+4:00"),
        ("at: 4:00", "at: 240.5"),
        ("first_reply: 5:00", "first_reply: 86400"),
        ("at: 0:10", "at: 0"),
        ("name: Pat", 'name: "12:30"'),
        ("name: Pat", "name: Pat No 7"),
        ("bio: Canteen", 'bio: "no"'),
        ("2026-11-21T12:00", "2026-11-21T12:00:00"),
        ("hashtags:", "topics: ~\n  hashtags:"),
    ],
)
def test_what_can_be_read_in_one_way_only(old: str, new: str) -> None:
    assert told(plain(old, new)) == []


def at_times(*times: str) -> str:
    """A drill of three injects that begins at 12:00 in the story."""
    first, second, third = times
    text = plain("at: 0:10", f"at: {first}").replace("at: 4:00", f"at: {second}")
    return (
        text.replace("at: by hand", f"at: {third}")
        .replace("    contingency: true\n", "")
        .replace("minutes: 10", "minutes: 20")
    )


def test_times_of_day_in_place_of_times_since_startex() -> None:
    text = at_times("12:01", "12:10", "12:15")
    reason = "12:01 and all others look like times of day, from 12:00 on"
    assert (line_in(text, "at: 12:01"), "msel[0].at", reason) in told(text)


def test_late_times_are_no_times_of_day() -> None:
    text = at_times("0:10", "12:10", "12:15")
    assert not [one for one in told(text) if "times of day" in one[2]]


def shelved(root: Path, text: str) -> Path:
    folder = root / "cold-soup"
    folder.mkdir()
    (folder / FILE).write_text(text, encoding="utf-8")
    return folder


PICTURED = plain("    reach: 100\n", "    reach: 100\n    picture: {file: soup.png, alt: A cold bowl}\n")


def test_a_picture_that_is_not_in_the_folder(tmp_path: Path) -> None:
    folder = shelved(tmp_path, PICTURED)
    (found,) = check_file(folder / FILE)[1]
    assert (found.line, found.path) == (line_in(PICTURED, "picture:"), "msel[0].picture.file")
    assert found.reason == "there is no media/soup.png"
    (folder / "media").mkdir()
    (folder / "media" / "soup.png").write_bytes(b"png")
    assert check_file(folder / FILE)[1] == ()


def test_check_prints_advice_with_its_line_and_lets_it_pass(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = shelved(tmp_path, plain("lines: [Hm]", "lines: []"))
    assert main(["check", str(folder)]) == 0
    line = line_in(PLAIN, "lines: [Hm]")
    advised, summary = capsys.readouterr().out.splitlines()
    assert advised == (
        f"{folder / FILE}:{line}: advice: seats[2].lines: a stand-in in pat has nothing to say. "
        "Write it some lines."
    )
    assert summary.endswith("3 injects, 1 to look at")


def test_check_prints_faults_and_does_not_let_them_pass(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = shelved(tmp_path, plain("grade: Open", "grade: Secret"))
    assert main(["check", str(folder)]) == 1
    (fault,) = capsys.readouterr().out.splitlines()
    assert fault.startswith(f"{folder / FILE}:9: fault: grade: `Secret` is not one of the choices.")
