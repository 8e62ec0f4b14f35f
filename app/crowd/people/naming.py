"""What an account calls itself."""

from typing import Final

from app.chance import chosen, uniform
from app.crowd.people.handles import Spelled
from app.crowd.people.words import Given, Words

NAME, GIVEN, FORM, FAMILY, SIGN = range(71, 76)
"""Streams of chance."""

_SIGNS: Final = ("🌱", "☕", "🌧️", "📚", "🎻", "🚲", "🐈", "🧶", "🌊", "🍞", "✨", "🦔")
_BY_NAME: Final = {"ar": 0.85}
"""Share of accounts without a name in their handle that show one all the same."""
_MOSTLY: Final = 0.55
_ARTICLE: Final = "ال"
"""Before Arabic family names; an initial is of what follows."""


def person_of(spelled: Spelled, words: Words, language: str, *key: int) -> Given | None:
    """Who an account says it is; None for one that goes by a word."""
    if spelled.given is not None:
        return spelled.given
    if uniform(*key, NAME) < _BY_NAME.get(language, _MOSTLY):
        return chosen(words.givens, *key, GIVEN)
    return None


def display_name(person: Given | None, spelled: Spelled, *key: int) -> str:
    """A display name: of the person, or the words of the handle."""
    form = uniform(*key, FORM)
    if person is None:
        words = " ".join(spelled.words)
        return (words, words.title(), words.capitalize())[int(form * 3)]
    if person.culture.family_first:
        return person.name if form < 0.35 else chosen(person.culture.families, *key, FAMILY) + person.name
    if form < 0.32:
        return person.name
    family = chosen(person.culture.families, *key, FAMILY)
    if form < 0.62:
        return f"{person.name} {family.removeprefix(_ARTICLE)[0]}."
    if form < 0.85:
        return f"{person.name} {family}"
    return f"{person.name} {chosen(_SIGNS, *key, SIGN)}"
