"""However a file is damaged, its author is told of faults, and nothing else comes out."""

from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.scenario.faults import Fault, ScenarioFaults
from app.scenario.reading import read_scenario
from tests.scenario.small import SMALL

SHIPPED = Path("scenarios/too-wide-for-the-seat/scenario.yaml").read_text(encoding="utf-8")

MARKS = (
    """: - ? [ ] { } & * ! | >- % @ ` ' " # ~ null 0 -1 .inf 1e9 true brand message T+ 99:99 &a *a !!int"""
)
SIGNS = ("", " ", "  ", "\n", "\t", ": ", "- ", " #x", "---\n", "by hand", "9" * 40)
RARE = ("\u2028", "\x85", "\ufeff", "\u202e", "😶", "\ud800", "\0")
SNIPPETS = st.one_of(st.sampled_from([*MARKS.split(), *SIGNS, *RARE]), st.text(max_size=12))


def told(text: str) -> tuple[Fault, ...]:
    """The faults an author is told of; none for a scenario that can be used."""
    try:
        read_scenario(text)
    except ScenarioFaults as faulty:
        return faulty.faults or (Fault(line=-1, path="", reason="", remedy=""),)
    return ()


def must_be_told(text: str) -> None:
    lines = sum(text.count(end) for end in ("\n", "\r", "\x85", "\u2028", "\u2029")) + 2
    for fault in told(text):
        assert fault.reason
        assert fault.remedy
        assert 0 <= fault.line <= lines
        assert str(fault).isprintable()


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_small_file_damaged_in_several_places(data: st.DataObject) -> None:
    text = SMALL
    for _ in range(data.draw(st.integers(min_value=1, max_value=4))):
        start = data.draw(st.integers(min_value=0, max_value=len(text)))
        gone = data.draw(st.integers(min_value=0, max_value=30))
        text = text[:start] + data.draw(SNIPPETS) + text[start + gone :]
    must_be_told(text)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_lines_of_the_shipped_file_dropped_doubled_and_moved(data: st.DataObject) -> None:
    lines = SHIPPED.splitlines(keepends=True)
    places = st.integers(min_value=0, max_value=len(lines) - 1)
    for _ in range(data.draw(st.integers(min_value=1, max_value=3))):
        at, to = data.draw(places), data.draw(places)
        match data.draw(st.sampled_from(["drop", "double", "move", "indent"])):
            case "drop":
                lines[at] = ""
            case "double":
                lines.insert(at, lines[at])
            case "move":
                lines.insert(to, lines.pop(at))
            case _:
                lines[at] = "  " + lines[at]
    must_be_told("".join(lines))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
@example("? ? ? a")
@example("a: |\n \x00")
@example("{? [], : }")
def test_any_text_at_all(text: str) -> None:
    must_be_told(text)


VALUES = st.recursive(
    st.one_of(st.sampled_from(["~", "0", "-3", "1.5", "x", '""', "true", "warmspoon", "1:00"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.dictionaries(st.sampled_from(["id", "by", "at", "text", "x"]), inner, max_size=3).map(
            lambda items: "{" + ", ".join(f"{key}: {value}" for key, value in items.items()) + "}"
        ),
    ),
    max_leaves=6,
)
KEYS = sorted(
    {line.split(":")[0].strip(" -") for line in SMALL.splitlines() if ":" in line and "{" not in line}
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(KEYS), VALUES)
def test_anything_in_the_place_of_any_value(key: str, value: str) -> None:
    before, found, after = SMALL.partition(f"{key}: ")
    if not found:
        before, found, after = SMALL.partition(f"{key}:")
    must_be_told(f"{before}{key}: {value}\n{after.partition(chr(10))[2]}")
