"""Pictures on drafts: what may be shown, and that it is said in words."""

from app.feed.picture import Image, Picture, TextCard
from app.rehearsal.asking import clean
from app.rehearsal.refusals import Refused
from app.rehearsal.state import Rehearsal

LONGEST_ALT = 1_000
"""Characters of an alt text."""
LONGEST_TITLE = 80
"""Characters of a card's title."""
LONGEST_LINE = 120
"""Characters of a line of a card."""
MOST_LINES = 6


def pictured(rehearsal: Rehearsal, picture: Image | None) -> Image | None:
    """A draft's picture with clean words, None where it has none.

    Raises:
        Refused: it has no alt text, is no picture that is going round, or its card says too much.
    """
    if picture is None:
        return None
    if not picture.alt.strip():
        raise Refused("invalid", "say in the alt text what the picture shows to those who cannot see it")
    alt = clean(picture.alt, LONGEST_ALT, "alt text")
    if isinstance(picture, TextCard):
        return _card(picture, alt)
    if picture.file not in going_round(rehearsal):
        raise Refused("not_found", f"no post that is up shows a picture {picture.file[:80]}")
    return Picture(file=picture.file, alt=alt)


def going_round(rehearsal: Rehearsal) -> frozenset[str]:
    """The files of the pictures on posts that are up: what is still to come is nobody's to show."""
    posts = rehearsal.feed.posts.values()
    shown = (post.picture for post in posts if post.standing == "up" and not post.hidden)
    return frozenset(one.file for one in shown if isinstance(one, Picture))


def _card(card: TextCard, alt: str) -> TextCard:
    lines = tuple(line for line in card.lines if line.strip())
    if len(lines) > MOST_LINES:
        raise Refused("invalid", f"a card has {MOST_LINES} lines at most; say the rest in the post")
    return TextCard(
        title=clean(_line(card.title), LONGEST_TITLE, "title of the card"),
        lines=tuple(clean(_line(line), LONGEST_LINE, "line of the card") for line in lines),
        alt=alt,
    )


def _line(text: str) -> str:
    """On one line."""
    return " ".join(text.split())
