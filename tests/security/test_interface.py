"""Whatever the description of the interface lets one ask, and what it does not, is answered as it says.

Schemathesis makes the requests from the OpenAPI document: what it allows, and what misses it by a little.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from requests import Session
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

from app.main import create_app
from app.settings import Settings
from tests.serving import ServerProcess

INTERFACE = schemathesis.openapi.from_dict(create_app(Settings()).openapi())
FEW = settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
HELD = [not_a_server_error, content_type_conformance, response_schema_conformance]
SCENARIO = "too-wide-for-the-seat"
BAD_REQUEST, UNAVAILABLE = HTTPStatus.BAD_REQUEST, HTTPStatus.SERVICE_UNAVAILABLE
MANY = {"SQUALL_JOINS_A_MINUTE": "100000"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    running = ServerProcess(tmp_path_factory.mktemp("interface"), environment=MANY).start()
    try:
        yield running
    finally:
        running.stop()


@dataclass(frozen=True, slots=True)
class Leader:
    """Somebody who leads a drill, in a browser that keeps its connection."""

    base: str
    rehearsal: str
    session: Session


@pytest.fixture(scope="module")
def leader(server: ServerProcess) -> Iterator[Leader]:
    with Session() as session:
        answer = session.post(f"{server.base}/api/rehearsals", json={"scenario": SCENARIO}, timeout=30)
        yield Leader(server.base, answer.json()["id"], session)


@pytest.mark.trust(17)
@INTERFACE.parametrize()
@FEW
def test_every_request_is_answered_as_it_is_described(case: "Case[Any]", leader: Leader) -> None:
    known = {"rehearsal": leader.rehearsal, "slug": SCENARIO} if case.method != "DELETE" else {}
    for name in known.keys() & case.path_parameters.keys():
        case.path_parameters[name] = known[name]
    answer = case.call(base_url=leader.base, session=leader.session)
    no_http = answer.status_code == BAD_REQUEST  # turned away before it was read
    full = answer.status_code == UNAVAILABLE and answer.json()["code"] == "busy"
    if not (no_http or full):
        case.validate_response(answer, checks=HELD)
