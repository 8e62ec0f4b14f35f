"""Labelled answers of made-up brands in four languages (`answers/*.yaml`), and the rules of reading."""

from pathlib import Path
from time import process_time
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from app.crowd.lexicon import LANGUAGES
from app.crowd.reading import KEPT_UP_TO, Reading, gist_of, read
from app.crowd.worth import worth
from app.feed.gist import Gist
from app.feed.intent import STRATEGIES

ANSWERS: dict[str, dict[str, Any]] = {
    language: yaml.safe_load((Path(__file__).parent / "answers" / f"{language}.yaml").read_text("utf-8"))
    for language in LANGUAGES
}
OWNED = "Kev, we got the order wrong. That was our mistake and we are sorry."
BETTER_FIRST = (
    f"{OWNED} From now on we ask in private.",
    OWNED,
    "We are sorry about tonight, Kev.",
    "We have seen this and are looking into it.",
    "We fly to sixty-one places.",
    "Our policy is applied in line with the regulations.",
    "We are sorry if anyone was offended. Our policy was followed.",
    "He chose to ignore our policy and refused to move.",
)


def cases(name: str) -> list[tuple[str, Any]]:
    return [(language, case) for language in LANGUAGES for case in ANSWERS[language][name]]


def leading(reading: Reading) -> str | None:
    best = max(range(len(STRATEGIES)), key=lambda at: reading.weights[at])
    return STRATEGIES[best] if reading.weights[best] else None


def families(reading: Reading) -> set[str]:
    return {cue.family for cue in reading.found}


def flags(reading: Reading) -> set[str]:
    return {name for one in (Gist, Reading) for name in one.__slots__ if getattr(reading, name) is True}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_leading_strategy_of_an_answer_is_found(language: str) -> None:
    labelled = [(strategy, text) for strategy in STRATEGIES for text in ANSWERS[language][strategy]]
    assert len(labelled) >= 40
    wrong = [(label, text) for label, text in labelled if leading(read(text, language)) != label]
    assert len(wrong) <= 0.15 * len(labelled), wrong


@pytest.mark.parametrize(("language", "text"), cases("conditional"))
def test_sorry_if_anyone_was_offended_is_conditional(language: str, text: str) -> None:
    reading = read(text, language)
    assert reading.apology
    assert reading.conditional


@pytest.mark.parametrize(("language", "text"), cases("unconditional"))
def test_an_if_that_is_about_something_else_takes_nothing_back(language: str, text: str) -> None:
    reading = read(text, language)
    assert reading.apology
    assert not reading.conditional


@pytest.mark.parametrize(("language", "case"), cases("negated"))
def test_a_not_takes_a_cue_back(language: str, case: tuple[str, str]) -> None:
    family, text = case
    assert family not in families(read(text, language))


@pytest.mark.parametrize(("language", "case"), cases("kept"))
def test_a_not_that_is_about_something_else_takes_nothing_back(language: str, case: tuple[str, str]) -> None:
    family, text = case
    assert family in families(read(text, language))


@pytest.mark.parametrize(
    ("text", "does"),
    [
        (OWNED, {"apology", "owned"}),
        ("We’re sorry if you felt that way.", {"apology", "conditional"}),
        ("Our policy applies to everybody.", {"policy"}),
        ("We have checked the records: he had two seats.", {"evidence"}),
        ("We will publish the table by Friday.", {"promise"}),
        ("Thank you for telling us. Nobody should feel that.", {"thanks", "empathy"}),
        ("He refused to comply. This is blown out of proportion.", {"blame", "deflection"}),
        ("Our lawyers will see to it.", {"blame", "deflection", "threat"}),
        ("It is not true.", {"denial"}),
        ("You get your money back.", {"compensation"}),
        ("We would like to talk. Call us.", {"invitation"}),
        ("Seats, haha 😂", {"humour"}),
        ("We have seen this, and we are looking into it.", {"holding"}),
        ("Who decided that?", {"question"}),
        ("Boarding is at gate B14.", set()),
    ],
)
def test_a_post_is_read_for_what_it_does(text: str, does: set[str]) -> None:
    assert flags(read(text)) == does


def test_a_cue_is_told_as_it_was_written_and_where() -> None:
    text = "Hallo Kai, ES TUT UNS wirklich LEID."
    (cue,) = (cue for cue in read(text, "de-AT").found if cue.family == "apology")
    assert cue.words == "TUT UNS wirklich LEID"
    assert text[cue.start :].startswith(cue.words)


def test_the_weights_follow_the_words() -> None:
    both = read("We are sorry. That was our mistake. Everybody gets a full refund.")
    weights = dict(zip(STRATEGIES, both.weights, strict=True))
    assert weights["apology"] > weights["compensate"] > 0
    assert sum(both.weights) == pytest.approx(1)
    assert not any(read("Boarding is at gate B14.").weights)


def test_a_denial_with_proof_is_a_correction() -> None:
    claim = "This is not true. Nothing of the sort happened."
    assert leading(read(claim)) == "deny"
    assert leading(read(f"{claim} The log shows it: https://log.example/4")) == "correct"


def test_what_can_be_checked_is_specific() -> None:
    vague = "We are committed to the highest standards and take all concerns very seriously."
    some = "We are sorry about the seat. We will look at the rule."
    exact = "It was us: the duty desk at 18:52 skipped rule 7. Refund by 20:00 today."
    specific = [read(text).specificity for text in ("", vague, some, exact)]
    assert specific == sorted(specific)
    assert specific[1] <= 0.2 < specific[2] < 0.5
    assert specific[3] > 0.9


