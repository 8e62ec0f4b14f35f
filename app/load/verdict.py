"""What was measured, against its targets; whether the server kept them, or nobody can tell."""

from dataclasses import dataclass
from typing import Literal

from app.load.asked import Load
from app.load.spread import Spread
from app.load.usage import Share

Word = Literal["pass", "miss", "unclear"]
TOO_LATE = 0.25
"""Part of a target by which the load may be late itself before it can tell nothing of a miss."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """All that a run found.

    Attributes:
        lag, watch_lag: how late the load itself was: where players ask, and where observers look on.
        expected: deliveries there should have been.
        entered: seconds until everybody was in.
        took: seconds that were measured.
        closed: sockets the server closed, by code.
    """

    load: Load
    done: Spread
    players: Spread
    observers: Spread
    lag: Spread
    watch_lag: Spread
    expected: int
    lost: int
    doubled: int
    unanswered: int
    refused: tuple[str, ...]
    closed: tuple[tuple[int, int], ...]
    entered: float
    took: float
    own: bool
    share: Share | None = None

    @property
    def deliveries(self) -> int:
        """Those that came, of the asks that count."""
        return len(self.players) + len(self.observers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One time and its target, in milliseconds."""

    name: str
    spread: Spread
    target: float
    word: Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Something of which there must be none."""

    name: str
    found: int
    note: str = ""

    @property
    def word(self) -> Word:
        return "miss" if self.found else "pass"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Every row, and the word for all."""

    rows: tuple[Row, ...]
    counts: tuple[Count, ...]

    @property
    def word(self) -> Word:
        words = {one.word for one in self.rows} | {one.word for one in self.counts}
        if "miss" in words:
            return "miss"
        return "unclear" if "unclear" in words else "pass"


def judge(found: Measured) -> Verdict:
    """Hold what was measured against the targets."""
    targets = found.load.targets
    rows = [
        _row("ask to done", found.done, targets.done, found.lag),
        _row("to players", found.players, targets.players, found.lag),
    ]
    if found.load.observers:
        rows.append(_row("to observers", found.observers, targets.observers, found.watch_lag))
    closed = ", ".join(f"{count} with {code}" for code, count in found.closed)
    counts = (
        Count(name="lost", found=found.lost, note=f"of {found.expected:,}"),
        Count(name="doubled", found=found.doubled),
        Count(name="no answer", found=found.unanswered),
        Count(name="refused", found=len(found.refused), note=next(iter(found.refused), "")),
        Count(name="closed", found=sum(count for _, count in found.closed), note=closed),
    )
    return Verdict(rows=tuple(rows), counts=counts)


def _row(name: str, spread: Spread, target: float, lag: Spread) -> Row:
    word: Word = "pass"
    if not len(spread) or spread.at(0.99) > target:
        word = "unclear" if lag.at(0.99) > target * TOO_LATE else "miss"
    return Row(name=name, spread=spread, target=target, word=word)
