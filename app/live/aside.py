"""Slow work that nobody waits for: on a thread of its own, which dies with the process."""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

Result = TypeVar("Result")


def aside(work: Callable[[], Result], name: str) -> "Future[Result]":
    """Begin `work` and come back at once; its result or fault is in the future once it is done.

    No pool is used: the interpreter waits for a pool's threads when it ends, and this work may never end.
    """
    future: Future[Result] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as fault:  # noqa: BLE001 - it is told to whoever looks
            future.set_exception(fault)

    Thread(target=run, name=name, daemon=True).start()
    return future
