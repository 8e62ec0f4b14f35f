"""Every key and channel in Redis, named in one place.

All keys of one rehearsal carry its id in braces, so a cluster keeps them together.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar
from zlib import crc32

from app.ids import RehearsalId

LIVE_SHARDS = 64
MOST_DRAWN = 1_000
"""Names that are drawn until one fits: with one server of a hundred to fit, it takes a hundred."""

Name = TypeVar("Name", bound=str)


def drawn(draw: Callable[[], Name], fits: Callable[[Name], bool]) -> Name:
    """A fresh name that lies where it should; any, where none of many does.

    Args:
        draw: makes one that nobody guesses.
        fits: whether it lies there.
    """
    many = (draw() for _ in range(MOST_DRAWN))
    return next(filter(fits, many), None) or draw()


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one rehearsal."""

    rehearsal: RehearsalId

    @property
    def log(self) -> str:
        return f"{{{self.rehearsal}}}:log"

    @property
    def asks(self) -> str:
        return f"{{{self.rehearsal}}}:asks"

    @property
    def meta(self) -> str:
        return f"{{{self.rehearsal}}}:meta"

    @property
    def bell(self) -> str:
        return f"{{{self.rehearsal}}}:bell"

    @property
    def lease(self) -> str:
        return f"{{{self.rehearsal}}}:lease"

    @property
    def fence(self) -> str:
        return f"{{{self.rehearsal}}}:fence"

    @property
    def presence(self) -> str:
        return f"{{{self.rehearsal}}}:presence"

    @property
    def seen(self) -> str:
        """When each of `presence` was last seen."""
        return f"{{{self.rehearsal}}}:presence:seen"

    @property
    def all(self) -> list[str]:
        """Every key of the rehearsal that stays until it is forgotten."""
        return [self.log, self.asks, self.meta, self.lease, self.fence, self.presence, self.seen]

    def restoring(self, epoch: str) -> tuple[str, str]:
        """Log and asks while they are rebuilt, out of sight until whole."""
        return f"{{{self.rehearsal}}}:log:{epoch}", f"{{{self.rehearsal}}}:asks:{epoch}"


def live_keys_for(rehearsal: RehearsalId) -> list[str]:
    """Where it may be marked as live, in the order of choice."""
    keys, first = live_keys(), crc32(rehearsal.encode()) % LIVE_SHARDS
    return keys[first:] + keys[:first]


def live_keys() -> list[str]:
    return [f"live:{{{shard}}}" for shard in range(LIVE_SHARDS)]


def ready_key(variant: int) -> str:
    """Written to see whether Redis takes writes; in a cluster its variants lie on different servers."""
    return f"{{ready:{variant}}}"


def canary_channel(node: str, variant: int = 0) -> str:
    """Where a node sings to itself; in a cluster its variants lie on different servers."""
    return f"canary:{{{node}.{variant}}}"


def ticket_key(ticket: str) -> str:
    """Only its hash is stored: who reads Redis cannot enter with it."""
    return f"{{ticket:{sha256(ticket.encode()).hexdigest()}}}"


def dry_run_key(run: str) -> str:
    return f"{{dry:{run}}}"


def dry_run_wanted_key(run: str) -> str:
    """There while somebody waits for it."""
    return f"{{dry:{run}}}:wanted"
