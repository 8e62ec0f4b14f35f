"""A contradiction is found by words alone: each sort in a pair, with it and almost with it."""

from pathlib import Path

import pytest
import yaml

from app.feed.contradiction import Difference, Known, contradicts
from app.feed.statements import plain, statements, stem

SHIPPED = sorted(Path("scenarios").glob("*/scenario.yaml"))
CHECK = Known(text="The armrest check was skipped at gate B14.")
COUNT = Known(text="There were 31 complaints about the Extra Seat rule in twelve months.")
YEAR = Known(text="The Extra Seat rule dates from 2011.")
TIME = Known(text="The transfer desk moved Mr Marsh to one seat at 18:05.")
THOUSANDS = Known(text="We gave 41,000 vouchers to guests of the evening flight.")
LAUGHED = Known(text="The crew laughed at the passenger in row 15.", holds=False)

PAIRS: tuple[tuple[Difference, Known, str, str], ...] = (
    ("denies", CHECK, "We did not skip the armrest check.", "We are sorry: we skipped the armrest check."),
    (
        "denies",
        CHECK,
        "The armrest check was never skipped at gate B14!",
        "Was the armrest check never skipped?",
    ),
    (
        "number",
        COUNT,
        "We had 12 complaints about the Extra Seat rule.",
        "We had 31 complaints about the Extra Seat rule.",
    ),
    (
        "number",
        COUNT,
        "There were two complaints about the Extra Seat rule.",
        "There were about 30 complaints about the Extra Seat rule.",
    ),
    ("number", YEAR, "The Extra Seat rule dates from 2014.", "The Extra Seat rule will be new in spring."),
    (
        "number",
        TIME,
        "The transfer desk moved Mr Marsh at 19:05.",
        "The transfer desk closed for Mr Marsh's colleagues and others at 19:05.",
    ),
    (
        "number",
        THOUSANDS,
        "We gave 14 thousand vouchers to guests of the flight.",
        "We gave 41 thousand vouchers to guests of the flight.",
    ),
    (
        "name",
        CHECK,
        "The armrest check was skipped at gate C3.",
        "The armrest check was skipped at gate B14.",
    ),
    (
        "rumour",
        LAUGHED,
        "Our crew laughed at the passenger in row 15.",
        "Our crew did not laugh at the passenger in row 15.",
    ),
    (
        "rumour",
        LAUGHED,
        "The crew laughed at the passenger, it was row 15.",
        "If the crew laughed at the passenger in row 15, we will act.",
    ),
)


@pytest.mark.parametrize(("by", "known", "has", "almost"), PAIRS)
def test_what_has_it_is_found_and_what_almost_has_it_is_not(
    by: Difference, known: Known, has: str, almost: str
) -> None:
    found = contradicts(has, known, "en")
    assert found is not None
    assert found.by == by
    assert contradicts(almost, known, "en") is None


OTHER_TONGUES = (
    ("de", "Der Preis wurde an den Gewinner übergeben.", "Der Preis wurde nicht an den Gewinner übergeben."),
    ("de", "Das Werk hat 14 Chargen ausgeliefert.", "Das Werk hat 3 Chargen ausgeliefert."),
    ("es", "El premio se entregó al ganador.", "El premio no se entregó al ganador de la noche."),
    ("es", "La cocina recibió 31 quejas en marzo.", "La cocina recibió 12 quejas en marzo."),
    ("ar", "لم تُسلَّم الجائزة للفائز في الفرع.", "سُلّمت الجائزة للفائز أمس في الفرع."),
    ("ar", "وُقّع العقد مع الوكالة في 11 فبراير.", "وقّعنا العقد في 20 فبراير مع الوكالة."),
)


@pytest.mark.parametrize(("language", "known", "said"), OTHER_TONGUES)
def test_it_is_found_in_german_spanish_and_arabic_and_nothing_contradicts_itself(
    language: str, known: str, said: str
) -> None:
    assert contradicts(said, Known(text=known), language) is not None
    assert contradicts(known, Known(text=known), language) is None
    assert contradicts(said, Known(text=said), language) is None


def test_another_subject_contradicts_nothing_whatever_its_numbers() -> None:
    for said in (
        "We answered 5 complaints today.",
        "31 days, 12 people, 2014: no.",
        "Our seats are not for sale.",
        "",
        "Not us.",
    ):
        for known in (CHECK, COUNT, YEAR, TIME, LAUGHED):
            assert contradicts(said, known, "en") is None


def test_a_phrase_of_the_scenario_contradicts_and_its_denial_does_not() -> None:
    known = Known(text="The field in the gate log is empty.", against=("checked as always",))
    found = contradicts("Every seat was checked as always at the gate.", known, "en")
    assert found is not None
    assert found.by == "phrase"
    assert contradicts("No seat was checked as always at the gate.", known, "en") is None
    assert contradicts("Every seat was checked, as is always so.", known, "en") is None


def test_a_turn_of_the_sentence_is_a_clause_of_its_own() -> None:
    texts = [one.text for one in statements("He was rebooked, not removed. Why? He said so; we agree.", "en")]
    assert texts == ["He was rebooked", "not removed", "Why", "He said so", "we agree"]


def test_spellings_and_endings_of_a_word_are_one() -> None:
    assert plain("Übergeben") == plain("ubergeben")
    assert plain("سُلّمت") == plain("سلمت")
    assert stem(plain("skipped")) == stem(plain("skip"))
    assert stem(plain("والعقد")) == stem(plain("العقد"))


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.parent.name)
def test_no_holding_line_of_a_shipped_scenario_contradicts_its_facts(file: Path) -> None:
    read = yaml.safe_load(file.read_text(encoding="utf-8"))
    lines = [one if isinstance(one, str) else one["text"] for one in read["plan"]["holding"]]
    facts = [Known(text=one["text"], holds=one["holds"]) for one in read["facts"]]
    found = [contradicts(line, fact, read["language"]) for line in lines for fact in facts]
    assert len(found) > 10
    assert set(found) == {None}
