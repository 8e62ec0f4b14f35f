"""Is it up, can it work, and what does it speak."""

import json
from collections.abc import Callable
from functools import cache
from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response

from app.live.vitals import Part
from app.web.services import Services, services_of

router = APIRouter(tags=["health"])
Wired = Annotated[Services, Depends(services_of)]


@router.get("/health")
async def health(services: Wired) -> dict[str, str]:
    """The process is alive."""
    return {"status": "ok", "version": services.version}


@router.get("/ready")
async def ready(services: Wired) -> JSONResponse:
    """Redis takes writes, the doorbell rings, SQL keeps what it is given; 503 and which part if not.

    Each part says since how many seconds it was last seen to work, and what is wrong with it. Of a cluster
    of Redis most servers must be there; `away` names the slots of those that are not.
    """
    leaving = "it is about to stop" if services.rooms.draining else ""
    parts = (*services.vitals.parts(), Part(name="serving", ok=not leaving, age=0.0, error=leaving))
    well = all(part.ok for part in parts)
    return JSONResponse({"ready": well, **{part.name: _told(part) for part in parts}}, 200 if well else 503)


@router.get("/openapi.json", response_class=Response, include_in_schema=False)
async def openapi_document(request: Request) -> Response:
    """What can be asked for by HTTP, as OpenAPI 3.1."""
    # It takes a second or two to find out, once, and drills go on meanwhile.
    described: Callable[[], bytes] = request.app.described
    return Response(await to_thread.run_sync(described), media_type="application/json")


@router.get("/asyncapi.json", response_class=Response)
async def asyncapi_document(services: Wired) -> Response:
    """What is said over the socket, as AsyncAPI 3.0."""
    # It takes half a second to find out, once, and drills go on meanwhile.
    return Response(await to_thread.run_sync(_written, services.version), media_type="application/json")


@cache
def _written(version: str) -> bytes:
    from app.wire.schema import asyncapi  # noqa: PLC0415 - on a thread, and few ask

    return json.dumps(asyncapi(version)).encode()


def _told(part: Part) -> dict[str, object]:
    age = None if part.age is None else round(part.age, 3)
    told: dict[str, object] = {"ok": part.ok, "age_s": age, "error": part.error}
    return told if part.away is None else {**told, "away": part.away}
