"""Digests as bytes, and the version of what makes them."""

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from app.adapters import adapter_of
from app.review.digest import DIGEST, Digest

_RULES: Final = Path(__file__).resolve().parents[1] / "review"


def write_digest(digest: Digest) -> bytes:
    """Compact JSON."""
    return adapter_of(Digest).dump_json(digest)


def read_digest(body: bytes) -> Digest:
    """What `write_digest` of the same version wrote.

    Raises:
        ValueError: it is none.
    """
    return adapter_of(Digest).validate_json(body)


@cache
def digest_version() -> str:
    """Another one for every change of the rules: their code is hashed, so that nobody need remember it."""
    made_by = sha256(b"%d" % DIGEST)
    for file in sorted(_RULES.rglob("*.py")):
        made_by.update(file.relative_to(_RULES).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return made_by.hexdigest()[:32]
