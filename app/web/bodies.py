"""The body of a request, read up to a size and no further."""

import json
from typing import TypeVar

from anyio import to_thread
from fastapi import HTTPException, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError

from app.rehearsal.refusals import Refused

Model = TypeVar("Model", bound=BaseModel)


async def body_of(request: Request, model: type[Model], most: int) -> Model:
    """The JSON body of at most `most` bytes.

    Raises:
        HTTPException: it is larger.
        RequestValidationError, Refused: it says something else.
    """
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise HTTPException(413, f"more than {most} bytes")
    return await to_thread.run_sync(_read, bytes(body), model)


def _read(body: bytes, model: type[Model]) -> Model:
    try:
        plain = json.loads(body)
    except (ValueError, RecursionError):
        raise Refused("invalid", "body: it is no JSON, or nested too deep") from None
    try:
        return model.model_validate(plain)
    except ValidationError as fault:
        errors = [{**one, "loc": ("body", *one["loc"])} for one in fault.errors()]
        raise RequestValidationError(errors) from None
