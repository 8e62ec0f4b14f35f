"""When in a second a room does what it does again and again.

Rooms of one phase act at the same moment, so that what they ask of Redis and say to a socket leaves together;
the phases are spread, so that nobody who asks for something waits for hundreds of rooms at once.
"""

from time import monotonic
from zlib import crc32

from app.ids import RehearsalId

PHASES = 16
LEAST = 0.5
"""Share of a period that lies between two turns: who wakes a little early is not due again at once."""


def until(period: float, room: RehearsalId) -> float:
    """Seconds until the room's next turn, of those that come each `period` seconds.

    Turns of different periods fall together where one period is a multiple of the other.
    """
    phase = crc32(room.encode()) % PHASES / PHASES
    left = period - (monotonic() - phase) % period
    return left if left >= LEAST * period else left + period
