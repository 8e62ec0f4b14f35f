"""What a node counts, times and traces. No label names a rehearsal or a person."""

from collections import Counter as Tallied
from collections.abc import Iterable
from dataclasses import dataclass, field

from app.ids import CONDUCTOR, DESK, SeatId, View
from app.live.meter import Register
from app.live.rings import Rings
from app.tracing import Traces, Untold

LATE = (0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0)
"""Bucket bounds, in seconds, for what should be at once and may be late."""


class Meters:
    """The counters and times of one node; levels are added by `gauges.watch`."""

    def __init__(self, traces: Traces | None = None) -> None:
        self.traces = traces or Untold()
        register = self.register = Register()
        self.asks = register.counter(
            "squall_asks_total", "Asks answered, by who asked (seat, conductor, desk).", "by", "outcome"
        )
        self.refusals = register.counter("squall_refusals_total", "Asks turned down, by code.", "by", "code")
        self.ask_time = register.histogram("squall_ask_seconds", "From an ask to its answer.", "by")
        self.append_time = register.histogram("squall_append_seconds", "One append to the log in Redis.")
        self.log_lag = register.histogram(
            "squall_log_lag_seconds", "From an entry's stamp to its being applied on this node.", buckets=LATE
        )
        self.fanout_time = register.histogram(
            "squall_fanout_seconds", "One round of writing to the sockets of a rehearsal."
        )
        self.deliveries = register.counter(
            "squall_deliveries_total",
            "Events due to sockets: one event for each socket that sees it.",
            "role",
        )
        self.snapshots = register.counter(
            "squall_snapshots_total", "Snapshots given to newcomers, built or shared.", "how"
        )
        self.snapshot_time = register.histogram("squall_snapshot_build_seconds", "Building one snapshot.")
        self.beat_time = register.histogram("squall_beat_seconds", "One beat of a conductor.")
        self.crowd_time = register.histogram("squall_crowd_step_seconds", "The crowd's part of a beat.")
        self.conductors = register.counter(
            "squall_conductor_changes_total", "Rehearsals whose conducting this node took over."
        )
        self.skipped = register.counter(
            "squall_entries_skipped_total", "Entries of logs that this node could not read or apply."
        )
        self.stalls = register.counter("squall_stalls_total", "Holes in time that were mended.")
        self.closes = register.counter("squall_closes_total", "Sockets closed by this node.", "code")
        self.loop_lag = register.histogram(
            "squall_loop_lag_seconds", "How late the event loop wakes who asked to be woken.", buckets=LATE
        )
        self.requests = register.counter(
            "squall_http_requests_total",
            "Requests, by route as it is written in the code.",
            "route",
            "status",
        )
        self.request_time = register.histogram(
            "squall_http_request_seconds", "Requests, all routes together."
        )

    def asked(self, by: SeatId, code: str = "") -> None:
        """Count an ask; `code` is why it was refused."""
        who = asker(by)
        self.asks.inc(who, "refused" if code else "done")
        if code:
            self.refusals.inc(who, code)


def asker(by: SeatId) -> str:
    """Which sort of asker: never which one."""
    return by if by in (CONDUCTOR, DESK) else "seat"


@dataclass(slots=True)
class Tally:
    """The sockets of one hall by the view they look at, and how far each view had come."""

    sockets: Tallied[View] = field(default_factory=Tallied)
    _counted: dict[View, int] = field(default_factory=dict)

    def join(self, view: View, rings: Rings) -> None:
        self.sockets[view] += 1
        self._counted.setdefault(view, rings.of(view).n)

    def part(self, view: View) -> None:
        self.sockets[view] -= 1

    def due(self, rings: Rings) -> Iterable[tuple[View, int]]:
        """How many events each view's sockets are due since this was asked last."""
        for view, before in self._counted.items():
            now = rings.of(view).n
            if now > before:
                self._counted[view] = now
                yield view, (now - before) * self.sockets[view]
