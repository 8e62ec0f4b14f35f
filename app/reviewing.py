"""`squall review`: the review of a log in a file, the same on every machine."""

from pathlib import Path
from typing import Literal

from app.crowd.comparing import compare
from app.crowd.reading import read
from app.review.build import review_of
from app.review.telling import tell
from app.store.log_file import NoLogFile
from app.store.log_reading import read_log_file
from app.store.review_file import write_review

As = Literal["json", "text"]


class CannotReview(Exception):  # noqa: N818 - named for what happened
    """There is no review; the text says why."""


def review_file(file: Path, as_: As) -> bytes:
    """The review of the log that a rehearsal, or `squall play --log`, was written down in.

    Args:
        file: as `write_log_file` writes it, or one entry a line.
        as_: `json` is byte for byte what the server answers for the same log; `text` is for reading.

    Raises:
        CannotReview: the file cannot be read, or is no whole log.
    """
    try:
        review = review_of(read_log_file(file.read_bytes()), compare, read)
    except OSError as fault:
        raise CannotReview(f"{file}: cannot be read: {fault.strerror}") from fault
    except (NoLogFile, ValueError) as fault:
        raise CannotReview(f"{file}: {fault}") from fault
    return write_review(review) if as_ == "json" else tell(review).encode() + b"\n"
