"""RFC 6455, case by case, at a real server: what a line says back, and what it is closed with."""

import socket
import time
from pathlib import Path

import pytest

from app.wire.reading import MOST_FRAGMENTS
from tests.wire.echo import LARGEST
from tests.wire.raw import BINARY, CLOSE, PING, PONG, TEXT, UPGRADE, Raw, frame

SIZES = (0, 1, 125, 126, 127, 128, 65_535, 65_536)
WELL = ("", "κόσμε", "\U0001f60a", "\U0010ffff", "\ufffe", "a\0b", "\u07ff\u0800\uffff\U00010000")
ILL = {
    "overlong slash": b"\xc0\xaf",
    "overlong nul": b"\xe0\x80\x80",
    "overlong in four": b"\xf0\x80\x80\xaf",
    "first surrogate": b"\xed\xa0\x80",
    "last surrogate": b"\xed\xbf\xbf",
    "a pair of surrogates": b"\xed\xa0\xbd\xed\xb8\x8a",
    "past the last character": b"\xf4\x90\x80\x80",
    "a byte that never occurs": b"\xfe",
    "a lone continuation": b"a\x80",
    "cut in two": b"\xce",
    "cut in three": b"\xe2\x82",
    "cut in four": b"\xf0\x9f\x98",
    "five bytes": b"\xf8\x88\x80\x80\x80",
}


@pytest.mark.parametrize("path", ["/asgi", "/ready"])
@pytest.mark.parametrize("opcode", [TEXT, BINARY])
@pytest.mark.parametrize("size", SIZES)
def test_a_message_of_any_size_up_to_the_limit_comes_back(
    port: int, path: str, opcode: int, size: int
) -> None:
    with Raw(port, path) as raw:
        raw.send(frame(opcode, b"*" * size))
        assert raw.next() == (opcode, b"*" * size)


@pytest.mark.parametrize("at_once", [1, 2, 7])
def test_bytes_that_drip_in_make_the_same_messages(port: int, at_once: int) -> None:
    with Raw(port) as raw:
        raw.send(frame(TEXT, "κόσμε".encode()), frame(BINARY, b"x" * 300), at_once=at_once)
        assert raw.next() == (TEXT, "κόσμε".encode())
        assert raw.next() == (BINARY, b"x" * 300)


def test_many_messages_in_one_packet_all_come_back_in_order(port: int) -> None:
    with Raw(port) as raw:
        raw.send(*(frame(TEXT, str(number).encode()) for number in range(200)))
        assert [raw.next() for _ in range(200)] == [(TEXT, str(number).encode()) for number in range(200)]


@pytest.mark.trust(17)
@pytest.mark.parametrize("size", [LARGEST + 1, 1 << 20])
def test_a_message_over_the_limit_is_closed_before_it_is_read(port: int, size: int) -> None:
    with Raw(port) as raw:
        raw.send(frame(BINARY, b"x" * size)[:14])
        assert raw.closed() == 1009


def test_fragments_are_counted_together(port: int) -> None:
    with Raw(port) as raw:
        raw.send(frame(TEXT, b"x" * LARGEST, fin=False), frame(0, b"x"))
        assert raw.closed() == 1009


@pytest.mark.trust(17)
def test_a_message_in_too_many_fragments_is_closed(port: int) -> None:
    with Raw(port) as raw:
        raw.send(frame(TEXT, fin=False), frame(0, fin=False) * MOST_FRAGMENTS)
        assert raw.closed() == 1008


@pytest.mark.parametrize("parts", [(b"", b""), (b"a", b"b"), (b"", b"a", b""), (b"one ", b"two ", b"three")])
def test_fragments_make_one_message(port: int, parts: tuple[bytes, ...]) -> None:
    first, *middle, last = parts
    with Raw(port) as raw:
        raw.send(
            frame(TEXT, first, fin=False), *(frame(0, part, fin=False) for part in middle), frame(0, last)
        )
        assert raw.next() == (TEXT, b"".join(parts))


def test_control_frames_between_fragments_are_answered_at_once(port: int) -> None:
    with Raw(port) as raw:
        raw.send(frame(TEXT, b"one ", fin=False), frame(PING, b"?"))
        assert raw.next() == (PONG, b"?")
        raw.send(frame(PONG, b"!"), frame(0, b"two", fin=False), frame(PING, b"??"))
        assert raw.next() == (PONG, b"??")
        raw.send(frame(0))
        assert raw.next() == (TEXT, b"one two")


@pytest.mark.parametrize("payload", [b"", b"?", b"\x00\xff\xfe", b"x" * 125])
def test_a_ping_comes_back_as_a_pong(port: int, payload: bytes) -> None:
    with Raw(port) as raw:
        raw.send(frame(PING, payload))
        assert raw.next() == (PONG, payload)


