"""Tickets: thirty seconds to open one socket, once."""

import json
import secrets
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Protocol

from app.ids import ParticipantId, RehearsalId, SeatId
from app.store.keys import Keys, drawn, ticket_key
from app.store.redis_client import RedisClient

GOOD_FOR_MS = 30_000
REPEATED_WITHIN_MS = 10_000
"""How long a call that redeemed a ticket is known again: its reply may be lost, and then it is repeated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission:
    """What a ticket is good for: this participant, in this seat, from pages of this origin.

    Attributes:
        watches: the seat whose view it opens, read only; None for the participant's own.
    """

    rehearsal: RehearsalId
    seat: SeatId
    participant: ParticipantId
    origin: str
    watches: SeatId | None = None


class Tickets(Protocol):
    """Every method raises `Unavailable` without the store."""

    async def issue(self, admission: Admission) -> str:
        """A new ticket: 43 characters nobody can guess, kept only as a hash."""
        ...

    async def redeem(self, ticket: str) -> Admission | None:
        """What it was good for; None if it is unknown, too old, or was redeemed before."""
        ...


class RedisTickets:
    def __init__(self, client: RedisClient, *, good_for_ms: int = GOOD_FOR_MS) -> None:
        self._client = client
        self._good_for_ms = good_for_ms

    async def issue(self, admission: Admission) -> str:
        # On the server of its rehearsal: it takes no other to come in.
        server = self._client.server_of(Keys(admission.rehearsal).log)
        ticket = drawn(_fresh, lambda one: self._client.server_of(ticket_key(one)) == server)
        written = json.dumps(asdict(admission))
        await self._client.plain("SET", ticket_key(ticket), written, "PX", self._good_for_ms)
        return ticket

    async def redeem(self, ticket: str) -> Admission | None:
        written = await self._client.function(
            "squall_redeem", [ticket_key(ticket)], [secrets.token_hex(8), REPEATED_WITHIN_MS]
        )
        return Admission(**json.loads(written)) if written else None


class MemoryTickets:
    def __init__(
        self, *, good_for_ms: int = GOOD_FOR_MS, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._good_for_ms = good_for_ms
        self._clock = clock
        self._kept: dict[str, tuple[Admission, float]] = {}

    async def issue(self, admission: Admission) -> str:
        now = self._clock()
        self._kept = {key: kept for key, kept in self._kept.items() if now < kept[1]}
        ticket = _fresh()
        self._kept[ticket_key(ticket)] = (admission, now + self._good_for_ms / 1000)
        return ticket

    async def redeem(self, ticket: str) -> Admission | None:
        admission, until = self._kept.pop(ticket_key(ticket), (None, 0.0))
        return admission if self._clock() < until else None


def _fresh() -> str:
    return secrets.token_urlsafe(32)
