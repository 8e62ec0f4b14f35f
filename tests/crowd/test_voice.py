"""One text for one occasion: whose it is, and what it keeps to."""

from dataclasses import replace

import pytest

from app.crowd.grammar import grammar_of
from app.crowd.voice import Form, Occasion, mood_of, say
from app.crowd.voice_luck import luck_of
from app.crowd.voice_memory import Memory, says_little
from app.crowd.voice_quoting import fragment
from app.feed.wording import folded
from tests.crowd.occasions import LANGUAGES, MOMENTS, an_occasion, thread

FORMS: tuple[Form, ...] = ("reply", "quote", "post", "question", "offer", "inquiry", "meme")


def texts(occasion: Occasion, count: int = 40, seed: int = 3) -> list[str]:
    """What so many people say on the same occasion."""
    said: dict[str, None] = {}
    found: list[str] = []
    for number in range(count):
        text = say(occasion, said, (seed, number))
        if text is not None:
            said[folded(text)] = None
            found.append(text)
    return found


def test_a_stance_has_a_side() -> None:
    assert [mood_of(stance) for stance in (-0.8, -0.1, 0.1, 0.8)] == [
        "against",
        "neutral",
        "neutral",
        "supportive",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_the_same_arguments_give_the_same_text(language: str, form: Form) -> None:
    occasion, said = an_occasion(language, form=form), {"before": None}
    first = say(occasion, said, (4, 2))
    assert first is not None
    assert first == say(occasion, dict(said), (4, 2))
    assert said == {"before": None}
    assert len({say(occasion, said, (4, number)) for number in range(12)}) > 2


def test_an_unknown_language_speaks_the_scenarios_lines_first_and_english_after() -> None:
    lines = ("Olha só.", "Que vergonha para todos.", "Ninguém responde por isto.")
    occasion = replace(an_occasion(sentiment=-0.8), language="pt-BR", lines=lines)
    found = texts(occasion, 30)
    assert {folded(text) for text in found[:2]} <= {folded(line) for line in lines}
    assert len(found) == 30


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_scenarios_own_lines_come_now_and_then(language: str) -> None:
    lines = tuple(
        f"{word} tatata {word} lalala" for word in ("mimimi", "bobobo", "sisisi", "rororo", "kakaka")
    )
    occasion = replace(an_occasion(language, MOMENTS["first minutes"], sentiment=-0.5), lines=lines)
    own = sum("tatata" in text.lower() for text in texts(occasion, 60))
    assert 2 <= own <= 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_abuse_nobody_is_insulted_and_with_it_somebody_is(language: str) -> None:
    def insults(abuse: float) -> int:
        return sum(
            any(word in folded(text) for word in rude(language))
            for moment in ("policy", "attack", "still silent")
            for _, text in thread(language, MOMENTS[moment], 200, abuse=abuse)
        )

    assert insults(0.0) == 0
    assert insults(1.0) > 4


def rude(language: str) -> set[str]:
    """The telling words of a grammar's rude lines."""
    grammar = grammar_of(language)
    lines = {line.piece for group in grammar.sections["cores"] if group.when.rude for line in group.lines}
    return {piece for piece in lines if piece}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_calmed_loyalist_does_not_rage(language: str) -> None:
    for moment in ("owned apology", "policy", "holding line", "calm and late"):
        occasion = an_occasion(
            language, MOMENTS[moment], segment="loyal", sentiment=0.6, arousal=0.1, abuse=1.0
        )
        for text in texts(occasion):
            assert "!!" not in text
            assert "?!" not in text
            assert text != text.upper() or text == text.lower()
            assert not any(sign in text for sign in "😡🤬😤👎")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_press_types_properly(language: str) -> None:
    for form in ("reply", "inquiry", "question"):
        for text in texts(an_occasion(language, segment="press", sentiment=-0.9, arousal=1.0, form=form), 20):
            assert text == text.strip()
            assert text[-1] in ".?؟»”“", text
            assert not any(sign in text for sign in "😂🍿💀🤡😡#")


def test_what_is_said_to_the_brand_elsewhere_names_its_account() -> None:
    asked = an_occasion("en", MOMENTS["first minutes"], form="question", sentiment=-0.4)
    assert all("@meridian" in text for text in texts(asked, 20))
    assert not any("@meridian" in text for text in texts(an_occasion("en", form="question"), 20))


def test_words_of_pity_are_for_who_tells_of_themselves() -> None:
    told = an_occasion("en", MOMENTS["first minutes"], segment="neutral", sentiment=-0.7)
    asked = replace(
        told, quoted="Three questions. Who decides? Where is it written? Who checks it afterwards?"
    )
    assert any("happened to you" in text or "I believe you" in text for text in texts(told, 120))
    assert not any("happened to you" in text or "I believe you" in text for text in texts(asked, 120))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_brands_own_words_are_thrown_back(language: str) -> None:
    occasion = an_occasion(language, MOMENTS["policy"], sentiment=-0.8)
    found = texts(occasion, 80)
    words = fragment(occasion.quoted, luck_of((1,)))
    assert words is not None
    assert any(words in text for text in found)


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("We are sorry.", "We are sorry"),
        ("Thank you! https://a.example/x @you #tag", "Thank you"),
        ("No", None),
        (
            "This goes on without a stop and without a comma until nobody can remember how it began",
            "This goes on without a …",
        ),
    ],
)
def test_a_fragment_is_a_clause_or_the_beginning(text: str, piece: str | None) -> None:
    assert fragment(text, luck_of((1,))) == piece


def test_a_text_is_known_again_in_other_clothes() -> None:
    memory = Memory({folded("I asked a simple question and got a joke."): None})
    assert memory.knows("Sorry, but no. I asked a simple question and got a joke")
    assert memory.knows("A simple joke.")
    assert says_little("So.")
    assert not memory.knows("Nobody measured him, and still nobody thought of stopping.")


def test_a_meme_comes_back_in_variations() -> None:
    occasion = replace(an_occasion("en", form="meme", sentiment=-0.5), meme="too wide to fly")
    found = texts(occasion, 20)
    assert sum("too wide to fly" in text.lower() for text in found) >= 10
    assert len(set(found)) == 20
