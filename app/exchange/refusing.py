"""Files that are not read at all, and how much of a file is."""

MOST_BYTES = 16 << 20
"""Of a file as it comes: MSELs with pictures in them are large."""
MOST_ROWS = 5_000
MOST_COLUMNS = 200
MOST_CELLS = 80_000
MOST_CHARS = 4_000_000
"""Of all cells together."""
CELL_CHARS = 32_767
"""Of one cell; a spreadsheet program takes no more."""


class SheetRefused(Exception):  # noqa: N818 - named for what happened
    """A file is not read; `reason` says why, `remedy` what to do about it."""

    def __init__(self, reason: str, remedy: str) -> None:
        self.reason = "".join(sign if sign.isprintable() else "\ufffd" for sign in reason)[:300]
        self.remedy = remedy
        super().__init__(f"{self.reason}. {remedy}")
