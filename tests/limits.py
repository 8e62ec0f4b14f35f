"""How long a test may take, and what becomes of a run in which one takes longer."""

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
        seconds = limit_of(item)
        if seconds and isinstance(item, pytest.Function) and iscoroutinefunction(item.obj):
            item.obj = within(seconds, item.obj)
            item.add_marker(pytest.mark.timeout(seconds + TO_TIDY_UP), append=False)


def limit_of(item: pytest.Item) -> float:
    """Seconds its marker names, or the command line, or the project's own setting; 0 is no limit."""
    if marker := item.get_closest_marker("timeout"):
        return float(marker.args[0])
    asked = item.config.getoption("timeout")
    return float(item.config.getini("timeout") if asked is None else asked)


def within(seconds: float, test: Callable[P, Awaitable[None]]) -> Callable[P, Awaitable[None]]:
    @functools.wraps(test)
    async def limited(*args: P.args, **kwargs: P.kwargs) -> None:
        async with asyncio.timeout(seconds):
            await test(*args, **kwargs)

    return limited


class Failures:
    """Says at once what failed, since a run that is cut off comes to no summary."""

    def __init__(self, terminal: pytest.TerminalReporter) -> None:
        self._terminal = terminal

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._terminal.write_line(f"\nFAILED {report.nodeid} ({report.when})\n{report.longreprtext}")


def tell_failures(config: pytest.Config) -> None:
    """Let the process with the terminal say them; workers have none."""
    terminal = config.pluginmanager.get_plugin("terminalreporter")
    if terminal and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Failures(terminal), "failures at once")
