"""Websocket frames as a server reads them (RFC 6455): bytes in, whole messages out. No I/O."""

from typing import Final, NamedTuple

from app.wire.framing import BINARY, CLOSE, FIN, MOST_CONTROL, NO_CODE, PING, PONG, TEXT

RESERVED: Final = 0x70
MASKED: Final = 0x80
CONTINUED: Final = 0x0
MOST_FRAGMENTS: Final = 4_096
"""Frames one message may come in."""
_OPCODES: Final = frozenset((CONTINUED, TEXT, BINARY, CLOSE, PING, PONG))
_CODES: Final = frozenset((1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014))

BAD_PROTOCOL: Final = 1002
BAD_TEXT: Final = 1007
TOO_MANY: Final = 1008
TOO_LARGE: Final = 1009


class Broken(Exception):  # noqa: N818 - what a line is, not a fault of ours
    """The other side does not keep to the protocol; `code` is what the line is closed with."""

    def __init__(self, code: int, why: str) -> None:
        super().__init__(why)
        self.code = code
        self.why = why


class Text(NamedTuple):
    """A whole text message."""

    text: str


class Binary(NamedTuple):
    """A whole binary message."""

    data: bytes


class Ping(NamedTuple):
    """To be answered by a pong that carries the same."""

    data: bytes


class Closed(NamedTuple):
    """The other side closes; `code` is 1005 where it named none."""

    code: int
    reason: str


Heard = Text | Binary | Ping | Closed | Broken


class Reader:
    """What has come in on one line and is no whole message yet.

    Args:
        most: bytes of one message.
    """

    __slots__ = ("_fragments", "_kept", "_kind", "_most", "_rest", "closed")

    def __init__(self, most: int) -> None:
        self.closed = False
        self._most = most
        self._rest: bytearray | None = None
        self._kept: bytearray | None = None
        self._kind = CONTINUED
        self._fragments = 0

    def feed(self, data: bytes | bytearray) -> list[Heard]:
        """The messages that are whole now; nothing is read after one that ends the line."""
        if self._rest is not None:
            self._rest += data
            data = self._rest
        heard: list[Heard] = []
        try:
            at = self._walk(data, heard)
        except Broken as broken:
            self.closed = True
            heard.append(broken)
            at = len(data)
        self._keep(data, at)
        return heard

    def _walk(self, data: bytes | bytearray, heard: list[Heard]) -> int:
        """Read every whole frame; gives where the first that is not whole begins."""
        at = 0
        while not self.closed:
            found = self._header(data, at)
            if found is None:
                break
            start, size = found
            end = start + 4 + size
            if len(data) < end:
                break
            payload = _unmasked(data[start + 4 : end], data[start : start + 4])
            one = self._frame(data[at], payload)
            if one is not None:
                heard.append(one)
            at = end
        return at

    def _keep(self, data: bytes | bytearray, at: int) -> None:
        """Keep what is no whole frame yet; a frame that drips in is not copied with each drop."""
        if self.closed or at == len(data):
            self._rest = None
        elif at or data is not self._rest:
            self._rest = bytearray(data[at:])

    def _header(self, data: bytes | bytearray, at: int) -> tuple[int, int] | None:
        """Where the mask of the frame at `at` begins, and the size of what follows it."""
        if len(data) - at < 2:
            return None
        first, second = data[at], data[at + 1]
        size, start = second & 0x7F, at + 2
        self._check(first, second, size)
        if size >= 126:
            wide = 2 if size == 126 else 8
            if len(data) - start < wide:
                return None
            size, start = int.from_bytes(data[start : start + wide]), start + wide
            if size < 126 or (wide == 8 and (size < 1 << 16 or size >> 63)):
                raise Broken(BAD_PROTOCOL, "a length in more bytes than it needs")
        if first & 0x08 == 0 and size + len(self._kept or b"") > self._most:
            raise Broken(TOO_LARGE, f"a message is at most {self._most} bytes")
        return start, size

    def _check(self, first: int, second: int, size: int) -> None:
        opcode = first & 0x0F
        if first & RESERVED:
            raise Broken(BAD_PROTOCOL, "reserved bits are set")
        if opcode not in _OPCODES:
            raise Broken(BAD_PROTOCOL, f"opcode {opcode} is reserved")
        if not second & MASKED:
            raise Broken(BAD_PROTOCOL, "a client masks its frames")
        if opcode & 0x08:
            if not first & FIN:
                raise Broken(BAD_PROTOCOL, "a control frame is not fragmented")
            if size > MOST_CONTROL:
                raise Broken(BAD_PROTOCOL, f"a control frame carries at most {MOST_CONTROL} bytes")
        elif (opcode == CONTINUED) != (self._kept is not None):
            raise Broken(BAD_PROTOCOL, "a message is begun once, and continued only after that")

    def _frame(self, first: int, payload: bytes) -> Heard | None:
        opcode = first & 0x0F
        if opcode == PING:
            return Ping(payload)
        if opcode == PONG:
            return None
        if opcode == CLOSE:
            self.closed = True
            return _closed(payload)
        if opcode == CONTINUED:
            return self._continued(first, payload)
        if first & FIN:
            return _message(opcode, payload)
        self._kind, self._kept, self._fragments = opcode, bytearray(payload), 1
        return None

    def _continued(self, first: int, payload: bytes) -> Heard | None:
        kept = self._kept
        assert kept is not None  # noqa: S101 - `_check` has seen to it
        kept += payload
        self._fragments += 1
        if self._fragments > MOST_FRAGMENTS:
            raise Broken(TOO_MANY, f"a message comes in at most {MOST_FRAGMENTS} frames")
        if not first & FIN:
            return None
        self._kept = None
        return _message(self._kind, bytes(kept))


def _message(kind: int, data: bytes) -> Heard:
    return Text(_text(data)) if kind == TEXT else Binary(data)


def _closed(payload: bytes) -> Closed:
    if not payload:
        return Closed(NO_CODE, "")
    if len(payload) == 1:
        raise Broken(BAD_PROTOCOL, "half a close code")
    code = int.from_bytes(payload[:2])
    if code not in _CODES and not 3000 <= code < 5000:
        raise Broken(BAD_PROTOCOL, f"{code} is no close code")
    return Closed(code, _text(payload[2:]))


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise Broken(BAD_TEXT, "the text is not UTF-8") from None


def _unmasked(data: bytes | bytearray, mask: bytes | bytearray) -> bytes:
    size = len(data)
    key = (mask * (size // 4 + 1))[:size]
    return (int.from_bytes(data) ^ int.from_bytes(key)).to_bytes(size)
