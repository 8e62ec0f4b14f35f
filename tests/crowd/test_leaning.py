"""Whose side a post is on that is not the brand's, and how much it stirs."""

import pytest

from app.crowd.leaning import CRITIC_LEANS, IDLE_WITHIN, Lean, lean_of
from app.ids import Handle
from app.rehearsal.events import Origin
from tests.airline import AIRLINE, CAMPAIGN, DIRECTOR, FAN, FLYER, PRESS
from tests.crowd.storms import ANGRY, a_post, by_inject

PRAISE = "Thank you, they were so kind and lovely to us. Wonderful people, I love them."
PLAIN = "The plane stands at gate B4."
JOKE = "😂😂 lol, I brought my own tape measure just in case, haha"


def lean(author: Handle, text: str, origin: Origin | None = None) -> Lean:
    return lean_of(AIRLINE, a_post("p1", author, text, origin=origin))


def test_a_critic_leans_against_the_brand_whatever_the_words_until_they_praise() -> None:
    assert lean(DIRECTOR, ANGRY).valence < CRITIC_LEANS
    assert lean(CAMPAIGN, PLAIN).valence <= CRITIC_LEANS
    assert lean(CAMPAIGN, PRAISE).valence > CRITIC_LEANS


def test_words_move_the_stance_of_whoever_writes_them() -> None:
    for author in (FAN, FLYER):
        assert lean(author, ANGRY).valence < lean(author, PLAIN).valence < lean(author, PRAISE).valence


def test_an_inject_leans_as_hot_as_it_is_and_reaches_as_many_as_it_says() -> None:
    hot, kind = (next(one for one in AIRLINE.msel if one.id == name) for name in ("i1", "i4"))
    assert lean(FAN, PLAIN, by_inject("i1")).valence == -hot.heat
    assert lean(FLYER, ANGRY, by_inject("i4")).valence == -kind.heat
    assert lean(FLYER, PLAIN, by_inject("i4")).reach == kind.reach
    assert lean(FLYER, PLAIN).reach == 0


def test_a_hot_inject_stirs_even_in_plain_words() -> None:
    assert lean(FAN, PLAIN, by_inject("i1")).arousal >= AIRLINE.msel[0].heat
    assert lean(FAN, PLAIN).arousal < AIRLINE.msel[0].heat


@pytest.mark.parametrize(
    ("author", "text", "origin", "source"),
    [
        (DIRECTOR, ANGRY, None, "critic"),
        (PRESS, PLAIN, None, "press"),
        (PRESS, PLAIN, by_inject("i1"), "press"),
        (FAN, PRAISE, None, "ally"),
        (FLYER, PLAIN, None, "other"),
        (FLYER, ANGRY, None, "critic"),
        (FAN, PLAIN, by_inject("i1"), "inject"),
        (FLYER, PLAIN, by_inject("i4"), "ally"),
    ],
)
def test_what_kind_of_post_it_is(author: Handle, text: str, origin: Origin | None, source: str) -> None:
    assert lean(author, text, origin).source == source


def test_the_brand_is_waited_for_where_a_post_criticises() -> None:
    assert lean(DIRECTOR, PLAIN).named
    assert not lean(FLYER, PLAIN).named
    assert not lean(FAN, PRAISE).named
    assert -IDLE_WITHIN < lean(FLYER, PLAIN).valence < IDLE_WITHIN


def test_moral_words_and_jokes_are_noticed() -> None:
    assert lean(DIRECTOR, "Shameful. Disgusting. A disgrace, and cruel.").moral > lean(DIRECTOR, PLAIN).moral
    assert lean(FLYER, JOKE).funny > 0
    assert lean(FLYER, PLAIN).funny == 0


def test_shouting_stirs_more_than_talking() -> None:
    assert lean(DIRECTOR, "THEY WALKED ME OFF!!! SHAME ON THEM!!!").arousal > lean(DIRECTOR, PLAIN).arousal


def test_nothing_leans_further_than_all_the_way() -> None:
    worst = "Shame. Disgusting. Liars. Cowards. Pathetic. Hate. Never again. " * 20
    for author in (DIRECTOR, FAN, Handle("nobody_of_the_cast")):
        for text in (worst, PRAISE * 20):
            found = lean(author, text)
            assert -1 <= found.valence <= 1
            assert 0 <= found.arousal <= 1
