"""The built files as they go out: packed when they were built, and kept while their name stays."""

import mimetypes
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import FileResponse, Response
from starlette.staticfiles import NotModifiedResponse, StaticFiles
from starlette.types import Scope

PACKED: Final = (("br", ".br"), ("gzip", ".gz"))
"""Encodings that `frontend/scripts/pack.mjs` writes beside a file, the tightest first."""
NAMED_BY_CONTENT: Final = "assets"
"""What is in this folder changes its name with its content."""
FOREVER: Final = "public, max-age=31536000, immutable"
ASK_FIRST: Final = "no-cache"
"""Kept, but only used once the server has said that it is still the same."""


class Built(StaticFiles):
    """A folder of built files."""

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """The file, in the tightest form that the browser takes."""
        path = Path(full_path)
        asked = Headers(scope=scope)
        encoding, form = next(_packed(path, asked), ("", path))
        headers = {
            "cache-control": FOREVER if path.parent.name == NAMED_BY_CONTENT else ASK_FIRST,
            "vary": "Accept-Encoding",
        }
        if encoding:
            headers["content-encoding"], stat_result = encoding, form.stat()
        answer = FileResponse(
            form,
            status_code=status_code,
            headers=headers,
            media_type=mimetypes.guess_type(path)[0],
            stat_result=stat_result,
        )
        return NotModifiedResponse(answer.headers) if self.is_not_modified(answer.headers, asked) else answer


def _packed(path: Path, asked: Mapping[str, str]) -> Iterator[tuple[str, Path]]:
    takes = _encodings(asked.get("accept-encoding", ""))
    for encoding, suffix in PACKED:
        form = path.with_name(path.name + suffix)
        if encoding in takes and form.is_file():
            yield encoding, form


def _encodings(accepted: str) -> set[str]:
    """The encodings that an `Accept-Encoding` names and does not refuse."""
    named = (one.lower().replace(" ", "").partition(";") for one in accepted.split(","))
    return {name for name, _, weight in named if weight not in ("q=0", "q=0.0", "q=0.00", "q=0.000")}
