"""Cells that a spreadsheet program would take for a formula or a code, and how they are kept from it."""

import re

_STARTS = r"[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]"
_RISKY = re.compile(rf"'*{_STARTS}")
_GUARDED = re.compile(rf"'+{_STARTS}")
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_CODE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TO_CODE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ufffe\uffff]")


def guarded(text: str) -> str:
    """`text` for a CSV cell: with an apostrophe before what would be run; a plain number needs none."""
    return f"'{text}" if _RISKY.match(text) and not _NUMBER.fullmatch(text) else text


def unguarded(text: str) -> str:
    """What `guarded` was given."""
    return text[1:] if _GUARDED.match(text) else text


def risky(text: str) -> bool:
    """Whether a spreadsheet program would take `text`, once edited, for a formula."""
    return bool(_RISKY.match(text))


def coded(text: str) -> str:
    """`text` for a cell of an xlsx file: what XML cannot hold is written as `_x000B_`."""
    return _TO_CODE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def uncoded(text: str) -> str:
    """What `coded` was given; spreadsheet programs write the same codes."""
    return _CODE.sub(_sign, text) if "_x" in text else text


def _sign(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return found[0] if 0xD800 <= code < 0xE000 else chr(code)
