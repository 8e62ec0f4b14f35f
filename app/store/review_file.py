"""A review as bytes: one form for the browser, for files and for comparing."""

from typing import Final

from pydantic import TypeAdapter

from app.review.story import Review

_REVIEW: Final = TypeAdapter(Review)


def write_review(review: Review) -> bytes:
    """Compact JSON: the same review always gives the same bytes."""
    return _REVIEW.dump_json(review)
