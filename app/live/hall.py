"""A room with its sockets, and the tasks that keep it going on this node."""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from app.ids import CONDUCTOR, DraftId, SeatId, View
from app.live.archivist import Archivist
from app.live.conductor import Conductor
from app.live.fan import Fan
from app.live.meters import Tally
from app.live.outbox import WRITE_WITHIN, Outbox
from app.live.phases import until
from app.live.pulse import Pulse
from app.live.room import Room
from app.rehearsal import events as e
from app.rehearsal.commands import ReportSkipped
from app.rehearsal.entry import Entry
from app.rehearsal.refusals import Refused
from app.store.log import StoreError
from app.store.presence import Presence
from app.store.tasks import end, supervised
from app.view.snapshot import role_snapshot
from app.view.visibility import BRAND, FACILITATOR, OBSERVER
from app.wire.closing import Close
from app.wire.encoding import message_json, role_json
from app.wire.frames import Presence as PresenceFrame
from app.wire.frames import PresentSeat

PULSE = 1.0
PRESENCE_EVERY = 2.0
ALARM_EVERY = 1.0
SILENT_AFTER = 45.0
"""Seconds without a word; a client pings every 20."""
TYPING_FOR = 4.0
"""Seconds a sign of typing lasts."""
SNAPSHOT_FOR = 0.25
"""Seconds one built snapshot serves every newcomer of a view."""

_logger = logging.getLogger(__name__)


@dataclass(eq=False, slots=True, kw_only=True)
class Connection:
    """One socket, as its hall knows it. `close` sends `bye` and closes."""

    outbox: Outbox
    seat: SeatId
    view: View
    tab: str
    close: Callable[[Close], None]
    heard: float = field(default_factory=monotonic)
    """When it last said a word."""
    watching: bool = False
    """A facilitator, in `seat`, looks at another seat's `view`; it is nobody's place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What a role's view showed after the nth of its events, as bytes."""

    n: int
    tag: int
    data: bytes
    until: float


@dataclass(frozen=True, slots=True)
class Writing:
    """Where somebody writes, on which draft, and how long the sign of it lasts."""

    where: str
    draft: DraftId | None
    until: float


