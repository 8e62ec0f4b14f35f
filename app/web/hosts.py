"""Hosts sign in, invite others, and read what was done."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, Field

from app.rehearsal.refusals import Refused
from app.store.host_tables import HostAccountRow
from app.web.limits import count
from app.web.services import Services, services_of
from app.web.signed_in import COOKIE, Hosting, SignedIn, hosting, keep
from app.web.visitor import address_of

router = APIRouter(prefix="/api/host", tags=["hosts"])
Wired = Annotated[Services, Depends(services_of)]
Short = Annotated[str, Field(min_length=1, max_length=200)]


class Host(BaseModel):
    """Whether hosts sign in here, who this browser is signed in as, and what else there is to sign in with.

    `first` says that there is no host yet: the link to become the first is where the server was started.
    """

    asked: bool
    name: str | None = None
    login: str | None = None
    elsewhere: str | None = None
    first: bool = False


class Key(BaseModel):
    """An invitation, as it stands in the fragment of its link."""

    key: Short


class Opens(BaseModel):
    """Whether it makes an account now."""

    opens: bool


class SignUp(BaseModel):
    """An account to be."""

    key: Short
    login: Short
    name: Short
    password: Annotated[str, Field(min_length=1, max_length=1000)]


class SignIn(BaseModel):
    """Who one is."""

    login: Short
    password: Annotated[str, Field(min_length=1, max_length=1000)]


class Invitation(BaseModel):
    """A link that makes one more host, once."""

    url: str


class Deed(BaseModel):
    """One thing somebody did, at wall time `at` in ms; `who` is a login, None where nobody signs in."""

    at: int
    who: str | None
    act: str
    about: str


class Trail(BaseModel):
    """What hosts did last, newest first."""

    deeds: list[Deed]


@router.get("")
async def who(account: SignedIn, services: Wired) -> Host:
    """Who this browser is as a host."""
    if not services.hosts.asked:
        return Host(asked=False)
    return Host(
        asked=True,
        name=account.name if account else None,
        login=account.login if account else None,
        elsewhere=services.elsewhere.name if services.elsewhere else None,
        first=account is None and not await services.archive.any_host(),
    )


@router.post("/key")
async def opens(asked: Key, request: Request, services: Wired) -> Opens:
    """Whether an invitation is good."""
    count(services.limits, address_of(request), "host key", "invitations")
    return Opens(opens=await services.hosts.welcomes(asked.key))


@router.post("/sign-up", status_code=201)
async def sign_up(asked: SignUp, request: Request, response: Response, services: Wired) -> Host:
    """Become a host by an invitation, and be signed in."""
    count(services.limits, address_of(request), "sign up", "tries to become a host")
    made = await services.hosts.sign_up(asked.key, asked.login, asked.name, asked.password)
    return await _begun(made, request, response, services)


@router.post("/sign-in")
async def sign_in(asked: SignIn, request: Request, response: Response, services: Wired) -> Host:
    """Sign in by a password."""
    count(services.signing_in, address_of(request), "sign in", "tries to sign in")
    count(services.signing_in, asked.login.casefold(), "login", "tries to sign in as this host")
    account = await services.hosts.sign_in(asked.login, asked.password)
    return await _begun(account, request, response, services)


@router.post("/sign-out", status_code=204)
async def sign_out(request: Request, response: Response, services: Wired) -> None:
    """Sign this browser out."""
    await services.hosts.end(request.cookies.get(COOKIE, ""))
    response.delete_cookie(COOKIE)


@router.post("/invites", status_code=201)
async def invite(host: Hosting, request: Request, services: Wired) -> Invitation:
    """A link for one more host: good once, for three days."""
    if host is None:
        raise Refused("conflict", "nobody need sign in here, so nobody need be invited")
    key = await services.hosts.invite(host)
    return Invitation(url=f"{str(request.base_url).rstrip('/')}/sign-in#{key}")


@router.get("/trail", dependencies=[Depends(hosting)])
async def trail(services: Wired) -> Trail:
    """What hosts did, for hosts."""
    logins: dict[str | None, str] = {one.id: one.login for one in await services.archive.hosts()}
    return Trail(
        deeds=[
            Deed(at=row.at, who=logins.get(row.account), act=row.act, about=row.about)
            for row in await services.archive.audited()
        ]
    )


async def _begun(account: HostAccountRow, request: Request, response: Response, services: Services) -> Host:
    keep(response, request, await services.hosts.begin(account))
    return Host(asked=services.hosts.asked, name=account.name, login=account.login)
