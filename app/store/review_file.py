"""A review, and what each seat was told, as bytes: one form for the browser, for files and for comparing."""

from typing import Final

from pydantic import TypeAdapter

from app.review.story import Review
from app.view.lens import Lenses

_REVIEW: Final = TypeAdapter(Review)
_LENSES: Final = TypeAdapter(Lenses)


def write_review(review: Review) -> bytes:
    """Compact JSON: the same review always gives the same bytes."""
    return _REVIEW.dump_json(review)


def write_lenses(lenses: Lenses) -> bytes:
    """The same of what was told to whom."""
    return _LENSES.dump_json(lenses)
