"""The sockets of a hall, and when each is written to."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from itertools import takewhile
from time import monotonic, perf_counter

from app.ids import View
from app.live.outbox import Outbox, Row, Soft
from app.live.rings import FellBehind, Rings
from app.live.tier import AT_A_GO, Tier
from app.wire.closing import Close

Took = Callable[[float], None]
_OVER = object()


class Pace:
    """Sockets written to on the same beat: those of a tier together, each of the others by itself.

    A round of writing to thousands takes long enough for others to notice: with a beat it is done by and
    by, and the loop looks at asks and other rooms in between.

    Args:
        rings: of the room.
        beat: seconds between frames; 0 for as soon as all that happens at this moment has happened.
        took: told how many seconds each round of writing took.
    """

    __slots__ = ("_again", "_apart", "_beat", "_due", "_rings", "_round", "_spent", "_tiers", "_took")

    def __init__(self, rings: Rings, beat: float, took: Took) -> None:
        self._rings = rings
        self._took = took
        self._beat = beat
        self._tiers: dict[View, Tier] = {}
        self._apart: dict[Outbox, None] = {}
        self._due: asyncio.Handle | None = None
        self._round: Iterator[None] | None = None
        self._again = False
        self._spent = 0.0

    def add(self, outbox: Outbox) -> None:
        """Take a socket in, wherever it stands."""
        self._apart[outbox] = None
        self.call()

    def rise(self, outbox: Outbox) -> None:
        """A socket has something of its own, or takes nothing: it goes by itself until it is as far again."""
        self._tier(outbox).rise(outbox)
        self._apart[outbox] = None

    def discard(self, outbox: Outbox) -> None:
        """Forget a socket."""
        self._tier(outbox).forget(outbox)
        self._apart.pop(outbox, None)

    def owe(self, newer: Soft, views: frozenset[View] | None) -> None:
        """Tell everybody in these views, or in all."""
        for tier in self._tiers.values():
            if views is None or tier.view in views:
                tier.soft.update(newer)
        for outbox in self._apart:
            if views is None or outbox.views[0] in views:
                outbox.owe(newer)
        self.call()

    def look(self) -> None:
        """The rings may have got something."""
        if self._apart or any(tier.behind for tier in self._tiers.values()):
            self.call()

    def call(self) -> None:
        """See that everybody is written to at the next beat."""
        if self._round is not None:
            self._again = True
            return
        if self._due is not None:
            return
        loop = asyncio.get_running_loop()
        if self._beat:
            self._due = loop.call_later(self._beat - monotonic() % self._beat, self._go_on)
        else:
            self._due = loop.call_soon(self.write)

    def stop(self) -> None:
        """Write no more."""
        if self._due is not None:
            self._due.cancel()
        self._due = None

    def write(self) -> None:
        """Write to everybody what there is for them, all at once."""
        self.stop()
        self._finish()
        self._go()
        self._finish()
        self._call_again()

    def _finish(self) -> None:
        while self._round is not None:
            self._go()

    def _go_on(self) -> None:
        """Write to some, and to the others in the next turns of the loop."""
        self._due = None
        self._go()
        if self._round is not None:
            self._due = asyncio.get_running_loop().call_soon(self._go_on)
        else:
            self._call_again()

    def _call_again(self) -> None:
        if self._again:
            self._again = False
            self.call()

    def _go(self) -> None:
        began, over = perf_counter(), True
        if self._round is None:
            self._round, self._again, self._spent = self._writing(), False, 0.0
        try:
            over = next(self._round, _OVER) is _OVER
        finally:
            self._spent += perf_counter() - began
            if over:
                self._round = None
                self._took(self._spent)

    def _writing(self) -> Iterator[None]:
        ready = [outbox for outbox in self._apart if not outbox.line.full]
        for place, outbox in enumerate(ready, start=1):
            if outbox in self._apart and not outbox.line.full:
                self._write_to(outbox)
            if place % AT_A_GO == 0:
                yield
        for tier in self._tiers.values():
            try:
                yield from tier.write()
            except FellBehind:
                for outbox in tier:
                    outbox.close(Close.RESYNC)
        for outbox in ready:
            self._seat(outbox)

    def _write_to(self, outbox: Outbox) -> None:
        try:
            outbox.send()
        except FellBehind:
            outbox.close(Close.RESYNC)

    def _seat(self, outbox: Outbox) -> None:
        """Put a socket that has caught up among its like."""
        tier = self._tier(outbox)
        if outbox in self._apart and not outbox.line.full and outbox.stands(tier.view, tier.n):
            del self._apart[outbox]
            tier.sit(outbox)

    def _tier(self, outbox: Outbox) -> Tier:
        view = outbox.views[0]
        tier = self._tiers.get(view)
        if tier is None:
            tier = self._tiers[view] = Tier(view, self._rings)
        return tier


class Fan:
    """All sockets of a hall.

    Args:
        rings: of the room.
        took: told how many seconds each round of writing took.
    """

    def __init__(self, rings: Rings, took: Took = lambda _seconds: None) -> None:
        self._rings = rings
        self._took = took
        self._paces: dict[float, Pace] = {}
        self._numbers: dict[Outbox, int] = {}
        self._own: dict[View, set[Outbox]] = {}
        self._told: dict[str, int] = {}
        self._count = 0

    def add(self, outbox: Outbox) -> None:
        """Write to a socket from now on."""
        self._count += 1
        self._numbers[outbox] = self._count
        for view in outbox.views[1:]:
            self._own.setdefault(view, set()).add(outbox)
        outbox.usher = self
        outbox.line.listener = outbox
        if outbox.line.full:
            outbox.line_full()
        self._pace(outbox).add(outbox)

    def discard(self, outbox: Outbox) -> None:
        """Write to a socket no more; nothing happens to one that is not known."""
        if self._numbers.pop(outbox, None) is None:
            return
        self._pace(outbox).discard(outbox)
        for view in outbox.views[1:]:
            self._own[view].discard(outbox)
            if not self._own[view]:
                del self._own[view]
        outbox.usher = outbox.line.listener = None

    def news(self) -> None:
        """The rings got something."""
        for view in self._rings.fresh():
            for outbox in self._own.get(view, ()):
                self._pace(outbox).rise(outbox)
        for pace in self._paces.values():
            pace.look()

    def stirred(self, outbox: Outbox) -> None:
        """A socket has something of its own to be sent, or takes frames again."""
        pace = self._pace(outbox)
        pace.rise(outbox)
        pace.call()

    def full(self, outbox: Outbox) -> None:
        """A socket takes nothing for now."""
        self._pace(outbox).rise(outbox)

    def soft(self, kind: str, data: bytes, views: frozenset[View] | None = None) -> None:
        """Tell everybody in these views, or in all, unless a newer one of its kind comes first."""
        newer = Soft()
        newer.kinds[kind] = data
        self._told[kind] = self._count
        self._owe(newer, views)

    def counts(self, rows: Iterable[Row]) -> None:
        """Tell everybody these counters."""
        newer = Soft()
        newer.counts.update((row[0], row) for row in rows)
        self._owe(newer, None)

    def untold(self, kind: str) -> list[Outbox]:
        """The sockets that came after a soft message of this kind was last told; they count as told now."""
        since, self._told[kind] = self._told.get(kind, 0), self._count
        newest = reversed(self._numbers.items())
        return [outbox for outbox, _ in takewhile(lambda one: one[1] > since, newest)]

    def share(self, turn: int, of: int) -> list[Outbox]:
        """Every so manieth socket, another share with each turn."""
        return [outbox for outbox, number in self._numbers.items() if number % of == turn % of]

    def write_now(self) -> None:
        """Write everything, whatever beat it was to wait for."""
        for pace in self._paces.values():
            pace.write()

    def stop(self) -> None:
        """Write no more."""
        for pace in self._paces.values():
            pace.stop()

    def _owe(self, newer: Soft, views: frozenset[View] | None) -> None:
        for pace in self._paces.values():
            pace.owe(newer, views)

    def _pace(self, outbox: Outbox) -> Pace:
        pace = self._paces.get(outbox.beat)
        if pace is None:
            pace = self._paces[outbox.beat] = Pace(self._rings, outbox.beat, self._took)
        return pace
