"""Frames that no browser of ours sends, to the program itself: closed or refused, and no fault in its log."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from app.wire.closing import Close
from tests.people import Person
from tests.serving import ServerProcess
from tests.wire.raw import BINARY, TEXT, Raw, frame

pytestmark = [pytest.mark.faults, pytest.mark.trust(17, 18)]
CONTINUED, DEFLATED = 0x0, 4
DEEP = 10_000


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    data: Path = tmp_path_factory.mktemp("hostile")
    running = ServerProcess(data)
    try:
        yield running.start()
    finally:
        running.stop()


@pytest.fixture
async def dana(server: ServerProcess) -> AsyncIterator[Person]:
    async with Person(server.base) as person:
        await person.start(mode="room", name="Dana")
        yield person


def said(command: str, ask: str = "a1") -> bytes:
    """A frame that asks for a command given as JSON text."""
    return frame(TEXT, f'[{{"type":"ask","ask":"{ask}","command":{command}}}]'.encode())


def chat(text: str) -> str:
    return f'{{"kind":"chat.say","text":{text}}}'


CLOSED = {
    "a word over the limit": ([frame(TEXT, b"x" * 70_000)], 1009),
    "a word over ours": ([frame(TEXT, b"[" + b" " * 20_000 + b"]")], Close.BAD_FRAME),
    "a million fragments": (
        [frame(TEXT, b"[", fin=False), frame(CONTINUED, b" ", fin=False) * 1_000_000],
        1008,
    ),
    "text that is no UTF-8": ([frame(TEXT, b'["\xff\xfe"]')], 1007),
    "half a character": ([frame(TEXT, b'["\xed\xa0\x80"]')], 1007),
    "a deep nest": ([frame(TEXT, b"[" * DEEP + b"]" * DEEP)], Close.BAD_FRAME),
    "no array": ([frame(TEXT, b'{"type":"ping"}')], Close.BAD_FRAME),
    "no JSON": ([frame(TEXT, b"hello?")], Close.BAD_FRAME),
    "binary": ([frame(BINARY, b"\x00\x01")], Close.BAD_FRAME),
    "nine messages at once": ([frame(TEXT, json.dumps([{"type": "resync"}] * 9).encode())], Close.BAD_FRAME),
    "not a number": ([said('{"kind":"clock.speed","speed":NaN}')], Close.BAD_FRAME),
    "infinity": ([said('{"kind":"clock.speed","speed":Infinity}')], Close.BAD_FRAME),
    "a number that is too large": ([said('{"kind":"clock.speed","speed":1e999}')], Close.BAD_FRAME),
    "a number of a thousand digits": (
        [said('{"kind":"clock.jump","to":' + "9" * 1_000 + "}")],
        Close.BAD_FRAME,
    ),
    "a compressed frame nobody agreed on": ([frame(TEXT, b"\x00" * 60_000, reserved=DEFLATED)], 1002),
    "a frame without a mask": ([frame(TEXT, b"[]", masked=False)], 1002),
}
REFUSED = {
    "a kind nobody knows": '{"kind":"drill.explode"}',
    "a kind that is no word": '{"kind":["chat.say"]}',
    "half a character in an escape": chat(r'"\ud800"'),
    "a text that is a list": chat('["no"]'),
}


async def entered(server: ServerProcess, person: Person) -> Raw:
    """A socket of theirs, byte by byte."""
    ticket = await person.ticket()
    more = f"Origin: {server.base}\r\nSec-WebSocket-Protocol: squall.v1\r\n"
    raw = await asyncio.to_thread(Raw, server.port, f"/live/{person.rehearsal}", more)
    raw.send(frame(TEXT, json.dumps([{"type": "enter", "ticket": ticket, "tab": "raw"}]).encode()))
    welcome = await asyncio.to_thread(raw.next)
    assert welcome is not None
    assert b'"welcome"' in welcome[1]
    return raw


def answered(raw: Raw, ask: str) -> dict[str, object]:
    """What the server says to an ask."""
    while (found := raw.next()) is not None:
        for message in json.loads(found[1]):
            if message.get("ask") == ask:
                return dict(message)
    raise AssertionError("closed without an answer")


def resident(server: ServerProcess) -> int:
    """Bytes of the server in memory."""
    return int(Path(f"/proc/{server.pid}/statm").read_text().split()[1]) * 4_096


async def test_no_frame_costs_more_than_its_own_socket(server: ServerProcess, dana: Person) -> None:
    before = resident(server)
    for name, (frames, code) in CLOSED.items():
        with await entered(server, dana) as raw:
            assert await asyncio.to_thread(closed_by, raw, frames) == code, name
    with await entered(server, dana) as raw:
        for number, (name, command) in enumerate(REFUSED.items()):
            raw.send(said(command, f"r{number}"))
            answer = await asyncio.to_thread(answered, raw, f"r{number}")
            assert (answer["type"], answer["code"]) == ("refused", "invalid"), name
        raw.send(said('{"kind":"note.write","text":"still here"}', "last"))
        assert (await asyncio.to_thread(answered, raw, "last"))["type"] == "done"
    assert resident(server) - before < 40_000_000
    assert "Traceback" not in server.written()
    assert '"level":"error"' not in server.written().replace(" ", "")


def closed_by(raw: Raw, frames: list[bytes]) -> int | None:
    """The code it closes with; it may do so before all is sent."""
    for one in frames:
        try:
            raw.send(one)
        except OSError:
            break
    return raw.closed()