@pytest.mark.parametrize(
    ("language", "vague", "exact"),
    [
        (
            "es",
            "Estamos comprometidos con los más altos estándares y nos lo tomamos muy en serio.",
            "Fuimos nosotros: a las 18:52 el jefe de turno se saltó la norma 7. Reembolso hoy a las 20:00.",
        ),
        (
            "de",
            "Wir sind höchsten Standards verpflichtet und nehmen die Angelegenheit sehr ernst.",
            "Das waren wir: Die Leitstelle hat um 18:52 Uhr Regel 7 übersprungen. Erstattung bis 20:00 Uhr.",
        ),
        (
            "ar",
            "نحن ملتزمون بأعلى المعايير ونتعامل مع الموضوع بجدية.",
            "الخطأ خطؤنا: مشرف الوردية تجاوز القاعدة 7 الساعة 18:52. نعيد المبلغ اليوم الساعة 20:00.",
        ),
    ],
)
def test_specificity_is_told_apart_in_every_language(language: str, vague: str, exact: str) -> None:
    assert read(vague, language).specificity <= 0.2
    assert read(exact, language).specificity > 0.8


@pytest.mark.parametrize(
    ("language", "person", "institution"),
    [
        (
            "en",
            "Hi Priya, I'm Dana. I'm so sorry, that's on me. Call me?",
            "The company regrets the incident. Appropriate measures have been taken to ensure compliance.",
        ),
        (
            "es",
            "Hola Ana, soy Marta. Lo siento mucho, de verdad. ¿Me llamas?",
            "La empresa lamenta el incidente. Se han tomado las medidas oportunas conforme al protocolo.",
        ),
        (
            "de",
            "Hallo Lena, ich bin Jana. Es tut mir ehrlich leid, das geht auf meine Kappe. Rufst du mich an?",
            "Das Unternehmen bedauert den Vorfall. Entsprechende Maßnahmen wurden eingeleitet.",
        ),
        (
            "ar",
            "مرحبا ليلى، أنا سلمى. أنا آسفة من القلب، والخطأ خطئي. اتصلي بي؟",
            "تأسف إدارة الشركة للحادثة، وتم اتخاذ الإجراءات اللازمة وفق السياسات المعمول بها.",
        ),
    ],
)
def test_a_person_and_an_institution_have_different_voices(
    language: str, person: str, institution: str
) -> None:
    assert read(person, language).voice > 0.68
    assert read(institution, language).voice < 0.42


@pytest.mark.parametrize(
    ("language", "calm", "roused"),
    [
        ("en", "Thank you, that was kind.", "SHAME on you, liars!!! You humiliated him."),
        ("es", "Gracias, muy amable.", "¡¡QUÉ VERGÜENZA!! Mentirosos, lo humillasteis."),
        ("de", "Danke, das war nett.", "SCHANDE!!! Ihr Lügner habt ihn gedemütigt."),
        ("ar", "شكرا لكم، لطف كبير.", "عار عليكم يا كذابين!!! إهانة لا تغتفر."),
    ],
)
def test_anger_is_felt(language: str, calm: str, roused: str) -> None:
    quiet, loud = read(calm, language), read(roused, language)
    assert quiet.valence > 0.3
    assert loud.valence < -0.3
    assert quiet.arousal < 0.3
    assert loud.arousal > 0.5
    assert quiet.moral == 0
    assert loud.moral >= 2
    assert quiet.tone == 1
    assert loud.tone < 0


def test_tone_goes_from_angry_to_warm() -> None:
    assert read("Shame on you. Never again.").tone == -1
    assert read("Fair play, well done.").tone == 1
    assert read("The gate is B14.").tone == 0
    assert -1 < read("Shame on them, but thank you to the crew.").tone < 1


def test_a_language_without_lists_is_read_as_english() -> None:
    assert read("We are sorry.", "fi") == read("We are sorry.", "en-GB") == read("We are sorry.")
    assert not read("We are sorry.", "es").apology
    assert read("Lo sentimos.", "es-MX").language == "es"


def test_owning_up_is_worth_more_than_rules_and_rules_more_than_blame() -> None:
    scores = [worth(read(text), heat=50.0) for text in BETTER_FIRST]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


def test_a_joke_is_fine_in_the_cool_and_costs_in_the_heat() -> None:
    joke = read("Our hats off to that fish 😉")
    plain = read("Our hats off to that fish")
    assert worth(joke, heat=2.0) > worth(plain, heat=2.0)
    assert worth(joke, heat=60.0) < worth(plain, heat=60.0)


def test_the_essentials_are_all_of_a_gist() -> None:
    reading = read(OWNED)
    gist = gist_of(reading)
    assert type(gist) is Gist
    assert gist.weights == reading.weights
    assert gist.found == reading.found


@given(st.text(max_size=300), st.sampled_from(LANGUAGES))
def test_anything_can_be_read(text: str, language: str) -> None:
    reading = read(text, language)
    assert -1 <= reading.tone <= 1
    assert -1 <= reading.valence <= 1
    assert all(0 <= one <= 1 for one in (reading.specificity, reading.voice, reading.arousal))
    assert sum(reading.weights) == pytest.approx(1) or not any(reading.weights)
    assert all(text[cue.start : cue.start + len(cue.words)] == cue.words != "" for cue in reading.found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_ten_thousand_characters_are_read_in_milliseconds(language: str) -> None:
    answers = ANSWERS[language]
    text = " ".join(one for strategy in STRATEGIES for one in answers[strategy])
    text = (text * (1 + 10_000 // len(text)))[:10_000]
    assert len(text) > KEPT_UP_TO
    took = []
    for _ in range(7):
        began = process_time()
        read(text, language)
        took.append(process_time() - began)
    assert min(took) < 0.02
