"""Websocket frames as a server writes them (RFC 6455, 5.2): whole, unmasked, never compressed."""

from collections.abc import Iterator

TEXT, BINARY, CLOSE, PING, PONG = 0x1, 0x2, 0x8, 0x9, 0xA
FIN = 0x80
MOST_CONTROL = 125
"""Bytes a control frame may carry."""
NO_CODE = 1005
"""Stands for a close frame that says nothing."""


def frame(payload: bytes, opcode: int = TEXT) -> bytes:
    """One whole frame, ready to be written to any number of sockets."""
    size = len(payload)
    if size < 126:
        return bytes((FIN | opcode, size)) + payload
    if size < 1 << 16:
        return bytes((FIN | opcode, 126)) + size.to_bytes(2) + payload
    return bytes((FIN | opcode, 127)) + size.to_bytes(8) + payload


def close_frame(code: int, reason: str = "") -> bytes:
    """A close frame; a reason that is too long is cut between characters."""
    if code == NO_CODE:
        return frame(b"", CLOSE)
    told = reason.encode()[: MOST_CONTROL - 2].decode(errors="ignore")
    return frame(code.to_bytes(2) + told.encode(), CLOSE)


def payloads(frames: bytes) -> Iterator[bytes]:
    """What several frames made by `frame` carry, for a server that makes its own frames."""
    at = 0
    while at < len(frames):
        size, start = frames[at + 1], at + 2
        if size >= 126:
            wide = 2 if size == 126 else 8
            size, start = int.from_bytes(frames[start : start + wide]), start + wide
        yield frames[start : start + size]
        at = start + size
