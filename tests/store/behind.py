"""Every server of a Redis behind a proxy that breaks lines: clients know no way past."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from app.store.embedded import redis_url
from tests.chaos import ChaosProxy, Losing
from tests.redises import SORT, shelf


class Proxies:
    """The proxies before the servers of one Redis, told as one.

    Attributes:
        url: the way through them.
        past: a way past them, where there is one: in a cluster all clients are sent the same way.
    """

    def __init__(self, url: str, past: str, proxies: Sequence[ChaosProxy]) -> None:
        self.url = url
        self.past = past
        self._proxies = proxies

    @property
    def left_to_lose(self) -> int:
        return self._proxies[0].left_to_lose

    def lose_replies(self, to: bytes, times: int) -> None:
        """The next `times` commands that contain `to`, whichever server they go to."""
        losing = Losing(to, times)
        for proxy in self._proxies:
            proxy.losing = losing

    def fall_silent(self) -> None:
        for proxy in self._proxies:
            proxy.fall_silent()

    def speak_again(self) -> None:
        for proxy in self._proxies:
            proxy.speak_again()

    def reset(self) -> None:
        for proxy in self._proxies:
            proxy.reset()

    def half_open(self) -> None:
        for proxy in self._proxies:
            proxy.half_open()

    def refuse(self) -> None:
        for proxy in self._proxies:
            proxy.refuse()

    def reach_again(self) -> None:
        for proxy in self._proxies:
            proxy.reach_again()


@asynccontextmanager
async def behind(data: Path, running: str = "") -> AsyncIterator[Proxies]:
    """The Redis of a data folder, behind proxies; an embedded one is started unless it is `running`."""
    async with AsyncExitStack() as stack:
        if not SORT:
            url = await stack.enter_async_context(redis_url(running, data))
            proxy = await stack.enter_async_context(ChaosProxy(url).running())
            yield Proxies(proxy.url, url, [proxy])
            return
        servers = shelf.servers_of(data)
        direct = [f"redis://127.0.0.1:{server.port}" for server in servers.masters]
        before = [ChaosProxy(url) for url in direct]
        for proxy in before:
            await stack.enter_async_context(proxy.running())
        url = await servers.announce([proxy.port for proxy in before])
        yield Proxies(url, direct[0], before)
