"""The proxy breaks lines as it says: what is built on it proves nothing otherwise."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest

from tests.chaos import ChaosProxy

Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionResetError):
        while data := await reader.read(65536):
            writer.write(data)
    writer.close()


@pytest.fixture
async def proxy() -> AsyncIterator[ChaosProxy]:
    server = await asyncio.start_server(echo, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with ChaosProxy(f"tcp://127.0.0.1:{port}").running() as made:
        yield made
    server.close()
    await server.wait_closed()


@pytest.fixture
async def line(proxy: ChaosProxy) -> AsyncIterator[Line]:
    host, _, port = proxy.url.removeprefix("tcp://").partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    yield reader, writer
    writer.transport.abort()


async def said(line: Line, text: bytes = b"hello") -> bytes:
    line[1].write(text)
    async with asyncio.timeout(0.5):
        return await line[0].readexactly(len(text))


async def test_what_is_not_broken_passes(line: Line) -> None:
    assert await said(line) == b"hello"


async def test_a_delay_holds_every_piece_back_each_way(proxy: ChaosProxy, line: Line) -> None:
    proxy.delay = 0.05
    began = time.monotonic()
    assert await said(line) == b"hello"
    assert time.monotonic() - began >= 2 * proxy.delay


async def test_a_throttled_line_passes_so_many_bytes_a_second(proxy: ChaosProxy, line: Line) -> None:
    proxy.throttle = 50
    began = time.monotonic()
    assert await said(line, b"0123456789") == b"0123456789"
    assert time.monotonic() - began >= 0.1


async def test_a_black_hole_keeps_the_line_and_gives_back_what_it_swallowed(
    proxy: ChaosProxy, line: Line
) -> None:
    proxy.fall_silent()
    with pytest.raises(TimeoutError):
        await said(line)
    assert not line[0].at_eof()
    proxy.speak_again()
    assert await line[0].readexactly(5) == b"hello"


async def test_a_reset_is_an_error_and_no_goodbye(proxy: ChaosProxy, line: Line) -> None:
    await said(line)
    proxy.reset()
    with pytest.raises(ConnectionResetError):
        await line[0].read(1)


async def test_a_half_open_line_looks_alive_until_the_far_end_is_back(proxy: ChaosProxy, line: Line) -> None:
    await said(line)
    proxy.half_open()
    with pytest.raises(TimeoutError):
        await said(line)
    proxy.reach_again()
    with pytest.raises(ConnectionResetError):
        await line[0].read(1)


async def test_a_lost_reply_is_of_a_command_that_arrived(proxy: ChaosProxy, line: Line) -> None:
    proxy.lose_replies(b"pay", 1)
    line[1].write(b"pay once")
    assert await line[0].read(8) == b""
    assert proxy.left_to_lose == 0


async def test_a_deaf_line_is_one_that_subscribed_and_new_ones_hear(proxy: ChaosProxy, line: Line) -> None:
    await said(line, b"SUBSCRIBE")
    proxy.deafen()
    with pytest.raises(TimeoutError):
        await said(line)
    host, _, port = proxy.url.removeprefix("tcp://").partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    assert await said((reader, writer), b"SUBSCRIBE") == b"SUBSCRIBE"
    writer.transport.abort()
