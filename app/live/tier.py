"""Sockets that stand at the same place of the same view: one frame is made, and written to all of them."""

from collections.abc import Iterator

from app.ids import View
from app.live.line import Write
from app.live.outbox import MOST_A_FRAME, Outbox, Soft
from app.live.rings import Rings
from app.wire.encoding import batch
from app.wire.framing import frame


class Tier:
    """Sockets that have been sent a view up to `n`, and for which nothing of their own waits."""

    __slots__ = ("_ring", "_seated", "_writes", "n", "soft", "view")

    def __init__(self, view: View, rings: Rings) -> None:
        self.view = view
        self.soft = Soft()
        self._ring = rings.of(view)
        self.n = self._ring.n
        self._seated: dict[Outbox, Write] = {}
        self._writes: tuple[Write, ...] | None = None

    def __iter__(self) -> Iterator[Outbox]:
        return iter(tuple(self._seated))

    @property
    def behind(self) -> bool:
        """Whether there is something to write."""
        return self._ring.n > self.n or bool(self.soft)

    def sit(self, outbox: Outbox) -> None:
        """Take in a socket that stands where all the others do."""
        self._seated[outbox] = outbox.line.write
        self._writes = None

    def rise(self, outbox: Outbox) -> None:
        """Let a socket go on by itself from here."""
        if self._seated.pop(outbox, None) is not None:
            self._writes = None
            outbox.moved(self.view, self.n)
            outbox.owe(self.soft)

    def write(self) -> None:
        """Write to all: one frame, or several where one does not hold it.

        Raises:
            FellBehind: the ring has gone past this place.
        """
        if not self._seated:
            self.n = self._ring.n
            self.soft = Soft()
        while self.behind:
            data = frame(batch(self._gather()))
            # A line that this fills rises at once: it has been given as much as all the others.
            for write in self._in_order():
                write(data)

    def _gather(self) -> list[bytes]:
        fresh = self._ring.after(self.n, MOST_A_FRAME)
        if fresh:
            self.n = fresh[-1].n
        pieces = [piece.data for piece in fresh]
        pieces.extend(self.soft.pieces())
        return pieces

    def _in_order(self) -> tuple[Write, ...]:
        if self._writes is None:
            self._writes = tuple(self._seated.values())
        return self._writes
