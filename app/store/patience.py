"""A store that is away while a node starts is waited for: it may be back sooner than another start."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from app.store.log import Unavailable

TRIED_EVERY = 0.5
"""Seconds from a try that failed to the next."""

_logger = logging.getLogger(__name__)


async def patiently(reach: Callable[[], Awaitable[None]], within: float) -> None:
    """Try until it works.

    Args:
        reach: reaches the store; may be tried again.
        within: seconds after which no other try is made.

    Raises:
        Unavailable: the store was away all the time.
    """
    deadline = asyncio.get_running_loop().time() + within
    while True:
        try:
            return await reach()
        except Unavailable as away:
            if asyncio.get_running_loop().time() >= deadline:
                raise
            _logger.warning("waiting for a store: %s", away)
        await asyncio.sleep(TRIED_EVERY)
