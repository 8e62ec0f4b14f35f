"""Answers of the workshop that say more than a code and a sentence."""

from collections.abc import Iterable

from fastapi.responses import JSONResponse
from pydantic import BaseModel

from app.scenario.faults import Fault
from app.workshop.paths import path_text, plain_path
from app.workshop.refusing import ClashError, UnfitError


class Finding(BaseModel):
    """A fault or a piece of advice, and where in the draft's file it is; see `Fault`."""

    path: str
    line: int
    reason: str
    remedy: str


def findings(faults: Iterable[Fault]) -> list[Finding]:
    """The faults as they go out."""
    return [Finding(path=one.path, line=one.line, reason=one.reason, remedy=one.remedy) for one in faults]


def faulty(detail: str, faults: Iterable[Fault]) -> JSONResponse:
    """422, with all faults."""
    told = [one.model_dump() for one in findings(faults)]
    first = f": {told[0]['reason']}" if told else ""
    return JSONResponse({"code": "invalid", "detail": f"{detail}{first}", "faults": told}, 422)


def clashing(clash: ClashError) -> JSONResponse:
    """409, with every place that is not as its author saw it, and who changed it."""
    first, *others = clash.conflicts
    more = f", and {len(others)} more" if others else ""
    told = [
        {"path": plain_path(one.path), "was": one.was, "is": one.now, "by": one.by} for one in clash.conflicts
    ]
    detail = f"{first.by} changed {path_text(first.path)}{more}"
    return JSONResponse({"code": "conflict", "detail": detail, "conflicts": told}, 409)


def unfit(reason: UnfitError) -> JSONResponse:
    """422: it fits no such draft."""
    return JSONResponse({"code": "invalid", "detail": str(reason)}, 422)


def no_such_edit() -> JSONResponse:
    """404."""
    return JSONResponse({"code": "not_found", "detail": "this draft has no edit of that number"}, 404)
