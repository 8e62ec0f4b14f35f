import json
import re

import httpx
import pytest

from app.web.described import WRITTEN
from app.web.pages import HEADERS
from tests.people import PATIENCE, Person
from tests.serving import ServerProcess


async def test_the_interfaces_describe_themselves(base: str) -> None:
    async with httpx.AsyncClient(base_url=base, timeout=PATIENCE) as http:
        openapi = (await http.get("/openapi.json")).json()
        for path, kind in WRITTEN.items():
            answer = openapi["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
            assert answer["schema"] == {"$ref": f"#/components/schemas/{kind.__name__}"}
            assert openapi["components"]["schemas"][kind.__name__]["type"] == "object"
        named = set(re.findall(r"#/components/schemas/([^\"]+)", json.dumps(openapi)))
        assert named <= set(openapi["components"]["schemas"])
        asyncapi = (await http.get("/asyncapi.json")).json()
        assert asyncapi["asyncapi"] == "3.0.0"
        assert "PublishPost" in asyncapi["components"]["schemas"]


async def test_every_answer_carries_the_guarding_headers(base: str) -> None:
    async with httpx.AsyncClient(base_url=base, timeout=PATIENCE) as http:
        for path in ("/health", "/", "/join", "/api/scenarios", "/nothing/here"):
            headers = (await http.get(path)).headers
            assert {name: headers[name] for name in HEADERS} == HEADERS


def test_the_policy_runs_no_script_of_others_and_none_within_a_page() -> None:
    policy = dict(one.strip().split(" ", 1) for one in HEADERS["content-security-policy"].split(";"))
    assert not [where for where in policy.values() if "unsafe" in where or "*" in where or "http" in where]
    for what in ("default-src", "script-src", "style-src", "connect-src"):
        assert policy[what] == "'self'", what
    for what in ("object-src", "base-uri", "frame-ancestors"):
        assert policy[what] == "'none'", what
    assert policy["require-trusted-types-for"] == "'script'"
    assert policy["trusted-types"] == "svelte-trusted-html"
    assert HEADERS["x-content-type-options"] == "nosniff"
    assert HEADERS["referrer-policy"] == "no-referrer"


async def test_who_only_claims_to_come_by_tls_through_a_proxy_is_not_believed(base: str) -> None:
    claim = {"x-forwarded-proto": "https"}
    async with httpx.AsyncClient(base_url=base, headers=claim, timeout=PATIENCE) as http:
        answer = await http.post("/api/rehearsals", json={"scenario": "too-wide-for-the-seat"})
    assert "set-cookie" in answer.headers
    assert "secure" not in answer.headers["set-cookie"].lower()


async def test_the_cookie_is_out_of_reach_of_scripts(base: str) -> None:
    async with Person(base) as dana:
        answer = await dana.http.post("/api/rehearsals", json={"scenario": "too-wide-for-the-seat"})
        cookie = answer.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=lax" in cookie


@pytest.mark.trust(20)
async def test_no_secret_reaches_the_servers_output(server: ServerProcess, base: str) -> None:
    async with Person(base) as dana:
        links = (await dana.start(mode="room"))["links"]
        ticket = await dana.ticket()
        await dana.come()
        written = server.written()
        secrets = [ticket, links["observer"].rpartition(".")[2], *dana.http.cookies.values()]
        assert not [secret for secret in secrets if secret in written]