def test_a_pong_nobody_asked_for_is_ignored(port: int) -> None:
    with Raw(port) as raw:
        raw.send(frame(PONG, b"?"), frame(TEXT, b"on"))
        assert raw.next() == (TEXT, b"on")


BROKEN = {
    "ping too long": frame(PING, b"x" * 126),
    "ping in fragments": frame(PING, b"x", fin=False),
    "close in fragments": frame(CLOSE, b"", fin=False),
    "close too long": frame(CLOSE, b"\x03\xe8" + b"x" * 124),
    "goes on with nothing": frame(0, b"x"),
    "ends nothing": frame(0),
    "text inside a message": frame(TEXT, b"a", fin=False) + frame(TEXT, b"b"),
    "binary inside a message": frame(TEXT, b"a", fin=False) + frame(BINARY, b"b"),
    "not masked": frame(TEXT, b"x", masked=False),
    "ping not masked": frame(PING, masked=False),
    "length in more bytes than it needs": frame(TEXT, b"x", wide=2),
    "length in far more bytes than it needs": frame(TEXT, b"x" * 200, wide=8),
    "length with its highest bit": b"\x81\xff\x80" + b"\x00" * 7,
    **{f"opcode {opcode:x}": frame(opcode, b"x") for opcode in (3, 4, 5, 6, 7, 0xB, 0xC, 0xD, 0xE, 0xF)},
    **{
        f"reserved bits {bits} of {opcode:x}": frame(opcode, b"", reserved=bits)
        for bits in (1, 2, 4, 7)
        for opcode in (TEXT, BINARY, PING, CLOSE)
    },
}


@pytest.mark.trust(18)
@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_what_breaks_the_protocol_is_closed_with_1002(port: int, broken: bytes) -> None:
    with Raw(port) as raw:
        raw.send(broken)
        assert raw.closed() == 1002


def test_what_came_whole_before_the_break_is_answered(port: int) -> None:
    with Raw(port) as raw:
        raw.send(frame(PING, b"first"))
        assert raw.next() == (PONG, b"first")
        raw.send(frame(3))
        assert raw.closed() == 1002


@pytest.mark.parametrize("text", WELL)
def test_every_character_comes_back(port: int, text: str) -> None:
    with Raw(port) as raw:
        raw.send(frame(TEXT, text.encode()))
        assert raw.next() == (TEXT, text.encode())


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_a_character_may_be_split_between_fragments(port: int, cut: int) -> None:
    data = "\U0001f60a".encode()
    with Raw(port) as raw:
        raw.send(frame(TEXT, data[:cut], fin=False), frame(PING), frame(0, data[cut:]))
        assert raw.next() == (PONG, b"")
        assert raw.next() == (TEXT, data)


@pytest.mark.trust(17)
@pytest.mark.parametrize("data", ILL.values(), ids=ILL)
def test_text_that_is_not_utf8_is_closed_with_1007_and_binary_is_not(port: int, data: bytes) -> None:
    with Raw(port) as raw:
        raw.send(frame(BINARY, data))
        assert raw.next() == (BINARY, data)
        raw.send(frame(TEXT, data))
        assert raw.closed() == 1007
    with Raw(port) as raw:
        raw.send(frame(TEXT, data[:1], fin=False), frame(0, data[1:]))
        assert raw.closed() == 1007


@pytest.mark.parametrize(
    "code", [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4001, 4999]
)
def test_a_close_is_said_back(port: int, code: int) -> None:
    with Raw(port) as raw:
        raw.send(frame(CLOSE, code.to_bytes(2) + "für später".encode()))
        assert raw.closed() == code
        assert raw.ended()


def test_a_close_that_says_nothing_is_answered_alike(port: int) -> None:
    with Raw(port) as raw:
        raw.send(frame(CLOSE))
        assert raw.next() == (CLOSE, b"")
        assert raw.ended()


@pytest.mark.parametrize("code", [0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535])
def test_a_code_nobody_may_say_is_closed_with_1002(port: int, code: int) -> None:
    with Raw(port) as raw:
        raw.send(frame(CLOSE, code.to_bytes(2)))
        assert raw.closed() == 1002


def test_half_a_code_is_closed_with_1002_and_a_reason_that_is_no_text_with_1007(port: int) -> None:
    with Raw(port) as raw:
        raw.send(frame(CLOSE, b"\x03"))
        assert raw.closed() == 1002
    with Raw(port) as raw:
        raw.send(frame(CLOSE, b"\x03\xe8\xed\xa0\x80"))
        assert raw.closed() == 1007


