"""Only plain YAML comes in, whichever parser reads it, and nothing that could unfold or stall."""

import time

import pytest
import yaml

from app.scenario import nodes
from app.scenario.nodes import MAX_BYTES, MAX_NODES
from app.scenario.reading import read_scenario
from tests.scenario.small import SMALL, changed, faults_of, line_of

LOADERS = [loader for name in ("SafeLoader", "CSafeLoader") if (loader := getattr(yaml, name, None))]


@pytest.fixture(params=LOADERS, ids=lambda loader: loader.__name__, autouse=True)
def _with_each_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nodes, "_LOADER", request.param)


def test_it_is_read_alike() -> None:
    scenario = read_scenario(SMALL)
    assert scenario.title == "Cold soup"
    assert scenario.msel[2].at is None
    assert scenario.crowd.hashtags == ("#ColdSoup",)


@pytest.mark.parametrize(
    ("new", "reason"),
    [
        ("title: &name Cold soup", "anchor &name"),
        ("title: !!str Cold soup", "tag tag:yaml.org,2002:str"),
        (
            "title: !!python/object/apply:os.system [id]",
            "tag tag:yaml.org,2002:python/object/apply:os.system",
        ),
        ("title: Soup #CutOff", "YAML takes #CutOff for a comment"),
        ("title: Cold soup\ntitle: Hot soup", "`title` is given twice, first on line 3"),
        ("title: Cold soup\n? [a, b]\n: c", "a key that is not a word"),
        ("title: Cold soup\n<<: {a: b}", "unknown key `<<`"),
        ("title: Cold: soup", "not YAML"),
        ('title: "Cold soup', "not YAML"),
        ("title: \x07", "not YAML"),
    ],
)
def test_what_is_not_plain_is_refused(new: str, reason: str) -> None:
    text = changed("title: Cold soup", new)
    fault = next(one for one in faults_of(text) if reason in one.reason)
    assert fault.line == 0 or fault.line >= 3


@pytest.mark.trust(24)
def test_an_alias_is_refused_where_it_stands() -> None:
    text = changed("title: Cold soup", "title: &it Cold soup").replace("name: Pat", "name: *it")
    assert [(one.line, one.reason) for one in faults_of(text)] == [
        (3, "anchor &it"),
        (line_of(text, "name: *it"), "alias *it"),
    ]


def test_a_comment_with_a_space_is_a_comment() -> None:
    assert read_scenario(changed("title: Cold soup", "title: Cold soup  # very")).title == "Cold soup"


def test_a_hashtag_alone_is_told_and_not_lost() -> None:
    text = changed('["#ColdSoup"]', "\n    - #ColdSoup\n    - '#Soup'")
    fault = next(one for one in faults_of(text) if one.path in ("", "crowd.hashtags[0]"))
    assert fault.line in (line_of(text, "- #ColdSoup"), line_of(text, "- #ColdSoup") + 1)


def test_a_second_document_is_refused() -> None:
    assert "a second document begins" in faults_of(SMALL + "---\na: b\n")[0].reason


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n", "---\n"])
def test_nothing_is_not_a_scenario(text: str) -> None:
    assert faults_of(text)


@pytest.mark.parametrize("text", ["soup", "- a\n- b\n", "[]", "7"])
def test_a_scenario_has_keys(text: str) -> None:
    assert faults_of(text)[0].reason == "keys are expected here"


def test_half_a_character_is_refused() -> None:
    assert faults_of("title: \ud800")[0].reason == "the text is not valid Unicode"


def _laughs() -> str:
    """Nine levels of ten aliases each: a billion items when unfolded."""
    levels = ["a0: &a0 [ha]"] + [f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 10)}]" for at in range(1, 10)]
    return "\n".join(levels)


@pytest.mark.trust(24)
@pytest.mark.parametrize(
    ("bomb", "reason"),
    [
        pytest.param(_laughs(), "anchor &a0", id="aliases that unfold"),
        pytest.param("[" * 100_000, "nested deeper", id="depth of lists"),
        pytest.param("{a: " * 100_000, "nested deeper", id="depth of keys"),
        pytest.param("- " * 100_000, "nested deeper", id="depth of dashes"),
        pytest.param("? " * 100_000, "nested deeper", id="depth of question marks"),
        pytest.param("x" * (MAX_BYTES + 1), "bytes are more than", id="size"),
        pytest.param("a: " + "é" * (MAX_BYTES // 2 + 1), "bytes are more than", id="size in bytes"),
        pytest.param("- a\n" * (MAX_NODES + 1), f"more than {MAX_NODES} values", id="number"),
        pytest.param("cast:\n" + "- {}\n" * 20_000, "`handle` is missing", id="faults"),
        pytest.param("".join(f"titl{at}: x\n" for at in range(20_000)), "unknown key", id="near words"),
    ],
)
def test_a_bomb_is_refused_fast(bomb: str, reason: str) -> None:
    before = time.process_time()
    faults = faults_of(bomb)
    assert time.process_time() - before < 10
    assert any(reason in fault.reason for fault in faults)
