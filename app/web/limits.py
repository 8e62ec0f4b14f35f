"""How often one address may try things, so that codes cannot be guessed."""

from collections import OrderedDict, deque
from time import monotonic

from app.rehearsal.refusals import Refused

MOST_ADDRESSES = 10_000


class Limits:
    """Counts tries per address and kind in a sliding window.

    Args:
        most: tries allowed in the window.
        seconds: its length.
    """

    def __init__(self, most: int = 60, seconds: float = 60.0) -> None:
        self._most = most
        self._seconds = seconds
        self._tries: OrderedDict[tuple[str, str], deque[float]] = OrderedDict()

    def blocked(self, address: str, kind: str) -> float:
        """Seconds this address must wait before it may try again, 0 if it may now."""
        tries = self._tries.get((address, kind))
        if tries is None:
            return 0.0
        self._forget(tries)
        return max(0.0, tries[0] + self._seconds - monotonic()) if len(tries) >= self._most else 0.0

    def tried(self, address: str, kind: str) -> None:
        """Count one try."""
        tries = self._tries.setdefault((address, kind), deque(maxlen=self._most))
        self._tries.move_to_end((address, kind))
        tries.append(monotonic())
        while len(self._tries) > MOST_ADDRESSES:
            self._tries.popitem(last=False)

    def _forget(self, tries: deque[float]) -> None:
        before = monotonic() - self._seconds
        while tries and tries[0] < before:
            tries.popleft()


def count(limits: Limits, address: str, kind: str, what: str) -> None:
    """Count one try.

    Raises:
        Refused: this address had too many; `what` says of what.
    """
    refuse_blocked(limits, address, kind, what)
    limits.tried(address, kind)


def refuse_blocked(limits: Limits, address: str, kind: str, what: str) -> None:
    """See that an address may try.

    Raises:
        Refused: it had too many tries.
    """
    if wait := limits.blocked(address, kind):
        detail = f"too many {what} from this address; wait a minute"
        raise Refused("rate_limited", detail, retry="after", after_ms=int(wait * 1000))
