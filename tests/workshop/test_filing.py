import copy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.scenario.faults import ScenarioFaults
from app.scenario.reading import read_scenario
from app.workshop.checking import check
from app.workshop.filing import as_text, read_tree
from app.workshop.values import normal, same
from tests.scenario.small import SMALL, changed, faults_of
from tests.workshop.trees import MAPPINGS, PATIENT

SHIPPED = sorted(Path("scenarios").glob("*/scenario.yaml"))
TEXTS = st.text(max_size=40)


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.parent.name)
def test_a_scenario_file_made_a_draft_and_a_file_again_is_the_same_scenario(file: Path) -> None:
    text = file.read_text()
    tree = read_tree(text)
    assert read_scenario(as_text(tree)) == read_scenario(text)
    assert same(read_tree(as_text(tree)), tree)


def test_texts_stay_texts_and_numbers_become_numbers() -> None:
    tree = read_tree(
        changed("followers: 900", "followers: 1_000")
        .replace("heat: 5.5", "heat: 0.00001")
        .replace('- id: "1"\n', "- id: 1\n")
        .replace('id: "1.1"', "id: 1.10")
        .replace("at: 4:00", "at: 240")
        .replace("title: Colder", "title: 2026")
        .replace("bio: Canteen", "bio:")
        .replace("size: 1000", "size: many")
    )
    first, second, third = tree["msel"]
    assert (first["id"], tree["guide"][0]["id"], third["title"]) == ("1", "1.10", "2026")
    assert (first["at"], second["at"], third["at"]) == ("0:10", 240, "by hand")
    assert (first["reach"], tree["crowd"]["heat"], tree["crowd"]["size"]) == (100, 0.00001, "many")
    assert (tree["cast"][0]["followers"], tree["cast"][0]["bio"]) == (1000, "")
    assert (third["contingency"], tree["facts"][0]["holds"]) == (True, True)
    assert tree["plan"]["components"][0]["weight"] == 3
    assert "heat: 0.00001" in as_text(tree)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("minutes: 10", "minutes: ten"),
        ("by: hungry_ann\n    text: This", "by: nobody\n    text: This"),
        ("slug: cold-soup\n", ""),
        ("size: 1000", "size: 0"),
        ("  holding:\n", "  colour: red\n  holding:\n"),
        ('- id: "2"', '- id: "1"'),
        ("stance: against", "stance: agianst"),
    ],
)
def test_a_faulty_file_has_the_same_faults_as_a_draft(old: str, new: str) -> None:
    text = SMALL.replace(old, new, 1)
    assert text != SMALL
    expected = [(fault.path, fault.remedy) for fault in faults_of(text)]
    assert expected
    found = check(read_tree(text)).faults
    assert [(fault.path, fault.remedy) for fault in found] == expected
    lines = as_text(read_tree(text)).splitlines()
    assert all(0 < fault.line <= len(lines) for fault in found)


@PATIENT
@given(tree=st.dictionaries(TEXTS.filter(lambda key: key.isprintable() and key != ""), TEXTS, max_size=4))
def test_any_text_comes_back_from_the_file_as_it_was(tree: dict[str, Any]) -> None:
    wanted = normal(tree)
    back = read_tree(as_text(wanted)) if wanted else {}
    assert {key: back.get(key, []) for key in wanted} == wanted


@PATIENT
@given(tree=MAPPINGS.map(normal))
def test_any_tree_can_be_written_as_a_file_that_is_read(tree: dict[str, Any]) -> None:
    before = copy.deepcopy(tree)
    read_tree(as_text(tree))
    check(tree)
    assert same(tree, before)


def test_lists_that_must_be_there_are_there_when_they_are_empty() -> None:
    tree = read_tree(SMALL)
    for gone in ("facts", "guide"):
        del tree[gone]
    del tree["plan"]["assumptions"]
    del tree["msel"][0]["tests"]
    for item in tree["msel"]:
        item.pop("objective", None)
    assert check(tree).faults == ()
    assert "facts: []" in as_text(tree)


@pytest.mark.parametrize("text", ["a: &x 1\nb: *x", "a: 1\na: 2", "a: !!int 1", "- a", "a: [", "", "a"])
def test_a_text_of_which_something_would_be_lost_makes_no_draft(text: str) -> None:
    with pytest.raises(ScenarioFaults) as found:
        read_tree(text)
    assert found.value.faults


def test_a_sound_draft_has_advice_with_lines_and_a_scenario_to_play() -> None:
    found = check(read_tree(SMALL))
    assert found.scenario == read_scenario(SMALL)
    assert found.advice
    lines = as_text(read_tree(SMALL)).splitlines()
    assert all(0 < one.line <= len(lines) for one in found.advice)


def test_equal_parts_are_written_out_and_not_pointed_at() -> None:
    hints = ["look", "listen"]
    assert "&" not in as_text({"a": hints, "b": hints})
