"""Advice about what is written: real names, real addresses, pictures without words, other languages."""

from dataclasses import replace

import pytest

from app.feed.picture import Picture
from app.ids import Handle
from app.scenario.lint import lint
from app.scenario.linting.pictures import pictures_of
from app.scenario.scenario import CrowdWords, Scenario
from tests.scenario.advised import advice, at_hand, inject, sound, with_injects


def saying(text: str, language: str = "en") -> Scenario:
    """The small scenario with one more post."""
    return replace(with_injects(inject("4", 400.0, text=text)), language=language)


REAL = [
    ("Seen on tiktok, of course.", "tiktok is real"),
    ("I'd rather have McDonald’s.", "McDonald’s is real"),
    ("Like Elon Musk would.", "Elon Musk is real"),
    ("Ask @elonmusk about it.", "@elonmusk is real"),
    ("#Lufthansa again", "#Lufthansa is real"),
    ("Ask @United instead.", "@United is real"),
    ("He works for Shell now.", "Shell is real"),
    ("I told Amazon so.", "Amazon is real"),
    ("На Газпром похоже", "Газпром is real"),
    ("我在微博看到了", "微博 is real"),
]


@pytest.mark.parametrize(("text", "reason"), REAL)
def test_a_name_that_is_somebodys(text: str, reason: str) -> None:
    assert ("msel[3].text", reason) in advice(saying(text))


@pytest.mark.parametrize(
    "text",
    [
        "Shell by shell, we cleaned it.",
        "It is on Orange Street.",
        "The target was to sprint, visa or not, and to bolt.",
        "An apple from the gap in the wall.",
        "Amazon. A big word.",
        "“Apple?” he asked.",
        "The Apple Lane branch is open.",
        "The bbcx of it, and antiktoks.",
        "She is at Virgin Rock.",
        "@apple_annie knows.",
        "We fear no kremlins.",
        "They flew over the Amazon at night.",
        "#united we stand, and #target practice",
        "Just eat it, and best buy two.",
        "Theresa may know.",
    ],
)
def test_words_that_are_only_words(text: str) -> None:
    assert lint(saying(text)) == ()


def test_capitals_are_no_names_in_german() -> None:
    german = "Wir haben das Target verfehlt, und die Orange ist nicht da."
    assert [one for one in advice(saying(german, "de")) if "is real" in one[1]] == []
    assert ("msel[3].text", "Google is real") in advice(saying("Frag doch Google.", "de"))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Zeit drängt, der Spiegel ist kaputt, und die Allianz hält."),
        ("fr", "Tout le monde le sait."),
        ("es", "En todo el país, una cocina moderna y honda."),
        ("pl", "Dwa lata temu było lepiej."),
        ("it", "Nato ieri, e già freddo."),
        ("sv", "Ett lyft vid ett vattenfall."),
    ],
)
def test_words_of_other_languages_are_no_names(language: str, text: str) -> None:
    assert not [one for one in advice(saying(text, language)) if "is real" in one[1]]


def test_an_account_that_is_somebodys() -> None:
    cook, *others = sound().cast
    named = replace(sound(), cast=(cook, *others[:-1], replace(others[-1], handle=Handle("mc_donalds"))))
    assert ("cast[3].handle", "@mc_donalds is somebody's") in advice(named)
    near = replace(sound(), cast=(cook, *others[:-1], replace(others[-1], handle=Handle("mc_donaldson"))))
    assert not [one for one in advice(near) if "somebody's" in one[1]]


def test_a_name_the_provenance_owns_up_to() -> None:
    assert lint(replace(saying("Like Lufthansa."), provenance="Agreed with Lufthansa.")) == ()
    assert lint(replace(saying("I told Amazon so."), provenance="Agreed with Amazon beforehand.")) == ()
    assert lint(replace(saying("Like Lufthansa."), provenance="Agreed with Ryanair.")) != ()


CONTACTS = [
    ("Write to ann@coldsoup.com now", "ann@coldsoup.com may be somebody's address"),
    ("See coldsoup.com for more", "coldsoup.com may be somebody's page"),
    ("See https://cold.soup/menu", "cold.soup may be somebody's page"),
    ("www.coldsoup.de has it", "coldsoup.de may be somebody's page"),
    ("Ring 020 7123 4567 now", "020 7123 4567 may be somebody's number"),
    ("Ring +49 30 1234567.", "+49 30 1234567 may be somebody's number"),
    ("Ring (212) 664-7665.", "(212) 664-7665 may be somebody's number"),
    ("Ring 212-664-7665!", "212-664-7665 may be somebody's number"),
]


@pytest.mark.parametrize(("text", "reason"), CONTACTS)
def test_an_address_or_a_number_that_might_be_somebodys(text: str, reason: str) -> None:
    assert advice(saying(text)) == [("msel[3].text", reason)]


