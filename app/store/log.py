"""What a log promises, whoever keeps it, and how it says no."""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple, Protocol

from app.ids import RehearsalId, Seq
from app.rehearsal.entry import Entry

MAX_ENTRIES = 100_000
MAX_BYTES = 64 * 1024 * 1024
HEADROOM = 1_000
"""Entries a full log still takes when they are `final`: a full rehearsal must be able to end, and to be
talked about."""
CHECK_EVERY = 5.0
"""Seconds after which a follower that heard nothing looks for itself."""


class StoreError(Exception):
    """A store could not do as it was asked."""


class Conflict(StoreError):
    """Someone appended first; catch up and decide again."""


class LogLost(StoreError):
    """The store no longer holds this log; rebuild it from the archive."""


class LogErased(LogLost):
    """The log was erased on purpose; there is nothing to rebuild it from."""


class Rewound(LogLost):
    """The log was set back and went on differently: what we saw of it is void."""


class AskReused(StoreError):
    """The same ask id came with another command, or from another seat."""


class TooLarge(StoreError):
    """The log has reached its cap."""


class Unavailable(StoreError):
    """The store does not answer, or cannot write now; the same ask may be tried again."""


class StoreFull(Unavailable):
    """The store is short of memory and takes no new rehearsals."""


class Known(int):
    """The seq of an entry that stood in the log before it was to be appended: this caller's, or another's."""

    __slots__ = ()


class Packed(NamedTuple):
    """An entry as the codec's bytes: what the stores keep and hand to each other."""

    seq: Seq
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """How one server of a store fares, as this node sees it.

    Attributes:
        name: its address, which is for those alone who run it; empty where there is but one.
        part: which part of all rehearsals it has, in words without an address; empty where it has them all.
        silent: seconds since it took a write of ours.
        answers: whether that was lately.
        fault: what kept it from it last; empty if nothing did.
        deaf: seconds since we heard a ring of our own there.
        hears: whether that was lately.
        known: whether it ever took a write of ours.
    """

    name: str = ""
    part: str = ""
    silent: float = 0.0
    answers: bool = True
    fault: str = ""
    deaf: float = 0.0
    hears: bool = True
    known: bool = True


def fingerprint(text: str) -> str:
    """What stands for a seat or a command's body next to an ask id: hex, empty for nothing."""
    return sha256(text.encode()).hexdigest()[:32] if text else ""


def check_same(ask: str, *pairs: tuple[str, str]) -> None:
    """Raise `AskReused` unless each text has the fingerprint known, where both are."""
    for known, text in pairs:
        if known and text and known != fingerprint(text):
            raise AskReused(f"ask {ask} was used for something else")


