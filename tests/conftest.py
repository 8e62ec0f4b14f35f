"""What every test may count on: `async def` tests run on asyncio, the loop the server uses."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.limits import limit_each, tell_failures
from tests.redises import shelf


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that work a processor for minutes come first; those with browsers are spread among the others.

    Workers take files in this order: the longest must not be the last, nor all browsers open at once.
    """
    files: dict[Path, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    long = [path for path, tests in files.items() if any(test.get_closest_marker("slow") for test in tests)]
    short = [path for path in files if path not in long]
    screens = [path for path in short if files[path][0].get_closest_marker("browser")]
    others = [path for path in short if path not in screens]
    apart = {path: (place + 0.5) / len(screens) for place, path in enumerate(screens)}
    apart |= {path: place / len(others) for place, path in enumerate(others)}
    items[:] = [test for path in (*long, *sorted(apart, key=apart.__getitem__)) for test in files[path]]
    limit_each(items)


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    tell_failures(config)


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session", autouse=True)
def _redises_end_with_the_run() -> Iterator[None]:
    yield
    shelf.close()


@pytest.fixture(scope="module", autouse=True)
def _redises_of_a_file() -> Iterator[None]:
    with shelf.lending():
        yield


@pytest.fixture(autouse=True)
def _redises_of_a_test() -> Iterator[None]:
    with shelf.lending():
        yield
