"""A websocket client that can say anything, bit by bit."""

import socket
from types import TracebackType
from typing import Self

TEXT, BINARY, CLOSE, PING, PONG = 0x1, 0x2, 0x8, 0x9, 0xA
MASK = b"\x37\xfa\x21\x3d"
UPGRADE = (
    "GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n{more}\r\n"
)


def frame(
    opcode: int,
    payload: bytes = b"",
    *,
    fin: bool = True,
    reserved: int = 0,
    masked: bool = True,
    wide: int | None = None,
) -> bytes:
    """One frame; `wide` is how many bytes its length takes, whether it needs them or not."""
    size = len(payload)
    if wide is None:
        wide = 0 if size < 126 else 2 if size < 1 << 16 else 8
    short = {0: size, 2: 126, 8: 127}[wide]
    head = bytes(((0x80 if fin else 0) | reserved << 4 | opcode, (0x80 if masked else 0) | short))
    head += size.to_bytes(wide) if wide else b""
    if not masked:
        return head + payload
    return head + MASK + bytes(byte ^ MASK[place % 4] for place, byte in enumerate(payload))


class Raw:
    """One connection, from its first byte."""

    def __init__(self, port: int, path: str = "/asgi", more: str = "", *, upgrade: str = UPGRADE) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=5)
        self._kept = b""
        self.answer = self._opened(upgrade.format(path=path, more=more))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.socket.close()

    @property
    def status(self) -> int:
        return int(self.answer.split()[1])

    def send(self, *frames: bytes, at_once: int | None = None) -> None:
        """Send these; in pieces of so many bytes."""
        data = b"".join(frames)
        for start in range(0, len(data), at_once or max(1, len(data))):
            self.socket.sendall(data[start : start + (at_once or len(data))])

    def next(self) -> tuple[int, bytes] | None:
        """The next frame's opcode and payload, None at the end; servers neither mask nor split."""
        head = self._take(2)
        if head is None:
            return None
        assert head[0] & 0xF0 == 0x80, "fin, and no reserved bits"
        assert head[1] < 0x80, "not masked"
        size = head[1]
        if size >= 126:
            size = int.from_bytes(self._take(2 if size == 126 else 8) or b"")
        payload = self._take(size)
        assert payload is not None
        return head[0] & 0x0F, payload

    def closed(self) -> int | None:
        """The code the server closes with, whatever it said before; 1005 for none, None without a goodbye."""
        while (found := self.next()) is not None:
            opcode, payload = found
            if opcode == CLOSE:
                return int.from_bytes(payload[:2]) if payload else 1005
        return None

    def ended(self) -> bool:
        """Whether the line ends now, after whatever is still on its way."""
        try:
            while self.socket.recv(65_536):
                continue
        except ConnectionError:
            return True
        return True

    def _opened(self, request: str) -> str:
        self.socket.sendall(request.encode("latin-1"))
        while b"\r\n\r\n" not in self._kept:
            more = self.socket.recv(4_096)
            if not more:
                break
            self._kept += more
        answer, _, self._kept = self._kept.partition(b"\r\n\r\n")
        return answer.decode()

    def _take(self, size: int) -> bytes | None:
        while len(self._kept) < size:
            try:
                more = self.socket.recv(65_536)
            except ConnectionError:
                return None
            if not more:
                return None
            self._kept += more
        taken, self._kept = self._kept[:size], self._kept[size:]
        return taken
