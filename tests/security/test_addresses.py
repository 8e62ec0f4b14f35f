"""What one address may: guess a little, come in a lot, be no other; and whom a full server still takes."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import httpx
import pytest

from app.wire.closing import Close
from tests.people import Person
from tests.serving import PLAIN, ServerProcess

pytestmark = pytest.mark.faults
PROXY = "127.0.0.2"
"""The only address whose word is taken for where a request comes from."""
JOINS, SOCKETS, GUESSES = 30, 10, 60
BLOCKED = (httpx.codes.TOO_MANY_REQUESTS, "rate_limited")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    data: Path = tmp_path_factory.mktemp("addresses")
    running = ServerProcess(
        data,
        environment={
            "SQUALL_TRUSTED_PROXIES": PROXY,
            "SQUALL_JOINS_A_MINUTE": str(JOINS),
            "SQUALL_MOST_SOCKETS": str(SOCKETS),
        },
    )
    try:
        yield running.start()
    finally:
        running.stop()


@asynccontextmanager
async def at(server: ServerProcess, address: str, claims: str = "") -> AsyncIterator[httpx.AsyncClient]:
    """A client on another address of this machine, which claims to speak for another."""
    headers = {"origin": server.base} | ({"x-forwarded-for": claims} if claims else {})
    transport = httpx.AsyncHTTPTransport(local_address=address, verify=PLAIN)
    async with httpx.AsyncClient(base_url=server.base, headers=headers, transport=transport) as client:
        yield client


async def guess(client: httpx.AsyncClient) -> tuple[int, str]:
    """How a guessed code is answered."""
    answer = await client.post("/api/join/look", json={"key": "AAAAAA"})
    return answer.status_code, answer.json()["code"]


async def come_in(client: httpx.AsyncClient, key: str) -> tuple[int, str]:
    """How somebody new is answered who comes with a key."""
    client.cookies.clear()
    answer = await client.post("/api/join", json={"key": key, "name": "One of many"})
    return answer.status_code, answer.json().get("code", "")


async def opened(dana: Person) -> str:
    """A room of hers; gives the observers' key."""
    link: str = (await dana.start(mode="room", name="Dana"))["links"]["observer"]
    return link.partition("#")[2]


@pytest.mark.trust(26, 27)
async def test_whoever_claims_another_address_is_counted_under_their_own(server: ServerProcess) -> None:
    async with at(server, "127.0.0.3") as plain:
        for _ in range(GUESSES):
            assert await guess(plain) == (httpx.codes.NOT_FOUND, "not_found")
        assert await guess(plain) == BLOCKED
    for claims in ("203.0.113.1", f"203.0.113.1, {PROXY}", "unknown", ""):
        async with at(server, "127.0.0.3", claims) as forger:
            assert await guess(forger) == BLOCKED


@pytest.mark.trust(27)
async def test_a_proxy_we_know_is_believed_but_not_what_it_was_told(server: ServerProcess) -> None:
    async with at(server, PROXY, "203.0.113.5") as one:
        for _ in range(GUESSES):
            assert (await guess(one))[0] == httpx.codes.NOT_FOUND
        assert await guess(one) == BLOCKED
    async with at(server, PROXY, "203.0.113.6") as other:
        assert (await guess(other))[0] == httpx.codes.NOT_FOUND
    async with at(server, PROXY, "203.0.113.99, 203.0.113.5") as forger:
        assert await guess(forger) == BLOCKED


@pytest.mark.trust(26)
async def test_so_many_come_in_from_one_address_and_others_from_theirs(server: ServerProcess) -> None:
    async with Person(server.base) as dana:
        key = await opened(dana)
        async with at(server, "127.0.0.4") as flood, at(server, "127.0.0.5") as other:
            answers = [await come_in(flood, key) for _ in range(JOINS + 1)]
            assert {status for status, _ in answers[:-1]} == {httpx.codes.OK}
            assert answers[-1] == BLOCKED
            assert (await come_in(other, key))[0] == httpx.codes.OK


@pytest.mark.trust(26)
async def test_observers_leave_room_for_players(server: ServerProcess) -> None:
    async with AsyncExitStack() as stack:
        dana, mara = [await stack.enter_async_context(Person(server.base)) for _ in range(2)]
        key = await opened(dana)
        links = (await dana.http.get(f"/api/rehearsals/{dana.rehearsal}/links")).json()
        for number in range(SOCKETS - 1):
            watcher = await stack.enter_async_context(Person(server.base))
            await watcher.join(key, f"Observer {number}")
            await watcher.come()
        late = await stack.enter_async_context(Person(server.base))
        await late.join(key, "Too late")
        ticket = await late.ticket()
        await late.open()
        await late.say({"type": "enter", "ticket": ticket, "tab": "t"})
        assert await late.wait_closed() == Close.FULL
        await mara.join(links["code"], "Mara", "brand-comms")
        await mara.come()
        ticket = await dana.ticket()
        await dana.open()
        await dana.say({"type": "enter", "ticket": ticket, "tab": "t"})
        assert await dana.wait_closed() == Close.FULL
