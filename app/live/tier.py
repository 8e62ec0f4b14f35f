"""Sockets that stand at the same place of the same view: one frame is made, and written to all of them."""

from collections.abc import Iterator

from app.ids import View
from app.live.line import Write
from app.live.outbox import MOST_A_FRAME, Outbox, Soft
from app.live.rings import Rings
from app.wire.encoding import batch
from app.wire.framing import frame

AT_A_GO = 128
"""Sockets written to, at 5 to 10 µs each, before the loop is let look at what else there is."""


class Tier:
    """Sockets that have been sent a view up to `n`, and for which nothing of their own waits.

    While a frame is written, `_left` are those that have not been given it yet.
    """

    __slots__ = ("_frame", "_left", "_ring", "_seated", "n", "soft", "view")

    def __init__(self, view: View, rings: Rings) -> None:
        self.view = view
        self.soft = Soft()
        self._ring = rings.of(view)
        self.n = self._ring.n
        self._seated: dict[Outbox, Write] = {}
        self._left: dict[Outbox, Write] = {}
        self._frame = b""

    def __iter__(self) -> Iterator[Outbox]:
        return iter(tuple(self._seated))

    @property
    def behind(self) -> bool:
        """Whether there is something to write."""
        return self._ring.n > self.n or bool(self.soft)

    def sit(self, outbox: Outbox) -> None:
        """Take in a socket that stands where all the others do."""
        self._seated[outbox] = outbox.line.write

    def rise(self, outbox: Outbox) -> None:
        """Let a socket go on by itself from here, with what the others are being given."""
        if self._seated.pop(outbox, None) is None:
            return
        write = self._left.pop(outbox, None)
        if write is not None:
            write(self._frame)
        outbox.moved(self.view, self.n)
        outbox.owe(self.soft)

    def forget(self, outbox: Outbox) -> None:
        """Write to a socket no more."""
        self._seated.pop(outbox, None)
        self._left.pop(outbox, None)

    def write(self) -> Iterator[None]:
        """Write to all what there is now: one frame, or several where one does not hold it; so many at a go.

        Raises:
            FellBehind: the ring has gone past this place.
        """
        if not self._seated:
            self.n = self._ring.n
            self.soft = Soft()
        until, owed = self._ring.n, bool(self.soft)
        while self.n < until or owed:
            self._frame, owed = frame(batch(self._gather())), False
            self._left = dict(self._seated)
            yield from self._hand_out()

    def _hand_out(self) -> Iterator[None]:
        while self._left:
            # A line that this fills rises at once: it has been given as much as all the others.
            for _ in range(min(AT_A_GO, len(self._left))):
                self._left.popitem()[1](self._frame)
            if self._left:
                yield

    def _gather(self) -> list[bytes]:
        fresh = self._ring.after(self.n, MOST_A_FRAME)
        if fresh:
            self.n = fresh[-1].n
        pieces = [piece.data for piece in fresh]
        pieces.extend(self.soft.pieces())
        return pieces
