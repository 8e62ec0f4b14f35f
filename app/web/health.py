"""Is it up, can it work, and what does it speak."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse

from app.store.log import StoreError
from app.web.services import Services, services_of
from app.wire.schema import asyncapi

router = APIRouter(tags=["health"])
Wired = Annotated[Services, Depends(services_of)]


@router.get("/health")
async def health(services: Wired) -> dict[str, str]:
    """The process is alive."""
    return {"status": "ok", "version": services.version}


@router.get("/ready")
async def ready(services: Wired) -> JSONResponse:
    """Redis takes writes, the doorbell rings, SQL answers; 503 and which part if not."""
    parts = {
        "redis": await _works(services.log.ping()),
        "doorbell": services.log.healthy,
        "sql": await _works(services.archive.ping()),
        "serving": not services.rooms.draining,
    }
    return JSONResponse({"ready": all(parts.values()), **parts}, 200 if all(parts.values()) else 503)


@router.get("/asyncapi.json")
async def asyncapi_document(services: Wired) -> dict[str, Any]:
    """What is said over the socket, as AsyncAPI 3.0."""
    return asyncapi(services.version)


async def _works(trial: Any) -> bool:
    try:
        await trial
    except StoreError:
        return False
    return True
