"""The embedded Redis: a real redis-server of our own, on a private socket, that outlives a crash of ours.

Three lock files, all given back by the kernel when their process ends, however it ends:
`starting` - held while a node looks for the server, starts it or stops it;
`using` - shared by the nodes that use it: whoever leaves last stops it;
`serving` - held by the redis-server itself, so that no second one ever opens the same data.
"""

import asyncio
import logging
import os
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from app.store.file_locks import locked, open_lock, share_lock, try_lock
from app.store.redis_server import NoRedisError, find_redis_server, socket_path
from app.store.tasks import end

log = logging.getLogger(__name__)

READY_WITHIN = 60.0
"""Seconds to load the data; a tenth of a second is usual."""
GONE_WITHIN = 20.0
LOOK_EVERY = 1.0


class EmbeddedRedis:
    """One node's hold on the redis-server of a data directory."""

    def __init__(
        self, data: Path, *, look_every: float = LOOK_EVERY, ready_within: float = READY_WITHIN
    ) -> None:
        self._home = (data / "redis").resolve()
        self._home.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._socket = socket_path(self._home)
        self._look_every = look_every
        self._ready_within = ready_within
        self._using = -1
        self._child: subprocess.Popen[bytes] | None = None
        self._keeper: asyncio.Task[None] | None = None

    @property
    def url(self) -> str:
        return f"unix://{quote(str(self._socket))}"

    async def start(self) -> None:
        """Find it alive, or start it; then keep it alive.

        Raises:
            NoRedisError: there is none on this machine, or it does not come up.
        """
        async with locked(self._lock("starting")):
            await self._ensure()
            self._using = open_lock(self._lock("using"))
            share_lock(self._using)
        self._keeper = asyncio.create_task(self._keep_alive(), name="embedded redis")

    async def stop(self) -> None:
        """Let go of it; the last node to do so shuts it down."""
        if self._keeper:
            await end(self._keeper)
        if self._using < 0:
            return
        async with locked(self._lock("starting")):
            if try_lock(self._using):
                await self._shut_down()
            os.close(self._using)
            self._using = -1

    async def pid(self) -> int | None:
        """The process that answers on our socket; None if none does."""
        with suppress(RedisError, OSError, TimeoutError):
            async with self._client() as redis:
                return int((await redis.info("server"))["process_id"])
        return None

    async def _ensure(self) -> None:
        if await self._answers():
            return
        self._reap()
        serving = open_lock(self._lock("serving"))
        try:
            # Where the lock is taken it runs, busy or still loading: to be waited for, never doubled.
            if try_lock(serving):
                self._spawn(serving)
        finally:
            os.close(serving)
        await self._wait_until_ready()

    def _spawn(self, serving: int) -> None:
        self._socket.unlink(missing_ok=True)
        with (self._home / "output.log").open("ab") as output:
            self._child = subprocess.Popen(  # noqa: S603 (our own arguments)
                [find_redis_server(), *self._options()],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=self._home,
                pass_fds=(serving,),
                start_new_session=True,  # Ctrl-C in the terminal is for us, not for it
            )

    def _options(self) -> list[str]:
        options = {
            "port": "0",
            "unixsocket": str(self._socket),
            "unixsocketperm": "700",
            "dir": str(self._home),
            "appendonly": "yes",
            "appendfsync": "always",
            "save": "",
            "maxmemory-policy": "noeviction",
            "daemonize": "no",
        }
        return [word for name, value in options.items() for word in (f"--{name}", value)]

    async def _wait_until_ready(self) -> None:
        try:
            async with asyncio.timeout(self._ready_within):
                while not await self._answers():
                    if self._child and self._child.poll() is not None:
                        raise NoRedisError(f"redis-server ended at once; see {self._home / 'output.log'}")
                    await asyncio.sleep(0.02)
        except TimeoutError:
            raise NoRedisError(
                f"a redis-server works on {self._home} but does not answer on {self._socket}"
            ) from None

    async def _answers(self) -> bool:
        try:
            async with self._client() as redis, asyncio.timeout(1):
                return bool(await redis.ping())
        except (RedisError, OSError, RuntimeError):
            return False  # uvloop says RuntimeError of a line that is closed already

    async def _shut_down(self) -> None:
        with suppress(RedisError, OSError, TimeoutError):
            async with self._client() as redis:
                await redis.shutdown()
        # It is gone when the kernel has given its lock back.
        with suppress(TimeoutError):
            async with asyncio.timeout(GONE_WITHIN), locked(self._lock("serving")):
                if self._child:
                    await asyncio.to_thread(self._child.wait, GONE_WITHIN)

    async def _keep_alive(self) -> None:
        while True:
            await asyncio.sleep(self._look_every)
            if await self._answers():
                continue
            log.warning("the embedded Redis does not answer; starting it again")
            try:
                async with locked(self._lock("starting")):
                    await self._ensure()
            except (NoRedisError, OSError):
                log.exception("the embedded Redis did not start; trying again")

    def _reap(self) -> None:
        if self._child and self._child.poll() is not None:
            self._child = None

    @asynccontextmanager
    async def _client(self) -> AsyncIterator[Redis]:
        redis = Redis.from_url(self.url, retry=Retry(NoBackoff(), 0), socket_timeout=5)
        try:
            yield redis
        finally:
            await redis.aclose(close_connection_pool=True)

    def _lock(self, name: str) -> Path:
        return self._home / f"{name}.lock"


@asynccontextmanager
async def redis_url(configured: str, data: Path) -> AsyncIterator[str]:
    """The configured Redis, or else the embedded one for as long as the block lasts.

    Raises:
        NoRedisError: none is configured and none can be started.
    """
    if configured:
        yield configured
        return
    embedded = EmbeddedRedis(data)
    await embedded.start()
    try:
        yield embedded.url
    finally:
        await embedded.stop()
