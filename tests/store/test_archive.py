import asyncio
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text
from sqlmodel import SQLModel

from app.ids import ParticipantId, RehearsalId, SeatId
from app.store.archive import Archive
from app.store.database import Taken, _migrate, async_url
from app.store.log import Unavailable
from app.store.tables import ActionRow, FindingRow, ReviewRow, ScenarioRow
from tests.store.rows import (
    ANNAS_BROWSER,
    BORISS_BROWSER,
    R1,
    a_participant_row,
    a_rehearsal_row,
)


async def test_a_rehearsal_is_found_by_its_id_and_by_its_code(archive: Archive) -> None:
    await archive.add_rehearsal(a_rehearsal_row(code="BLUE-7"))
    by_code = await archive.rehearsal_by_code("BLUE-7")
    assert by_code == await archive.rehearsal(R1) == a_rehearsal_row(code="BLUE-7")
    assert await archive.rehearsal_by_code("BLUE-8") is None
    assert await archive.rehearsal(RehearsalId("r2")) is None


async def test_two_rehearsals_never_share_a_code(archive: Archive) -> None:
    await archive.add_rehearsal(a_rehearsal_row("r1", code="BLUE-7"))
    with pytest.raises(Taken):
        await archive.add_rehearsal(a_rehearsal_row("r2", code="BLUE-7"))


async def test_the_newest_rehearsals_come_first(archive: Archive) -> None:
    for number in (2, 3, 1):
        await archive.add_rehearsal(a_rehearsal_row(f"r{number}", created_at=number))
    assert [row.id for row in await archive.rehearsals()] == ["r3", "r2", "r1"]
    assert [row.id for row in await archive.rehearsals(limit=1)] == ["r3"]


async def test_state_and_epoch_are_noted_where_lists_show_them(archive: Archive) -> None:
    await archive.add_rehearsal(a_rehearsal_row())
    await archive.set_state(R1, "live")
    await archive.set_epoch(R1, "epoch-2")
    live = await archive.rehearsal(R1)
    assert live
    assert (live.state, live.ended_at, live.epoch) == ("live", None, "epoch-2")
    await archive.set_state(R1, "ended", ended_at=1_800_000_000_000)
    ended = await archive.rehearsal(R1)
    assert ended
    assert (ended.state, ended.ended_at) == ("ended", 1_800_000_000_000)


async def test_a_seat_holds_one_participant_even_when_many_take_it_at_once(archive: Archive) -> None:
    await archive.add_rehearsal(a_rehearsal_row())
    tries = [archive.add_participant(a_participant_row(f"p{number}", "anna")) for number in range(6)]
    outcomes = await asyncio.gather(*tries, return_exceptions=True)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NoneType"] + ["Taken"] * 5
    assert [row.seat for row in await archive.participants(R1)] == ["anna"]


async def test_whoever_sits_down_or_is_let_in_is_the_only_one_in_that_seat(archive: Archive) -> None:
    await archive.add_rehearsal(a_rehearsal_row())
    await archive.add_rehearsal(a_rehearsal_row("r2"))
    await archive.sit_down(a_participant_row("p9", "anna", rehearsal="r2"))
    await archive.sit_down(a_participant_row("p1", "anna"))
    await archive.sit_down(a_participant_row("p2", "anna"))
    await archive.add_participant(a_participant_row("p3", None))
    assert await seats(archive) == [("p1", None), ("p2", "anna"), ("p3", None)]
    await archive.sits(ParticipantId("p3"), R1, SeatId("anna"), 4)
    assert await seats(archive) == [("p1", None), ("p2", None), ("p3", "anna")]
    there = await archive.participant(ParticipantId("p9"))
    assert there
    assert there.seat == "anna"


async def seats(archive: Archive) -> list[tuple[str, str | None]]:
    return [(row.id, row.seat) for row in await archive.participants(R1)]


async def test_a_browser_finds_its_own_rehearsals_and_seats_again(archive: Archive) -> None:
    for number in (1, 2, 3):
        await archive.add_rehearsal(a_rehearsal_row(f"r{number}", created_at=number))
    await archive.add_participant(a_participant_row("p1", "anna"))
    await archive.add_participant(a_participant_row("p2", "critic"))
    await archive.add_participant(a_participant_row("p3", "boris", browser=BORISS_BROWSER, rehearsal="r2"))
    await archive.add_participant(a_participant_row("p4", "anna", rehearsal="r3"))
    assert [row.id for row in await archive.rehearsals_of(ANNAS_BROWSER)] == ["r3", "r1"]
    assert [row.id for row in await archive.of_browser(R1, ANNAS_BROWSER)] == ["p1", "p2"]
    assert await archive.of_browser(R1, BORISS_BROWSER) == []


async def test_a_scenario_version_is_kept_once_by_what_it_says(archive: Archive) -> None:
    def version(content_hash: str, number: int) -> ScenarioRow:
        return ScenarioRow(
            hash=content_hash, slug="too-wide", version=number, title="T", body=b"\x00yaml", created_at=number
        )

    for row in (version("aa", 1), version("bb", 2), version("aa", 1)):
        await archive.keep_scenario(row)
    assert [row.hash for row in await archive.scenario_versions("too-wide")] == ["bb", "aa"]
    assert await archive.scenario("aa") == version("aa", 1)
    assert await archive.scenario("cc") is None


