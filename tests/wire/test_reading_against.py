"""Our reader of frames hears what another library's does, however the bytes come in pieces."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from websockets.frames import Frame, Opcode
from websockets.protocol import Protocol, Side, State

from app.wire.reading import Binary, Broken, Closed, Ping, Reader, Text
from tests.wire.raw import BINARY, CLOSE, PING, PONG, TEXT, frame

MOST = 3_000
CONTINUED = 0x0
# The other library closes with 1002 if a close comes between fragments, which RFC 6455 (5.4) allows.
UNFINISHED = "incomplete fragmented message"
Told = list[tuple[str, bytes | int]]

# No message is within a ping of the limit: the other library counts pings between its fragments too.
WORDS = st.one_of(
    st.text(max_size=20).map(lambda text: text.encode("utf-8", "replace")),
    st.sampled_from([b"", b"x" * 125, b"x" * 126, b"x" * 200, b"x" * 2_000]),
)
SMALL = st.binary(max_size=125)
CODES = st.integers(0, 5_100).map(lambda code: code.to_bytes(2))


@st.composite
def messages(draw: st.DrawFn) -> bytes:
    """A whole one, perhaps in fragments with pings between."""
    pieces = draw(st.lists(WORDS, min_size=1, max_size=4))
    out = b""
    for number, piece in enumerate(pieces):
        opcode = CONTINUED if number else draw(st.sampled_from([TEXT, BINARY]))
        out += frame(opcode, piece, fin=number == len(pieces) - 1)
        if draw(st.booleans()):
            out += frame(draw(st.sampled_from([PING, PONG])), draw(SMALL))
    return out


WILD = st.builds(
    frame,
    st.integers(0, 15).filter(lambda opcode: opcode != CLOSE),
    st.one_of(WORDS, SMALL),
    fin=st.booleans(),
    reserved=st.sampled_from([0, 0, 0, 1, 4]),
    masked=st.sampled_from([True, True, True, False]),
)
# Right in all but one thing, so that each rule is what decides.
ODD = st.one_of(
    st.builds(lambda bit, words: frame(TEXT, words, reserved=bit), st.sampled_from([1, 2, 4]), WORDS),
    st.builds(lambda words: frame(BINARY, words, masked=False), WORDS),
    st.builds(lambda opcode, data: frame(opcode, data, fin=False), st.sampled_from([PING, PONG]), SMALL),
    st.builds(frame, st.sampled_from([3, 7, 11, 15]), SMALL),
    st.builds(lambda words: frame(CONTINUED, words), WORDS),
    st.builds(lambda words: frame(TEXT, words, fin=False) + frame(TEXT, words), WORDS),
    st.just(frame(PING, b"x" * 126)),
    st.just(frame(BINARY, b"x" * (MOST + 1))),
)
# A close that is wrong in two ways may be told by either: of its code or of its words.
REASONS = st.text(max_size=20).map(lambda text: text.encode("utf-8", "replace"))
CLOSES = st.builds(lambda code, why: frame(CLOSE, code + why), CODES, REASONS)
FRAMES = st.one_of(messages(), messages(), ODD, WILD, CLOSES, st.just(frame(CLOSE)))
STREAMS = st.builds(
    lambda frames, rest: b"".join(frames) + rest, st.lists(FRAMES, max_size=6), st.binary(max_size=1)
)


def ours(pieces: list[bytes]) -> Told:
    reader, told = Reader(MOST), Told()
    for piece in pieces:
        for heard in reader.feed(piece):
            match heard:
                case Text(text=text):
                    told.append(("text", text.encode()))
                case Binary(data=data):
                    told.append(("binary", data))
                case Ping(data=data):
                    told.append(("ping", data))
                case Closed(code=code):
                    told.append(("closed", code))
                case Broken(code=code):
                    told.append(("broken", code))
    return told


def theirs(stream: bytes, most: int | None = MOST) -> Told:
    """What a reader heard that was written by others; whether words are words, it leaves to its users."""
    protocol, told = Protocol(Side.SERVER, state=State.OPEN, max_size=most), Told()
    protocol.receive_data(stream)
    kind, kept = "", b""
    for one in protocol.events_received():
        assert isinstance(one, Frame)
        data = bytes(one.data)
        match one.opcode:
            case Opcode.TEXT | Opcode.BINARY | Opcode.CONT:
                kind = {Opcode.TEXT: "text", Opcode.BINARY: "binary"}.get(one.opcode, kind)
                kept = data if one.opcode != Opcode.CONT else kept + data
                if one.fin:
                    told.append((kind, kept))
            case Opcode.PING:
                told.append(("ping", data))
            case Opcode.CLOSE:
                told.append(("closed", int.from_bytes(data[:2]) if data else 1005))
            case Opcode.PONG:
                """Nobody asked for it."""
    if protocol.close_rcvd is not None and str(protocol.parser_exc) == UNFINISHED:
        told.append(("closed", protocol.close_rcvd.code))
    elif protocol.parser_exc is not None and protocol.close_sent is not None:
        told.append(("broken", protocol.close_sent.code))
    return told


def as_words(told: Told) -> Told:
    """The same up to the first text that is none: there our line is closed with 1007."""
    for place, (kind, what) in enumerate(told):
        if kind == "text":
            try:
                bytes(what).decode()
            except UnicodeDecodeError:
                return [*told[:place], ("broken", 1007)]
    return told


def right(stream: bytes) -> list[Told]:
    """What may be heard. Too much and out of turn at once may be told by either."""
    by_size, by_turn = theirs(stream), theirs(stream, None)
    twice_wrong = by_size[-1:] == [("broken", 1009)] and by_turn == [*by_size[:-1], ("broken", 1002)]
    return [as_words(one) for one in ((by_size, by_turn) if twice_wrong else (by_size,))]


def test_a_frame_out_of_turn_that_is_also_too_much_is_told_by_either() -> None:
    begun = frame(TEXT, b"x" * 2_000, fin=False)
    assert right(begun + frame(TEXT, b"x" * 2_000)) == [[("broken", 1009)], [("broken", 1002)]]
    assert right(begun + frame(CONTINUED, b"x" * 2_000)) == [[("broken", 1009)]]
    assert right(begun + frame(TEXT, b"x")) == [[("broken", 1002)]]


@pytest.mark.trust(17, 18)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STREAMS, st.lists(st.integers(0, 2_000), max_size=12))
def test_it_hears_the_same_and_closes_for_the_same_reason(stream: bytes, cuts: list[int]) -> None:
    places = [0, *sorted({cut for cut in cuts if cut < len(stream)}), len(stream)]
    pieces = [stream[start:end] for start, end in pairwise(places)]
    assert ours(pieces) in right(stream)
