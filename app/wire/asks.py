"""What a client says: one JSON array of messages a websocket frame, read strictly.

Unknown fields are ignored, an unknown kind is refused.
"""

import json
from dataclasses import dataclass, field
from math import isfinite
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from app.ids import DraftId, View
from app.rehearsal.commands import PlayerCommand

MOST_BYTES = 16 * 1024
MOST_MESSAGES = 8
MOST_DEPTH = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume:
    """Where the client stood: proof is (epoch, n, tag) of each view, and its secret."""

    epoch: str
    at: dict[View, tuple[int, int]]
    secret: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Enter:
    """The first message, with a fresh ticket."""

    ticket: str
    tab: str
    resume: Resume | None = None
    type: Literal["enter"] = "enter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One command under an id of the client's, at most 64 characters. Same id, same effect."""

    ask: Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_\-]+$")]
    command: Annotated[PlayerCommand, Field(discriminator="kind")]
    type: Literal["ask"] = "ask"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ping:
    """Heartbeat every 20 s; `c0` is the client's clock in ms."""

    c0: float
    type: Literal["ping"] = "ping"


@dataclass(frozen=True, slots=True, kw_only=True)
class Typing:
    """Somebody is writing in the war room or the composer; `draft` is the one they write on."""

    where: Literal["feed", "room", "desk"]
    draft: Annotated[DraftId, Field(max_length=20)] | None = None
    type: Literal["typing"] = "typing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resync:
    """Start over from a snapshot."""

    type: Literal["resync"] = "resync"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """Going away on purpose."""

    type: Literal["leave"] = "leave"


ClientMessage = Enter | Ask | Ping | Typing | Resync | Leave


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientMessages:
    """Every message a client can say, for the schema."""

    messages: tuple[Annotated[ClientMessage, Field(discriminator="type")], ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Misread:
    """A message that cannot be understood; `ask` is its ask id where one could be found."""

    ask: str | None
    detail: str


class BadFrame(ValueError):  # noqa: N818 - named as the close code is
    """A frame that is not a JSON array of messages within the limits."""


_READER: TypeAdapter[ClientMessage] = TypeAdapter(
    Annotated[ClientMessage, Field(discriminator="type")], config=ConfigDict(defer_build=True)
)


def read_frame(text: str) -> list[ClientMessage | Misread]:
    """The messages of one frame, each understood or not.

    Raises:
        BadFrame: it is too large, too deep, or no array of objects.
    """
    data = text.encode("utf-8", "surrogatepass")
    if len(data) > MOST_BYTES:
        raise BadFrame(f"a frame is at most {MOST_BYTES} bytes")
    if _depth(text) > MOST_DEPTH:
        raise BadFrame(f"a frame is at most {MOST_DEPTH} levels deep")
    try:
        messages = _JSON.decode(text)
    except ValueError as fault:
        raise BadFrame(f"not JSON: {fault}") from None
    if not isinstance(messages, list) or len(messages) > MOST_MESSAGES:
        raise BadFrame(f"a frame is an array of at most {MOST_MESSAGES} messages")
    # Half a character comes from an escape, or from a text that was no UTF-8 to begin with.
    doubtful = "\\u" in text or not _is_text(data)
    return [_read(message, doubtful=doubtful) for message in messages]


def _read(message: Any, *, doubtful: bool) -> ClientMessage | Misread:
    if doubtful and not _sendable(message):
        return Misread(ask=_ask_of(message), detail="message: it holds half a character, a lone surrogate")
    try:
        return _READER.validate_python(message, strict=False)
    except ValidationError as fault:
        first = fault.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        return Misread(ask=_ask_of(message), detail=f"{place or 'message'}: {first['msg']}")


def _ask_of(message: Any) -> str | None:
    """The ask's id where one could be found and said back."""
    ask = message.get("ask") if isinstance(message, dict) else None
    return ask if isinstance(ask, str) and len(ask) <= 64 and _sendable(ask) else None


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _sendable(message: Any) -> bool:
    """Whether every text in it can be said in UTF-8: what cannot would break the answer that quotes it."""
    try:
        json.dumps(message, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is not a number")


def _finite(digits: str) -> float:
    number = float(digits)
    if not isfinite(number):
        raise ValueError(f"{digits[:20]} is too large")
    return number


def _exact(digits: str) -> int:
    """A whole number that every reader of JSON reads alike."""
    if len(digits) > 16:
        raise ValueError(f"{digits[:20]} is too large")
    return int(digits)


_JSON = json.JSONDecoder(parse_constant=_no_constant, parse_float=_finite, parse_int=_exact)


def _depth(text: str) -> int:
    """How deep brackets nest, outside strings: cheaper and safer than parsing first.

    Where there are too few of them to nest too deep, their number will do.
    """
    opened = text.count("[") + text.count("{")
    if opened <= MOST_DEPTH:
        return opened
    deepest = depth = 0
    inside = escaped = False
    for character in text:
        if inside:
            if escaped:
                escaped = False
            elif character == "\\":
                escaped = True
            elif character == '"':
                inside = False
        elif character == '"':
            inside = True
        elif character in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "]}":
            depth -= 1
    return deepest


def make_ready() -> None:
    """Make the reader now, so that no first ask waits for it."""
    _READER.rebuild()