@pytest.mark.parametrize(
    "text",
    [
        "Write to ann@coldsoup.example now",
        "See https://www.coldsoup.example/menu and soup.test or a.invalid",
        "See example.com for more",
        "It is cold.It is soup.So what.Come on",
        "At 12.30 we had 1,234,567 of 120 000 000 views, 26.60 each, on 2026-11-21",
        "Ring 555-0142, or 212-555-0142, or 020 7946 0123",
        "Flight 0418, seats 14-16, from 0800 to 1830",
        "He said node.js and e.g.this",
        "Up by +12000 since noon",
    ],
)
def test_addresses_and_numbers_that_are_nobodys(text: str) -> None:
    assert lint(saying(text)) == ()


def shown(alt: str, file: str = "cold-soup.png") -> Scenario:
    return with_injects(replace(inject("4", 400.0), picture=Picture(file=file, alt=alt)))


def test_a_picture_without_words() -> None:
    assert advice(shown("")) == [("msel[3].picture.alt", "cold-soup.png has no words")]


@pytest.mark.parametrize("alt", ["soup", "cold-soup", "cold-soup.png"])
def test_a_picture_with_words_that_say_nothing(alt: str) -> None:
    assert [path for path, _ in advice(shown(alt))] == ["msel[3].picture.alt"]


def test_a_picture_told_in_words() -> None:
    assert lint(shown("A bowl of soup with ice on it")) == ()


def test_every_picture_is_looked_at() -> None:
    picture = Picture(file="a.png", alt="A bowl with a spoon")
    ready = replace(shown("A bowl without a spoon"), on_demand=(replace(at_hand(), picture=picture),))
    assert [path for path, _ in pictures_of(ready)] == ["msel[3].picture", "on_demand[0].picture"]


GERMAN = "Ihr habt den Plan, und ihr wisst nicht, was die Leute von euch wollen."


def test_a_card_that_was_left_in_another_language() -> None:
    brief = replace(sound().brief, brand=GERMAN)
    assert advice(replace(sound(), brief=brief)) == [
        ("brief.brand", "it reads like `de`, and the scenario is in `en`")
    ]
    assert (
        lint(replace(sound(), brief=replace(brief, brand="Say “Entschuldigung” and “die Suppe ist da”.")))
        == ()
    )


@pytest.mark.parametrize(
    "brand",
    [
        "“Wir sind nicht da, und das ist gut”, says the sign, and you have to go.",
        "Suppe und Brot für alle",
    ],
)
def test_a_card_with_some_words_of_another_language(brand: str) -> None:
    assert lint(replace(sound(), brief=replace(sound().brief, brand=brand))) == ()


def test_a_card_in_other_letters() -> None:
    brief = replace(sound().brief, brand="Вы готовите суп, и он остыл.")
    assert advice(replace(sound(), brief=brief)) == [
        ("brief.brand", "it reads like `Cyrillic script`, and the scenario is in `en`")
    ]
    mixed = replace(brief, brand="You cook борщ and щи, and you have cooked all of them for twenty years.")
    assert lint(replace(sound(), brief=mixed)) == ()


def crowd_of(*against: str, language: str = "en") -> Scenario:
    words = CrowdWords(against=against, neutral=("Soup?",), supportive=("Yum",))
    return replace(sound(), crowd=replace(sound().crowd, words=words), language=language)


def test_a_list_of_posts_most_of_which_are_in_another_language() -> None:
    foreign = ("Das ist nicht gut", "Ich habe kein Brot und die Suppe", "Wer hat das denn gekocht")
    reason = "3 of 5 texts of crowd.words.against read like `de`, the scenario is in `en`"
    assert advice(crowd_of("What was that?", *foreign, "It is cold")) == [("crowd.words.against[1]", reason)]
    own = ("What was that?", "It is cold", "Not for me")
    assert lint(crowd_of(*foreign[:2])) == ()
    assert lint(crowd_of(*foreign, *own)) == ()


def test_a_single_post_may_come_from_abroad() -> None:
    assert lint(saying(GERMAN)) == ()
    assert lint(saying("Что это было, суп или лёд?")) == ()


def test_a_holding_statement_may_be_in_a_second_language() -> None:
    plan = sound().plan
    second = replace(plan.holding[0], id="second", text=GERMAN)
    assert lint(replace(sound(), plan=replace(plan, holding=(*plan.holding, second)))) == ()


def test_posts_in_other_letters() -> None:
    arabic = ("الحساء بارد", "من طبخ هذا؟", "لن آكل هنا", "@warmspoon #ColdSoup")
    english = [one for one in advice(crowd_of(*arabic)) if one[0].startswith("crowd")]
    assert english == [
        (
            "crowd.words.against[0]",
            "3 of 4 texts of crowd.words.against read like `Arabic script`, the scenario is in `en`",
        )
    ]
    assert not [one for one in advice(crowd_of(*arabic, language="ar")) if "against" in one[1]]
