"""Why a post spread or calmed: for facilitators and observers while it runs, for everybody at EndEx."""

from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Depends, Query

from app.feed.reasons import Explanation
from app.ids import PostId, RehearsalId
from app.rehearsal.refusals import Refused
from app.web.services import Services, services_of
from app.web.standing import standing_of
from app.web.visitor import KnownVisitor

router = APIRouter(prefix="/api/rehearsals", tags=["explaining"])

MOST_WAITING = 16
"""Questions that wait for the one that is worked on; a replay of a long drill takes seconds."""


@router.get("/{rehearsal}/explain/{post}")
async def explain(
    rehearsal: RehearsalId,
    post: PostId,
    cookie: KnownVisitor,
    services: Annotated[Services, Depends(services_of)],
    t: Annotated[float | None, Query(ge=0, allow_inf_nan=False)] = None,
) -> Explanation:
    """Figures and reasons as of exercise second `t`, by default as of now."""
    standing = await standing_of(services, rehearsal, cookie)
    if not standing.truth:
        raise Refused("forbidden", "why a post spread is told at EndEx; until then facilitators know")
    moment = standing.t if t is None else min(t, standing.t)
    replaying = services.replaying
    if replaying.statistics().tasks_waiting >= MOST_WAITING:
        raise Refused("busy", "others are asking too; try again in a moment", retry="after", after_ms=2_000)
    async with replaying:
        found = await to_thread.run_sync(services.explain, standing.past, post, moment)
    if found is None:
        raise Refused("not_found", f"there is no post {post}")
    return found
