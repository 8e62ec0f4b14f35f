"""What editors check a scenario file with agrees with the code, the library and the reader."""

import re
import runpy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from app.scenario.instrument import Instrument
from app.scenario.parts import parts_of, told
from app.scenario.schema import scenario_schema
from app.store.library import FILE
from tests.scenario.small import changed, faults_of

SCRIPT = runpy.run_path("scripts/scenario_schema.py")
SCHEMA: dict[str, Any] = SCRIPT["schema"]()
VALIDATOR = Draft202012Validator(SCHEMA)
LIBRARY = sorted(Path("scenarios").glob(f"*/{FILE}"))


class Core(yaml.SafeLoader):
    """YAML 1.2, as editors read it: `12:30` is a text, and so is a date."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - the loader's own way of being told


for tag, pattern, firsts in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"(?:{pattern})\Z"), list(firsts))


def old_style(text: str) -> Any:
    """A file as YAML 1.1 has it, where `12:30` is 750, and as JSON has a date: in words."""
    return _spelt(yaml.safe_load(text))


def _spelt(value: Any) -> Any:
    match value:
        case dict():
            return {key: _spelt(one) for key, one in value.items()}
        case list():
            return [_spelt(one) for one in value]
        case date():
            return value.isoformat()
        case _:
            return value


def new_style(text: str) -> Any:
    return yaml.load(text, Loader=Core)  # noqa: S506 - a safe loader that knows less


def told_of(data: Any) -> list[tuple[str, str]]:
    """What an editor would underline: where, and why."""
    return [(one.json_path, one.message) for one in VALIDATOR.iter_errors(data)]


def test_the_file_is_as_the_code_has_it() -> None:
    now = Path("scenarios/scenario.schema.json").read_text(encoding="utf-8")
    assert now == SCRIPT["written"](), "run scripts/scenario_schema.py"


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("read", [old_style, new_style])
@pytest.mark.parametrize("file", LIBRARY, ids=lambda file: file.parent.name)
def test_it_accepts_every_scenario_of_the_library(file: Path, read: Any) -> None:
    assert told_of(read(file.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("read", [old_style, new_style])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2026-11-21T12:00", "2026-11-21T12:00:00"),
        ("at: 4:00", "at: T+04:00"),
        ("at: 4:00", "at: 240"),
        ("at: 4:00", "at: 240.5"),
        ("at: 4:00", "at: 0:04:00"),
        ("    at: 4:00", '    after: "1"\n    later: 3:50'),
        ("    at: 4:00", "    when: {any: [{silence: 1:00}, {said: [soup]}]}"),
        ("    at: by hand\n    by", '    unless: "1"\n    by'),
        ('["#ColdSoup"]', '["#حساء_بارد", "#Süppchen", "#冷汤"]'),
        ("lines: [Hm]", "lines:"),
        ("lines: [Hm]", "position: ~"),
        ('bio: ""', "bio:"),
    ],
)
def test_it_accepts_what_the_reader_accepts(old: str, new: str, read: Any) -> None:
    text = changed(old, new)
    assert faults_of(text) == ()
    assert told_of(read(text)) == []


MISTAKES = [
    # what stands there, what is written instead, where it is told, what is said
    ("title: Cold soup", "titel: Cold soup", "$", "'titel' was unexpected"),
    ("grade: Open", "grade: Secret", "$.grade", "'Secret' is not one of"),
    ("minutes: 10", "minutes: ten", "$.minutes", "is not of type 'integer'"),
    ("minutes: 10", "minutes: 0", "$.minutes", "less than the minimum of 1"),
    ("provenance: Made up.\n", "", "$", "'provenance' is a required property"),
    ("slug: cold-soup", "slug: Cold Soup", "$.slug", "does not match"),
    ("2026-11-21T12:00", "noon", "$.story_start", "does not match"),
    ("heat: 5.5", "heat: 101", "$.crowd.heat", "greater than the maximum of 100"),
    ("against: [Brr]", "against: []", "$.crowd.words.against", "should be non-empty"),
    ("[food poisoning]", "food poisoning", "$.plan.red_lines", "is not of type 'array'"),
    ("weight: 3", "weight: 4", "$.plan.components[0].weight", "4 is not one of"),
    ("handle: passing_by", 'handle: "@passing"', "$.cast[2].handle", "does not match"),
    ("at: by hand", "at: later", "$.msel[2].at", "is not valid under any"),
    ("at: 4:00", "at: 90000", "$.msel[1].at", "is not valid under any"),
    ("    at: 4:00\n", "", "$.msel[1]", "is not valid under any"),
    ("at: 4:00", "at: 4:00\n    later: 1:00", "$.msel[1]", "'after' is a dependency of 'later'"),
    ("at: 4:00", 'unless: "1"', "$.msel[1]", "'contingency' is a required property"),
    ("contingency: true", "contingency: maybe", "$.msel[2].contingency", "is not of type 'boolean'"),
    ("name: Pat", "name: ~", "$.cast[2].name", "is not of type 'string'"),
    ("name: Pat", "name: 1066", "$.cast[2].name", "is not of type 'string'"),
    ("    position: communicator\n", "", "$.seats[0]", "'position' is a required property"),
    ("    personas: [passing_by]\n", "", "$.seats[2]", "'personas' is a required property"),
    ("title: Pat", "title: " + "P" * 81, "$.seats[2].title", "is too long"),
    ("at: 4:00", "when: {}", "$.msel[1].when", "is not valid under any"),
]


@pytest.mark.parametrize("read", [old_style, new_style])
@pytest.mark.parametrize(("old", "new", "where", "said"), MISTAKES, ids=lambda one: str(one)[:30])
def test_it_refuses_what_goes_wrong_most_often(old: str, new: str, where: str, said: str, read: Any) -> None:
    found = told_of(read(changed(old, new)))
    assert [one for one in found if one[0] == where and said in one[1]], found


def test_every_key_is_told_in_words() -> None:
    untold = [
        f"{name}.{key}"
        for name, kind in {"Scenario": SCHEMA, **SCHEMA["$defs"]}.items()
        for key, form in kind["properties"].items()
        if len(form["description"]) < 6
    ]
    assert untold == []


def test_a_key_nothing_is_said_of_is_no_schema() -> None:
    with pytest.raises(KeyError):
        scenario_schema({})


def test_words_are_kept_only_for_keys_that_need_them() -> None:
    words = yaml.safe_load(Path("scripts/scenario_keys.yaml").read_text(encoding="utf-8"))
    kinds = {"Scenario", *SCHEMA["$defs"]}
    assert set(words) <= kinds
    for name, said in words.items():
        keys = set((SCHEMA if name == "Scenario" else SCHEMA["$defs"][name])["properties"])
        assert set(said) <= keys, name


def test_a_docstring_tells_of_its_fields() -> None:
    assert told(Instrument)["lag_from"] == told(Instrument)["lag_to"]
    assert set(told(Instrument)) == {part.name for part in parts_of(Instrument)}
