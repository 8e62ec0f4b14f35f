"""Opening logs that were exported: here, or on another machine."""

import time
from tempfile import TemporaryFile
from typing import IO, Annotated

import anyio
from anyio import to_thread
from fastapi import APIRouter, BackgroundTasks, Depends, HTTPException, Request
from pydantic import BaseModel

from app.ids import RehearsalId, Seq
from app.live.desk import browser_hash
from app.live.keys import as_signed
from app.rehearsal.refusals import Refused
from app.store.importing import OtherLog, Outcome, take_in
from app.store.log_file import LONGEST
from app.web.limits import count
from app.web.reviews import prepare
from app.web.services import Services, services_of
from app.web.signed_in import Hosting
from app.web.visitor import Visitor, address_of

router = APIRouter(prefix="/api/logs", tags=["reviews"])
Wired = Annotated[Services, Depends(services_of)]
SENT_WITHIN = 900.0
"""Wall seconds for a file to come in."""


class Opened(BaseModel):
    """A log that can be read here now, and the page of its review.

    `outcome` says whether it was `new`, `known` already, or `longer` than what was known of it.
    """

    id: RehearsalId
    title: str
    entries: int
    outcome: Outcome
    url: str


class ReaderKey(BaseModel):
    """What stands behind the # of a link that `squall import` printed."""

    key: str


class Readable(BaseModel):
    """The page of a review that this browser may read now."""

    id: RehearsalId
    url: str


@router.post("", status_code=201)
async def open_log(
    request: Request, cookie: Visitor, host: Hosting, services: Wired, after: BackgroundTasks
) -> Opened:
    """Import the log that is the whole body, as `log.json` of a review is; this browser may read it then.

    Nothing is kept unless all of it is sound. The same log again is the same rehearsal.
    """
    count(services.importing, address_of(request), "log", "logs")
    async with services.logs.door():
        with TemporaryFile() as file:
            await _received(request, file)
            found = await services.logs.read(file)
        try:
            outcome = await take_in(
                services.log,
                services.archive,
                found,
                browser=browser_hash(cookie),
                now=int(time.time() * 1000),
            )
        except OtherLog as fault:
            raise Refused("conflict", str(fault)) from None
    await services.hosts.note(host, "log.opened", found.rehearsal)
    if outcome == "known" or not found.review:  # what is known may bear other names
        after.add_task(prepare, services, found.rehearsal)
    else:
        version = (found.epoch, Seq(len(found.entries)))
        await services.reviews.bring(found.rehearsal, version, found.review, found.evaluators)
    return Opened(
        id=found.rehearsal,
        title=found.title,
        entries=len(found.entries),
        outcome=outcome,
        url=f"/review/{found.rehearsal}",
    )


@router.post("/reader")
async def become_reader(asked: ReaderKey, request: Request, cookie: Visitor, services: Wired) -> Readable:
    """Let this browser read what was imported at the command line, for the key that was printed there."""
    count(services.limits, address_of(request), "key", "keys")
    signed = as_signed(asked.key)
    if signed is None or not services.desk.keyring.reads(signed):
        raise Refused("forbidden", "this link opens nothing here; import the log again, and use the new one")
    if await services.archive.rehearsal(signed.rehearsal) is None:
        raise Refused("not_found", "there is no such rehearsal")
    await services.archive.add_reader(signed.rehearsal, browser_hash(cookie), int(time.time() * 1000))
    return Readable(id=signed.rehearsal, url=f"/review/{signed.rehearsal}")


async def _received(request: Request, file: IO[bytes]) -> None:
    """The body, in a file that stands at its beginning.

    Raises:
        HTTPException: it is larger than any log.
        Refused: it comes too slowly.
    """
    size = 0
    try:
        with anyio.fail_after(SENT_WITHIN):
            async for chunk in request.stream():
                size += len(chunk)
                if size > LONGEST:
                    raise HTTPException(413, f"a log has at most {LONGEST // 2**20} MiB; this file has more")
                await to_thread.run_sync(file.write, chunk)
    except TimeoutError:
        raise Refused("too_long", "the file came too slowly; nothing was kept") from None
    await to_thread.run_sync(file.seek, 0)
