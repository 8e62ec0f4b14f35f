import os
import signal
import stat
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from app.store.embedded import EmbeddedRedis, redis_url
from app.store.redis_client import RedisClient
from app.store.redis_server import LONGEST_SOCKET_PATH, NoRedisError, find_redis_server, major_version
from tests.store.made import until

HOLD_IT = """
import asyncio, sys
from pathlib import Path
from app.store.embedded import EmbeddedRedis

async def hold() -> None:
    server = EmbeddedRedis(Path(sys.argv[1]))
    await server.start()
    print(await server.pid(), flush=True)
    await asyncio.Event().wait()

asyncio.run(hold())
"""


@asynccontextmanager
async def running(data: Path, **how: float) -> AsyncIterator[EmbeddedRedis]:
    server = EmbeddedRedis(data, **how)
    await server.start()
    try:
        yield server
    finally:
        await server.stop()


async def command(server: EmbeddedRedis, *parts: str) -> object:
    client = RedisClient(server.url)
    try:
        return await client.command(*parts)
    finally:
        await client.close()


def start_it_and_be_killed(data: Path) -> int:
    """The pid of a redis-server whose node was killed without a word."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD_IT, str(data)], stdout=subprocess.PIPE, text=True
    ) as node:
        assert node.stdout
        pid = int(node.stdout.readline())
        node.send_signal(signal.SIGKILL)
    return pid


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def short_home(data: Path) -> Path:
    """Where the socket of a data path too long for one lies."""
    return Path((data / "redis" / "socket").read_text())


def remove(folder: Path) -> None:
    folder.rmdir()


def is_empty(folder: Path) -> bool:
    return not list(folder.iterdir())


async def test_what_it_was_told_is_there_after_a_restart(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await command(server, "SET", "k", "v")
        assert await server.pid() is not None
    assert await server.pid() is None
    async with running(tmp_path) as server:
        assert await command(server, "GET", "k") == b"v"


async def test_every_write_is_on_disk_before_it_is_answered(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        assert await command(server, "CONFIG", "GET", "appendfsync") == [b"appendfsync", b"always"]
        assert await command(server, "CONFIG", "GET", "maxmemory-policy") == [
            b"maxmemory-policy",
            b"noeviction",
        ]


async def test_it_listens_on_a_private_socket_and_nowhere_else(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        assert await command(server, "CONFIG", "GET", "port") == [b"port", b"0"]
        socket = tmp_path / "redis" / "redis.sock"
        assert mode(socket) == 0o700


async def test_ctrl_c_in_the_terminal_does_not_reach_it(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        pid = await server.pid()
        assert pid is not None
        assert os.getsid(pid) != os.getsid(0)


async def test_it_outlives_a_killed_server_and_the_next_one_finds_it(tmp_path: Path) -> None:
    pid = start_it_and_be_killed(tmp_path)
    async with running(tmp_path) as server:
        assert await server.pid() == pid
    assert await server.pid() is None


async def test_only_the_last_of_two_nodes_stops_it(tmp_path: Path) -> None:
    async with running(tmp_path) as first:
        pid = await first.pid()
        async with running(tmp_path) as second:
            assert await second.pid() == pid
        assert await first.pid() == pid
    assert await first.pid() is None


async def test_it_is_started_again_when_it_dies(tmp_path: Path) -> None:
    async with running(tmp_path, look_every=0.05) as server:
        await command(server, "SET", "k", "v")
        pid = await server.pid()
        assert pid is not None
        os.kill(pid, signal.SIGKILL)

        async def another_one() -> bool:
            return await server.pid() not in (None, pid)

        await until(another_one)
        assert await command(server, "GET", "k") == b"v"


async def test_a_data_path_too_long_for_a_socket_gets_a_short_private_one(tmp_path: Path) -> None:
    data = tmp_path / ("long " * 30)
    async with running(data) as server:
        pid = await server.pid()
        short = short_home(data)
        assert len(os.fsencode(short)) < LONGEST_SOCKET_PATH
        assert mode(short) == 0o700
        async with running(data) as second:
            assert await second.pid() == pid
    remove(short)


async def test_a_short_path_that_others_may_enter_is_not_trusted(tmp_path: Path) -> None:
    data, open_to_all = tmp_path / ("long " * 30), tmp_path / "open"
    (data / "redis").mkdir(parents=True)
    open_to_all.mkdir(mode=0o755)
    (data / "redis" / "socket").write_text(str(open_to_all))
    async with running(data) as server:
        assert str(open_to_all) not in server.url
    remove(short_home(data))


async def test_a_second_server_never_opens_the_same_data(tmp_path: Path) -> None:
    async with running(tmp_path, look_every=60) as server:
        socket = tmp_path / "redis" / "redis.sock"
        socket.rename(tmp_path / "moved.sock")
        with pytest.raises(NoRedisError, match="does not answer"):
            await EmbeddedRedis(tmp_path, ready_within=0.3).start()
        (tmp_path / "moved.sock").rename(socket)
        assert await server.pid() is not None


async def test_one_that_cannot_start_says_where_to_look(tmp_path: Path) -> None:
    (tmp_path / "redis").mkdir()
    (tmp_path / "redis" / "appendonlydir").write_text("in the way")
    with pytest.raises(NoRedisError, match=r"output\.log"):
        await EmbeddedRedis(tmp_path).start()


async def test_a_redis_of_your_own_is_used_and_none_is_started(tmp_path: Path) -> None:
    async with redis_url("redis://elsewhere:6379/0", tmp_path) as url:
        assert url == "redis://elsewhere:6379/0"
    assert is_empty(tmp_path)


async def test_without_one_the_embedded_one_runs_for_as_long_as_needed(tmp_path: Path) -> None:
    async with redis_url("", tmp_path) as url:
        client = RedisClient(url)
        assert await client.command("PING") in (b"PONG", True)
        await client.close()
    assert await EmbeddedRedis(tmp_path).pid() is None


def test_a_server_on_the_path_is_taken_only_if_new_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_path = tmp_path / "redis-server"
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    for version, taken in (("6.2.14", False), ("7.0.15", True), ("8.2.3", True)):
        on_path.write_text(f"#!/bin/sh\necho 'Redis server v={version} sha=0 bits=64'\n")
        on_path.chmod(0o755)
        assert (find_redis_server() == str(on_path)) is taken
    assert major_version(str(tmp_path / "no such file")) == 0
