"""The bystander's dial speaks the drill's language, or not at all."""

from dataclasses import replace

import pytest

from app.standins.dial import turn_dial
from app.standins.luck import Luck
from app.view.sight import see
from tests.build import a_drill, bystander, started


@pytest.mark.parametrize(
    ("language", "letters"),
    [
        ("en", "abcdefghijklmnopqrstuvwxyz"),
        ("ar", "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"),
        ("ar-EG", "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"),
    ],
)
def test_a_reason_is_in_the_language_of_the_drill(language: str, letters: str) -> None:
    assert set(_first_reason(language).lower()) & set(letters)


def test_where_it_has_no_words_the_dial_moves_without() -> None:
    assert _first_reason("pt-BR") == ""


def _first_reason(language: str) -> str:
    rehearsal = a_drill(started()).rehearsal
    sight = replace(see(rehearsal, rehearsal.seats[bystander()], 200.0), language=language)
    turned = turn_dial(sight, Luck(seed=7, seat=bystander()))
    assert turned is not None
    return turned.reason