class EventLog(Protocol):
    """The logs of all rehearsals. Every method raises `Unavailable` when the store is out of reach."""

    @property
    def healthy(self) -> bool:
        """Whether new entries reach followers by doorbell, and not only by their own checks."""
        ...

    def servers(self) -> Sequence[Server]:
        """How each server fares, as it was last tried; asks nobody. Of those nobody tries all is well."""
        ...

    def server_of(self, rehearsal: RehearsalId) -> str:
        """The name of the server that has a rehearsal."""
        ...

    def reaches(self, rehearsal: RehearsalId) -> bool:
        """Whether the server that has a rehearsal answered lately; of one that nobody tries, that it does."""
        ...

    async def create(self, rehearsal: RehearsalId, entry: Entry, epoch: str) -> None:
        """Begin a log with its first entry; doing it again with the same one changes nothing.

        Raises:
            Conflict: the rehearsal has another log.
            StoreFull: running rehearsals need the rest of the memory.
        """
        ...

    async def append(
        self,
        rehearsal: RehearsalId,
        after: Seq,
        entry: Entry,
        *,
        body: str = "",
        tag: int | None = None,
        final: bool = False,
    ) -> Seq:
        """Append one entry if `after` is still the last one, or find it already there.

        Args:
            rehearsal: whose log.
            after: the last seq the caller has seen.
            entry: numbered `after + 1`; an empty `ask` is not remembered.
            body: a hash of the command; the same ask id with another body is turned down.
            tag: the tag of entry `after`, to notice a log that was set back and went on differently.
            final: the rehearsal ends with it or has ended, so it may go a little past the caps.

        Returns:
            The entry's seq; the old one, as a `Known`, when this ask was stored before.

        Raises:
            Conflict: someone appended first; catch up and decide again.
            LogLost: the store no longer holds this log; `Rewound` when it holds another past.
            AskReused: this ask id was used for something else.
            TooLarge: the log is full.
        """
        ...

    async def read(self, rehearsal: RehearsalId, after: Seq, count: int = 1000) -> list[Entry]:
        """Up to `count` entries after `after`, oldest first.

        Raises:
            LogLost: the store no longer holds this log.
        """
        ...

    async def read_packed(self, rehearsal: RehearsalId, after: Seq, count: int = 1000) -> list[Packed]:
        """The same as `read`, as bytes: for the archive."""
        ...

    async def last(self, rehearsal: RehearsalId) -> Seq:
        """The last entry's seq; `LogLost` where there is none."""
        ...

    async def epoch(self, rehearsal: RehearsalId) -> str:
        """The name of this log's life; a rebuilt or rewound log gets another. `LogLost` without a log."""
        ...

    async def new_epoch(self, rehearsal: RehearsalId, old: str, new: str) -> str:
        """Rename the epoch if it still is `old`; gives the one that now holds."""
        ...

    def follow(
        self, rehearsal: RehearsalId, after: Seq, tag: int | None = None
    ) -> AsyncGenerator[Entry, None]:
        """Every entry after `after`, in order and without a gap, as they come; never ends by itself.

        It waits through an outage. Close it (`contextlib.aclosing`) when done.

        Raises:
            LogLost: the log is gone; `Rewound` when it does not contain what was seen of it, `LogErased`
                when it was erased while this followed it.
        """
        ...

    async def ask_seq(self, rehearsal: RehearsalId, ask: str, *, by: str = "", body: str = "") -> Seq | None:
        """The seq of the entry that answered this ask, if one did.

        Raises:
            AskReused: it was another seat's, or for something else; where `by` or `body` is given.
        """
        ...

    async def restore(
        self, rehearsal: RehearsalId, epoch: str, entries: Sequence[Packed], *, replacing: str = ""
    ) -> str:
        """Rebuild a lost log whole, under a new epoch.

        Args:
            rehearsal: whose log.
            epoch: the new name.
            entries: all of them, from seq 1 on.
            replacing: the epoch of a log that may be overwritten, should one be there.

        Returns:
            The epoch that now holds: another's, when somebody was faster.
        """
        ...

    async def rewrite(
        self, rehearsal: RehearsalId, epoch: str, entries: Sequence[Packed], *, replacing: str
    ) -> None:
        """Put a log that was written anew in place of the one it was made from, under a new epoch.

        Raises:
            Conflict: the log has grown meanwhile, or is another: read it again.
        """
        ...

    async def expire(self, rehearsal: RehearsalId, seconds: int) -> None:
        """Forget this log so many seconds from now."""
        ...

    async def erase(self, rehearsal: RehearsalId) -> int:
        """Forget this rehearsal now, with all that was kept beside its log, and tell its followers so.

        Returns:
            How many things of it there were; 0 where there was nothing.
        """
        ...

    async def mark_live(self, rehearsal: RehearsalId) -> None:
        """Say that this rehearsal needs a conductor."""
        ...

    async def unmark_live(self, rehearsal: RehearsalId) -> None: ...

    async def live(self) -> list[RehearsalId]:
        """All rehearsals that need a conductor, in no particular order; not those of servers away."""
        ...

    async def close(self) -> None: ...
