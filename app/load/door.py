"""What the load asks of a server over HTTP, as browsers do: each person has a cookie of their own."""

import asyncio
import secrets
import ssl
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import httpx2

from app.load.asked import CannotLoad

ANSWER_WITHIN = 30.0
LONGEST_WAIT, TURNS = 60.0, 5
"""Seconds to wait where we come too fast, and how often in a row."""
AT_ONCE = 16
"""Requests under way at a time."""


@dataclass(frozen=True, slots=True)
class Browser:
    """One person's cookie, and a host's where they are signed in."""

    cookie: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    host: str = ""

    @property
    def header(self) -> str:
        signed_in = f"; squall_host={self.host}" if self.host else ""
        return f"squall={self.cookie}{signed_in}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A seat that a browser holds in a rehearsal."""

    browser: Browser
    rehearsal: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """What lets others in."""

    code: str
    observer: str


class Door:
    """One server's interface. Every method raises `CannotLoad` if it says no or nothing."""

    def __init__(self, home: str) -> None:
        self.home = home
        self._client = httpx2.AsyncClient(
            base_url=home,
            headers={"origin": home},
            timeout=ANSWER_WITHIN,
            limits=httpx2.Limits(max_connections=AT_ONCE, max_keepalive_connections=AT_ONCE),
            # Sockets go straight to the server too; what is trusted is what this machine trusts.
            trust_env=False,
            verify=ssl.create_default_context() if home.startswith("https") else False,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.aclose()

    async def hosts_sign_in(self) -> bool:
        """Whether only known hosts start rehearsals here; tells, too, that a Squall answers."""
        said = await self._ask("GET", "/api/host", Browser())
        if "asked" not in said:
            raise CannotLoad(f"{self.home} is no Squall server")
        return bool(said["asked"])

    async def sign_in(self, login: str, password: str) -> Browser:
        """A host's browser."""
        answer = await self._send(
            "POST", "/api/host/sign-in", Browser(), {"login": login, "password": password}
        )
        return Browser(host=answer.cookies["squall_host"])

    async def first_scenario(self) -> str:
        """The one that the server shows first."""
        shown = (await self._ask("GET", "/api/scenarios", Browser()))["scenarios"]
        if not shown:
            raise CannotLoad(f"{self.home} has no scenario")
        return str(shown[0]["slug"])

    async def start(self, host: Browser, scenario: str, players: int) -> Seat:
        """A drill with so many seats, and its facilitator's."""
        asked = {"scenario": scenario, "players": players, "name": "Load proof"}
        return _seat(host, await self._ask("POST", "/api/rehearsals", host, asked))

    async def join(self, key: str, name: str, seat: str | None = None) -> Seat:
        """A seat for somebody new."""
        browser = Browser()
        said = await self._ask("POST", "/api/join", browser, {"key": key, "name": name, "seat": seat})
        return _seat(browser, said)

    async def look(self, key: str) -> dict[str, Any]:
        """What a key opens."""
        return await self._ask("POST", "/api/join/look", Browser(), {"key": key})

    async def keys(self, facilitator: Seat) -> Keys:
        """What lets players and observers in."""
        links = await self._ask("GET", f"/api/rehearsals/{facilitator.rehearsal}/links", facilitator.browser)
        return Keys(code=links["code"], observer=links["observer"].partition("#")[2])

    async def ticket(self, seat: Seat) -> str:
        """For one socket, within thirty seconds."""
        path = f"/api/rehearsals/{seat.rehearsal}/ticket"
        return str((await self._ask("POST", path, seat.browser, {"seat": seat.id}))["ticket"])

    async def erase(self, facilitator: Seat) -> None:
        """Leave nothing of the drill there."""
        path = f"/api/rehearsals/{facilitator.rehearsal}"
        title = (await self._ask("GET", f"{path}/erasing", facilitator.browser))["title"]
        await self._ask("DELETE", path, facilitator.browser, {"title": title})

    async def ready(self) -> bool:
        """Whether the server is up, and its stores are."""
        try:
            return (await self._client.get("/ready", timeout=1.0)).is_success
        except httpx2.TransportError:
            return False

    async def _ask(
        self, method: str, path: str, browser: Browser, body: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        answer = await self._send(method, path, browser, body)
        try:
            said: dict[str, Any] = answer.json()
        except ValueError:
            raise CannotLoad(f"{self.home} is no Squall server: {path} gives {answer.text[:80]!r}") from None
        return said

    async def _send(
        self, method: str, path: str, browser: Browser, body: dict[str, Any] | None
    ) -> httpx2.Response:
        answer = await self._request(method, path, browser, body)
        for _ in range(TURNS):
            if (wait := _wait(answer)) is None:
                break
            # So many may come in from one address in a minute: we wait for our turn, as people would.
            await asyncio.sleep(wait)
            answer = await self._request(method, path, browser, body)
        if not answer.is_success:
            raise CannotLoad(f"{method} {path}: {_detail(answer)}")
        return answer

    async def _request(
        self, method: str, path: str, browser: Browser, body: dict[str, Any] | None
    ) -> httpx2.Response:
        try:
            return await self._client.request(method, path, headers={"cookie": browser.header}, json=body)
        except httpx2.TransportError as fault:
            why = str(fault) or type(fault).__name__
            raise CannotLoad(f"{self.home} does not answer: {why}") from fault


def _seat(browser: Browser, said: dict[str, Any]) -> Seat:
    return Seat(browser=browser, rehearsal=said["id"], id=said["seat"])


def _wait(answer: httpx2.Response) -> float | None:
    """Seconds until we may ask again, where a server has had enough of our address for now."""
    told = answer.headers.get("retry-after", "")
    if answer.status_code != httpx2.codes.TOO_MANY_REQUESTS or not told.isdecimal():
        return None
    return min(float(told), LONGEST_WAIT)


def _detail(answer: httpx2.Response) -> str:
    try:
        return str(answer.json()["detail"])
    except (ValueError, KeyError, TypeError):
        return f"status {answer.status_code}"
