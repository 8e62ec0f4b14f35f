"""Hosts sign in before they start anything, on a server that asks them to."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest

from tests.people import PATIENCE, SCENARIO, Person
from tests.serving import PLAIN, ServerProcess

PASSWORD = "three gulls on a roof"
DANA = {"login": "dana@meridian.example", "name": "Dana Kessler", "password": PASSWORD}


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    data: Path = tmp_path_factory.mktemp("hosts")
    server = ServerProcess(data, environment={"SQUALL_HOSTS": "known"}).start()
    try:
        yield server
    finally:
        server.stop()


def first_key(server: ServerProcess) -> str:
    """The key in the link that the server printed for the first host."""
    return server.until_written(r"/sign-in#(\S+)")[1]


@pytest.fixture(scope="module")
async def dana(anyio_backend: str, asking: ServerProcess) -> AsyncIterator[httpx.AsyncClient]:
    """The browser of the first host."""
    assert anyio_backend == "asyncio"
    async with browser(asking) as http:
        made = await http.post("/api/host/sign-up", json={"key": first_key(asking), **DANA})
        assert made.status_code == httpx.codes.CREATED, made.text
        yield http


async def invited_by(dana: httpx.AsyncClient) -> str:
    """The key of one more invitation."""
    url: str = (await dana.post("/api/host/invites")).json()["url"]
    return url.partition("#")[2]


async def started(http: httpx.AsyncClient) -> int:
    return (await http.post("/api/rehearsals", json={"scenario": SCENARIO})).status_code


def browser(server: ServerProcess) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=server.base, timeout=20, verify=PLAIN)


async def test_before_there_is_a_host_nobody_starts_anything(tmp_path: Path) -> None:
    server = ServerProcess(tmp_path / "data", environment={"SQUALL_HOSTS": "known"}).start()
    try:
        async with browser(server) as somebody:
            assert (await somebody.get("/api/host")).json()["first"] is True
            assert await started(somebody) == httpx.codes.FORBIDDEN
            assert (await somebody.post("/api/workshop", json={})).status_code == httpx.codes.FORBIDDEN
            wrong = {"login": "dana", "password": "a guess of a password"}
            codes = [(await somebody.post("/api/host/sign-in", json=wrong)).status_code for _ in range(11)]
        assert codes == [httpx.codes.FORBIDDEN] * 10 + [httpx.codes.TOO_MANY_REQUESTS]
    finally:
        server.stop()


async def test_the_first_link_makes_one_host(asking: ServerProcess, dana: httpx.AsyncClient) -> None:
    assert (await dana.get("/api/host")).json()["name"] == "Dana Kessler"
    assert await started(dana) == httpx.codes.CREATED
    async with browser(asking) as other:
        key = first_key(asking)
        again = await other.post("/api/host/sign-up", json={"key": key, **DANA, "login": "other"})
        assert again.status_code == httpx.codes.FORBIDDEN
        assert (await other.get("/api/host")).json() == {
            "asked": True,
            "name": None,
            "login": None,
            "elsewhere": None,
            "first": False,
        }


async def test_a_host_invites_one_more_who_signs_in_and_out(
    asking: ServerProcess, dana: httpx.AsyncClient
) -> None:
    async with browser(asking) as mara, browser(asking) as other:
        key = await invited_by(dana)
        assert (await mara.post("/api/host/key", json={"key": key})).json() == {"opens": True}
        named = {"key": key, "login": "mara", "name": "Mara Voss", "password": PASSWORD}
        made = await mara.post("/api/host/sign-up", json=named)
        assert made.status_code == httpx.codes.CREATED
        cookie = made.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=lax" in cookie
        assert await started(mara) == httpx.codes.CREATED
        assert (await other.post("/api/host/key", json={"key": key})).json() == {"opens": False}

        assert (await mara.post("/api/host/sign-out")).status_code == httpx.codes.NO_CONTENT
        assert await started(mara) == httpx.codes.FORBIDDEN
        wrong = {"login": "mara", "password": "three gulls on a boat"}
        assert (await mara.post("/api/host/sign-in", json=wrong)).status_code == httpx.codes.FORBIDDEN
        right = {"login": " MARA ", "password": PASSWORD}
        assert (await mara.post("/api/host/sign-in", json=right)).status_code == httpx.codes.OK
        assert await started(mara) == httpx.codes.CREATED
        assert (await other.get("/api/host/trail")).status_code == httpx.codes.FORBIDDEN
    trail = (await dana.get("/api/host/trail")).json()["deeds"]
    assert {"host.joined", "host.invited", "rehearsal.started"} <= {deed["act"] for deed in trail}
    assert PASSWORD not in str(trail)
    assert key not in str(trail)


async def test_participants_join_without_an_account(asking: ServerProcess, dana: httpx.AsyncClient) -> None:
    links = (await dana.post("/api/rehearsals", json={"scenario": SCENARIO})).json()["links"]
    async with Person(asking.base) as teo:
        await teo.join(links["code"], "Teo", "critic-1")
        await teo.come()
        assert teo.http.cookies.get("squall_host") is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"password": "short"},
        {"password": "aaaaaaaaaaaaaaaa"},
        {"password": "NEW@meridian.example"},
        {"login": "d"},
        {"login": "two words"},
        {"name": "\u200b"},
    ],
)
async def test_what_makes_no_account_is_told_and_spends_no_invitation(
    asking: ServerProcess, dana: httpx.AsyncClient, wrong: dict[str, str]
) -> None:
    async with browser(asking) as new:
        key = await invited_by(dana)
        asked = {"key": key, **DANA, "login": "new@meridian.example", **wrong}
        answer = await new.post("/api/host/sign-up", json=asked)
        assert answer.status_code == httpx.codes.UNPROCESSABLE_ENTITY, answer.text
        assert (await new.post("/api/host/key", json={"key": key})).json() == {"opens": True}


async def test_a_forged_or_late_key_opens_nothing(asking: ServerProcess) -> None:
    async with browser(asking) as new:
        for key in ("first.AAAAAAAAAAAAAAAAAAAAAAAA", "1.abc.def", "99999999999999.x.y", "..", "ünï"):
            assert (await new.post("/api/host/key", json={"key": key})).json() == {"opens": False}


async def test_on_ones_own_machine_nobody_is_asked(base: str) -> None:
    async with httpx.AsyncClient(base_url=base, timeout=PATIENCE) as http:
        assert (await http.get("/api/host")).json()["asked"] is False
        assert await started(http) == httpx.codes.CREATED


async def test_who_led_a_drill_erases_it_only_while_signed_in(
    asking: ServerProcess, dana: httpx.AsyncClient
) -> None:
    begun = (await dana.post("/api/rehearsals", json={"scenario": SCENARIO})).json()
    here = f"/api/rehearsals/{begun['id']}"
    title = (await dana.get(f"{here}/erasing")).json()["title"]
    async with browser(asking) as out:
        out.cookies.update({name: value for name, value in dana.cookies.items() if name != "squall_host"})
        refused = await out.request("DELETE", here, json={"title": title})
        assert refused.json() == {"code": "forbidden", "detail": "sign in as a host of this server first"}
    gone = await dana.request("DELETE", here, json={"title": title})
    assert gone.json()["rows"]["rehearsals"] == 1, gone.text
    deed = (await dana.get("/api/host/trail")).json()["deeds"][0]
    assert (deed["who"], deed["act"], deed["about"]) == (DANA["login"], "rehearsal.erased", begun["id"])
