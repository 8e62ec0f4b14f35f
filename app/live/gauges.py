"""The levels of a node, looked up when somebody asks for the metrics."""

from collections import Counter
from collections.abc import Iterator

from app.live.meter import Level
from app.live.meters import Meters
from app.live.rooms import Rooms
from app.live.vitals import Vitals


def watch(meters: Meters, rooms: Rooms, vitals: Vitals, version: str) -> None:
    """Add the levels of these parts."""
    gauge = meters.register.gauge
    gauge("squall_info", "Which version runs.", lambda: [((version,), 1.0)], "version")
    gauge("squall_sockets", "Open sockets, by the role they see.", lambda: _sockets(rooms), "role")
    gauge("squall_view_lag_events", "Events the last socket is behind.", lambda: _lag(rooms), "role")
    gauge("squall_rehearsals", "Rehearsals this node serves.", lambda: _rehearsals(rooms), "state")
    gauge("squall_conducted", "Rehearsals this node conducts.", lambda: [((), float(_conducted(rooms)))])
    gauge("squall_draining", "1 while this node is about to stop.", lambda: [((), float(rooms.draining))])
    gauge("squall_store_up", "1 while a part works.", lambda: _up(vitals), "part")
    gauge("squall_redis_up", "1 while a part works with a server.", lambda: _redis(vitals), "part", "server")
    gauge("squall_store_age_seconds", "Since a part was last seen to work.", lambda: _age(vitals), "part")
    meters.register.process()


def _sockets(rooms: Rooms) -> Iterator[Level]:
    total = Counter[str]()
    for hall in rooms.halls():
        total.update(hall.tally.sockets)
    for role, count in sorted(total.items()):
        yield (role,), float(count)


def _lag(rooms: Rooms) -> Iterator[Level]:
    """How far the slowest socket of each role is behind its view."""
    worst = Counter[str]()
    for hall in rooms.halls():
        for one in hall.connections:
            worst[one.view] = max(worst[one.view], one.outbox.behind)
    for role, events in sorted(worst.items()):
        yield (role,), float(events)


def _rehearsals(rooms: Rooms) -> Iterator[Level]:
    counted = Counter(hall.room.state.clock.state for hall in rooms.halls())
    for state in ("lobby", "live", "paused", "ended"):
        yield (state,), float(counted[state])


def _conducted(rooms: Rooms) -> int:
    return sum(hall.conductor.holding for hall in rooms.halls())


def _up(vitals: Vitals) -> Iterator[Level]:
    for part in vitals.parts():
        yield (part.name,), float(part.ok)


def _redis(vitals: Vitals) -> Iterator[Level]:
    """Each server of Redis by itself: whether it takes writes, and whether its bells are heard."""
    for server in vitals.servers():
        yield ("redis", server.name), float(server.answers)
        yield ("doorbell", server.name), float(server.hears)


def _age(vitals: Vitals) -> Iterator[Level]:
    for part in vitals.parts():
        if part.age is not None:
            yield (part.name,), part.age
