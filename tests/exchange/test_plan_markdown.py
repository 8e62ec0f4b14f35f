"""A plan as Markdown: out and back without loss, and read from files that people wrote in their own way."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.exchange.plan_markdown.merging import patch_of
from app.exchange.plan_markdown.reading import PlanRead, read_plan
from app.exchange.plan_markdown.words import positions_of
from app.exchange.plan_markdown.writing import plan_markdown, tidy
from app.ids import AssumptionId
from app.scenario.components import KINDS
from app.scenario.plan import Assumption, Component, HoldingStatement, Plan
from app.scenario.plan_patch import PlanPart, PlanPatch, patched
from tests.airline import AIRLINE, SEATS

PLAN = AIRLINE.plan
WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=12)
MARKS = st.sampled_from(
    [
        "# ",
        "- ",
        "* ",
        "1. ",
        "2) ",
        "> ",
        "```",
        "~~~",
        "===",
        "---",
        "_a_",
        "**b**",
        "`c`",
        "[x](y)",
        "![i](j)",
        "<b>",
        "</b>",
        "<!-- x -->",
        "&amp",
        "",
        "\\",
        "\\(",
        "(owner: x)",
        "Owner: legal",
        "Id: 9",
        "{name}",
        "[70 %]",
        "breaks when",
        "a_b",
        "http://a.example",
        "| a |",
        "#",
        " #",
        "  ",
        "\n",
        "\n\n",
        "\n- ",
        "\n# ",
    ]
)
TEXTS = st.lists(WORDS | MARKS, min_size=1, max_size=8).map("".join).map(tidy).filter(bool)
LINES = TEXTS.map(lambda text: " ".join(text.split())[:80].strip()).filter(bool)
IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,12}", fullmatch=True).filter(str.isascii)
OWNERS = st.sampled_from(["decision_maker", "communicator", "legal", "subject_expert"])
PLANS = st.builds(
    Plan,
    version=st.integers(1, 99),
    ladder=st.just(PLAN.ladder),
    first_reply=st.integers(1, 7_200).map(float),
    components=st.lists(
        st.builds(
            Component,
            id=IDS,
            title=LINES,
            owner=OWNERS,
            weight=st.none() | st.sampled_from([0, 1, 2, 3]),
            standing=st.sampled_from(["ready", "thin", "missing"]),
            kind=st.none() | st.sampled_from(list(KINDS)),
            text=st.just("") | TEXTS,
        ),
        min_size=1,
        max_size=4,
        unique_by=lambda one: one.id,
    ).map(tuple),
    holding=st.lists(
        st.builds(HoldingStatement, id=IDS, text=TEXTS), max_size=3, unique_by=lambda one: one.id
    ).map(tuple),
    assumptions=st.lists(
        st.builds(
            Assumption,
            id=IDS.map(AssumptionId),
            statement=TEXTS.map(lambda text: tidy(text[:200])).filter(bool),
            owner=OWNERS,
            confidence=st.integers(0, 100),
            breaks_when=TEXTS,
        ),
        max_size=3,
        unique_by=lambda one: one.id,
    ).map(tuple),
    red_lines=st.lists(
        LINES.map(lambda text: text.lower()[:60].strip()).filter(bool), max_size=3, unique=True
    ).map(tuple),
)


def read(text: str, onto: Plan = PLAN) -> PlanRead:
    """What a file says, without faults."""
    found = read_plan(text, onto, positions_of((seat.title, seat.position) for seat in SEATS))
    assert found.faults == ()
    return found


@settings(max_examples=120, deadline=None)
@given(PLANS)
def test_out_and_back_nothing_is_lost(plan: Plan) -> None:
    found = read(plan_markdown(plan))
    assert found.components == plan.components
    assert found.holding == plan.holding
    assert found.assumptions == plan.assumptions
    assert found.red_lines == plan.red_lines
    assert found.first_reply == plan.first_reply
    other = replace(PLAN, ladder=plan.ladder)
    whole = patched(other, patch_of(found, other, whole=True), plan.version)
    assert set(whole.components) == set(plan.components)


def test_a_plan_that_is_taken_out_and_back_changes_nothing() -> None:
    assert patch_of(read(plan_markdown(PLAN)), PLAN, whole=True) == PlanPatch()


HAND_WRITTEN = """\
# Crisis plan of North Air

First response: 10 min

## 1. Monitoring
**Owner:** Communications

