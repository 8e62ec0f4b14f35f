"""One socket's outgoing side: a cursor into its views' rings, never a queue of copies."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from time import monotonic

from app.ids import PostId, View
from app.live.rings import Piece, Rings
from app.wire.encoding import Message, batch, message_json
from app.wire.frames import Counters

MOST_A_FRAME = 256
"""Events in one frame for a socket that has fallen behind."""
WRITE_WITHIN = 20.0
"""Seconds a write may be pending before the socket counts as too slow."""

MOST_ANSWERS = 1_000
"""Answers that may wait for a line that takes none: whoever asks on without reading is too slow."""

Row = tuple[PostId, int, int, int, int]


class TooSlow(Exception):  # noqa: N818 - the state of a line, not a fault of ours
    """A write was pending for too long."""


class FellBehind(Exception):  # noqa: N818 - the same
    """The ring no longer holds what comes next: only a snapshot helps."""


class Outbox:
    """What one socket is still to be sent.

    Soft messages (presence, counters, mood) are kept newest only; answers are kept in order.

    Args:
        rings: of the room.
        at: the views it follows, and the n each has been sent up to.
        send: writes one websocket message, and waits while the line is full.
        beat: seconds between frames for those who need not be told at once, 0 for at once.
    """

    def __init__(
        self,
        rings: Rings,
        at: dict[View, int],
        send: Callable[[str], Awaitable[None]],
        beat: float = 0.0,
    ) -> None:
        self._rings = rings
        self._at = dict(at)
        self._send = send
        self._beat = beat
        self._wake = asyncio.Event()
        self._answers: deque[bytes] = deque()
        self._soft: dict[str, bytes] = {}
        self._counts: dict[PostId, Row] = {}
        self._told: set[str] = set()

    @property
    def views(self) -> tuple[View, ...]:
        """The views it follows."""
        return tuple(self._at)

    def wake(self) -> None:
        """Something may be new in the rings."""
        self._wake.set()

    def answer(self, message: Message) -> None:
        """Send this, after the events there are.

        Raises:
            TooSlow: too many wait already.
        """
        if len(self._answers) >= MOST_ANSWERS:
            raise TooSlow
        self._answers.append(message_json(message))
        self._wake.set()

    def unanswered(self) -> tuple[bytes, ...]:
        """Answers that have not been sent, for the last frame of a socket that is closed."""
        return tuple(self._answers)

    def soft(self, kind: str, data: bytes) -> None:
        """Send this unless a newer one of its kind comes first."""
        self._told.add(kind)
        self._soft[kind] = data
        self._wake.set()

    def never_told(self, kind: str) -> bool:
        """Whether no soft message of this kind was ever put in."""
        return kind not in self._told

    def counts(self, rows: tuple[Row, ...]) -> None:
        """Send these counters; a newer row of a post replaces an unsent one."""
        self._counts.update((row[0], row) for row in rows)
        self._wake.set()

    async def run(self) -> None:
        """Send until cancelled.

        Raises:
            TooSlow: the line takes nothing any more.
            FellBehind: a ring has gone past this socket's place.
        """
        while True:
            await self._wake.wait()
            if self._beat:
                await asyncio.sleep(self._beat - monotonic() % self._beat)
            self._wake.clear()
            while pieces := self._gather():
                try:
                    async with asyncio.timeout(WRITE_WITHIN):
                        await self._send(batch(pieces))
                except TimeoutError:
                    raise TooSlow from None

    def _gather(self) -> list[bytes]:
        events: list[Piece] = []
        for view, n in self._at.items():
            ring = self._rings.of(view)
            if not ring.reaches(n):
                raise FellBehind
            fresh = ring.after(n, MOST_A_FRAME)
            if fresh:
                self._at[view] = fresh[-1].n
                events.extend(fresh)
        events.sort(key=lambda piece: piece.seq)
        pieces = [piece.data for piece in events]
        pieces.extend(self._answers)
        self._answers.clear()
        if self._counts:
            pieces.append(message_json(Counters(posts=tuple(self._counts.values()))))
            self._counts.clear()
        pieces.extend(self._soft.values())
        self._soft.clear()
        return pieces
