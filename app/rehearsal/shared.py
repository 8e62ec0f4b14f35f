"""What a facilitator gives out after EndEx: names, and links by which anybody reads the review."""

from dataclasses import dataclass
from typing import Literal

from app.ids import LinkId, SeatId, WallMs

LinkDays = Literal[1, 7, 30]
"""How long a link lasts."""
DAY_MS = 24 * 3_600_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Whether the review shows people's names; `seat` and `at` say who last said so, and when (wall ms)."""

    open: bool = False
    seat: SeatId | None = None
    at: WallMs | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link to the review, made by `seat`; times are wall ms."""

    id: LinkId
    seat: SeatId
    made: WallMs
    expires: WallMs
    revoked: WallMs | None = None

    def opens(self, at: WallMs) -> bool:
        """Whether it lets anybody in at `at`."""
        return self.revoked is None and at < self.expires
