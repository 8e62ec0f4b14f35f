"""One socket's outgoing side: a cursor into its views' rings, never a queue of copies."""

from collections.abc import Callable, Iterable
from time import monotonic
from typing import Protocol

from app.ids import PostId, View
from app.live.line import Line
from app.live.rings import Piece, Rings
from app.wire.closing import Close
from app.wire.encoding import Message, batch, message_json
from app.wire.frames import Counters
from app.wire.framing import frame

MOST_A_FRAME = 256
"""Events in one frame for a socket that has fallen behind."""
WRITE_WITHIN = 20.0
"""Seconds a line may be full before its socket counts as too slow."""
MOST_ANSWERS = 1_000
"""Answers that may wait for a line that takes none: whoever asks on without reading is too slow."""

Row = tuple[PostId, int, int, int, int]


class TooSlow(Exception):  # noqa: N818 - the state of a line, not a fault of ours
    """The line takes nothing any more."""


class Usher(Protocol):
    """Whoever sees to it that an outbox is emptied."""

    def stirred(self, outbox: "Outbox") -> None:
        """It has something of its own to send, or its line takes frames again."""

    def full(self, outbox: "Outbox") -> None:
        """Its line takes no more for now."""

    def discard(self, outbox: "Outbox") -> None:
        """Its line is gone."""


class Soft:
    """Messages without a number: the newest of a kind, and of a post's counters, is all that is kept."""

    __slots__ = ("counts", "kinds")

    def __init__(self) -> None:
        self.kinds: dict[str, bytes] = {}
        self.counts: dict[PostId, Row] = {}

    def pieces(self) -> list[bytes]:
        """All of it, and none is left."""
        found = [message_json(Counters(posts=tuple(self.counts.values())))] if self.counts else []
        found.extend(self.kinds.values())
        self.counts.clear()
        self.kinds.clear()
        return found

    def __bool__(self) -> bool:
        return bool(self.kinds or self.counts)

    def update(self, newer: "Soft") -> None:
        self.kinds.update(newer.kinds)
        self.counts.update(newer.counts)


class Outbox:
    """What one socket is still to be sent.

    Args:
        rings: of the room.
        at: the views it follows, its role's first, and the n each has been sent up to.
        line: takes the frames.
        close: ends the socket.
        beat: seconds between frames for those who need not be told at once, 0 for at once.
    """

    __slots__ = ("_answers", "_at", "_rings", "_soft", "beat", "close", "full_since", "line", "usher")

    def __init__(
        self,
        rings: Rings,
        at: dict[View, int],
        line: Line,
        close: Callable[[Close], None],
        *,
        beat: float = 0.0,
    ) -> None:
        self.line = line
        self.close = close
        self.beat = beat
        self.usher: Usher | None = None
        self.full_since: float | None = None
        self._rings = rings
        self._at = dict(at)
        self._answers: list[bytes] = []
        self._soft: Soft | None = None

    @property
    def views(self) -> tuple[View, ...]:
        """The views it follows, its role's first."""
        return tuple(self._at)

    @property
    def behind(self) -> int:
        """Events of its first view that wait for its line to take them again."""
        view, sent = next(iter(self._at.items()))
        return self._rings.of(view).n - sent if self.line.full else 0

    def answer(self, message: Message) -> None:
        """Send this, after the events there are.

        Raises:
            TooSlow: too many wait already.
        """
        if len(self._answers) >= MOST_ANSWERS:
            raise TooSlow
        self._answers.append(message_json(message))
        self._stir()

    def unanswered(self) -> tuple[bytes, ...]:
        """Answers that have not been sent, for the last frame of a socket that is closed."""
        return tuple(self._answers)

    def soft(self, kind: str, data: bytes) -> None:
        """Send this unless a newer one of its kind comes first."""
        self._softly().kinds[kind] = data
        self._stir()

    def counts(self, rows: Iterable[Row]) -> None:
        """Send these counters; a newer row of a post replaces an unsent one."""
        self._softly().counts.update((row[0], row) for row in rows)
        self._stir()

    def owe(self, newer: Soft) -> None:
        """Send these with the next frame."""
        if newer:
            self._softly().update(newer)

    def moved(self, view: View, n: int) -> None:
        """It has been sent this view up to there, by whoever wrote to its line until now."""
        self._at[view] = n

    def stands(self, view: View, n: int) -> bool:
        """Whether it has been sent this view up to there, the others to their end, and all of its own."""
        if self._answers or self._soft is not None:
            return False
        return self._at[view] == n and all(
            sent == self._rings.of(other).n for other, sent in self._at.items() if other != view
        )

    def send(self) -> None:
        """Write what there is, as far as the line takes it.

        Raises:
            FellBehind: a ring has gone past this socket's place.
        """
        while not self.line.full and (pieces := self._gather()):
            self.line.write(frame(batch(pieces)))

    def line_full(self) -> None:
        self.full_since = monotonic()
        if self.usher is not None:
            self.usher.full(self)

    def line_free(self) -> None:
        self.full_since = None
        self._stir()

    def line_lost(self) -> None:
        if self.usher is not None:
            self.usher.discard(self)

    def _stir(self) -> None:
        if self.usher is not None:
            self.usher.stirred(self)

    def _softly(self) -> Soft:
        if self._soft is None:
            self._soft = Soft()
        return self._soft

    def _gather(self) -> list[bytes]:
        events: list[Piece] = []
        for view, n in self._at.items():
            fresh = self._rings.of(view).after(n, MOST_A_FRAME)
            if fresh:
                self._at[view] = fresh[-1].n
                events.extend(fresh)
        events.sort(key=lambda piece: piece.seq)
        pieces = [piece.data for piece in events]
        pieces.extend(self._answers)
        self._answers.clear()
        if self._soft is not None:
            pieces.extend(self._soft.pieces())
            self._soft = None
        return pieces
