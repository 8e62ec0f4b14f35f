"""All of SQL at once: read as it is at one moment, and written whole or not at all."""

from base64 import b64decode, b64encode
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import LargeBinary, Table, func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import SQLModel

from app.store.database import Database, named_failures

AT_ONCE = 200
"""Rows written with one statement."""

Row = dict[str, Any]
"""A row as JSON can hold it: bytes are base64."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """SQL as it was when this was made, however much is written meanwhile."""

    _connection: AsyncConnection

    async def revision(self) -> str:
        """Which tables these are."""
        return str(await self._connection.scalar(text("SELECT version_num FROM alembic_version")))

    async def rehearsals(self) -> list[str]:
        """The ids of all."""
        found = await self._connection.scalars(select(SQLModel.metadata.tables["rehearsals"].c.id))
        return sorted(found)

    async def rows(self, table: str) -> AsyncIterator[Row]:
        """Every row of a table, in the order of its key."""
        of = SQLModel.metadata.tables[table]
        ordered = select(of).order_by(*of.primary_key.columns)
        async with self._connection.stream(ordered) as found:
            async for row in found.mappings():
                yield _as_json(of, row)


class BackupRecords(Database):
    @asynccontextmanager
    async def frozen(self) -> AsyncIterator[Frozen]:
        """Hold still for the block what is read of SQL; nobody waits for it."""
        async with named_failures(), self._engine.connect() as connection:
            level = "AUTOCOMMIT" if self._lite else "REPEATABLE READ"
            still = await connection.execution_options(isolation_level=level)
            if self._lite:
                # The driver begins nothing before a SELECT: without this each would see another moment.
                await still.execute(text("BEGIN"))
            try:
                yield Frozen(still)
            finally:
                if self._lite:
                    await still.execute(text("ROLLBACK"))

    async def holds(self) -> dict[str, int]:
        """How many rows each table has, of those that have any."""
        async with named_failures(), self._engine.connect() as connection:
            counts = {
                table.name: await connection.scalar(select(func.count()).select_from(table)) or 0
                for table in SQLModel.metadata.sorted_tables
            }
        return {name: count for name, count in counts.items() if count}

    async def keys(self, table: str) -> set[tuple[Any, ...]]:
        """The primary keys in a table."""
        of = SQLModel.metadata.tables[table]
        async with named_failures(), self._engine.connect() as connection:
            found = await connection.execute(select(*of.primary_key.columns))
            return {tuple(row) for row in found}

    async def load(self, tables: Mapping[str, Iterable[Row]]) -> None:
        """Add all rows of all tables, or none.

        Raises:
            Taken: a row is here already, or has what another must have alone.
        """
        async with named_failures(), self._engine.begin() as connection:
            for table in SQLModel.metadata.sorted_tables:
                rows = (_as_stored(table, row) for row in tables.get(table.name, ()))
                for some in _batches(rows):
                    await connection.execute(insert(table), some)


def table_names() -> list[str]:
    """Every table, those that others refer to first."""
    return [table.name for table in SQLModel.metadata.sorted_tables]


def key_of(table: str, row: Row) -> tuple[Any, ...]:
    """The primary key of a row."""
    return tuple(row[column.name] for column in SQLModel.metadata.tables[table].primary_key.columns)


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while some := list(islice(rows, AT_ONCE)):
        yield some


def _as_json(table: Table, row: Mapping[Any, Any]) -> Row:
    plain = {column.name: row[column.name] for column in table.columns}
    return plain | {name: b64encode(plain[name]).decode() for name in _bytes_in(table, plain)}


def _as_stored(table: Table, row: Row) -> Row:
    return row | {name: b64decode(row[name]) for name in _bytes_in(table, row)}


def _bytes_in(table: Table, row: Row) -> list[str]:
    return [
        one.name for one in table.columns if isinstance(one.type, LargeBinary) and row[one.name] is not None
    ]
