"""A review, and what each seat was told, as bytes: one form for the browser, for files and for comparing."""

from app.adapters import adapter_of
from app.review.story import Review
from app.view.lens import Lenses


def write_review(review: Review) -> bytes:
    """Compact JSON: the same review always gives the same bytes."""
    return adapter_of(Review).dump_json(review)


def write_lenses(lenses: Lenses) -> bytes:
    """The same of what was told to whom."""
    return adapter_of(Lenses).dump_json(lenses)
