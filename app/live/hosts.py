"""Hosts: who may start rehearsals and write scenarios, where the server asks them to sign in."""

import secrets
import time
import unicodedata
from dataclasses import dataclass, field
from hashlib import sha256

from anyio import to_thread
from pwdlib import PasswordHash

from app.live.keys import Keyring
from app.rehearsal.asking import clean_name
from app.rehearsal.refusals import Refused
from app.store.archive import Archive
from app.store.database import Taken
from app.store.host_tables import AuditRow, HostAccountRow, HostSessionRow

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200
LONGEST_LOGIN = 80
SIGNED_IN_FOR = 14 * 24 * 3600 * 1000
INVITED_FOR = 3 * 24 * 3600 * 1000
"""Ms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vouched:
    """Who another server says somebody is."""

    issuer: str
    subject: str
    email: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hosts:
    """Accounts of hosts, over SQL.

    Attributes:
        archive: where they are.
        keyring: signs invitations.
        asked: whether anybody need sign in at all.
        admitted: e-mail addresses and `@domains` whom another server may vouch for.
    """

    archive: Archive
    keyring: Keyring
    asked: bool
    admitted: tuple[str, ...] = ()
    hasher: PasswordHash = field(default_factory=PasswordHash.recommended)

    async def first_key(self) -> str | None:
        """The key of the first host, while there is none and one is needed."""
        needed = self.asked and not await self.archive.any_host()
        return self.keyring.first_host() if needed else None

    async def welcomes(self, key: str) -> bool:
        """Whether a key makes an account now."""
        if not self.keyring.invites(key, _now()):
            return False
        if _is_first(key) and await self.archive.any_host():
            return False
        return not await self.archive.spent(_hash(key))

    async def sign_up(self, key: str, login: str, name: str, password: str) -> HostAccountRow:
        """Make an account by an invitation.

        Raises:
            Refused: the key opens nothing, the login is taken, or the password is too easy.
        """
        if not await self.welcomes(key):
            raise Refused("forbidden", "this invitation was used or is over; ask a host for another")
        kept = clean_login(login)
        row = HostAccountRow(
            id=f"host-{secrets.token_hex(6)}",
            login=kept,
            name=clean_name(name),
            password=await self._hashed(kept, password),
            created_at=_now(),
        )
        try:
            await self.archive.add_account(row, invite=_hash(key))
        except Taken:
            raise Refused("conflict", "there is a host of this login already; choose another") from None
        await self.note(row, "host.joined", row.id)
        return row

    async def sign_in(self, login: str, password: str) -> HostAccountRow:
        """The account of a login and its password.

        Raises:
            Refused: they do not fit; it takes as long and says the same whichever of the two was wrong.
        """
        row = await self.archive.host_of_login(_folded(login))
        known = row.password if row and row.disabled_at is None else None
        fits = await to_thread.run_sync(self._fits, password[:LONGEST_PASSWORD], known)
        if row is None or not fits:
            raise Refused("forbidden", "that login and password do not go together")
        return row

    async def vouched_for(self, who: Vouched) -> HostAccountRow:
        """The account of whom another server vouches for; made on their first coming.

        Raises:
            Refused: the settings do not admit them, or a host of a password has their address.
        """
        row = await self.archive.host_of_subject(who.issuer, who.subject)
        if row is None:
            if not self._admits(who.email):
                raise Refused("forbidden", f"{who.email or 'this account'} may not host here; ask its owner")
            row = HostAccountRow(
                id=f"host-{secrets.token_hex(6)}",
                login=clean_login(who.email),
                name=clean_name(who.name or who.email),
                issuer=who.issuer,
                subject=who.subject,
                created_at=_now(),
            )
            try:
                await self.archive.add_account(row)
            except Taken:
                raise Refused("conflict", "this address has a password here; sign in with that") from None
            await self.note(row, "host.joined", row.id)
        if row.disabled_at is not None:
            raise Refused("forbidden", "this account may host no longer")
        return row

    async def begin(self, row: HostAccountRow) -> str:
        """Sign a browser in; gives the token its cookie holds."""
        token, now = secrets.token_urlsafe(32), _now()
        session = HostSessionRow(
            token_hash=_hash(token), account=row.id, created_at=now, expires_at=now + SIGNED_IN_FOR
        )
        await self.archive.begin_session(session)
        await self.note(row, "host.signed_in", row.id)
        return token

    async def signed_in(self, token: str) -> HostAccountRow | None:
        """Who a browser's token is of."""
        return await self.archive.signed_in(_hash(token), _now()) if token else None

    async def end(self, token: str) -> None:
        """Sign a browser out."""
        await self.archive.end_session(_hash(token))

    async def give_password(self, row: HostAccountRow, password: str) -> None:
        """Another password, which signs the account out everywhere.

        Raises:
            Refused: it is too easy.
        """
        await self.archive.set_password(row.id, await self._hashed(row.login, password))
        await self.note(None, "host.password", row.id)

    async def invite(self, row: HostAccountRow | None) -> str:
        """A key for one more host."""
        key = self.keyring.host_invite(_now() + INVITED_FOR)
        await self.note(row, "host.invited", _hash(key)[:12])
        return key

    async def note(self, row: HostAccountRow | None, act: str, about: str) -> None:
        """Add to the trail what a host did."""
        await self.archive.audit(AuditRow(at=_now(), account=row.id if row else None, act=act, about=about))

    async def _hashed(self, login: str, password: str) -> str:
        if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
            raise Refused(
                "invalid", f"the password needs {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters"
            )
        easy = _folded(password) in (login, login.partition("@")[0])
        if easy or len(set(password)) < SHORTEST_PASSWORD // 2:
            raise Refused("invalid", "this password is too easy to guess; make it longer")
        return await to_thread.run_sync(self.hasher.hash, password)

    def _fits(self, password: str, known: str | None) -> bool:
        # Without an account a password is hashed all the same: how long it takes tells nothing.
        if known is None:
            self.hasher.hash(password)
            return False
        return self.hasher.verify(password, known)

    def _admits(self, email: str) -> bool:
        address = _folded(email)
        name, at, domain = address.rpartition("@")
        return bool(name and at) and (address in self.admitted or f"@{domain}" in self.admitted)


def clean_login(login: str) -> str:
    """A login as it is kept: one word, small letters.

    Raises:
        Refused: it is none.
    """
    kept = _folded(login)
    if not 3 <= len(kept) <= LONGEST_LOGIN or not kept.isprintable() or " " in kept:
        raise Refused("invalid", f"a login has 3 to {LONGEST_LOGIN} characters and no spaces")
    return kept


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()


def _is_first(key: str) -> bool:
    return key.startswith("first.")


def _hash(token: str) -> str:
    return sha256(f"squall host {token}".encode(errors="replace")).hexdigest()


def _now() -> int:
    return time.time_ns() // 1_000_000
