"""What every test may count on: `async def` tests run on asyncio, the loop the server uses."""

from collections.abc import Iterator

import pytest

from tests.redises import shelf


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
