"""How long a test may take, and that one which takes longer fails as any other does."""

import asyncio
import functools
from collections.abc import Awaitable, Callable
from inspect import iscoroutinefunction
from typing import ParamSpec

import pytest

P = ParamSpec("P")

TO_TIDY_UP = 60.0
"""Seconds a test's fixtures have beside its own time, before its whole process is given up."""


def limit_each(items: list[pytest.Item]) -> None:
    """A coroutine that runs out of its time is cancelled, so that what it held is let go of.

    pytest-timeout alone ends the process: its servers and browsers would run on, its other tests be lost.
    Hypothesis runs a coroutine many times over; its tests and plain functions are left to pytest-timeout.
    """
    for item in items:
        if isinstance(item, pytest.Function) and iscoroutinefunction(item.obj):
            seconds = limit_of(item)
            item.obj = within(seconds, item.obj)
            item.add_marker(pytest.mark.timeout(seconds + TO_TIDY_UP), append=False)


def limit_of(item: pytest.Item) -> float:
    """Seconds its marker names, or the project's own setting."""
    marker = item.get_closest_marker("timeout")
    return float(marker.args[0] if marker else item.config.getini("timeout"))


def within(seconds: float, test: Callable[P, Awaitable[None]]) -> Callable[P, Awaitable[None]]:
    @functools.wraps(test)
    async def limited(*args: P.args, **kwargs: P.kwargs) -> None:
        async with asyncio.timeout(seconds):
            await test(*args, **kwargs)

    return limited
