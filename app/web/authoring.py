"""Who may write a draft: whoever holds its key.

A wrong key gets the same answer whether there is such a draft or not.
"""

from hashlib import sha256
from typing import Annotated

from fastapi import Depends, Header, Request
from pydantic import AfterValidator, BaseModel, StringConstraints

from app.ids import ScenarioDraftId
from app.live.desk import browser_hash
from app.rehearsal.refusals import Refused
from app.store.draft_tables import ScenarioDraftRow
from app.store.drafts import NoSuchDraft
from app.web.limits import refuse_blocked
from app.web.services import Services, services_of
from app.web.visitor import address_of

Wired = Annotated[Services, Depends(services_of)]
_KIND = "author's key"


def shown(text: str) -> str:
    """The text, if it is one line that can be shown."""
    if not text.isprintable():
        raise ValueError("it holds signs that cannot be shown")
    return text


Named = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60), AfterValidator(shown)
]
"""An author's name."""


class AuthorHere(BaseModel):
    """Somebody who has the draft open, and where in it they are."""

    name: str
    where: str
    you: bool


def keyed(
    draft: ScenarioDraftId,
    request: Request,
    services: Wired,
    authorization: Annotated[str, Header(max_length=200)] = "",
) -> ScenarioDraftId:
    """The draft that the key in the header opens.

    Raises:
        Refused: it is not this draft's, or this address tried too many.
    """
    address = address_of(request)
    refuse_blocked(services.limits, address, _KIND, "wrong keys")
    key = authorization.partition("Bearer ")[2].strip()
    if not services.desk.keyring.opens(draft, key):
        services.limits.tried(address, _KIND)
        raise Refused("forbidden", "this link does not open a draft here; ask its author for a new one")
    return draft


Keyed = Annotated[ScenarioDraftId, Depends(keyed)]


async def opened(services: Services, draft: ScenarioDraftId) -> ScenarioDraftRow:
    """The draft as it is now.

    Raises:
        Refused: it is not there any more.
    """
    try:
        return await services.drafts.get(draft)
    except NoSuchDraft:
        raise Refused("not_found", "this draft is not kept on this server") from None


def author_id(cookie: str, name: str) -> str:
    """What tells one author from another: the browser, or without cookies the name."""
    return browser_hash(cookie) if cookie else sha256(f"squall author {name}".encode()).hexdigest()


async def here(services: Services, draft: ScenarioDraftId, me: str, at: int) -> list[AuthorHere]:
    """Who has the draft open at wall time `at` in ms."""
    rows = await services.authors.here(draft, at)
    return [AuthorHere(name=row.name, where=row.place, you=row.id == me) for row in rows]
