"""Hosts in SQL."""

from sqlalchemy import func
from sqlmodel import col, delete, select, update

from app.store.database import Database
from app.store.host_tables import AuditRow, HostAccountRow, HostSessionRow, SpentInviteRow


class HostRecords(Database):
    async def hosts(self) -> list[HostAccountRow]:
        """All accounts, oldest first."""
        async with self._session() as session:
            order = select(HostAccountRow).order_by(col(HostAccountRow.created_at), col(HostAccountRow.id))
            return list(await session.exec(order))

    async def any_host(self) -> bool:
        """Whether there is an account at all."""
        async with self._session() as session:
            return (await session.exec(select(func.count()).select_from(HostAccountRow))).one() > 0

    async def host_of_login(self, login: str) -> HostAccountRow | None:
        async with self._session() as session:
            return (await session.exec(select(HostAccountRow).where(HostAccountRow.login == login))).first()

    async def host_of_subject(self, issuer: str, subject: str) -> HostAccountRow | None:
        """The account of whom another server vouches for."""
        async with self._session() as session:
            by = (HostAccountRow.issuer == issuer, HostAccountRow.subject == subject)
            return (await session.exec(select(HostAccountRow).where(*by))).first()

    async def add_account(self, row: HostAccountRow, *, invite: str | None = None) -> None:
        """Make an account, and spend the invitation (its hash) that let it be made.

        Raises:
            Taken: somebody has this login, or the invitation was spent.
        """
        async with self._session() as session:
            session.add(row)
            await session.flush()
            if invite is not None:
                session.add(SpentInviteRow(token_hash=invite, account=row.id, spent_at=row.created_at))

    async def spent(self, invite: str) -> bool:
        """Whether somebody used the invitation of this hash."""
        async with self._session() as session:
            return await session.get(SpentInviteRow, invite) is not None

    async def disable_host(self, account: str, at: int) -> None:
        """Sign an account out everywhere, for good."""
        async with self._session() as session:
            one = col(HostAccountRow.id) == account
            await session.exec(update(HostAccountRow).where(one).values(disabled_at=at))
            await session.exec(delete(HostSessionRow).where(col(HostSessionRow.account) == account))

    async def set_password(self, account: str, password: str) -> None:
        """Another password; whoever is signed in with the old one no longer is."""
        async with self._session() as session:
            one = col(HostAccountRow.id) == account
            await session.exec(update(HostAccountRow).where(one).values(password=password))
            await session.exec(delete(HostSessionRow).where(col(HostSessionRow.account) == account))

    async def begin_session(self, row: HostSessionRow) -> None:
        """Sign a browser in, and forget those whose time is over."""
        async with self._session() as session:
            over = col(HostSessionRow.expires_at) <= row.created_at
            await session.exec(delete(HostSessionRow).where(over))
            session.add(row)

    async def end_session(self, token_hash: str) -> None:
        async with self._session() as session:
            await session.exec(delete(HostSessionRow).where(col(HostSessionRow.token_hash) == token_hash))

    async def signed_in(self, token_hash: str, at: int) -> HostAccountRow | None:
        """Who a browser is signed in as at wall time `at`, in ms."""
        async with self._session() as session:
            found = (
                select(HostAccountRow)
                .join(HostSessionRow, col(HostSessionRow.account) == col(HostAccountRow.id))
                .where(
                    HostSessionRow.token_hash == token_hash,
                    HostSessionRow.expires_at > at,
                    col(HostAccountRow.disabled_at).is_(None),
                )
            )
            return (await session.exec(found)).first()

    async def audit(self, row: AuditRow) -> None:
        """Add what somebody did."""
        async with self._session() as session:
            session.add(row)

    async def audited(self, limit: int = 200) -> list[AuditRow]:
        """What hosts did last, newest first."""
        async with self._session() as session:
            order = select(AuditRow).order_by(col(AuditRow.id).desc()).limit(limit)
            return list(await session.exec(order))
