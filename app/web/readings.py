"""What a draft reads as, while it is typed: chips proposed, and the words they rest on. Nothing is kept."""

import logging
from typing import Annotated

import anyio
from anyio import to_thread
from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field, ValidationError

from app.feed.gist import Suggestion, Written
from app.feed.intent import Intent, Strategy, Target, Tone
from app.live.desk import browser_hash
from app.rehearsal.refusals import Refused
from app.web.services import Services, services_of
from app.web.visitor import KnownVisitor, address_of

router = APIRouter(prefix="/api", tags=["readings"])
Wired = Annotated[Services, Depends(services_of)]

MOST_CHARS = 10_000
MOST_BYTES = 128 * 1024
"""So many fit ten thousand characters, however they are escaped."""
READ_WITHIN = 5.0
"""Seconds a reader of others has; the built-in one needs milliseconds."""
_logger = logging.getLogger(__name__)


class Draft(BaseModel):
    """What has been typed so far, whether it answers a post, and the chips chosen, if any."""

    text: str
    language: Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$")] = "en"
    answers: bool = False
    strategies: Annotated[tuple[Strategy, ...], Field(max_length=2)] = ()
    tone: Tone = "plain"


class SeenCue(BaseModel):
    """Words of the text, and what they are a cue of."""

    family: str
    words: str
    start: int


class Read(BaseModel):
    """See `Suggestion`."""

    strategies: tuple[Strategy, ...]
    tone: Tone
    target: Target
    cues: list[SeenCue]
    specificity: float
    conditional: bool
    disagreement: str | None


@router.post("/read")
async def read(request: Request, cookie: KnownVisitor, services: Wired) -> Read:
    """The chips a draft's words suggest, for people who hold or held a seat."""
    address = address_of(request)
    if wait := services.readings.blocked(address, "read"):
        detail = "too many readings from this address; wait a minute"
        raise Refused("rate_limited", detail, retry="after", after_ms=int(wait * 1000))
    services.readings.tried(address, "read")
    if not cookie or not await services.archive.rehearsals_of(browser_hash(cookie), limit=1):
        raise Refused("forbidden", "readings are for those who take part; join a rehearsal first")
    draft = _draft(await _body(request))
    if len(draft.text) > MOST_CHARS:
        raise Refused("too_long", f"{len(draft.text)} of {MOST_CHARS} characters")
    found = await _suggestion(services, draft)
    return Read(
        strategies=found.strategies,
        tone=found.tone,
        target=found.target,
        cues=[SeenCue(family=one.family, words=one.words, start=one.start) for one in found.cues],
        specificity=found.specificity,
        conditional=found.conditional,
        disagreement=found.disagreement,
    )


async def _body(request: Request) -> bytes:
    """The body, if it is no larger than it can need to be."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise HTTPException(
                413, f"more than {MOST_BYTES} bytes; a text has {MOST_CHARS} characters at most"
            )
    return bytes(body)


def _draft(body: bytes) -> Draft:
    try:
        return Draft.model_validate_json(body)
    except ValidationError as fault:
        errors = [{**one, "loc": ("body", *one["loc"])} for one in fault.errors()]
        raise RequestValidationError(errors) from None


async def _suggestion(services: Services, draft: Draft) -> Suggestion:
    """Off the loop and with a deadline: a reader of others may be slow, and may fail."""
    chosen = Intent(strategies=draft.strategies, tone=draft.tone) if draft.strategies else None
    written = Written(text=draft.text, language=draft.language, answers=draft.answers, chosen=chosen)
    try:
        with anyio.fail_after(READ_WITHIN):
            return await to_thread.run_sync(services.suggest, written, abandon_on_cancel=True)
    except Exception:
        _logger.exception("a reader failed")
        raise Refused("unavailable", "the reader does not answer; choose the chips yourself") from None
