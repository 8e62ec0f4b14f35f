"""Close codes. The range is the verdict: 40xx come back, 45xx stay away."""

from enum import IntEnum


class Close(IntEnum):
    """Why a socket is closed."""

    INTERNAL = 4000
    DRAINING = 4001
    SLOW = 4002
    SILENT = 4003
    RESYNC = 4004
    FULL = 4006
    STORE_UNAVAILABLE = 4007
    BAD_FRAME = 4500
    BAD_TICKET = 4501
    NO_ENTER = 4502
    REMOVED = 4503
    OVER = 4504
    REPLACED = 4505
    VERSION = 4506
    ABUSE = 4507
    MOVED = 4508


REASONS: dict[Close, str] = {
    Close.INTERNAL: "the server made a mistake; reconnecting helps",
    Close.DRAINING: "this server is restarting",
    Close.SLOW: "the line is too slow to keep up",
    Close.SILENT: "nothing was heard for too long",
    Close.RESYNC: "please start over from a snapshot",
    Close.FULL: "there is no room right now",
    Close.STORE_UNAVAILABLE: "the store cannot be reached",
    Close.BAD_FRAME: "that frame could not be read",
    Close.BAD_TICKET: "the ticket is used, expired or for another seat",
    Close.NO_ENTER: "no enter came within five seconds",
    Close.REMOVED: "the facilitator has freed this seat",
    Close.OVER: "the rehearsal is over",
    Close.REPLACED: "this seat was opened in a newer tab",
    Close.VERSION: "this page is older than the server; reload it",
    Close.ABUSE: "too many bad frames",
    Close.MOVED: "the facilitator gave you another seat",
}
