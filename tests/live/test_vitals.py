"""A node goes on trying its stores, whatever a try ends in, and says which part of them is away."""

import asyncio
from functools import partial
from pathlib import Path

import pytest

from app.live.meters import Meters
from app.live.vitals import Part, Vitals
from app.store.archive import Archive
from app.store.log import Server
from app.store.memory_log import MemoryLog
from tests.store.made import until


class Tripping(Archive):
    """One whose first answer is something nobody foresaw."""

    trips = 1

    async def ping(self) -> None:
        if self.trips:
            self.trips -= 1
            raise ValueError("something unforeseen")
        await super().ping()


async def test_a_trial_outlives_what_nobody_foresaw(tmp_path: Path) -> None:
    archive = Tripping(f"sqlite:///{tmp_path / 'squall.db'}")
    await archive.open()
    vitals = Vitals(log=MemoryLog(), archive=archive, cut_off=lambda _: None, meters=Meters())

    async def sql_works() -> bool:
        return next(part.ok for part in vitals.parts() if part.name == "sql")

    vitals.start()
    await asyncio.sleep(0)
    assert not await sql_works()
    await until(sql_works)
    await vitals.close()
    await archive.close()


def a_server(number: int, *, there: bool = True, known: bool = True) -> Server:
    silent = 0.1 * number if there else 60.0 + number
    return Server(
        name=f"10.0.0.{number}:6379",
        part=f"slots {number}",
        silent=silent,
        answers=there,
        fault="" if there else "ConnectionError",
        deaf=silent,
        hears=there,
        known=known,
    )


class Some(MemoryLog):
    """One with these servers."""

    def __init__(self, *servers: Server) -> None:
        super().__init__()
        self.some = servers
        self.looked_at: tuple[Server, ...] = ()

    def servers(self) -> tuple[Server, ...]:
        self.looked_at = self.some
        return self.some


def parts_of(tmp_path: Path, *servers: Server) -> dict[str, Part]:
    archive = Archive(f"sqlite:///{tmp_path / 'squall.db'}")
    vitals = Vitals(log=Some(*servers), archive=archive, cut_off=lambda _: None, meters=Meters())
    return {part.name: part for part in vitals.parts()}


@pytest.mark.parametrize(
    ("away", "of", "works"),
    [(0, 1, True), (1, 1, False), (1, 2, False), (1, 3, True), (2, 3, False), (4, 10, True), (5, 10, False)],
)
async def test_a_store_of_several_servers_works_while_most_of_them_do(
    tmp_path: Path, away: int, of: int, *, works: bool
) -> None:
    parts = parts_of(tmp_path, *(a_server(number, there=number >= away) for number in range(of)))
    for name, error in (("redis", "ConnectionError"), ("doorbell", "its own rings are not heard")):
        part = parts[name]
        assert part.ok is works
        assert part.away == tuple(f"slots {number}" for number in range(away))
        assert part.error == ("" if works else error)
        assert part.age is not None
        assert (part.age < 60) is works


async def test_a_store_that_was_never_seen_to_answer_does_not_work_yet(tmp_path: Path) -> None:
    for servers in ((), (a_server(1, known=False),)):
        part = parts_of(tmp_path, *servers)["redis"]
        assert (part.ok, part.age, part.error) == (False, None, "no answer")


async def test_only_what_a_server_has_is_cut_off_and_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.live.vitals.REDIS_EVERY", 0.01)
    told: list[str] = []
    archive = Archive(f"sqlite:///{tmp_path / 'squall.db'}")
    await archive.open()
    log = Some(a_server(1), a_server(2, there=False), a_server(3))
    vitals = Vitals(log=log, archive=archive, cut_off=told.append, meters=Meters(), cut_off_after=30.0)

    async def is_told(*names: str) -> bool:
        return told == list(names)

    async def looked() -> bool:
        return log.looked_at is log.some

    vitals.start()
    await until(partial(is_told, "10.0.0.2:6379"))
    log.some = (a_server(1), a_server(2, there=False), a_server(3, there=False))
    await until(partial(is_told, "10.0.0.2:6379", "10.0.0.3:6379"))
    log.some = (a_server(1), a_server(2), a_server(3))
    await until(looked)
    log.some = (a_server(1), a_server(2, there=False), a_server(3))
    await until(partial(is_told, "10.0.0.2:6379", "10.0.0.3:6379", "10.0.0.2:6379"))
    await vitals.close()
    await archive.close()
