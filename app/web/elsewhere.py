"""Going to another server to sign in, and coming back."""

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse

from app.rehearsal.refusals import Refused
from app.web.limits import count
from app.web.services import Services, services_of
from app.web.signed_in import keep
from app.web.visitor import address_of

if TYPE_CHECKING:
    from app.live.single_sign_on import SingleSignOn

router = APIRouter(prefix="/api/host/elsewhere", tags=["hosts"])
Wired = Annotated[Services, Depends(services_of)]

COOKIE = "squall_elsewhere"


@router.get("")
async def leave(request: Request, services: Wired) -> RedirectResponse:
    """Go and sign in elsewhere."""
    count(services.signing_in, address_of(request), "sign in", "tries to sign in")
    provider = _provider(services)
    where, held = await provider.begin(_back(request))
    answer = RedirectResponse(where, 303)
    secure = request.url.scheme == "https"
    answer.set_cookie(COOKIE, held, max_age=provider.within, httponly=True, samesite="lax", secure=secure)
    return answer


@router.get("/back")
async def come_back(request: Request, services: Wired, code: str = "", state: str = "") -> RedirectResponse:
    """Back from there: signed in, or told why not."""
    provider = _provider(services)
    answer = RedirectResponse("/", 303)
    try:
        held = request.cookies.get(COOKIE, "")
        who = await provider.end(_back(request), code=code, state=state, held=held)
        account = await services.hosts.vouched_for(who)
    except Refused as refused:
        why = "taken" if refused.code == "conflict" else "elsewhere"
        answer = RedirectResponse(f"/sign-in?why={why}", 303)
    else:
        keep(answer, request, await services.hosts.begin(account))
    answer.delete_cookie(COOKIE)
    return answer


def _provider(services: Services) -> "SingleSignOn":
    if services.elsewhere is None:
        raise Refused("not_found", "this server signs nobody in elsewhere")
    return services.elsewhere


def _back(request: Request) -> str:
    return f"{str(request.base_url).rstrip('/')}/api/host/elsewhere/back"