def test_nothing_is_said_after_a_close(port: int) -> None:
    with Raw(port) as raw:
        raw.send(frame(CLOSE, b"\x03\xe8"), frame(TEXT, b"and"), frame(PING))
        assert raw.next() == (CLOSE, b"\x03\xe8")
        assert raw.next() is None


def test_our_close_says_why_in_what_fits_and_waits_for_theirs(port: int) -> None:
    with Raw(port, "/over") as raw:
        assert raw.next() == (CLOSE, (4504).to_bytes(2) + b"r" * 123)
        raw.send(frame(TEXT, b"unheard"), frame(CLOSE, (4504).to_bytes(2)))
        assert raw.next() is None


def test_an_application_that_fails_closes_with_1011(port: int) -> None:
    with Raw(port, "/fail") as raw:
        assert raw.closed() == 1011


def test_a_line_nobody_closes_is_given_up(port: int) -> None:
    with Raw(port, "/over") as raw:
        assert raw.next() is not None
        assert raw.ended()


HANDSHAKES = {
    "no key": (UPGRADE.replace("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", ""), 400),
    "half a key": (UPGRADE.replace("dGhlIHNhbXBsZSBub25jZQ==", "dGhl"), 400),
    "an older version": (UPGRADE.replace("Version: 13", "Version: 8"), 400),
    "another method": (UPGRADE.replace("GET", "POST"), 405),
    "two keys": (UPGRADE.replace("{more}", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"), 400),
    "a line without an end": (UPGRADE.replace("{more}", f"Cookie: {'x' * 20_000}\r\n"), 431),
    "lines without an end": (UPGRADE.replace("{more}", "X: y\r\n" * 300), 431),
}


@pytest.mark.trust(18)
@pytest.mark.parametrize(("request_", "status"), HANDSHAKES.values(), ids=HANDSHAKES)
def test_a_bad_handshake_is_refused(port: int, request_: str, status: int) -> None:
    with Raw(port, upgrade=request_) as raw:
        assert raw.status == status
        assert raw.ended()


def test_a_handshake_the_application_refuses_is_403(port: int) -> None:
    with Raw(port, "/refused") as raw:
        assert raw.status == 403
        assert raw.ended()


@pytest.mark.trust(18)
def test_the_first_subprotocol_is_taken_and_compression_is_not(port: int) -> None:
    more = "Sec-WebSocket-Protocol: squall.v1, other\r\nSec-WebSocket-Extensions: permessage-deflate\r\n"
    with Raw(port, more=more) as raw:
        assert raw.status == 101
        assert "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" in raw.answer
        assert "Sec-WebSocket-Protocol: squall.v1" in raw.answer
        assert "permessage-deflate" not in raw.answer


@pytest.mark.trust(18)
def test_slow_handshakes_are_given_up_and_keep_nobody_waiting(echo: tuple[int, int]) -> None:
    port, pid = echo
    before = rss(pid)
    slow = [socket.create_connection(("127.0.0.1", port), timeout=20) for _ in range(2_000)]
    try:
        for number, one in enumerate(slow):
            if number % 2:
                one.sendall(b"GET /asgi HTTP/1.1\r\nHost: 127")
        with Raw(port) as other:
            other.send(frame(TEXT, b"still here"))
            assert other.next() == (TEXT, b"still here")
        assert rss(pid) - before < 100_000_000
        assert all(ended(one) for one in slow)
    finally:
        for one in slow:
            one.close()


@pytest.mark.trust(18)
def test_a_head_without_an_end_is_cut_off(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as one:
        one.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n")
        with pytest.raises(ConnectionError):
            one.sendall(b"X-More: y\r\n" * 1_000_000)


def ended(line: socket.socket) -> bool:
    """Whether the other side hangs up."""
    try:
        return line.recv(1) == b""
    except ConnectionError:
        return True


def rss(pid: int) -> int:
    """Resident bytes."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * 4_096


@pytest.mark.trust(17, 18)
def test_floods_from_one_side_cost_no_memory_and_nobody_else(echo: tuple[int, int]) -> None:
    port, pid = echo
    before = rss(pid)
    with Raw(port) as pings, Raw(port, "/deaf") as words, Raw(port, "/flood") as unread, Raw(port) as other:
        pings.send(frame(PING, b"x" * 125) * 40_000)
        words.socket.settimeout(0.3)
        with pytest.raises(TimeoutError):
            words.send(*[frame(TEXT, b"x" * 60_000)] * 400)
        began = time.monotonic()
        other.send(frame(TEXT, b"still here"))
        assert other.next() == (TEXT, b"still here")
        assert time.monotonic() - began < 2
        assert rss(pid) - before < 12_000_000
        assert unread.status == 101
