"""Writing a scenario together: drafts, their edits, and who is there."""

import time
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse
from pydantic import AfterValidator, BaseModel, Field

from app.ids import ScenarioDraftId
from app.scenario.faults import ScenarioFaults
from app.store.draft_tables import EditRow
from app.store.drafts import Asked, NoSuchEdit
from app.store.packing import unpack
from app.web.authoring import AuthorHere, Keyed, Named, Wired, author_id, here, opened, shown
from app.web.beginning import NewDraft, beginning
from app.web.bodies import body_of
from app.web.limits import count
from app.web.services import Services
from app.web.signed_in import Hosting
from app.web.turned_down import clashing, faulty, no_such_edit, unfit
from app.web.visitor import KnownVisitor, Visitor, address_of
from app.workshop.ops import Op, plain_ops, read_ops, stored_ops
from app.workshop.refusing import ClashError, UnfitError

router = APIRouter(prefix="/api/workshop", tags=["workshop"])

MOST_BYTES = 1 << 20
"""Of a request: a whole scenario fits."""
MOST_EDITS_AT_ONCE = 200
LONGEST_PLACE = 200
HIGHEST = 2**31 - 1
"""Number of an edit that SQL can compare."""
Ask = Annotated[str, Field(min_length=1, max_length=40), AfterValidator(shown)]


class Begun(BaseModel):
    """A draft that was begun, and the key that opens it."""

    draft: ScenarioDraftId
    key: str


class DraftPage(BaseModel):
    """A draft as it is after `edit` edits; `source` is the library's scenario whose pictures it shows."""

    draft: ScenarioDraftId
    title: str
    slug: str
    source: str | None
    tree: dict[str, Any]
    edit: int
    published: int | None
    authors: list[AuthorHere]


class EditMade(BaseModel):
    """An edit: what was done, as of the moment before it; the edit it takes back."""

    n: int
    by: str
    at: int
    ops: list[dict[str, Any]]
    undoes: int | None


class News(BaseModel):
    """The edits since, and who is there."""

    edits: list[EditMade]
    authors: list[AuthorHere]


class Looking(BaseModel):
    """The last edit an author knows, and who and where they are; without a name nobody is there."""

    after: Annotated[int, Field(ge=0, le=HIGHEST)] = 0
    name: Annotated[str, Field(max_length=60), AfterValidator(shown)] = ""
    where: Annotated[str, Field(max_length=LONGEST_PLACE), AfterValidator(shown)] = ""


class NewEdit(BaseModel):
    """What to do; `seen` is the edit up to which the author had seen others'. See `Asked`."""

    name: Named
    ops: list[Any]
    seen: Annotated[int, Field(ge=0, le=HIGHEST)] | None = None
    ask: Ask | None = None


class Undo(BaseModel):
    """Which edit to take back."""

    name: Named
    n: Annotated[int, Field(ge=1, le=HIGHEST)]
    ask: Ask | None = None


class Made(BaseModel):
    """The number of an edit."""

    n: int


@router.post("", status_code=201, response_model=Begun)
async def begin(request: Request, _: Visitor, host: Hosting, services: Wired) -> Begun | JSONResponse:
    """Begin a draft; whoever holds its key writes it."""
    count(services.limits, address_of(request), "draft", "new drafts")
    asked = await body_of(request, NewDraft, MOST_BYTES)
    try:
        start = await beginning(services, asked.origin)
    except ScenarioFaults as found:
        return faulty("this file cannot become a draft", found.faults)
    except UnfitError as reason:
        return unfit(reason)
    draft = await services.drafts.begin(start.tree, by=asked.name, at=_now(), source=start.source)
    await services.hosts.note(host, "draft.begun", draft)
    return Begun(draft=draft, key=services.desk.keyring.author_key(draft))


@router.get("/{draft}")
async def look(draft: Keyed, cookie: Visitor, services: Wired) -> DraftPage:
    """The draft as it is now."""
    row = await opened(services, draft)
    tree = unpack(row.tree)
    return DraftPage(
        draft=draft,
        title=str(tree.get("title", "")),
        slug=row.slug,
        source=row.source,
        tree=tree,
        edit=row.edit,
        published=row.published or None,
        authors=await here(services, draft, author_id(cookie, ""), _now()),
    )


@router.get("/{draft}/edits")
async def news(
    draft: Keyed, cookie: KnownVisitor, services: Wired, looking: Annotated[Looking, Query()]
) -> News:
    """What others did since, and who is there; whoever gives a name is there too, for a while."""
    me, at = author_id(cookie, looking.name), _now()
    if looking.name:
        await opened(services, draft)
        await services.authors.note(draft, me, name=looking.name, place=looking.where, at=at)
    rows = await services.archive.edits_after(draft, looking.after, limit=MOST_EDITS_AT_ONCE)
    return News(edits=[_told(row) for row in rows], authors=await here(services, draft, me, at))


@router.post("/{draft}/edits", response_model=Made)
async def edit(draft: Keyed, request: Request, services: Wired) -> Made | JSONResponse:
    """Make an edit, all of it or nothing."""
    count(services.edits, address_of(request), "edit", "edits")
    asked = await body_of(request, NewEdit, MOST_BYTES)
    try:
        ops = read_ops(asked.ops)
    except UnfitError as reason:
        return unfit(reason)
    who = Asked(by=asked.name, at=_now(), seen=asked.seen, ask=asked.ask)
    return await _answer(services, draft, who, ops)


@router.post("/{draft}/undo", response_model=Made)
async def undo(draft: Keyed, request: Request, services: Wired) -> Made | JSONResponse:
    """Take back an edit; taking that back does it again."""
    count(services.edits, address_of(request), "edit", "edits")
    asked = await body_of(request, Undo, MOST_BYTES)
    return await _answer(services, draft, Asked(by=asked.name, at=_now(), ask=asked.ask), asked.n)


async def _answer(
    services: Services, draft: ScenarioDraftId, who: Asked, what: tuple[Op, ...] | int
) -> Made | JSONResponse:
    """Make an edit, or take back the one of that number."""
    await opened(services, draft)
    try:
        if isinstance(what, int):
            return Made(n=await services.drafts.undo(draft, what, who))
        return Made(n=await services.drafts.edit(draft, what, who))
    except ClashError as clash:
        return clashing(clash)
    except UnfitError as reason:
        return unfit(reason)
    except NoSuchEdit:
        return no_such_edit()


def _told(row: EditRow) -> EditMade:
    ops = plain_ops(stored_ops(unpack(row.ops)))
    return EditMade(n=row.n, by=row.by, at=row.at, ops=ops, undoes=row.undoes)


def _now() -> int:
    return int(time.time() * 1000)
