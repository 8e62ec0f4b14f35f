"""Every error of the HTTP API in one shape: {code, detail}."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from app.rehearsal.refusals import Code, Refused
from app.store.log import LogLost, StoreError

STATUS: dict[Code, int] = {
    "invalid": 422,
    "forbidden": 403,
    "not_found": 404,
    "conflict": 409,
    "paused": 409,
    "ended": 409,
    "too_long": 422,
    "not_your_account": 403,
    "needs_approval": 403,
    "rate_limited": 429,
    "too_large": 507,
    "busy": 503,
    "unavailable": 503,
}
_CODES = {
    400: "invalid",
    404: "not_found",
    405: "invalid",
    413: "too_long",
    422: "invalid",
    429: "rate_limited",
}


def install(app: FastAPI) -> None:
    """Answer every failure in the one shape."""

    async def refused(_: Request, fault: Exception) -> JSONResponse:
        if not isinstance(fault, Refused):
            raise fault
        headers = {"Retry-After": str(-(-fault.after_ms // 1000))} if fault.after_ms else None
        return JSONResponse({"code": fault.code, "detail": fault.detail}, STATUS[fault.code], headers=headers)

    async def away(_: Request, fault: Exception) -> JSONResponse:
        if isinstance(fault, LogLost):
            return JSONResponse({"code": "not_found", "detail": "there is no such rehearsal"}, 404)
        detail = "the store does not answer; try again in a moment"
        return JSONResponse({"code": "unavailable", "detail": detail}, 503)

    async def misread(_: Request, fault: Exception) -> JSONResponse:
        if not isinstance(fault, RequestValidationError):
            raise fault
        first = fault.errors()[0]
        place = ".".join(str(part) for part in first["loc"][1:])
        return JSONResponse({"code": "invalid", "detail": f"{place or 'body'}: {first['msg']}"}, 422)

    async def plain(_: Request, fault: Exception) -> JSONResponse:
        if not isinstance(fault, HTTPException):
            raise fault
        code = _CODES.get(fault.status_code, "invalid")
        return JSONResponse({"code": code, "detail": str(fault.detail)}, fault.status_code)

    app.add_exception_handler(Refused, refused)
    app.add_exception_handler(StoreError, away)
    app.add_exception_handler(RequestValidationError, misread)
    app.add_exception_handler(HTTPException, plain)
