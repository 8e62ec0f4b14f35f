"""Rehearsals, who takes part in them, and who hosts them, in SQL."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy.sql.dml import Update
from sqlmodel import col, select, update

from app.ids import ParticipantId, RehearsalId, SeatId
from app.store.database import Database
from app.store.gathering import Gathering
from app.store.tables import ParticipantRow, RehearsalRow

Browser = tuple[RehearsalId, str]
"""A browser, by its hash, in a rehearsal."""


class RehearsalRecords(Database):
    def __init__(self, url: str) -> None:
        super().__init__(url)
        self._browsers: Gathering[Browser, list[ParticipantRow]] = Gathering(self._joined, list)

    async def add_rehearsal(self, row: RehearsalRow) -> None:
        """Raise `Taken` if its id or code is in use."""
        async with self._session() as session:
            session.add(row)

    async def rehearsal(self, rehearsal: RehearsalId) -> RehearsalRow | None:
        async with self._session() as session:
            return await session.get(RehearsalRow, rehearsal)

    async def rehearsal_by_code(self, code: str) -> RehearsalRow | None:
        async with self._session() as session:
            found = await session.exec(select(RehearsalRow).where(col(RehearsalRow.code) == code))
            return found.first()

    async def rehearsals(self, limit: int = 100) -> list[RehearsalRow]:
        """The newest ones, newest first."""
        async with self._session() as session:
            newest = col(RehearsalRow.created_at).desc()
            return list(await session.exec(select(RehearsalRow).order_by(newest).limit(limit)))

    async def rehearsals_of(self, browser_hash: str, limit: int = 100) -> list[RehearsalRow]:
        """Those somebody with this browser has taken part in, newest first."""
        part = select(ParticipantRow.rehearsal).where(col(ParticipantRow.browser_hash) == browser_hash)
        async with self._session() as session:
            newest = col(RehearsalRow.created_at).desc()
            wanted = select(RehearsalRow).where(col(RehearsalRow.id).in_(part))
            return list(await session.exec(wanted.order_by(newest).limit(limit)))

    async def set_state(self, rehearsal: RehearsalId, state: str, ended_at: int | None = None) -> None:
        """Note where its clock stands: lobby, live, paused or ended (then with the wall ms)."""
        values = {"state": state} if ended_at is None else {"state": state, "ended_at": ended_at}
        async with self._session() as session:
            await session.exec(update(RehearsalRow).where(col(RehearsalRow.id) == rehearsal).values(**values))

    async def set_epoch(self, rehearsal: RehearsalId, epoch: str) -> None:
        """Say which epoch's entries count; write them first."""
        async with self._session() as session:
            await session.exec(
                update(RehearsalRow).where(col(RehearsalRow.id) == rehearsal).values(epoch=epoch)
            )

    async def add_participant(self, row: ParticipantRow) -> None:
        """Raise `Taken` if somebody holds that seat."""
        async with self._session() as session:
            session.add(row)

    async def sit_down(self, row: ParticipantRow) -> None:
        """Add somebody in a seat that is theirs by the log's word: whoever is still shown there has left."""
        async with self._session() as session:
            await session.exec(_left(row.rehearsal, row.seat))
            session.add(row)

    async def participant(self, participant: ParticipantId) -> ParticipantRow | None:
        async with self._session() as session:
            return await session.get(ParticipantRow, participant)

    async def participants(self, rehearsal: RehearsalId) -> list[ParticipantRow]:
        """Everybody who ever joined, in the order they did."""
        async with self._session() as session:
            here = select(ParticipantRow).where(col(ParticipantRow.rehearsal) == rehearsal)
            return list(await session.exec(here.order_by(col(ParticipantRow.joined_at))))

    async def of_browser(self, rehearsal: RehearsalId, browser_hash: str) -> list[ParticipantRow]:
        """Who joined this rehearsal with this browser; several where one person holds several seats."""
        return [row for row in await self.at_the_door(rehearsal, browser_hash) if row.joined_at]

    async def at_the_door(self, rehearsal: RehearsalId, browser_hash: str) -> list[ParticipantRow]:
        """As `of_browser`, and who only ever waited to be let in."""
        return await self._browsers.ask((rehearsal, browser_hash))

    async def _joined(self, browsers: Sequence[Browser]) -> dict[Browser, list[ParticipantRow]]:
        """Who joined with each of these, in the order they did."""
        rehearsals, hashes = ({one[place] for one in browsers} for place in (0, 1))
        found = select(ParticipantRow).where(
            col(ParticipantRow.browser_hash).in_(hashes),
            # Joined to nothing, so that SQLite does not go through all who ever joined a rehearsal.
            col(ParticipantRow.rehearsal).concat("").in_(rehearsals),
        )
        joined: dict[Browser, list[ParticipantRow]] = defaultdict(list)
        async with self._session() as session:
            for row in await session.exec(found.order_by(col(ParticipantRow.joined_at))):
                joined[RehearsalId(row.rehearsal), row.browser_hash].append(row)
        return joined

    async def sits(self, participant: ParticipantId, rehearsal: RehearsalId, seat: SeatId, at: int) -> None:
        """They were let in at wall time `at`, in ms, and sit there now, and nobody else."""
        async with self._session() as session:
            await session.exec(_left(rehearsal, seat))
            who = update(ParticipantRow).where(col(ParticipantRow.id) == participant)
            await session.exec(who.values(seat=seat, joined_at=at))


def _left(rehearsal: str, seat: str | None) -> Update:
    """Whoever was in a seat is not any more."""
    here = (col(ParticipantRow.rehearsal) == rehearsal, col(ParticipantRow.seat) == seat)
    return update(ParticipantRow).where(*here).values(seat=None)
