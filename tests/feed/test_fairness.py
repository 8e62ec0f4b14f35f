"""What nobody may be told is found, in four languages, and nothing else is."""

from pathlib import Path

import pytest

from app.feed.fairness import UnfairSort, unfair
from app.feed.fairness.lists import LANGUAGES, lists_of
from app.scenario.reading import read_scenario

UNFAIR: tuple[tuple[str, str, UnfairSort, str], ...] = (
    ("en", "We will find out. We know where you live!", "threat", "We know where you live"),
    ("en", "I’ll kill you.", "threat", "I’ll kill you"),
    ("en", "kys", "threat", "kys"),
    ("en", "You fat pig", "body", "fat pig"),
    ("en", "you're so ugly", "body", "you're so ugly"),
    ("en", "What a retard.", "slur", "retard"),
    ("en", "re\u200btard", "slur", "re\u200btard"),
    ("en", "Call him: +44 20 7946 0958", "phone", "+44 20 7946 0958"),
    ("en", "(555) 867-5309 is the gate", "phone", "(555) 867-5309"),
    ("en", "She lives in 12 Baker Street now", "address", "12 Baker Street"),
    ("en", "Write to bob@acme-desk.com", "mail", "bob@acme-desk.com"),
    ("en", "It was Sarah Miller at the gate", "name", "Sarah Miller"),
    ("de", "Ich bringe dich um", "threat", "Ich bringe dich um"),
    ("de", "Wir wissen, wo du wohnst", "threat", "Wir wissen, wo du wohnst"),
    ("de", "Du fette Sau", "body", "fette Sau"),
    ("de", "Ruf an: 0711 123 45 67", "phone", "0711 123 45 67"),
    ("de", "Sie wohnt Hauptstraße 12", "address", "Hauptstraße 12"),
    ("de", "Sabine Müller war das", "name", "Sabine Müller"),
    ("es", "Te voy a matar", "threat", "Te voy a matar"),
    ("es", "SUDACA", "slur", "SUDACA"),
    ("es", "vaca gorda", "body", "vaca gorda"),
    ("es", "Está en la calle Mayor 12", "address", "calle Mayor 12"),
    ("ar", "سأقتلكم", "threat", "سأقتلكم"),
    ("ar", "نعرف وين ساكنين", "threat", "نعرف وين ساكنين"),
    ("ar", "بقرة سمينة", "body", "بقرة سمينة"),
    ("en", "سأقتلكم", "threat", "سأقتلكم"),
)
FAIR = (
    ("en", "Scunthorpe and Penistone send their love from Essex."),
    ("en", "Flame retardant seats, and a chink in the armour of their story."),
    ("en", "This will kill your brand. I'd kill for a straight answer."),
    ("en", "You will kill somebody with these brakes."),
    ("en", "He is fat and he paid for two seats. So am I. Stop fat-shaming people."),
    ("en", "T+00:42:10 and still nothing. 412,000 followers, no answer since 2011."),
    ("en", "Batch 7-441-20 of 2026-11-21, order 100 200 300, 10 000 000 views, 12:30-13:45."),
    ("en", "Jo Marlow was in seat 14A. New York Street food is fine."),
    ("en", "Write to press@northair.example today, @paki_air."),
    ("en", "Damn them, this is a bloody disgrace and they are liars."),
    ("de", "Dick aufgetragen, und die Straße 12 Stunden gesperrt."),
    ("de", "Ihr bringt mich um den Schlaf. Der Flug 0815 war voll."),
    ("es", "Me muero de risa, el negro no es color para esto."),
    ("es", "Calle cortada hasta las 12. Moros y cristianos, qué fiesta."),
    ("ar", "قتلوا فينا الثقة. ابن عمي كان هناك."),
    ("ar", "سمك سمين ولذيذ"),
)


def is_known(name: str) -> bool:
    return name == "Jo Marlow"


@pytest.mark.parametrize(("language", "text", "sort", "words"), UNFAIR)
def test_it_says_what_is_unfair_and_which_words(
    language: str, text: str, sort: UnfairSort, words: str
) -> None:
    found = unfair(text, language, is_known)
    assert found is not None
    assert (found.sort, found.words) == (sort, words)


@pytest.mark.parametrize(("language", "text"), FAIR)
def test_it_raises_no_false_alarm(language: str, text: str) -> None:
    assert unfair(text, language, is_known) is None


@pytest.mark.parametrize(
    "file", sorted(Path("scenarios").glob("*/scenario.yaml")), ids=lambda one: one.parent.name
)
def test_no_line_of_the_library_is_unfair(file: Path) -> None:
    scenario = read_scenario(file.read_text(encoding="utf-8"))
    lines = [line for seat in scenario.seats for line in seat.lines]
    # What is there to be reported says so itself.
    told = [inject.text for inject in scenario.msel if inject.breaks is None]
    lines += [*told, *(one.text for one in scenario.on_demand)]
    names = " ".join((*(one.name for one in scenario.cast), scenario.brief.public, *told))
    assert [found for line in lines if (found := unfair(line, scenario.language, names.__contains__))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_address_is_written_without_a_digit(language: str) -> None:
    # What has none is not looked through for addresses.
    patterns = lists_of(language).places.pattern.split("|(?:")
    assert all("\\d" in one or "[0-9" in one for one in patterns)
