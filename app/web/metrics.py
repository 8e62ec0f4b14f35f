"""The node's numbers for Prometheus: for whoever has the token, or asks from this very machine."""

from ipaddress import ip_address
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response

from app.live.keys import same
from app.live.meter import CONTENT_TYPE
from app.web.services import Services, services_of

FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
"""Headers that say that a proxy stands between: what comes from there is not of this machine."""

router = APIRouter()
Wired = Annotated[Services, Depends(services_of)]


@router.get("/metrics", include_in_schema=False)
async def metrics(request: Request, services: Wired) -> Response:
    """Everything that is counted and timed, in Prometheus' text format; for others there is no such page."""
    if not _may_read(request, services.metrics_token):
        raise HTTPException(404, "Not Found")
    return Response(
        services.meters.register.text(), headers={"content-type": CONTENT_TYPE, "cache-control": "no-store"}
    )


def _may_read(request: Request, token: str) -> bool:
    if token:
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        return scheme.lower() == "bearer" and same(given.strip(), token)
    if request.client is None or any(name in request.headers for name in FORWARDED):
        return False
    try:
        return ip_address(request.client.host).is_loopback
    except ValueError:
        return False
