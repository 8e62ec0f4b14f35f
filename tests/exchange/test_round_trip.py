"""What goes out as a sheet comes in as the same."""

from collections.abc import Mapping
from dataclasses import replace
from string import ascii_letters, digits
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from app.exchange.drafting import Extras, as_injects, merged
from app.exchange.msel_out import NO_EXTRAS, write_msel
from app.exchange.scenario_file import as_yaml, extras_as_yaml, read_extras
from app.exchange.writing import Kind
from app.feed.picture import Picture
from app.ids import AssumptionId, Handle, InjectId
from app.scenario.condition import Condition
from app.scenario.msel import Chance, ExpectedAction, Inject
from app.scenario.plan import Position
from app.scenario.reading import read_scenario
from app.scenario.scenario import Scenario
from tests.airline import AIRLINE, BRAND, CHIEF
from tests.exchange.sheets import read
from tests.scenario.small import SMALL
from tests.standins.headless import SHIPPED

KINDS: tuple[Kind, ...] = ("xlsx", "csv")
PHASES = (Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink)
"""Without the one that explains: it traces every line of openpyxl."""
SIGNS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="{}")
NASTY = st.sampled_from(
    ["=1+1", "+49 30 1", "-1", "@sum", "'=x", "''@y", "a;b\tc".replace("\t", " "), 'say "no"', "_x0041_",
     "_x005F_",
     "x\ny", "#N/A", "TRUE", "1e5", "007", "sep=;", "\ufffe", "\uffff", "= x", "قالت: لا", "12:30", "0", "'"]
)  # fmt: skip


def texts(longest: int) -> st.SearchStrategy[str]:
    """What a scenario may hold as a text."""
    lines = st.lists(st.text(SIGNS, max_size=longest), min_size=1, max_size=3).map("\n".join)
    return (lines | NASTY).map(lambda text: text[:longest].strip()).filter(bool)


SECONDS = st.integers(1_000, 86_400_000).map(lambda thousandths: thousandths / 1000)
TIMES = st.none() | st.integers(0, 2_400_000).map(lambda thousandths: thousandths / 1000)
POSITIONS: st.SearchStrategy[Position] = st.sampled_from(
    ["decision_maker", "communicator", "legal", "subject_expert"]
)
EXPECTED = st.builds(ExpectedAction, action=texts(300), within=SECONDS, position=POSITIONS)
NAMES = st.text(ascii_letters + digits + "_-", min_size=1, max_size=40).filter(lambda n: n[0].isalnum())
HEAT = st.integers(-100, 100).map(lambda hundredths: hundredths / 100)


PICTURES = st.builds(Picture, file=st.just("memo.png"), alt=texts(300))
CONDITIONS = st.builds(
    Condition,
    silence=SECONDS,
    trust_below=st.none() | st.integers(0, 100).map(float),
    said=st.lists(texts(80), max_size=2).map(tuple),
    any=st.lists(st.builds(Condition, refuted=st.integers(1, 9)), max_size=2).map(tuple),
)


@st.composite
def letting(
    draw: st.DrawFn, before: tuple[InjectId, ...], *, contingency: bool, message: bool
) -> dict[str, Any]:
    """One way out each, and what else stands in the same column."""
    ways: list[dict[str, Any]] = [
        {"at": None if contingency else draw(TIMES)},
        {"at": draw(TIMES), "when": draw(CONDITIONS)},
        *({"at": None, "after": one, "later": 90.0} for one in before),
    ]
    return {
        "hold": draw(st.booleans()),
        "impact": draw(st.sampled_from(["normal", "high"])),
        "hints": draw(st.lists(texts(300), max_size=3).map(tuple)),
        "picture": None if message else draw(st.none() | PICTURES),
        **draw(st.sampled_from([{}, {"every": 60.0, "times": 3}])),
        **draw(st.sampled_from(ways)),
    }


