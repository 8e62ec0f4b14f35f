"""A line that keeps what is written to it, and outboxes on it."""

import json
from typing import Any

from app.ids import View
from app.live.line import Listener, Write
from app.live.outbox import Outbox
from app.live.rings import Rings
from app.wire.closing import Close
from app.wire.framing import payloads


class KeptLine:
    """Takes everything; full after each write if it is slow, until it is set free."""

    def __init__(self, *, slow: bool = False) -> None:
        self.full = False
        self.listener: Listener | None = None
        self.writes: list[bytes] = []
        self.slow = slow

    @property
    def write(self) -> Write:
        return self._write

    async def sent(self) -> None:
        return

    def set_free(self) -> None:
        """What was written has left."""
        self.full = False
        if self.listener is not None:
            self.listener.line_free()

    @property
    def frames(self) -> list[list[Any]]:
        """What each frame held."""
        return [json.loads(payload) for write in self.writes for payload in payloads(write)]

    @property
    def messages(self) -> list[Any]:
        return [message for frame in self.frames for message in frame]

    def _write(self, frames: bytes) -> None:
        assert not self.full
        self.writes.append(frames)
        self.full = self.slow
        if self.full and self.listener is not None:
            self.listener.line_full()


class Kept:
    """An outbox with its line, and how it was closed."""

    def __init__(
        self, rings: Rings, *views: str, beat: float = 0.0, slow: bool = False, at: int | None = None
    ) -> None:
        self.line = KeptLine(slow=slow)
        self.closed: list[Close] = []
        places = {View(view): rings.of(View(view)).n if at is None else at for view in views}
        self.outbox = Outbox(rings, places, self.line, self.closed.append, beat=beat)

    def kinds(self) -> set[str]:
        """What was sent since this was last asked, by type."""
        found = {message["type"] for message in self.line.messages}
        self.line.writes.clear()
        return found
