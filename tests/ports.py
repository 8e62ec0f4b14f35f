"""Ports to listen on."""

import secrets
import socket
from contextlib import closing

FROM, TO = 12_000, 32_000
"""Below what the kernel gives to whoever calls: a port nobody has now could be a caller's a moment later."""


def free_port() -> int:
    """A port nobody listens on now."""
    while True:
        port = FROM + secrets.randbelow(TO - FROM)
        with closing(socket.socket()) as found:
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                found.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
