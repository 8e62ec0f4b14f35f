"""What opens which door: codes for players, signed keys for facilitators and observers."""

import hmac
import secrets
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Literal, NamedTuple

from app.ids import LinkId, RehearsalId, ScenarioDraftId, SeatId, WallMs

ALPHABET = "ABCDEFGHJKMNPQRSTWXYZ2345679"
"""28 signs: no 0 O 1 I L U V 8, which people misread aloud or on a wall."""
CODE_LENGTH = 6
LONGEST_MS = 15
"""Digits of a wall time in ms."""
Admits = Literal["player", "observer", "facilitator"]


class SignedKey(NamedTuple):
    """A key that names its rehearsal, as it stands in the fragment of a link."""

    rehearsal: RehearsalId
    token: str


class SharedKey(NamedTuple):
    """A key to a review, as it stands in the fragment of a link that was given out."""

    rehearsal: RehearsalId
    link: LinkId
    token: str


def new_code() -> str:
    """A join code: 28**6, or half a thousand million, of them."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def as_code(typed: str) -> str | None:
    """The code in whatever form it was typed or pasted, None if it is none."""
    kept = "".join(character for character in typed.upper() if character.isalnum())
    fits = len(kept) == CODE_LENGTH and all(character in ALPHABET for character in kept)
    return kept if fits else None


def as_signed(typed: str) -> SignedKey | None:
    """The signed key in a link's fragment, None if it is none."""
    rehearsal, dot, token = typed.strip().partition(".")
    return SignedKey(RehearsalId(rehearsal), token) if dot and rehearsal and token else None


def as_shared(typed: str) -> SharedKey | None:
    """The key to a review in a link's fragment, None if it is none."""
    parts = typed.strip().split(".")
    if len(parts) != 3 or not all(parts):
        return None
    rehearsal, link, token = parts
    return SharedKey(RehearsalId(rehearsal), LinkId(link), token)


def same(given: str, expected: str) -> bool:
    """Whether two secrets are one, in a time that tells nothing; `given` may be any text."""
    return hmac.compare_digest(given.encode(errors="replace"), expected.encode())


class Keyring:
    """Signs and checks keys with the server's secret, so that none need be kept."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def key(self, rehearsal: RehearsalId, admits: Admits) -> str:
        """The key that lets in a facilitator or an observer."""
        return f"{rehearsal}.{self._sign('door', rehearsal, admits)}"

    def admits(self, key: SignedKey) -> Admits | None:
        """Whom a key lets in, None for a forged one."""
        kinds: tuple[Admits, ...] = ("facilitator", "observer")
        for admits in kinds:
            if same(key.token, self._sign("door", key.rehearsal, admits)):
                return admits
        return None

    def reader_key(self, rehearsal: RehearsalId) -> str:
        """The key that lets a browser read a rehearsal that was imported."""
        return f"{rehearsal}.{self._sign('door', rehearsal, 'reader')}"

    def reads(self, key: SignedKey) -> bool:
        """Whether a key is the reader's of its rehearsal."""
        return same(key.token, self._sign("door", key.rehearsal, "reader"))

    def review_key(self, rehearsal: RehearsalId, link: LinkId, expires: WallMs) -> str:
        """The key by which anybody reads a review until then."""
        return f"{rehearsal}.{link}.{self._sign('review', rehearsal, link, str(expires))}"

    def author_key(self, draft: ScenarioDraftId) -> str:
        """The key that lets people write a scenario."""
        return f"{draft}.{self._sign('door', draft, 'author')}"

    def opens(self, draft: ScenarioDraftId, typed: str) -> bool:
        """Whether a key is the one of this draft."""
        return same(typed, self.author_key(draft))

    def first_host(self) -> str:
        """The key that makes the first host of a server that has none."""
        return f"first.{self._sign('host', 'first')}"

    def host_invite(self, until: int) -> str:
        """A key that makes one host, once, before `until` in ms."""
        nonce = secrets.token_urlsafe(9)
        return f"{until}.{nonce}.{self._sign('host', str(until), nonce)}"

    def invites(self, key: str, at: int) -> bool:
        """Whether a key makes a host at wall time `at`; the first's always does."""
        if same(key, self.first_host()):
            return True
        until, _, rest = key.partition(".")
        nonce, _, token = rest.rpartition(".")
        mine = same(token, self._sign("host", until, nonce))
        return mine and until.isdecimal() and len(until) < LONGEST_MS and at < int(until)

    def vouched(self, what: str) -> str:
        """A short text with the proof that this server wrote it."""
        return f"{what}.{self._sign('vouched', what)}"

    def wrote(self, vouched: str) -> str | None:
        """The text, if this server wrote it."""
        what, _, token = vouched.rpartition(".")
        return what if same(token, self._sign("vouched", what)) else None

    def resume_secret(self, rehearsal: RehearsalId, seat: SeatId, epoch: str) -> str:
        """Proof that a socket once was welcomed to this seat."""
        return self._sign("resume", rehearsal, seat, epoch)

    def mark(self, rehearsal: RehearsalId, question: int, cookie: str) -> str:
        """Under which a browser's answers to a question stand: to be had with its cookie alone."""
        return self._sign("answer", rehearsal, str(question), cookie)

    def _sign(self, *parts: str) -> str:
        digest = hmac.new(self._secret, "\0".join(parts).encode(), sha256).digest()
        return urlsafe_b64encode(digest[:18]).decode()
