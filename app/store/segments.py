"""Runs of log entries as SQL keeps them: compressed, and chained so that nothing can be lost unseen."""

import struct
import zlib
from collections.abc import Iterable, Sequence
from hashlib import sha256

from app.ids import Seq
from app.store.log import Packed, StoreError

_LENGTH = struct.Struct(">I")


class ArchiveBroken(StoreError):
    """What the archive holds is not what was written to it."""


def squeeze(entries: Sequence[Packed]) -> bytes:
    """Entries as one compressed piece."""
    return zlib.compress(b"".join(_LENGTH.pack(len(one.data)) + one.data for one in entries))


def unsqueeze(first: Seq, data: bytes) -> list[Packed]:
    """The entries of a piece whose first one is number `first`.

    Raises:
        ArchiveBroken: these bytes were not made by `squeeze`.
    """
    try:
        flat = zlib.decompress(data)
        entries: list[Packed] = []
        at = 0
        while at < len(flat):
            (length,) = _LENGTH.unpack_from(flat, at)
            at += _LENGTH.size + length
            entries.append(Packed(Seq(first + len(entries)), flat[at - length : at]))
    except (zlib.error, struct.error) as fault:
        raise ArchiveBroken(f"the entries from {first} on are unreadable: {fault}") from fault
    return entries


def chain(before: str, entries: Iterable[Packed]) -> str:
    """The hash of a log up to the last of `entries`, from the hash `before` the first; hex.

    It starts from the empty string, so two logs with the same hash hold the same entries.
    """
    for one in entries:
        link = sha256(before.encode())
        link.update(b"%d " % one.seq)
        link.update(one.data)
        before = link.hexdigest()
    return before
