"""Plain data as compressed JSON, which is how trees and operations lie in SQL."""

import json
import zlib
from typing import Any

_FAST = 1


def pack(value: Any) -> bytes:
    """The value as it is kept."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return zlib.compress(text.encode(), _FAST)


def json_of(packed: bytes) -> bytes:
    """What was kept, as JSON text."""
    return zlib.decompress(packed)


def unpack(packed: bytes) -> Any:
    """What was kept, made anew."""
    return json.loads(json_of(packed))
