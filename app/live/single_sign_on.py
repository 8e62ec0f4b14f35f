"""Signing in by another server's word: OpenID Connect with the code flow, PKCE, state and nonce."""

import json
import secrets
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import httpx2
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from app.live.hosts import Vouched
from app.live.keys import Keyring, same
from app.rehearsal.refusals import Refused

if TYPE_CHECKING:
    from authlib.integrations.httpx_client import AsyncOAuth2Client

WITHIN = 600
ANSWER_WITHIN = 10.0
KNOWN_FOR = 3600.0
"""Seconds until the provider is asked again what it is and which keys it has."""
ALGORITHMS = ["RS256", "ES256", "EdDSA", "PS256"]
LEEWAY = 60
"""Seconds two clocks may be apart."""


@dataclass(slots=True)
class SingleSignOn:
    """One OpenID provider.

    Attributes:
        issuer: its address, as its tokens name it.
        client, secret: who we are to it.
        keyring: signs what a browser holds meanwhile.
        within: seconds somebody may take to sign in there.
    """

    issuer: str
    client: str
    secret: str
    keyring: Keyring
    within: int = WITHIN
    _about: dict[str, Any] = field(default_factory=dict)
    _keys: KeySet = field(default_factory=lambda: KeySet([]))
    _until: float = 0.0

    @property
    def name(self) -> str:
        """What people are told they sign in with."""
        return httpx2.URL(self.issuer).host

    async def begin(self, back: str) -> tuple[str, str]:
        """Where to send a browser, and what it is to hold until it comes back to `back`.

        Raises:
            Refused: the provider does not answer.
        """
        about = await self._known()
        verifier, nonce = secrets.token_urlsafe(48), secrets.token_urlsafe(18)
        async with self._client(back) as client:
            url, state = client.create_authorization_url(
                about["authorization_endpoint"], code_verifier=verifier, nonce=nonce
            )
        held = {"state": state, "nonce": nonce, "verifier": verifier, "until": int(time.time()) + self.within}
        packed = urlsafe_b64encode(json.dumps(held).encode()).decode()
        return str(url), self.keyring.vouched(packed)

    async def end(self, back: str, *, code: str, state: str, held: str) -> Vouched:
        """Who came back, by what the provider says to us and not to the browser.

        Raises:
            Refused: it is not the browser that left, it took too long, or the token is not as it must be.
        """
        kept = self._held(held, state)
        about = await self._known()
        try:
            async with self._client(back) as client:
                token = await client.fetch_token(
                    about["token_endpoint"], code=code, code_verifier=kept["verifier"]
                )
            claims = await self._claims(str(token["id_token"]), kept["nonce"])
        except (httpx2.HTTPError, JoseError, KeyError, ValueError, OSError) as fault:
            raise Refused("forbidden", f"{self.name} did not vouch for you; try again") from fault
        if claims.get("email_verified") is not True:
            raise Refused("forbidden", f"{self.name} has not seen that your e-mail address is yours")
        return Vouched(
            issuer=self.issuer,
            subject=str(claims["sub"]),
            email=str(claims.get("email", "")),
            name=str(claims.get("name", "")),
        )

    def _held(self, held: str, state: str) -> dict[str, Any]:
        packed = self.keyring.wrote(held)
        kept: dict[str, Any] = json.loads(urlsafe_b64decode(packed)) if packed else {}
        if not kept or not same(state, str(kept["state"])) or time.time() > kept["until"]:
            raise Refused("forbidden", "that took too long, or began in another browser; sign in again")
        return kept

    async def _claims(self, token: str, nonce: str) -> dict[str, Any]:
        claims: dict[str, Any] = jwt.decode(token, self._keys, algorithms=ALGORITHMS).claims
        registry = jwt.JWTClaimsRegistry(
            leeway=LEEWAY,
            iss={"essential": True, "value": self.issuer},
            aud={"essential": True, "value": self.client},
            sub={"essential": True},
            exp={"essential": True},
            nonce={"essential": True, "value": nonce},
        )
        registry.validate(claims)
        return claims

    async def _known(self) -> dict[str, Any]:
        """What the provider says of itself, and its keys; asked again every hour."""
        if self._about and time.monotonic() < self._until:
            return self._about
        try:
            async with httpx2.AsyncClient(timeout=ANSWER_WITHIN) as client:
                about = await _json(client, f"{self.issuer.rstrip('/')}/.well-known/openid-configuration")
                keys = await _json(client, str(about["jwks_uri"]))
            if about["issuer"] != self.issuer:
                raise ValueError(f"it calls itself {about['issuer']}")
            self._keys = KeySet.import_key_set(keys)  # type: ignore[arg-type]
        except (httpx2.HTTPError, JoseError, KeyError, ValueError) as fault:
            raise Refused("unavailable", f"{self.name} does not answer as it should; try later") from fault
        self._about, self._until = about, time.monotonic() + KNOWN_FOR
        return about

    def _client(self, back: str) -> "AsyncOAuth2Client":
        from authlib.integrations.httpx_client import AsyncOAuth2Client  # noqa: PLC0415 - most have none

        return AsyncOAuth2Client(
            client_id=self.client,
            client_secret=self.secret,
            redirect_uri=back,
            scope="openid email profile",
            code_challenge_method="S256",
            timeout=ANSWER_WITHIN,
        )


async def _json(client: httpx2.AsyncClient, url: str) -> dict[str, Any]:
    answer = await client.get(url)
    answer.raise_for_status()
    body: dict[str, Any] = answer.json()
    return body
