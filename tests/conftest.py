"""What every test may count on: `async def` tests run on asyncio, the loop the server uses."""

import pytest


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"
