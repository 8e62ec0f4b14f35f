"""The kept drills: their logs, and what their reviews said."""

import gzip
from pathlib import Path
from typing import Final

from app.crowd.comparing import compare
from app.crowd.reading import read
from app.review.build import review_of
from app.review.story import Review
from app.store.log_reading import read_log_file

NAMES: Final = ("good", "late", "disastrous")
FOLDER: Final = Path(__file__).parent


def review_of_kept(name: str) -> Review:
    """The review of a kept drill, its brand's words read as a server reads them."""
    return review_of(read_log_file(gzip.decompress(log(name).read_bytes())), compare, read)


def log(name: str) -> Path:
    """Its log, packed, as `squall review` reads it unpacked."""
    return FOLDER / f"{name}.json.gz"


def said(name: str) -> Path:
    """The digest of its review."""
    return FOLDER / f"{name}.txt"
