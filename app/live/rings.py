"""The newest events of each view, encoded, numbered and shared by every socket of the view."""

from collections import deque
from typing import NamedTuple

from app.ids import Seq, View
from app.rehearsal.entry import Entry
from app.rehearsal.state import Rehearsal
from app.view.visibility import shown_to
from app.wire.encoding import event_frame, event_json

MOST_EVENTS = 2_000
MOST_BYTES = 4 * 1024 * 1024


class FellBehind(Exception):  # noqa: N818 - the state of a line, not a fault of ours
    """The ring no longer holds what comes next: only a snapshot helps."""


class Piece(NamedTuple):
    """One event of a view, ready to be sent."""

    n: int
    tag: int
    seq: Seq
    data: bytes


class Ring:
    """A view's events from its first on, of which the newest are kept."""

    def __init__(self, most_events: int = MOST_EVENTS, most_bytes: int = MOST_BYTES) -> None:
        self.n = 0
        self.tag = 0
        self._pieces: deque[Piece] = deque()
        self._bytes = 0
        self._most_events = most_events
        self._most_bytes = most_bytes

    def put(self, tag: int, seq: Seq, data: bytes) -> None:
        """Add the view's next event, numbered by the caller as `n + 1`."""
        self.n += 1
        self.tag = tag
        self._pieces.append(Piece(self.n, tag, seq, data))
        self._bytes += len(data)
        while len(self._pieces) > self._most_events or self._bytes > self._most_bytes:
            self._bytes -= len(self._pieces.popleft().data)

    def after(self, n: int, most: int) -> list[Piece]:
        """Up to `most` events after the nth.

        Raises:
            FellBehind: the next of them is no longer here.
        """
        if n == self.n:
            return []
        if not self.reaches(n):
            raise FellBehind
        first = len(self._pieces) - (self.n - n)
        # By index: near its ends, where readers are, a deque finds a place at once.
        return [self._pieces[place] for place in range(first, first + min(most, self.n - n))]

    def reaches(self, n: int) -> bool:
        """Whether everything after the nth event is still here."""
        return 0 <= self.n - n <= len(self._pieces)

    def holds(self, n: int, tag: int) -> bool:
        """Whether the nth event was the one tagged so, and all after it are here."""
        if not self.reaches(n):
            return False
        if n == 0:
            return tag == 0
        if n == self.n:
            return tag == self.tag
        kept = len(self._pieces) - (self.n - n) - 1
        return kept >= 0 and self._pieces[kept].tag == tag


class Rings:
    """The rings of every view of a rehearsal."""

    def __init__(self) -> None:
        self._rings: dict[View, Ring] = {}
        self._fresh: set[View] = set()

    def of(self, view: View) -> Ring:
        """The view's ring; a view nobody was shown anything in yet has an empty one."""
        ring = self._rings.get(view)
        if ring is None:
            ring = self._rings[view] = Ring()
        return ring

    def fresh(self) -> set[View]:
        """The views that got events since this was last asked."""
        fresh, self._fresh = self._fresh, set()
        return fresh

    def take_in(self, rehearsal: Rehearsal, entry: Entry, t: float) -> None:
        """Number and encode what each view is shown of an entry that was just applied."""
        for event in entry.events:
            made: dict[int, bytes] = {}
            for view, shown in shown_to(event, rehearsal):
                # Most views are shown the very same object.
                encoded = made.get(id(shown))
                if encoded is None:
                    encoded = made[id(shown)] = event_json(shown)
                ring = self.of(view)
                frame = event_frame(view, encoded, n=ring.n + 1, t=t, at=entry.at, tag=entry.tag)
                ring.put(entry.tag, entry.seq, frame)
                self._fresh.add(view)