We watch *everything* on the [feed](https://a.example).

- at night too
- even on Sundays

### How often
Every hour.

## Big accounts: who calls
Owner: Ground operations
Status: draft

The duty desk calls within ten minutes.

## Holding lines
- We have seen this and are looking into it. More by {time}.
- We are **reading** every word.

## What we bet on
- [70 %] A fast answer calms (owner: Legal; broken when heat rises after it)

## Red lines
- Regulation 14
- Lawsuit

## Decision model
1. Somebody notices
"""


def test_a_file_written_by_hand_is_understood() -> None:
    found = read(HAND_WRITTEN)
    listening, contact = found.components
    assert (listening.kind, listening.owner, listening.standing) == ("listening", "communicator", "ready")
    assert listening.text == (
        "We watch everything on the feed.\n\n- at night too\n- even on Sundays\n\nHow often\n\nEvery hour."
    )
    assert (contact.id, contact.owner, contact.standing, contact.weight) == (
        "contact",
        "subject_expert",
        "thin",
        2,
    )
    assert [one.id for one in found.holding] == ["h1", "line-1"]
    assert found.holding[1].text == "We are reading every word."
    (bet,) = found.assumptions
    assert (bet.confidence, bet.owner, bet.breaks_when) == (70, "legal", "heat rises after it")
    assert (found.red_lines, found.first_reply) == (("regulation 14", "lawsuit"), 600.0)
    assert "the decision model is not read" in [note.reason for note in found.notes]


def test_what_is_new_takes_no_id_that_something_else_has() -> None:
    file = (
        "## Assumptions\n- [10 %] New (owner: legal; breaks when old)\n\n## Contact\nOwner: legal\n\nCall.\n"
    )
    onto = replace(PLAN, assumptions=(replace(PLAN.assumptions[0], id=AssumptionId("A2")),))
    found = read(file, onto)
    assert [one.id for one in found.assumptions] == ["A1"]
    assert [one.id for one in found.components] == ["contact-2"]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Écoute", "listening"),
        ("Astreinte", "out_of_hours"),
        ("Rote Linien", "legal_red_lines"),
        ("Freigaben", "approval"),
        ("Portavoces", "spokespeople"),
        ("Canales", "channels"),
        ("الرصد", "listening"),
        ("المتحدث الرسمي", "spokespeople"),
        ("4) Tone of voice", "voice"),
        ("Our response times on weekdays", "response_targets"),
    ],
)
def test_headings_are_known_in_five_languages(heading: str, kind: str) -> None:
    (part,) = read(f"## {heading}\nOwner: legal\n\nYes.\n").components
    assert (part.kind, part.title) == (kind, heading)


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("## Voice\nOwner: the cat\n", 2, "nobody here is called `the cat`"),
        ("## Voice\nOwner: legal\nStanding: lost\n", 3, "`lost` is none of the choices"),
        ("## Voice\nOwner: legal\nKind: loud\n", 3, "`loud` is no kind of component"),
        ("## Voice\nOwner: legal\nWeight: 9\n", 3, "`9` is no weight"),
        ("## Voice\nOwner: legal\n\n<script>alert(1)</script>\n", 4, "HTML is not read"),
        ("## Voice\nOwner: legal\n\nBe <b>bold</b>.\n", 4, "HTML is not read"),
        ("## Voice\nOwner: legal\n\n" + "x" * 1_001, 1, "1001 of 1000 characters"),
        ("First reply: soon\n\n## Voice\nOwner: legal\n", 1, "`soon` is no time"),
        ("## Assumptions\n\n- We are quick\n", 3, "an assumption cannot be tested as it is"),
        ("## Assumptions\n- [70 %] Quick (owner: legal)\n", 2, "an assumption cannot be tested as it is"),
        ("## Assumptions\n- [170 %] Quick (owner: legal; breaks when not)\n", 2, "170 % is more than sure"),
        ("## Red lines\n- " + "x" * 61, 2, "61 of 60 characters"),
        ("Just a letter.\n", 1, "there is nothing of a plan in it"),
        ("x" * 70_000, 0, "more than 64 KiB"),
    ],
)
def test_a_fault_says_where_it_is_and_what_to_do(text: str, line: int, reason: str) -> None:
    found = read_plan(text, PLAN)
    assert (line, reason) in [(fault.line, fault.reason) for fault in found.faults]
    assert all(fault.remedy for fault in found.faults)


def test_no_tag_of_a_file_comes_through() -> None:
    found = read_plan("## Voice\nOwner: legal\n\nBe <img src=x onerror=y> kind.\n\n<iframe></iframe>\n", PLAN)
    assert [part.text for part in found.components] == ["Be  kind."]


def test_only_what_differs_is_changed_and_only_on_request_what_is_left_out() -> None:
    file = "## One place for facts\nOwner: subject expert\n\nOne list.\n\n## Red lines\n- lawsuit\n"
    found = read(file)
    part = patch_of(found, PLAN, whole=False)
    assert [one.id for one in part.components] == ["facts"]
    assert (part.red_lines, part.removed) == (("lawsuit",), ())
    assert patch_of(found, PLAN, whole=True).removed == (
        PlanPart(sort="component", id="contact"),
        PlanPart(sort="red_line", id="regulation 14"),
        PlanPart(sort="red_line", id="customer of size"),
    )


@given(st.text(max_size=300) | st.lists(MARKS, max_size=40).map("".join))
@settings(max_examples=80, deadline=None)
def test_any_text_is_read_or_faulted_and_never_falls(text: str) -> None:
    found = read_plan(text, PLAN)
    assert (
        found.faults
        or found.components
        or found.holding
        or found.assumptions
        or found.red_lines
        or found.first_reply
    )
