"""Real Redis servers on loopback: a cluster of three masters, and a master with a replica under Sentinel.

Only the processes started here are ever ended, by their id.
"""

import asyncio
import os
import shutil
import signal
import subprocess
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

from redis.asyncio import Redis
from redis.crc import key_slot
from redis.exceptions import RedisError

from app.ids import RehearsalId
from app.store.keys import Keys
from app.store.redis_server import find_redis_server
from tests.ports import free_port
from tests.store.made import a_rehearsal_id, until

SLOTS = 16384
UP_WITHIN = 30.0


class Server:
    """One redis-server of ours."""

    def __init__(self, folder: Path, *options: str, sentinel: bool = False, bus: int = 0) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.bus = bus
        self.port = free_port()
        self.folder = folder
        self._options: tuple[str, ...] = (*options, "--cluster-port", str(bus)) if bus else options
        self._sentinel = sentinel
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def running(self) -> bool:
        return self._process is not None

    def start(self) -> None:
        words = ["--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self.folder), *self._options]
        if self._sentinel:
            file = self.folder / "sentinel.conf"
            file.write_text(
                f"port {self.port}\nbind 127.0.0.1\ndir {self.folder}\n" + "\n".join(self._options)
            )
            words = [str(file), "--sentinel"]
        with (self.folder / "output.log").open("ab") as output:
            self._process = subprocess.Popen(
                [find_redis_server(), *words],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def keep(self, *options: str) -> None:
        """Have these options from its next start on."""
        self._options = (*self._options, *options)

    def freeze(self) -> None:
        """It stands still: lines to it stay open, new ones too, and nobody is answered."""
        os.kill(self.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        os.kill(self.pid, signal.SIGCONT)

    def lose_data(self) -> None:
        """Once it is killed: of all it had it keeps which slots are its own."""
        shutil.rmtree(self.folder / "appendonlydir")

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    @asynccontextmanager
    async def client(self) -> AsyncIterator[Redis]:
        redis = Redis(host="127.0.0.1", port=self.port, socket_timeout=5)
        try:
            yield redis
        finally:
            await redis.aclose(close_connection_pool=True)

    async def ask(self, *words: str | bytes | int) -> Any:
        """Its reply to one command."""
        async with self.client() as redis:
            return await redis.execute_command(*words)  # type: ignore[no-untyped-call]

    async def wipe(self) -> None:
        """Nothing is kept, no function is loaded, there is no limit to memory."""
        await self.ask("CONFIG", "SET", "maxmemory", 0)
        await self.ask("FLUSHALL")
        await self.ask("FUNCTION", "FLUSH")

    async def up(self) -> None:
        """Wait until it answers."""

        async def answers() -> bool:
            if self._process is None or self._process.poll() is not None:
                raise RuntimeError(f"redis-server ended: {(self.folder / 'output.log').read_text()[-500:]}")
            try:
                return bool(await self.ask("PING"))
            except (RedisError, OSError):
                return False

        await until(answers, UP_WITHIN)


class Cluster:
    """Three masters, each with a third of the slots; without replicas, or with one each."""

    def __init__(self, folder: Path, *, replicas: bool = False) -> None:
        durable = ("--appendonly", "yes", "--appendfsync", "always", "--save", "")
        fast = ("--cluster-node-timeout", "2000", "--repl-diskless-sync-delay", "0")
        partly = ("--cluster-require-full-coverage", "no")

        def made(name: str) -> Server:
            # The bus lies 10,000 ports above by itself, where there may be none.
            return Server(
                folder / name, "--cluster-enabled", "yes", *durable, *fast, *partly, bus=free_port()
            )

        self.servers = [made(str(number)) for number in range(3)]
        self.replicas = [made(f"{number}r") for number in range(3)] if replicas else []

    @property
    def url(self) -> str:
        return "redis-cluster://" + ",".join(f"127.0.0.1:{server.port}" for server in self.servers[:2])

    async def start(self) -> None:
        first = self.servers[0]
        for number, server in enumerate(self.servers):
            server.start()
            await server.up()
            span = (SLOTS * number // 3, SLOTS * (number + 1) // 3 - 1)
            await server.ask("CLUSTER", "ADDSLOTSRANGE", *span)
            await server.ask("CLUSTER", "SET-CONFIG-EPOCH", number + 1)
            await server.ask("CLUSTER", "MEET", "127.0.0.1", first.port, first.bus)
        for server in self.servers:
            await until(lambda server=server: self._whole(server), UP_WITHIN)  # type: ignore[misc]
        pairs = zip(self.servers, self.replicas, strict=False)
        await asyncio.gather(*(self._follow(master, replica) for master, replica in pairs))
        for server in self.servers if self.replicas else ():
            await until(lambda server=server: self._knows_replicas(server), UP_WITHIN)  # type: ignore[misc]

    async def _follow(self, master: Server, replica: Server) -> None:
        """Start a replica of a master, and wait until it has what the master has."""
        replica.start()
        await replica.up()
        await replica.ask("CLUSTER", "MEET", "127.0.0.1", master.port, master.bus)
        await until(lambda: self._whole(replica), UP_WITHIN)
        await replica.ask("CLUSTER", "REPLICATE", await master.ask("CLUSTER", "MYID"))
        await until(lambda: _follows(replica), UP_WITHIN)

    async def _knows_replicas(self, server: Server) -> bool:
        """Whether a server, which has a voice when one is promoted, knows all of them."""
        return bool((await server.ask("CLUSTER", "NODES")).count(b"slave") == len(self.replicas))

    async def _whole(self, server: Server) -> bool:
        """Whether a server knows who has each slot."""
        return b"cluster_state:ok" in await server.ask("CLUSTER", "INFO")

    async def move(self, slot: int, to: int) -> None:
        """Move one slot with all its keys to another server, as an operator's tool does."""
        new, old = self.servers[to], self.servers[await self.owner(slot)]
        ours, theirs = await new.ask("CLUSTER", "MYID"), await old.ask("CLUSTER", "MYID")
        await new.ask("CLUSTER", "SETSLOT", slot, "IMPORTING", theirs)
        await old.ask("CLUSTER", "SETSLOT", slot, "MIGRATING", ours)
        while keys := await old.ask("CLUSTER", "GETKEYSINSLOT", slot, 100):
            await old.ask("MIGRATE", "127.0.0.1", new.port, "", 0, 5000, "KEYS", *keys)
        for server in (new, old):
            await server.ask("CLUSTER", "SETSLOT", slot, "NODE", ours)

    async def owner(self, slot: int) -> int:
        """Which server has a slot."""
        spans = await self.servers[0].ask("CLUSTER", "SLOTS")
        port = next(one[2][1] for one in spans if one[0] <= slot <= one[1])
        return next(number for number, server in enumerate(self.servers) if server.port == port)

    async def fell(self, slot: int) -> Server:
        """Kill the master that has a slot, once its replica has all that it has; gives that replica."""
        number = await self.owner(slot)
        await _fell(self.servers[number], self.replicas[number])
        return self.replicas[number]

    async def server_of(self, rehearsal: RehearsalId) -> Server:
        """Who has a rehearsal."""
        return self.servers[await self.owner(key_slot(Keys(rehearsal).log.encode()))]

    async def a_rehearsal_on_each(self) -> list[RehearsalId]:
        """An id for each server, in their order."""
        found: dict[int, RehearsalId] = {}
        while len(found) < len(self.servers):
            rehearsal = a_rehearsal_id()
            found.setdefault((await self.server_of(rehearsal)).port, rehearsal)
        return [found[server.port] for server in self.servers]

    @property
    def masters(self) -> list[Server]:
        return self.servers

    async def announce(self, ports: Sequence[int]) -> str:
        """Let clients believe that the servers listen on these ports; gives the URL that leads there."""
        for server, port in zip(self.servers, ports, strict=True):
            await server.ask("CONFIG", "SET", "cluster-announce-port", port)
            server.keep("--cluster-announce-port", str(port))

        async def known() -> bool:
            told = [await server.ask("CLUSTER", "SLOTS") for server in self.servers]
            return all({span[2][1] for span in spans} == set(ports) for spans in told)

        await until(known, UP_WITHIN)
        return "redis-cluster://" + ",".join(f"127.0.0.1:{port}" for port in ports)

    async def wiped(self) -> bool:
        """Make it as it was when it started; whether it is."""
        await asyncio.gather(*(server.wipe() for server in self.servers))
        return True

    def stop(self) -> None:
        for server in (*self.servers, *self.replicas):
            server.kill()


class Watch:
    """A master, a replica, and a sentinel that promotes the replica after a second."""

    NAME = "squall"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._durable = ("--appendonly", "yes", "--appendfsync", "always", "--save", "")
        self.master = Server(folder / "master", *self._durable)
        self.replica = Server(folder / "replica")
        self.sentinel = Server(
            folder / "sentinel",
            f"sentinel monitor {self.NAME} 127.0.0.1 {self.master.port} 1",
            f"sentinel down-after-milliseconds {self.NAME} 1000",
            f"sentinel failover-timeout {self.NAME} 5000",
            sentinel=True,
        )

    @property
    def url(self) -> str:
        return f"redis-sentinel://127.0.0.1:{self.sentinel.port}/{self.NAME}"

    async def start(self, *, through: int = 0) -> None:
        """Start all three; the replica follows its master directly, or `through` another port."""
        if not through:
            self.master.start()
            await self.master.up()
        of = ("--replicaof", "127.0.0.1", str(through or self.master.port))
        self.replica = Server(self._folder / "replica", *self._durable, *of)
        self.replica.start()
        await self.replica.up()
        await until(lambda: _follows(self.replica), UP_WITHIN)
        self.sentinel.start()
        await self.sentinel.up()
        await until(self._watched, UP_WITHIN)

    async def follow_through(self, port: int) -> None:
        """Have the replica follow its master through another port; Sentinel mends that in eight seconds."""
        await self.replica.ask("REPLICAOF", "127.0.0.1", port)
        await until(lambda: _follows(self.replica), UP_WITHIN)

    async def _watched(self) -> bool:
        return bool(await self.sentinel.ask("SENTINEL", "REPLICAS", self.NAME))

    async def in_step(self) -> None:
        """Wait until the replica has all that the master has."""
        await _in_step(self.master, self.replica)

    async def fell(self) -> Server:
        """Kill the master, once its replica has all that it has; gives that replica."""
        await _fell(self.master, self.replica)
        return self.replica

    async def master_port(self) -> int:
        """Who is master now, as Sentinel says."""
        told = await self.sentinel.ask("SENTINEL", "GET-MASTER-ADDR-BY-NAME", self.NAME)
        return int(told[1])

    @property
    def masters(self) -> list[Server]:
        return [self.master]

    async def announce(self, ports: Sequence[int]) -> str:
        """Let clients believe that the master listens on this port, and never promote anybody."""
        await self.replica.ask("CONFIG", "SET", "replica-priority", 0)
        await self.sentinel.ask("SENTINEL", "REMOVE", self.NAME)
        await self.sentinel.ask("SENTINEL", "MONITOR", self.NAME, "127.0.0.1", *ports, 1)
        await self.sentinel.ask("SENTINEL", "SET", self.NAME, "down-after-milliseconds", 1000)
        return self.url

    async def wiped(self) -> bool:
        """Make it as it was when it started; whether it is: a busy machine may have lost it its master."""
        if there := await _follows(self.replica):
            await self.master.wipe()
            await self.in_step()
        return there

    def stop(self) -> None:
        for server in (self.sentinel, self.replica, self.master):
            server.kill()


Made = TypeVar("Made", bound=Cluster | Watch)


@asynccontextmanager
async def running(made: Made) -> AsyncIterator[Made]:
    """It, for as long as the block lasts; its servers are ended however that ends."""
    try:
        await made.start()
        yield made
    finally:
        made.stop()


async def _follows(replica: Server) -> bool:
    return bool((await replica.ask("INFO", "replication")).get("master_link_status") == "up")


async def _in_step(master: Server, replica: Server) -> None:
    last = (await master.ask("INFO", "replication"))["master_repl_offset"]

    async def has_it() -> bool:
        return bool((await replica.ask("INFO", "replication"))["slave_repl_offset"] >= last)

    await until(has_it, UP_WITHIN)


async def _fell(master: Server, replica: Server) -> None:
    # Whoever writes now waits, and is answered by nobody: nothing is acknowledged that the replica has not.
    await master.ask("CLIENT", "PAUSE", 60_000, "WRITE")
    await _in_step(master, replica)
    master.kill()
