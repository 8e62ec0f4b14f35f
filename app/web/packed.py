"""Large answers, packed for whoever unpacks them: a review shrinks to a seventh."""

from dataclasses import dataclass
from gzip import compress
from typing import Final

from anyio import to_thread
from fastapi import Request, Response

LEVEL: Final = 5
"""Higher ones take twice as long for a hundredth less."""
SMALL: Final = 2_000
"""Bytes that are not worth it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """An answer as it is and as it is sent; `gzipped` is None where packing is not worth it."""

    plain: bytes
    gzipped: bytes | None

    @property
    def size(self) -> int:
        """Bytes that it takes to keep."""
        return len(self.plain) + len(self.gzipped or b"")


def pack(content: bytes) -> Packed:
    """Pack an answer; the same content gives the same bytes."""
    small = len(content) < SMALL
    return Packed(plain=content, gzipped=None if small else compress(content, LEVEL, mtime=0))


def sent(request: Request, content: Packed, media_type: str = "application/json") -> Response:
    """The answer, gzipped if the browser takes that."""
    headers = {"Vary": "Accept-Encoding"}
    if content.gzipped and "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return Response(content.gzipped, media_type=media_type, headers=headers)
    return Response(content.plain, media_type=media_type, headers=headers)


async def packed(request: Request, content: bytes) -> Response:
    """The answer, packed now."""
    return sent(request, await to_thread.run_sync(pack, content))