async def test_the_newest_review_counts_and_keeps_its_findings_and_actions(archive: Archive) -> None:
    await archive.add_rehearsal(a_rehearsal_row())
    for number in (1, 2):
        review = ReviewRow(id=f"v{number}", rehearsal=R1, version=number, body=b"{}", created_at=number)
        found = FindingRow(id=f"f{number}", review=f"v{number}", sort="mistake", text="late", seqs="3,9")
        await archive.add_review(review, [found])
    newest = await archive.review(R1)
    assert newest
    assert newest.id == "v2"
    assert [row.id for row in await archive.findings("v2")] == ["f2"]
    for done in (False, True):
        await archive.keep_action(ActionRow(id="a1", finding="f2", text="train", owner="Ann", done=done))
    assert [(row.id, row.done) for row in await archive.actions("v2")] == [("a1", True)]
    assert await archive.actions("v1") == []


async def test_a_review_is_kept_with_its_findings_or_not_at_all(archive: Archive) -> None:
    await archive.add_rehearsal(a_rehearsal_row())
    same = [FindingRow(id="f1", review="v1", sort="chance", text=text, seqs="1") for text in ("a", "b")]
    review = ReviewRow(id="v1", rehearsal=R1, version=1, body=b"{}", created_at=1)
    with pytest.raises(Taken):
        await archive.add_review(review, same)
    assert await archive.review(R1) is None


async def test_two_nodes_may_bring_the_tables_up_to_date_at_once(database_url: str) -> None:
    nodes = [Archive(database_url) for _ in range(4)]
    await asyncio.gather(*(node.open() for node in nodes))
    await nodes[0].add_rehearsal(a_rehearsal_row())
    assert await nodes[3].rehearsal(R1) is not None
    await asyncio.gather(*(node.close() for node in nodes))


async def test_the_migrations_make_exactly_our_tables(archive: Archive) -> None:
    def differences(connection: Connection) -> object:
        return compare_metadata(MigrationContext.configure(connection), SQLModel.metadata)

    async with archive._engine.begin() as connection:
        await connection.run_sync(migrated_from_nothing)
        assert await connection.run_sync(differences) == []


async def test_an_empty_database_is_given_at_once_what_the_migrations_make(archive: Archive) -> None:
    async with archive._engine.begin() as connection:
        at_once = await connection.run_sync(described)
        version = await connection.scalar(text("SELECT version_num FROM alembic_version"))
        await connection.run_sync(migrated_from_nothing)
        assert at_once == await connection.run_sync(described)
        assert version == await connection.scalar(text("SELECT version_num FROM alembic_version"))
    assert {"alembic_version", "rehearsals", "host_accounts"} <= at_once.keys()


def migrated_from_nothing(connection: Connection) -> None:
    SQLModel.metadata.drop_all(connection)
    connection.execute(text("DROP TABLE alembic_version"))
    _migrate(connection)


def described(connection: Connection) -> dict[str, list[str]]:
    """Of every table its columns, keys and indexes, in words."""
    look = inspect(connection)
    return {
        table: [
            *(f"{column}" for column in look.get_columns(table)),
            *(f"{key}" for key in sorted(look.get_foreign_keys(table), key=str)),
            *(f"{index}" for index in sorted(look.get_indexes(table), key=str)),
            *(f"{unique}" for unique in sorted(look.get_unique_constraints(table), key=str)),
            f"{look.get_pk_constraint(table)} {look.get_check_constraints(table)}",
        ]
        for table in look.get_table_names()
    }


async def test_a_commit_is_on_disk_before_it_is_answered(tmp_path: Path) -> None:
    archive = Archive(f"sqlite:///{tmp_path / 'squall.db'}")
    await archive.open()
    async with archive._engine.connect() as connection:
        for pragma, value in (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)):
            assert (await connection.execute(text(f"PRAGMA {pragma}"))).scalar() == value
    await archive.close()


async def test_a_database_out_of_reach_is_unavailable(archive: Archive) -> None:
    await archive.ping()
    nowhere = Archive("postgresql://nobody@127.0.0.1:1/none")
    with pytest.raises(Unavailable):
        await nowhere.ping()
    with pytest.raises(Unavailable):
        await nowhere.rehearsals()
    await nowhere.close()


def test_a_database_url_may_be_written_in_the_usual_ways() -> None:
    for written, meant in (
        ("sqlite:////data/squall.db", "sqlite+aiosqlite:////data/squall.db"),
        ("postgresql://u@h/d?sslmode=require", "postgresql+asyncpg://u@h/d?ssl=require"),
        ("postgresql+psycopg://u@h/d", "postgresql+asyncpg://u@h/d"),
        ("postgres://u@h/d", "postgresql+asyncpg://u@h/d"),
    ):
        assert async_url(written).render_as_string() == meant
