"""Each kind of fault in a field is told with its line, its path and what to do."""

import pytest

from app.scenario.reading import read_scenario
from tests.scenario.small import SMALL, changed, faults_of, line_of

WRONG = [
    # what stands there, what is written instead, path, reason, remedy
    ("title: Cold soup", "titel: Cold soup", "titel", "unknown key `titel`", "Did you mean `title`?"),
    (
        "grade: Open",
        "grade: Secret",
        "grade",
        "`Secret` is not one of the choices",
        "Open, Internal, Restricted",
    ),
    ("grade: Open", "grade: Intrenal", "grade", "not one of the choices", "Did you mean `Internal`?"),
    ("minutes: 10", "minutes: ten", "minutes", "`ten` does not fit", "a whole number"),
    ("minutes: 10", "minutes: 0", "minutes", "0 is out of range", "from 1 to 480"),
    ("minutes: 10", "minutes: [10]", "minutes", "a list stands where one value belongs", "a whole number"),
    ("heat: 5.5", "heat: 101", "crowd.heat", "101 is out of range", "from 0 to 100"),
    ("heat: 5.5", "heat: .", "crowd.heat", "`.` does not fit", "a number"),
    ("size: 1000", "size: 1_000_001", "crowd.size", "out of range", "1,000,000"),
    ("slug: cold-soup", "slug: Cold Soup", "slug", "`Cold Soup` does not fit", "small letters"),
    ("slug: cold-soup", f"slug: {'a' * 61}", "slug", "61 of 60 characters", "shorter"),
    ("language: en", "language: English", "language", "does not fit", "language tag"),
    ("T12:00", " noon", "story_start", "does not fit", "2026-11-21T18:52"),
    ("2026-11-21T12:00", "2026-02-30T12:00", "story_start", "there is no 2026-02-30T12:00", "calendar"),
    ("name: Pat", "name: ~", "cast[2].name", "nothing is written here", "a text"),
    ("name: Pat", 'name: "   "', "cast[2].name", "nothing is written here", "a text"),
    ("name: Pat", 'name: "a\\tb"', "cast[2].name", "cannot be shown", "control characters"),
    ("name: Pat", 'name: "a\\0b"', "cast[2].name", "cannot be shown", "control characters"),
    ("handle: passing_by", 'handle: "@passing"', "cast[2].handle", "does not fit", "without the @"),
    ("followers: 12", "followers: -1", "cast[2].followers", "out of range", "from 0"),
    ("within: T+02:00", "within: 2:75", "msel[1].expected.within", "`2:75` does not fit", "mm:ss"),
    ("within: T+02:00", "within: 0.5", "msel[1].expected.within", "0.5 is out of range", "seconds"),
    ("at: by hand", "at: later", "msel[2].at", "`later` does not fit", "`by hand`"),
    ("contingency: true", "contingency: yes", "msel[2].contingency", "`yes` does not fit", "true or false"),
    ("[food poisoning]", "[Food poisoning]", "plan.red_lines[0]", "does not fit", "small letters"),
    ("[food poisoning]", "food poisoning", "plan.red_lines", "a list is expected", "- "),
    ("weight: 3", "weight: 4", "plan.components[0].weight", "not one of the choices", "1, 2, 3"),
    ('["#ColdSoup"]', "[ColdSoup]", "crowd.hashtags[0]", "does not fit", "in quotes"),
    ("against: [Brr]", "against: []", "crowd.words.against", "the list is empty", "one item"),
    ("reach: 100", "reach: 1.5", "msel[0].reach", "does not fit", "whole number"),
    (
        "    stance: against",
        "    stance: against\n    mood: bad",
        "cast[1].mood",
        "unknown key",
        "Known keys here",
    ),
    ("version: 2", "ersion: 2", "plan.ersion", "unknown key", "`version`"),
]


@pytest.mark.parametrize(("old", "new", "path", "reason", "remedy"), WRONG)
def test_a_wrong_field_is_told_with_its_line(old: str, new: str, path: str, reason: str, remedy: str) -> None:
    text = changed(old, new)
    found = {fault.path: fault for fault in faults_of(text)}
    assert path in found
    fault = found[path]
    assert reason in fault.reason
    assert remedy in fault.remedy
    assert fault.line == line_of(text, new) + new.count("\n")


@pytest.mark.parametrize(
    "key",
    [
        "title",
        "version",
        "minutes",
        "brand",
        "cast",
        "seats",
        "plan",
        "msel",
        "guide",
        "facts",
        "crowd",
        "brief",
    ],
)
def test_a_missing_key_is_told(key: str) -> None:
    lines = SMALL.splitlines(keepends=True)
    start = next(at for at, line in enumerate(lines) if line.startswith(f"{key}:"))
    end = next((at for at in range(start + 1, len(lines)) if lines[at][0].isalpha()), len(lines))
    faults = faults_of("".join(lines[:start] + lines[end:]))
    assert any(one.path == key and f"`{key}` is missing" in one.reason for one in faults)


def test_a_forgotten_time_does_not_pass_for_by_hand() -> None:
    text = changed("    at: by hand\n", "")
    (fault,) = faults_of(text)
    assert (fault.path, fault.reason) == ("msel[2].at", "`at` is missing")
    assert fault.line == line_of(text, 'id: "3"')


def test_all_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    text = (
        changed("grade: Open", "grade: Secret")
        .replace("minutes: 10", "minutes: ten")
        .replace("by: landlord", "by: landlrd")
        .replace("weight: 3", "weight: 9")
        .replace("trust: 60", "trust: 600")
    )
    faults = faults_of(text)
    assert [fault.path for fault in faults] == [
        "minutes",
        "grade",
        "plan.components[0].weight",
        "msel[1].by",
        "crowd.trust",
    ]
    assert [fault.line for fault in faults] == sorted(fault.line for fault in faults)


def test_every_fault_says_where_and_what_to_do() -> None:
    said = str(faults_of(changed("minutes: 10", "minutes: ten"))[0])
    assert said == "line 7: minutes: `ten` does not fit. Write a whole number."


def test_what_is_left_out_gets_its_default() -> None:
    scenario = read_scenario(SMALL)
    first, message, last = scenario.msel
    assert (first.at, first.channel, first.heat, first.contingency) == (10.0, "feed", 0.3, False)
    assert (message.channel, message.expected and message.expected.within) == ("message", 120.0)
    assert (last.at, last.answers, last.contingency) == (None, "1", True)
    assert scenario.plan.first_reply == 300.0
    assert scenario.crowd.heat == 5.5
    assert scenario.seats[1].position is None
    assert scenario.cast[1].bio == ""
