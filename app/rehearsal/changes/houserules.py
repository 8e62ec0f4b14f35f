"""Blocked accounts, and reports to a platform's moderation."""

from app.rehearsal import events as e
from app.rehearsal.reports import Report
from app.rehearsal.stamp import Stamp
from app.rehearsal.state import Rehearsal

HouseEvent = e.AccountBlocked | e.PostReported | e.ReportAnswered


def apply(rehearsal: Rehearsal, event: HouseEvent, stamp: Stamp) -> None:
    """Apply one event of a platform's house rules."""
    match event:
        case e.AccountBlocked(handle=handle, platform=platform, on=on):
            blocked = rehearsal.blocked.setdefault(platform, set())
            blocked.add(handle) if on else blocked.discard(handle)
        case e.PostReported(post=post, seat=seat, why=why):
            rehearsal.reports[post, seat] = Report(post=post, seat=seat, why=why, t=stamp.t)
        case e.ReportAnswered(post=post, seat=seat, breaks=breaks):
            report = rehearsal.reports[post, seat]
            report.answered_t, report.breaks = stamp.t, breaks
