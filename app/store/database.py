"""The one way to SQL: SQLite or PostgreSQL, brought to today's tables on start."""

import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakSet

import aiosqlite
from sqlalchemy import AdaptedConnection, Connection, event, inspect, make_url, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from app.store.file_locks import locked
from app.store.log import StoreError, Unavailable

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql

MIGRATIONS = Path(__file__).with_name("migrations")
MIGRATION_LOCK = 5_787_110_1
"""Any number, as long as only we use it: PostgreSQL's advisory lock while tables change."""
VERSION_TABLE = """
    CREATE TABLE alembic_version (
        version_num VARCHAR(32) NOT NULL,
        CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
    )
"""
"""As Alembic makes it, which finds it there the next time the tables change."""
ANSWER_WITHIN = 10.0


class Taken(StoreError):
    """Another row already has what must be unique: a code, a seat, a version."""


class Database:
    """Connections to one SQL database.

    Every method here and below raises `Unavailable` when it is out of reach.
    """

    def __init__(self, url: str) -> None:
        self._url = async_url(url)
        self._lines: WeakSet[aiosqlite.Connection] = WeakSet()
        """Each has a thread of its own, for which the end of the process would wait."""
        self._engine = self._made_engine()

    async def open(self) -> None:
        """Connect, and bring the tables up to date; two nodes may do it at once."""
        if self._lite and self._url.database:
            Path(self._url.database).parent.mkdir(parents=True, exist_ok=True)
        await self.migrate()

    async def close(self) -> None:
        await self._engine.dispose()
        # The pool has let go of the idle ones only. Whoever still goes on with one must not keep the process.
        for line in tuple(self._lines):
            line.stop()

    async def ping(self) -> None:
        """Write something that matters to nobody and read it back, to see that both work."""
        now = int(time.time()) % 2**31
        async with named_failures(), self._engine.begin() as connection:
            if self._lite:
                await connection.execute(text(f"PRAGMA user_version = {now}"))
                read = await connection.scalar(text("PRAGMA user_version"))
            else:
                await connection.execute(text("UPDATE alembic_version SET version_num = version_num"))
                read = (
                    now if await connection.scalar(text("SELECT version_num FROM alembic_version")) else None
                )
        if read != now:
            raise Unavailable("SQL: what was written is not what was read")

    async def migrate(self) -> None:
        async with named_failures(), self._migrating_alone(), self._engine.begin() as connection:
            if not self._lite:
                await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
            await connection.run_sync(_upgrade)

    @property
    def _lite(self) -> bool:
        return self._url.get_backend_name() == "sqlite"

    def _insert(self, table: type[SQLModel]) -> "sqlite.Insert | postgresql.Insert":
        """An insert that can say what becomes of a row that is there already."""
        if self._lite:
            return sqlite.insert(table)
        from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - whoever has SQLite goes without

        return postgresql.insert(table)

    @asynccontextmanager
    async def _session(self) -> AsyncIterator[AsyncSession]:
        """A transaction, committed at its end."""
        async with named_failures(), AsyncSession(self._engine, expire_on_commit=False) as session:
            yield session
            await session.commit()

    @asynccontextmanager
    async def _migrating_alone(self) -> AsyncIterator[None]:
        if not self._lite:
            yield
            return
        async with locked(Path(f"{self._url.database}.migrating")):
            yield

    def _made_engine(self) -> AsyncEngine:
        if not self._lite:
            return create_async_engine(
                self._url,
                pool_pre_ping=True,
                pool_timeout=ANSWER_WITHIN,
                connect_args={"timeout": ANSWER_WITHIN, "command_timeout": ANSWER_WITHIN},
            )
        engine = create_async_engine(self._url, connect_args={"timeout": ANSWER_WITHIN})
        event.listen(engine.sync_engine, "connect", _make_durable)
        event.listen(engine.sync_engine, "connect", self._know, insert=True)
        return engine

    def _know(self, connection: AdaptedConnection, _: object) -> None:
        self._lines.add(connection.driver_connection)


def async_url(url: str) -> URL:
    """The URL with the driver we use, whichever way it was written."""
    made = make_url(url)
    if made.get_backend_name() == "sqlite":
        return made.set(drivername="sqlite+aiosqlite")
    query = {("ssl" if name == "sslmode" else name): value for name, value in made.query.items()}
    return made.set(drivername="postgresql+asyncpg", query=query)


def _make_durable(connection: object, _: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _upgrade(connection: Connection) -> None:
    if _of_today(connection):
        return
    if not inspect(connection).get_table_names():
        _make_all(connection)
        return
    _migrate(connection)


def _migrate(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - a tenth of a start, and few find tables of before
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _make_all(connection: Connection) -> None:
    """Today's tables at once, as the migrations make them one after the other."""
    SQLModel.metadata.create_all(connection)
    connection.execute(text(VERSION_TABLE))
    connection.execute(text("INSERT INTO alembic_version VALUES (:newest)"), {"newest": _newest()})


def _of_today(connection: Connection) -> bool:
    """Whether the tables are those of the newest migration."""
    known = inspect(connection).has_table("alembic_version")
    return known and connection.scalar(text("SELECT version_num FROM alembic_version")) == _newest()


def _newest() -> str:
    return max(path.name for path in MIGRATIONS.glob("versions/[0-9]*.py")).partition("_")[0]


@asynccontextmanager
async def named_failures() -> AsyncIterator[None]:
    try:
        yield
    except IntegrityError as fault:
        raise Taken(_sort_of(fault)) from fault
    except DBAPIError as fault:
        raise Unavailable(f"SQL: {_sort_of(fault)}") from fault
    except (SQLAlchemyError, OSError, TimeoutError) as fault:
        raise Unavailable(f"SQL: {str(fault) or type(fault).__name__}") from fault


def _sort_of(fault: DBAPIError) -> str:
    """What SQLite says, which quotes no value; of PostgreSQL, which does, the sort of the fault alone."""
    words = fault.orig
    if isinstance(words, sqlite3.Error):
        return str(words)
    return type(words.__cause__ or words).__name__ if words else type(fault).__name__
