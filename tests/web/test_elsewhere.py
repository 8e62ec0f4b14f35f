"""Hosts sign in by another server's word, and by nobody else's."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from joserfc.jwk import RSAKey

from tests.people import SCENARIO
from tests.serving import ServerProcess
from tests.web.provider import CLIENT, SECRET, Provider


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    made = Provider()
    yield made
    made.close()


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory, provider: Provider) -> Iterator[ServerProcess]:
    data: Path = tmp_path_factory.mktemp("elsewhere")
    environment = {
        "SQUALL_HOSTS": "known",
        "SQUALL_OIDC_ISSUER": provider.issuer,
        "SQUALL_OIDC_CLIENT": CLIENT,
        "SQUALL_OIDC_SECRET": SECRET,
        "SQUALL_OIDC_HOSTS": "@meridian.example, teo@other.example",
        "SQUALL_TRUSTED_PROXIES": "127.0.0.1",
    }
    server = ServerProcess(data, environment=environment).start()
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture
def browser(
    asking: ServerProcess, provider: Provider, request: pytest.FixtureRequest
) -> Iterator[httpx.Client]:
    """A new browser from an address of its own, and a provider that tells the truth."""
    key, provider.claims = provider.key, {}
    place = f"10.0.{len(request.node.name)}.{hash(request.node.name) % 250}"
    with httpx.Client(
        base_url=asking.base, timeout=20, follow_redirects=True, headers={"x-forwarded-for": place}
    ) as http:
        yield http
    provider.key = key


def comes_back(browser: httpx.Client) -> str:
    """Go through it all; where one ends up."""
    return str(browser.get("/api/host/elsewhere").url.raw_path.decode())


def name(browser: httpx.Client) -> str | None:
    given: str | None = browser.get("/api/host").json()["name"]
    return given


def test_every_cookie_of_who_came_by_tls_to_a_proxy_we_trust_travels_by_tls_alone(
    browser: httpx.Client,
) -> None:
    by_tls = {"x-forwarded-proto": "https"}
    for headers, secure in (({}, False), (by_tls, True)):
        left = browser.get("/api/host/elsewhere", headers=headers, follow_redirects=False)
        assert ("secure" in left.headers["set-cookie"].lower()) is secure
    assert comes_back(browser) == "/"
    started = browser.post("/api/rehearsals", json={"scenario": SCENARIO}, headers=by_tls)
    assert started.status_code == httpx.codes.CREATED
    assert "; secure" in started.headers["set-cookie"].lower()


def test_whom_the_provider_vouches_for_is_signed_in_and_is_the_same_host_again(
    browser: httpx.Client, asking: ServerProcess
) -> None:
    assert browser.get("/api/host").json()["elsewhere"] == "127.0.0.1"
    assert comes_back(browser) == "/"
    assert name(browser) == "Dana Kessler"
    started = browser.post("/api/rehearsals", json={"scenario": SCENARIO})
    assert started.status_code == httpx.codes.CREATED
    browser.post("/api/host/sign-out")
    assert name(browser) is None
    assert comes_back(browser) == "/"
    trail = browser.get("/api/host/trail").json()["deeds"]
    assert sum(deed["act"] == "host.joined" for deed in trail) == 1
    assert SECRET not in asking.written()


@pytest.mark.parametrize(
    "lie",
    [
        {"aud": "another"},
        {"iss": "http://127.0.0.1:1"},
        {"nonce": "another"},
        {"exp": int(time.time()) - 600},
        {"email_verified": False},
        {"email_verified": "true"},
        {"sub": "8", "email": "eve@evil.example"},
        {"sub": "9", "email": "dana@meridian.example.evil.example"},
        {"sub": "10", "email": "@meridian.example"},
        {"sub": "11", "email": ""},
    ],
)
def test_a_token_that_is_not_as_it_must_be_signs_nobody_in(
    browser: httpx.Client, provider: Provider, lie: dict[str, Any]
) -> None:
    provider.claims = lie
    assert comes_back(browser) == "/sign-in?why=elsewhere"
    assert name(browser) is None


def test_a_token_of_another_key_signs_nobody_in(browser: httpx.Client, provider: Provider) -> None:
    provider.key = RSAKey.generate_key(2048, {"kid": "k1"})
    assert comes_back(browser) == "/sign-in?why=elsewhere"
    assert name(browser) is None


def test_who_comes_back_in_another_browser_or_with_a_made_up_state_is_not_signed_in(
    browser: httpx.Client, asking: ServerProcess
) -> None:
    away = browser.get("/api/host/elsewhere", follow_redirects=False)
    there = browser.get(away.headers["location"], follow_redirects=False)
    back = there.headers["location"]
    with httpx.Client(base_url=asking.base, timeout=20, follow_redirects=True) as other:
        assert other.get(back).url.path == "/sign-in"
        assert name(other) is None
    turned = back.partition("state=")[0] + "state=another"
    assert browser.get(turned).url.path == "/sign-in"
    assert name(browser) is None


def test_one_address_of_another_domain_may_be_admitted(browser: httpx.Client, provider: Provider) -> None:
    provider.claims = {"sub": "12", "email": "Teo@Other.example", "name": "Teo Marchetti"}
    assert comes_back(browser) == "/"
    assert name(browser) == "Teo Marchetti"
