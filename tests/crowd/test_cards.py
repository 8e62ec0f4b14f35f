"""Cards of the cast and of the crowd: whose there are, and what they keep to themselves."""

from dataclasses import fields

from app.crowd.audience import parameters_of
from app.crowd.cards import card
from app.crowd.casting import Casting
from app.crowd.segments import NEUTRAL
from app.feed.card import Card
from app.ids import Handle, PostId
from app.rehearsal.events import Byline, Origin, PostPublished
from app.rehearsal.past import Past, past_of
from tests.airline import AIRLINE, BRAND, DIRECTOR
from tests.build import a_drill, started

SEED = 7


def somebody() -> tuple[Handle, Byline]:
    """An account of the crowd."""
    _, handle, byline = Casting(AIRLINE, SEED, parameters_of(AIRLINE)).draw(NEUTRAL, set(), 1)
    return handle, byline


def spoken() -> Past:
    handle, byline = somebody()
    post = PostPublished(
        post=PostId("p1"), author=handle, byline=byline, text="Shame.", origin=Origin(sort="crowd")
    )
    return past_of(a_drill(started(), post, seed=SEED).rehearsal)


def empty(shown: Card) -> set[str]:
    return {one.name for one in fields(Card) if getattr(shown, one.name) is None}


def test_who_has_spoken_has_the_name_and_followers_of_the_post() -> None:
    handle, byline = somebody()
    shown = card(spoken(), handle)
    assert shown is not None
    assert (shown.handle, shown.name, shown.followers) == (handle, byline.name, byline.followers)
    assert empty(shown) == set()


def test_who_has_not_spoken_is_nobody_though_the_population_has_them() -> None:
    silent = past_of(a_drill(started(), seed=SEED).rehearsal)
    assert card(silent, somebody()[0]) is None
    assert card(silent, Handle("nobody")) is None


def test_the_cast_is_there_from_the_start_and_nothing_is_made_up_for_it() -> None:
    silent = past_of(a_drill(started(), seed=SEED).rehearsal)
    for handle in (BRAND, DIRECTOR):
        shown, persona = card(silent, handle), AIRLINE.persona(handle)
        assert shown is not None
        assert persona is not None
        assert (shown.name, shown.bio, shown.followers) == (persona.name, persona.bio, persona.followers)
        assert empty(shown) == {"following", "posts", "joined", "history"}


def test_players_see_of_the_crowd_what_there_is_of_the_cast() -> None:
    past = spoken()
    crowd, cast = card(past, somebody()[0]), card(past, DIRECTOR)
    assert crowd is not None
    assert cast is not None
    assert empty(crowd.for_players()) == empty(cast)
    assert cast.for_players() == cast