@dataclass(slots=True)
class Hall:
    """Everything this node does for one rehearsal."""

    room: Room
    presence: Presence
    conductor: Conductor
    archivist: Archivist
    connections: set[Connection] = field(default_factory=set)
    quiet_since: float = field(default_factory=monotonic)
    tally: Tally = field(default_factory=Tally)
    _of_seat: dict[SeatId, set[Connection]] = field(default_factory=dict)
    _fan: Fan = field(init=False)
    _pulse: Pulse = field(init=False)
    _typing: dict[SeatId, Writing] = field(default_factory=dict)
    _present: tuple[frozenset[SeatId], int] = (frozenset(), 0)
    _snapshots: dict[View, Snapshot] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._fan = Fan(self.room.rings, self.room.meters.fanout_time.observe)
        self._pulse = Pulse(self.room)
        self.conductor.present = lambda: self._present[0]
        self.conductor.attended = lambda: any(self._present)

    async def run(self) -> None:
        """Follow, beat, tell and archive until the log is lost or this is cancelled."""
        stop_listening = self.room.listen(self._heard)
        following = asyncio.create_task(self.room.follow(), name=f"follow {self.room.id}")
        broken = asyncio.create_task(self.room.broken.wait(), name=f"broken {self.room.id}")
        tasks: list[asyncio.Task[Any]] = [following, broken]
        tasks += [
            asyncio.create_task(supervised(f"{name} {self.room.id}", work), name=f"{name} {self.room.id}")
            for name, work in (
                ("conduct", self.conductor.run),
                ("archive", self.archivist.run),
                ("pulse", self._tell),
                ("presence", self._who_is_here),
                ("alarm", self._alarm),
            )
        ]
        try:
            # A dead follower under open sockets would show a frozen world as a live one.
            await asyncio.wait((following, broken), return_when=asyncio.FIRST_COMPLETED)
            if following.done():
                following.result()
        finally:
            stop_listening()
            self._fan.stop()
            try:
                await end(*tasks)
            finally:
                # Also where this is let go of meanwhile: under open sockets nothing would follow any more.
                self.close_all(Close.OVER if self.room.erased else Close.RESYNC)

    def join(self, connection: Connection) -> None:
        """Take a socket in; an older one of the same seat goes."""
        for other in self._at(connection.seat):
            if not (connection.watching or other.watching):
                other.close(Close.REPLACED if other.tab != connection.tab else Close.RESYNC)
                self._forget(other)
        self.connections.add(connection)
        self._of_seat.setdefault(connection.seat, set()).add(connection)
        self._fan.add(connection.outbox)
        self.tally.join(connection.view, self.room.rings)

    async def part(self, connection: Connection, *, on_purpose: bool) -> None:
        """Let a socket go."""
        self._fan.discard(connection.outbox)
        self._forget(connection)
        self.tally.part(connection.view)
        self.quiet_since = monotonic()
        if on_purpose and not connection.watching:
            with contextlib.suppress(StoreError):
                await self.presence.gone(self.room.id, connection.seat)

    def typing(self, seat: SeatId, where: str, draft: DraftId | None = None) -> None:
        """Somebody is writing; the right people see it with the next pulse."""
        self._typing[seat] = Writing(where, draft, monotonic() + TYPING_FOR)

    def snapshot(self, view: View) -> Snapshot:
        """A role's snapshot, built once for all who come within a quarter second.

        What happened since follows it as events for observers, who are the throng. Everybody else gets one
        as of now, and finds in it what they did a moment ago.
        """
        ring, now = self.room.rings.of(view), monotonic()
        built = self._snapshots.get(view)
        if built is not None and now <= built.until and self._goes_on(view, built):
            self.room.meters.snapshots.inc("shared")
            return built
        with self.room.meters.snapshot_time.time():
            data = role_json(role_snapshot(self.room.state, view))
        self.room.meters.snapshots.inc("built")
        built = Snapshot(n=ring.n, tag=ring.tag, data=data, until=now + SNAPSHOT_FOR)
        self._snapshots[view] = built
        return built

    def _goes_on(self, view: View, built: Snapshot) -> bool:
        ring = self.room.rings.of(view)
        return ring.holds(built.n, built.tag) if view == OBSERVER else built.n == ring.n

    def catch_up(self, connection: Connection) -> None:
        """Tell who resumed what has no number: the counters that moved meanwhile."""
        connection.outbox.counts(self._pulse.newest())

    def close_all(self, code: Close) -> None:
        """Say goodbye to every socket, after what there was for it."""
        self._fan.write_now()
        for connection in tuple(self.connections):
            connection.close(code)

    def _heard(self, entry: Entry) -> None:
        for view, events in self.tally.due(self.room.rings):
            self.room.meters.deliveries.inc(view, by=events)
        self._pulse.note(entry)
        self._fan.news()
        for event in entry.events:
            if isinstance(event, e.SeatLeft):
                self._unseat(event.seat, Close.MOVED if event.why == "moved" else Close.REMOVED)

    def _unseat(self, seat: SeatId, code: Close) -> None:
        for connection in self._at(seat):
            connection.close(code)

    def _at(self, seat: SeatId) -> tuple[Connection, ...]:
        """The sockets of a seat, and those of a facilitator who looks at another from there."""
        return tuple(self._of_seat.get(seat, ()))

    def _forget(self, connection: Connection) -> None:
        self.connections.discard(connection)
        here = self._of_seat.get(connection.seat, set())
        here.discard(connection)
        if not here:
            self._of_seat.pop(connection.seat, None)

    async def _alarm(self) -> None:
        """See that facilitators are told of entries that were passed over: by whichever node is first."""
        while True:
            for entry in sorted(self.room.skipped.difference(self.room.state.skipped)):
                with contextlib.suppress(Refused):
                    await self.room.ask(CONDUCTOR, ReportSkipped(entry=entry))
            await asyncio.sleep(ALARM_EVERY)

    async def _tell(self) -> None:
        while True:
            await asyncio.sleep(until(PULSE, self.room.id))
            if self.connections:
                self.beat()
                self.close_overdue(monotonic())

    def beat(self) -> None:
        """Tell every socket what moved in the last second and has no number."""
        self._pulse.beat(self._fan)
        self._snapshots.clear()  # who begins with an older one would never be told of counters that rest now

    def close_overdue(self, now: float) -> None:
        """Close whoever has taken or said nothing for too long: one look a second, no timer for each."""
        for connection in tuple(self.connections):
            since = connection.outbox.full_since
            if since is not None and now - since > WRITE_WITHIN:
                connection.close(Close.SLOW)
            elif now - connection.heard > SILENT_AFTER:
                connection.close(Close.SILENT)

    async def _who_is_here(self) -> None:
        told: dict[View, bytes] = {}
        while True:
            # The conductor must know who is here, wherever their sockets are.
            if self.connections or self.conductor.holding:
                await self._report()
            if self.connections:
                told = self._tell_presence(told)
            await asyncio.sleep(until(PRESENCE_EVERY if not self._typing else PULSE, self.room.id))

    def _tell_presence(self, told: dict[View, bytes]) -> dict[View, bytes]:
        """Tell each view whom it sees here, if that is new; and newcomers anyhow."""
        views = sorted({one.view for one in self.connections})
        presence = self._presences(views)
        for outbox in self._fan.untold("presence"):
            if outbox.views[0] in presence:
                outbox.soft("presence", presence[outbox.views[0]])
        for view in views:
            if told.get(view) != presence[view]:
                self._fan.soft("presence", presence[view], frozenset((view,)))
        return presence

    async def _report(self) -> None:
        room = self.room
        seated = {one.seat for one in self.connections if not one.watching}
        observers = {seat for seat in seated if room.state.seats[seat].role == "observer"}
        players = sorted(seated - observers)
        try:
            await self.presence.here(room.id, players, len(observers))
            seen = await self.presence.present(room.id)
        except StoreError as fault:
            _logger.warning("%s: presence is not known: %s", room.id, fault)
            return
        self._present = (frozenset(seen.seats), seen.watchers)

    def _presences(self, views: list[View]) -> dict[View, bytes]:
        """What each view is told of who is here: all the same, unless somebody writes."""
        now = monotonic()
        self._typing = {seat: sign for seat, sign in self._typing.items() if sign.until > now}
        if self._typing:
            return {view: self._presence_for(view) for view in views}
        # As observers are shown it, who see no sign of anybody's writing.
        return dict.fromkeys(views, self._presence_for(OBSERVER))

    def _presence_for(self, view: View) -> bytes:
        here, observers = self._present
        seats = tuple(self._seat_for(seat, view) for seat in sorted(here))
        return message_json(PresenceFrame(seats=seats, observers=observers))

    def _seat_for(self, seat: SeatId, view: View) -> PresentSeat:
        typing = self._shows_typing(seat, view)
        return PresentSeat(
            seat=seat, here=True, typing=typing, draft=self._typing[seat].draft if typing else None
        )

    def _shows_typing(self, seat: SeatId, view: View) -> bool:
        """The brand sees its own write in the war room; only the facilitator sees everybody."""
        if seat not in self._typing:
            return False
        if view == FACILITATOR:
            return True
        at_home = self._typing[seat].where in ("room", "desk")
        return view == BRAND and at_home and self.room.state.seats[seat].role == "brand"
