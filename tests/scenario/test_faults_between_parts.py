"""The parts of a scenario must agree; where they do not, the line is told."""

import pytest

from tests.scenario.small import SMALL, changed, faults_of, line_of

LONG = "m" * 281

DISAGREE = [
    # what stands there, what is written instead, path, reason
    ("brand: warmspoon", "brand: warmspon", "brand", "`warmspon` is not a handle of the cast"),
    ("by: landlord", "by: landlady", "msel[1].by", "`landlady` is not a handle of the cast"),
    ("personas: [passing_by]", "personas: [passing]", "seats[2].personas[0]", "not a handle of the cast"),
    ("personas: [passing_by]", "personas: [hungry_ann]", "seats[2].personas[0]", "already used on line"),
    ("personas: [passing_by]", "personas: [landlord]", "seats[2].personas[0]", "nobody can be seated as"),
    ("personas: [passing_by]", "personas: [warmspoon]", "seats[2].personas[0]", "nobody can be seated as"),
    ("handle: passing_by", "handle: Hungry_Ann", "cast[2].handle", "already used on line 23"),
    ("- id: pat", "- id: ann", "seats[2].id", "already used on line"),
    ("- id: pat", "- id: conductor", "seats[2].id", "`conductor` is how the server itself asks"),
    ("- id: pat", "- id: desk", "seats[2].id", "`desk` is how the server itself asks"),
    ('- id: "2"', '- id: "1"', "msel[1].id", "already used on line"),
    ('- id: "2"', "- id: brand", "msel[1].id", "`brand` means the brand itself"),
    ("tests: [A1]", "tests: [A2]", "msel[0].tests[0]", "`A2` is not an assumption of the plan"),
    ("    objective: warm\n", "    objective: warn\n", "msel[0].objective", "`warn` is not an objective"),
    ("objective: warm,", "objective: cold,", "guide[0].objective", "`cold` is not an objective"),
    (
        "weight: 3",
        "weight: 3}\n    - {id: b, title: B, owner: legal, weight: 1",
        "plan.components[1].owner",
        "seat",
    ),
    ("position: communicator, within", "position: legal, within", "plan.ladder[0].position", "seat"),
    ("owner: communicator, confidence", "owner: legal, confidence", "plan.assumptions[0].owner", "seat"),
    ("{action: Tell him,", "{action: Tell him, position: legal,", "msel[1].expected.position", "seat"),
    ('answers: "1"', 'answers: "4"', "msel[2].answers", "`4` is not an inject"),
    ('answers: "1"', 'answers: "2"', "msel[2].answers", "`2` is a direct message"),
    ('answers: "1"', 'answers: "3"', "msel[2].answers", "`3` comes later in the list"),
    ("    channel: message", "", "msel[1]", "`landlord` is a contact and posts nothing"),
    ("channel: message", 'channel: message\n    answers: "1"', "msel[1].answers", "answers no post"),
    ("by: landlord", "by: warmspoon", "msel[1].by", "the brand speaks for itself"),
    ("at: 4:00", "at: 10:01", "msel[1].at", "10:01 is after the end, 10:00"),
    ("at: 1:00", "at: 700", "facts[0].at", "11:40 is after the end, 10:00"),
    ("at: by hand", "at: 5:00", "msel[2]", "a contingency inject has a time"),
    ("    position: communicator\n", "", "seats[0]", "a brand seat has no position"),
    ("lines: [Hello]", "lines: [Hello]\n    personas: [passing_by]", "seats[0]", "a brand seat has personas"),
    ("    personas: [passing_by]\n", "", "seats[2]", "a bystander has no persona"),
    ("does: Watches", "does: Watches\n    position: legal", "seats[2]", "a bystander has a position"),
    ("text: This soup is cold.", f"text: {LONG}", "msel[0].text", "281 characters, Microblog takes 280"),
    ("lines: [Hm]", f"lines: [{LONG}]", "seats[2].lines[0]", "281 characters"),
    ("[Brr]", f"[{LONG}]", "crowd.words.against[0]", "281 characters"),
    ('text: "We have seen this, {name}."', f"text: {LONG}", "plan.holding[0].text", "281 characters"),
    (
        '["It is cold, @{handle}."]',
        '["It is cold, {name}."]',
        "seats[1].lines[0]",
        "nothing fills `{name}` here",
    ),
    ("text: Now it has ice on it.", 'text: "Ice, {handle}"', "msel[2].text", "nothing fills `{handle}` here"),
    ('neutral: ["Soup?"]', 'neutral: ["Soup, {name}?"]', "crowd.words.neutral[0]", "nothing fills"),
]


@pytest.mark.parametrize(("old", "new", "path", "reason"), DISAGREE)
def test_parts_that_disagree_are_told(old: str, new: str, path: str, reason: str) -> None:
    found = [fault for fault in faults_of(changed(old, new)) if fault.path == path]
    assert found, faults_of(changed(old, new))
    assert any(reason in fault.reason for fault in found)


def test_a_disagreement_is_told_with_its_line() -> None:
    text = changed("by: landlord", "by: landlady")
    (fault,) = faults_of(text)
    assert fault.line == line_of(text, "by: landlady")
    assert fault.remedy == "Did you mean `landlord`?"


def test_a_disagreement_is_told_even_where_its_neighbours_are_broken() -> None:
    text = changed("by: landlord", "by: landlady").replace("reach: 100", "reach: many")
    assert {fault.path for fault in faults_of(text)} == {"msel[0].reach", "msel[1].by"}


def test_a_direct_message_may_be_longer_than_a_post() -> None:
    assert faults_of(changed("text: What is going on?", f"text: {LONG}")) == ()


def test_a_forum_takes_what_a_microblog_does_not() -> None:
    text = changed("text: This soup is cold.", f"text: {LONG}")
    assert faults_of(text.replace("platform: microblog", "platform: forum")) == ()


def test_a_sound_scenario_has_no_fault() -> None:
    assert faults_of(SMALL) == ()
