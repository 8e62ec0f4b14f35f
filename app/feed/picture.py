"""What a post shows: a picture of a scenario, or a card of words; and what it says in words."""

from dataclasses import dataclass

FILE = r"[a-z0-9][a-z0-9_-]{0,59}\.(png|jpg|jpeg|webp)"
"""What such a file may be called; nothing that could lead out of its folder."""
FOLDER = "media"
"""Where pictures lie, beside the scenario's file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An image of the scenario's `media` folder; `alt` says what it shows to who cannot see it."""

    file: str
    alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextCard:
    """A card that is drawn from a few words: no file; `alt` says it to who cannot see it."""

    title: str
    lines: tuple[str, ...] = ()
    alt: str = ""


Image = Picture | TextCard
"""What a post shows beside its words."""
