"""One browser's line as an outbox sees it: it takes whole frames, and says when it is full."""

from collections.abc import Callable
from typing import Protocol

Write = Callable[[bytes], None]


class Listener(Protocol):
    """Whoever writes to a line."""

    def line_full(self) -> None:
        """It takes no more for now: what it was given stands in its buffer."""

    def line_free(self) -> None:
        """It takes frames again."""

    def line_lost(self) -> None:
        """It is closed or closing: nothing may be written any more."""


class Line(Protocol):
    """One browser's line."""

    full: bool
    listener: Listener | None

    @property
    def write(self) -> Write:
        """Takes the bytes of one or more whole frames; not called while the line is full."""

    async def sent(self) -> None:
        """Wait until what was written is in the server's hands, in order with what it is told next."""
