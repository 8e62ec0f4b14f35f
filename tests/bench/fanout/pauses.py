"""How long the garbage collector keeps a server waiting: watched from within, told when it ends."""

import gc
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WHERE = "SQUALL_BENCH_PAUSES"
"""Names, in the environment, the file that gets the longest pause, in ms."""


@contextmanager
def told() -> Iterator[None]:
    """Watch for as long as the block lasts, and write the longest pause of each generation.

    The first full collection is the one at start, when nobody is there to wait for it.
    """
    began, started = 0.0, False
    longest = {0: 0.0, 1: 0.0, 2: 0.0}

    def watch(phase: str, info: dict[str, int]) -> None:
        nonlocal began, started
        now = time.thread_time()
        if phase == "start":
            began = now
        elif not started:
            started = info["generation"] == 2
        else:
            longest[info["generation"]] = max(longest[info["generation"]], now - began)

    gc.callbacks.append(watch)
    try:
        yield
    finally:
        gc.callbacks.remove(watch)
        if where := os.environ.get(WHERE):
            Path(where).write_text(" ".join(f"{1000 * one:.1f}" for one in longest.values()))