@st.composite
def injects(draw: st.DrawFn, name: str, before: tuple[str, ...], everybody: tuple[InjectId, ...]) -> Inject:
    message = draw(st.booleans())
    contingency = draw(st.booleans())
    speakers = [
        one.handle for one in AIRLINE.cast if one.handle != BRAND and (message or one.handle != CHIEF)
    ]
    return Inject(
        id=InjectId(name),
        title=draw(texts(80)),
        by=Handle(draw(st.sampled_from(speakers))),
        text=draw(texts(1000 if message else 280)),
        channel="message" if message else "feed",
        answers=None if message else draw(st.sampled_from([None, "brand", *map(InjectId, before)])),
        reach=draw(st.integers(0, 500_000_000)),
        heat=draw(HEAT),
        tests=draw(st.sampled_from([(), (AssumptionId("a1"),)])),
        objective=draw(st.sampled_from([None, "o1", "o2"])),
        expected=draw(st.none() | EXPECTED),
        chance=draw(st.none() | st.builds(Chance, title=texts(80), lasts=SECONDS)),
        contingency=contingency,
        guidance=draw(st.just("") | texts(1000)),
        **draw(letting(everybody, contingency=contingency, message=message)),
    )


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    names = draw(st.lists(NAMES.filter(lambda n: n != "brand"), min_size=1, max_size=4, unique_by=str.lower))
    msel: list[Inject] = []
    for name in names:
        posts = tuple(one.id for one in msel if one.channel == "feed")
        msel.append(draw(injects(name, posts, tuple(one.id for one in msel))))
    return replace(AIRLINE, msel=tuple(msel))


HEADERS = st.sampled_from(
    [
        "Move",
        "Remarks",
        "Date",
        "To",
        "Photo",
        "=cmd",
        "Title (as written)",
        "Poll",
        "Story date",
        "Übungsnotiz",
        "Column G",
    ]
)


@st.composite
def with_extras(draw: st.DrawFn) -> tuple[Scenario, Extras]:
    scenario = draw(scenarios())
    told = st.dictionaries(HEADERS, texts(60), max_size=4)
    extras = {inject.id: draw(told) for inject in scenario.msel}
    return scenario, {name: told for name, told in extras.items() if told}


def back(scenario: Scenario, kind: Kind, extras: Extras = NO_EXTRAS) -> tuple[Scenario, Extras]:
    """A scenario's MSEL written, and read into the same scenario without its MSEL."""
    emptied = replace(scenario, msel=())
    preview = read(write_msel(scenario, kind, extras), f"x.{kind}", into=emptied)
    assert not [str(fault) for fault in preview.every_fault() if fault.stops]
    draft = as_injects(preview, emptied)
    return merged(draft, emptied), draft.extras


@settings(deadline=None, phases=PHASES, max_examples=60)
@given(scenario=scenarios(), kind=st.sampled_from(KINDS))
def test_an_msel_written_and_read_is_the_same(scenario: Scenario, kind: Kind) -> None:
    assert back(scenario, kind)[0] == scenario


@settings(deadline=None, phases=PHASES, max_examples=40)
@given(told=with_extras(), kind=st.sampled_from(KINDS))
def test_what_an_inject_has_no_place_for_comes_back_too(told: tuple[Scenario, Extras], kind: Kind) -> None:
    scenario, extras = told
    again, kept = back(scenario, kind, extras)
    assert kept == extras
    assert again == scenario


@settings(deadline=None, phases=PHASES, max_examples=40)
@given(scenario=scenarios())
def test_a_scenario_written_as_a_file_is_read_as_the_same(scenario: Scenario) -> None:
    assert read_scenario(as_yaml(scenario)) == scenario


@settings(deadline=None, phases=PHASES, max_examples=40)
@given(extras=st.dictionaries(NAMES.map(InjectId), st.dictionaries(texts(30), texts(60)), max_size=3))
def test_extras_written_as_a_file_are_read_as_the_same(extras: Mapping[InjectId, Mapping[str, str]]) -> None:
    assert read_extras(extras_as_yaml(extras)) == extras


def test_shipped_and_small_scenarios_come_back() -> None:
    shipped = read_scenario(SHIPPED.read_text(encoding="utf-8"))
    for scenario in (shipped, read_scenario(SMALL), AIRLINE):
        assert read_scenario(as_yaml(scenario)) == scenario
        for kind in KINDS:
            assert back(scenario, kind)[0] == scenario


def test_read_into_itself_nothing_changes() -> None:
    preview = read(write_msel(AIRLINE, "xlsx"), into=AIRLINE)
    draft = as_injects(preview, AIRLINE)
    assert (draft.msel, draft.added, draft.changed) == (AIRLINE.msel, (), ())
