"""Lookups that thousands make at once, made together: one question to the store for all who came."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Generic, TypeVar

Key = TypeVar("Key")
Found = TypeVar("Found")

MOST_AT_ONCE = 200
"""Keys in one question: SQLite takes no more than a thousand values."""


class Gathering(Generic[Key, Found]):
    """Who asks alone is looked up at once; who asks while a look is under way is in the next one.

    Nothing is kept: whoever asks is told what the store says after they asked.

    Args:
        look: what is there for each of these keys, all different; a key may be left out.
        nothing: what is told of those.
    """

    def __init__(
        self, look: Callable[[Sequence[Key]], Awaitable[Mapping[Key, Found]]], nothing: Callable[[], Found]
    ) -> None:
        self._look = look
        self._nothing = nothing
        self._waiting: list[tuple[Key, asyncio.Future[Found]]] = []
        self._looking: asyncio.Task[None] | None = None

    async def ask(self, key: Key) -> Found:
        """What is there for this key.

        Raises:
            Exception: whatever `look` raised.
        """
        told: asyncio.Future[Found] = asyncio.get_running_loop().create_future()
        self._waiting.append((key, told))
        if self._looking is None:
            self._looking = asyncio.create_task(self._look_on(), name="lookups")
        return await told

    async def _look_on(self) -> None:
        try:
            while self._waiting:
                asked, self._waiting = self._waiting[:MOST_AT_ONCE], self._waiting[MOST_AT_ONCE:]
                await self._tell(asked)
        finally:
            self._looking = None

    async def _tell(self, asked: Sequence[tuple[Key, asyncio.Future[Found]]]) -> None:
        try:
            found = await self._look(tuple(dict.fromkeys(key for key, _ in asked)))
        except Exception as fault:  # noqa: BLE001 - whoever asked is told
            for _, told in _listening(asked):
                told.set_exception(fault)
        else:
            for key, told in _listening(asked):
                told.set_result(found[key] if key in found else self._nothing())


def _listening(
    asked: Sequence[tuple[Key, "asyncio.Future[Found]"]],
) -> list[tuple[Key, "asyncio.Future[Found]"]]:
    """Those who still wait to be told."""
    return [one for one in asked if not one[1].done()]
