"""Which Redis a data folder has: an embedded one, or what the run asks for.

`SQUALL_TEST_REDIS=cluster` runs the tests on three masters, `SQUALL_TEST_REDIS=sentinel` on a master, its
replica and a Sentinel (`make test-cluster` does both). Each data folder gets servers of its own, as it would
have an embedded Redis of its own; when the test or the file that wanted them is over, they are wiped and
lent again.
"""

import asyncio
import os
import shutil
import tempfile
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, Final, TypeVar

import pytest

from tests.store.clusters import Cluster, Watch

SORT: Final = os.environ.get("SQUALL_TEST_REDIS", "")
SORTS: Final[dict[str, type[Cluster | Watch]]] = {"cluster": Cluster, "sentinel": Watch}

T = TypeVar("T")

on_its_own_only = pytest.mark.skipif(bool(SORT), reason="about the embedded Redis, which this run has not")


class Shelf:
    """The servers this process started; made when they are wanted, and ended with it."""

    def __init__(self) -> None:
        self._lent: dict[Path, Cluster | Watch] = {}
        self._idle: list[Cluster | Watch] = []
        self._handled: set[Cluster | Watch] = set()
        self._for_good: set[Path] = set()
        self._home: Path | None = None
        self._made = 0
        self._one_at_a_time = Lock()

    def url_of(self, data: Path) -> str:
        """The URL for a data folder's Redis; empty where it brings its own."""
        return self._of(data).url if SORT else ""

    def url_for_good(self, data: Path) -> str:
        """As `url_of`, but it stays this folder's until the run is over."""
        self._for_good.add(data.resolve())
        return self.url_of(data)

    def environment(self, data: Path) -> dict[str, str]:
        """What a program that works on this folder is told of it."""
        return {"SQUALL_REDIS_URL": self.url_of(data)} if SORT else {}

    def servers_of(self, data: Path) -> Cluster | Watch:
        """The servers themselves, to be killed and bent: nobody is lent them afterwards."""
        made = self._of(data)
        self._handled.add(made)
        return made

    @contextmanager
    def lending(self) -> Iterator[None]:
        """Take back, at the end, what was lent since the beginning."""
        before = set(self._lent)
        try:
            yield
        finally:
            for data in self._lent.keys() - before - self._for_good:
                self._take_back(self._lent.pop(data))

    def close(self) -> None:
        for made in (*self._idle, *self._lent.values()):
            made.stop()
        self._idle, self._lent = [], {}
        if self._home is not None:
            shutil.rmtree(self._home, ignore_errors=True)

    def _of(self, data: Path) -> Cluster | Watch:
        data = data.resolve()
        with self._one_at_a_time:  # two nodes of one folder may be started at once, by a thread each
            if data not in self._lent:
                self._lent[data] = self._idle.pop() if self._idle else self._start()
            return self._lent[data]

    def _start(self) -> Cluster | Watch:
        self._home = self._home or Path(tempfile.mkdtemp(prefix="redis-"))
        self._made += 1
        made: Cluster | Watch = SORTS[SORT](self._home / str(self._made))
        try:
            _now(made.start())
        except BaseException:
            made.stop()
            raise
        return made

    def _take_back(self, made: Cluster | Watch) -> None:
        if made not in self._handled and _now(made.wiped()):
            self._idle.append(made)
        else:
            made.stop()


def _now(work: Coroutine[Any, Any, T]) -> T:
    """Do it before going on, whether a loop runs here or not."""
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(asyncio.run, work).result()


shelf: Final = Shelf()
